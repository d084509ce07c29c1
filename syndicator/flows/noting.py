"""What readers could see is noted before they see it, and months that are over are closed."""

from collections.abc import Collection

from syndicator.flows.services import Services
from syndicator.model.feed import Feed, Part
from syndicator.publish import history, select
from syndicator.store import journal, shown
from syndicator.store.database import Connection


async def end_embargoes(services: Services, feed: Feed) -> None:
    """Note the feed's embargoes that are over, so that whoever follows its changes hears of them."""
    async with services.database.read() as connection:
        over = await journal.over(connection, services.now(), feed.name)
    if over:
        async with services.database.begin() as connection:
            await journal.end_embargoes(connection, services.now(), feed.name)


async def keep_up(services: Services, feed: Feed, number: int) -> None:
    """Note what can be seen of a feed up to change `number`, and close its months that are over."""
    now, timezone = services.now(), feed.timezone
    async with services.database.read() as connection:
        behind = await shown.is_behind(connection, feed.name, number, now, timezone)
    if behind:
        async with services.database.begin() as connection:
            await shown.note(connection, feed.name, number, now, timezone)


async def live(services: Services, connection: Connection, feed: Feed, chosen: Collection[str]) -> Part:
    """What the live feed that holds the articles `chosen` says of its other parts, and of what is gone.

    As many tombstones as it may have entries, those of the last takedowns: a reader that was away for longer finds the
    others in the archives.
    """
    open_now = await shown.not_closed(connection, feed.name, services.now())
    gone = await shown.gone(connection, feed.name, feed.entries)
    closed = await shown.closed(connection, feed.name)
    more = any(name not in chosen for name in open_now)
    return history.live(closed.last, [select.gone(name, at) for name, at in gone], more=more)
