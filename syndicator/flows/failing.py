"""Links that lead to no article: asked again ever more seldom, and at last no more.

The first failure may be chance, so the next poll asks again; from then on the pause doubles, up to a day. A link that
failed for a fortnight is given up, one that says twice that it is gone for good (410) at once. A page that is there
when it is asked for is taken like any other. What is remembered goes when the list drops the link; a source that is
read in another way, or by hand, asks for all of them.
"""

from datetime import datetime, timedelta

from syndicator.errors import ExtractError, FetchError, SyndicatorError
from syndicator.flows.listing import Found, Unread, is_passing
from syndicator.flows.services import Services
from syndicator.flows.tally import code_of
from syndicator.model.draft import Lead
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.store import failed_leads
from syndicator.store.failed_leads import FailedLead

_LONGEST = timedelta(days=1)
_GIVEN_UP = timedelta(days=14)
_GONE_FOR_GOOD = "http-410"
_STEPS = 20


def following(before: FailedLead | None, now: datetime, *, code: str, every: timedelta) -> datetime | None:
    """When a link that failed just now is asked again, None for never. `every` is how often its source is read."""
    if before is None:
        return now
    if now - before.since >= _GIVEN_UP or code == before.code == _GONE_FOR_GOOD:
        return None
    # Past its bound the exponent changes nothing, and would grow for ever.
    return now + min(every * (1 << min(before.tries, _STEPS)), max(every, _LONGEST))


async def note(  # noqa: PLR0913 - what failed, how, in which run, and what was known of it
    services: Services, source: Source, lead: Lead, error: SyndicatorError, *, run: Run, before: FailedLead | None
) -> bool:
    """Remember that a link failed; False for what says nothing about the link itself, or where there is none.

    `before` is what was known of it. What fails in one `run` began to fail at once.
    """
    ours = isinstance(error, FetchError | ExtractError) and not is_passing(error)
    if not ours or lead.draft or not lead.url:
        return False
    now, code = services.now(), code_of(error)
    failed = FailedLead(
        source.key,
        lead.url,
        code,
        before.since if before else run.started,
        now,
        before.tries + 1 if before else 1,
        following(before, now, code=code, every=source.every),
    )
    async with services.database.begin() as connection:
        await failed_leads.save(connection, failed)
    return True


async def over(services: Services, before: FailedLead | None) -> None:
    """A link led to an article; `before` is what was known of it, if it failed."""
    if before:
        async with services.database.begin() as connection:
            await failed_leads.forget(connection, before.source, before.url)


async def tidy(services: Services, source: Source, found: Found) -> None:
    """Forget the links that the list just read has no more."""
    if found.unread is Unread.NO and not found.skipped:
        async with services.database.begin() as connection:
            await failed_leads.keep_only(connection, source.key, [lead.url for lead in found.listed if lead.url])
