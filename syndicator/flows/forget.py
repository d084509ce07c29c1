"""What need not be remembered any longer: old runs, pages of no article, links long given up, nobody's shapes.

Most of a thousand sources' polls find nothing, a hundred thousand times a day; and each new article leaves a page or
two that its list may point to for a while. What was written for a partner's shape is of no use once no partner has it.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from syndicator.flows.release import MARK, mark
from syndicator.flows.services import Services
from syndicator.store import archives, documents, entries, failed_leads, pages, partners, runs
from syndicator.store.database import Connection

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
    for prune in (pages.prune, entries.prune):
        await _in_pieces(services, prune, now - settings.keep_pages)
    await _shapes(services)


async def _in_pieces(
    services: Services, prune: Callable[[Connection, datetime, int], Awaitable[int]], before: datetime
) -> None:
    more = True
    while more:
        async with services.database.begin() as connection:
            more = await prune(connection, before, _BATCH) == _BATCH


async def _shapes(services: Services) -> None:
    """Forget what was written in shapes that no partner has."""
    async with services.database.begin() as connection:
        known = {mark(partner.shape) for partner in await partners.everyone(connection)}

        def in_use(written: str) -> bool:
            _, sign, rest = written.partition(MARK)
            return not sign or sign + rest.partition("/")[0] in known

        await archives.prune(connection, in_use)
        await documents.prune(connection, in_use)
