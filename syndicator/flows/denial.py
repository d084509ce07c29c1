"""The end of a subscription that may not go on, in one transaction with the denial its callback is to be told."""

import secrets
from collections.abc import Sequence

from syndicator.errors import AccessError
from syndicator.flows.services import Services
from syndicator.flows.topics import admitted
from syndicator.model.subscriber import Intent, Mode, Subscriber
from syndicator.store import intents, subscribers
from syndicator.store.database import Connection
from syndicator.store.subscribers import Group


async def refused(services: Services, group: Group) -> str:
    """Why a group may have its topic no more, "" where it may.

    Asked twice, the second time of the database: a token made by another process a moment ago is none we know.
    """
    try:
        admitted(services, group)
    except AccessError:
        await services.access.refresh(services.database, services.now())
        try:
            admitted(services, group)
        except AccessError as error:
            return str(error)
    return ""


async def deny(services: Services, connection: Connection, ended: Sequence[Subscriber], reason: str) -> None:
    """End subscriptions, and have their callbacks told (W3C WebSub, section 5.2)."""
    now = services.now()
    for one in ended:
        await subscribers.end(connection, one)
        await intents.put(connection, Intent(0, Mode.DENIED, one, secrets.token_urlsafe(32), reason=reason), now)


async def sweep(services: Services) -> tuple[Group, ...]:
    """End the subscriptions of everybody whose access ended, changes in their feeds or not; returns who is left."""
    async with services.database.read() as connection:
        groups = await subscribers.groups(connection)
    if any(group.token for group in groups):
        # Another process may have revoked one.
        await services.access.refresh(services.database, services.now())
    reasons = {group: reason for group in groups if (reason := await refused(services, group))}
    if reasons:
        async with services.database.begin() as connection:
            for group, reason in reasons.items():
                await deny(services, connection, await subscribers.of_group(connection, group), reason)
        services.reception.asked.set()
    return tuple(group for group in groups if group not in reasons)


async def expire(services: Services) -> None:
    """End leases that are over. Those of subscribers who lack something stay on record for a week."""
    async with services.database.read() as connection:
        over = await subscribers.any_over(connection, services.now())
    if over:
        async with services.database.begin() as connection:
            await subscribers.expire(connection, services.now())
