"""What need not be remembered any longer: old runs, pages that are no article's own, links long given up.

Most of a thousand sources' polls find nothing, a hundred thousand times a day; and each new article leaves a page or
two that its list may point to for a while.
"""

from datetime import timedelta

from syndicator.flows.services import Services
from syndicator.store import failed_leads, pages, runs

_UNEVENTFUL = timedelta(days=1)
# So many rows a transaction: writers wait for each.
_BATCH = 5000


async def forget(services: Services) -> None:
    """Forget what is older than the settings say. Any number of processes may do so at once."""
    now, settings = services.now(), services.config.schedule
    kept = now - settings.keep_runs
    async with services.database.begin() as connection:
        await runs.prune(connection, eventful=kept, uneventful=max(kept, now - _UNEVENTFUL))
        await failed_leads.prune(connection, now - settings.keep_pages)
    more = True
    while more:
        async with services.database.begin() as connection:
            more = await pages.prune(connection, now - settings.keep_pages, _BATCH) == _BATCH
