"""What a partner fetched is noted after it was answered."""

from collections.abc import Sequence
from typing import Final

from aiohttp import hdrs, web

from syndicator.flows.access import Admitted
from syndicator.flows.receipts import Given, pulled
from syndicator.model.feed import Feed
from syndicator.web.keys import BACKGROUND, GIVEN, SERVICES

# Partners, formats and feeds of which the last selection given is remembered.
_MOST: Final = 10_000


def given(request: web.Request, reader: Admitted, feed: Feed, entries: Sequence[Given], channel: str) -> None:
    """Note that a partner has these entries now, unless they are those it had last from this feed by this channel."""
    partner, noted = reader.partner, request.app[GIVEN]
    if partner is None or request.method == hdrs.METH_HEAD:
        return
    key = (partner.name, feed.name, channel)
    if noted.get(key) is entries:
        return

    async def note() -> None:
        await pulled(request.app[SERVICES], partner, feed, entries, channel)
        if len(noted) >= _MOST:
            noted.clear()
        noted[key] = entries

    request.app[BACKGROUND].start(f"receipts of {partner.name}", note())
