"""The whole record of the desk, for whoever must keep or show it."""

from collections.abc import AsyncIterator, Sequence

from syndicator.flows.services import Services
from syndicator.model.trail import Trace
from syndicator.store import trail


async def pages(services: Services, after: int = 0) -> AsyncIterator[Sequence[Trace]]:
    """The record in order, from the step after number `after` on, some hundreds at a time.

    Each page is read by itself: a slow reader holds nothing open.
    """
    while True:
        async with services.database.read() as connection:
            page = await trail.page(connection, after)
        if not page:
            return
        yield page
        after = page[-1].number
