"""What an admin decides of partners: who they are, what they may read, and when that ends."""

from collections.abc import Mapping
from dataclasses import replace

from syndicator.errors import Fault, PartnerError, StoreError
from syndicator.flows.agreement import Change, changed, check_name
from syndicator.flows.services import Services
from syndicator.model.partner import Partner, Receipt
from syndicator.store import changes, partners, receipts, routes
from syndicator.store.database import Connection


async def named(services: Services, name: str) -> Partner:
    """The partner of that name. Raises StoreError, naming those there are."""
    async with services.database.read() as connection:
        return await _find(connection, name)


async def add(services: Services, name: str, change: Change) -> Partner:
    """Keep a new partner. Raises PartnerError where something is wrong with it, or the name is taken."""
    check_name(name)
    now = services.now()
    made = changed(Partner(name, "", created=now), change, _feeds(services))
    async with services.database.begin() as connection:
        if await partners.find(connection, name) is not None:
            raise PartnerError(Fault("name", "taken", f"there is a partner {name} already: `set` changes it"))
        await partners.save(connection, made, now)
    return made


async def change(services: Services, name: str, what: Change) -> Partner:
    """Change what was agreed with a partner; it counts at once. Raises StoreError, PartnerError.

    Of a feed that it may read from now on, its routes bring what changes from now on.
    """
    now = services.now()
    async with services.database.begin() as connection:
        before = await _find(connection, name)
        after = changed(before, what, _feeds(services))
        await partners.save(connection, after, now)
        await _begin_at_present(connection, before, after, await changes.numbers(connection))
    await services.access.refresh(services.database, now)
    return after


async def revoke(services: Services, name: str, *, ended: bool = True) -> Partner:
    """End a partner's access at once, by every token; or let it go on (`ended` False). Raises StoreError."""
    now = services.now()
    async with services.database.begin() as connection:
        before = await _find(connection, name)
        after = replace(before, revoked=(before.revoked or now) if ended else None)
        await partners.save(connection, after, now)
    await services.access.refresh(services.database, now)
    return after


async def acknowledge(services: Services, name: str, article: str) -> tuple[Receipt, ...]:
    """The partner says that it took an article (by its id) down; returns what it had of it, nothing where it had none.

    Once is enough: the first time stands.
    """
    async with services.database.begin() as connection:
        await receipts.acknowledge(connection, name, article, services.now())
        return tuple(one for one in await receipts.of_article(connection, article) if one.partner == name)


async def _find(connection: Connection, name: str) -> Partner:
    found = await partners.find(connection, name)
    if found is None:
        there = ", ".join(one.name for one in await partners.everyone(connection)) or "none yet"
        raise StoreError(f"there is no partner {name!r}; there are: {there}")
    return found


async def _begin_at_present(
    connection: Connection, before: Partner, after: Partner, numbers: Mapping[str, int]
) -> None:
    fresh = {name: number for name, number in numbers.items() if after.may_read(name) and not before.may_read(name)}
    for route in await routes.of_partner(connection, after.name) if fresh else ():
        await routes.advance(connection, route.number, {**route.cursor, **fresh}, route.due)


def _feeds(services: Services) -> frozenset[str]:
    return frozenset(feed.name for feed in services.catalog.feeds)
