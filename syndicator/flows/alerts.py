"""Telling admins of sources in trouble: gathered and stored here, sent by flows/dispatch.

The message and the fact that its sources are told are stored in one transaction, before anything is sent: a crash
loses no alert. A process claims a message before it sends it, and one sent again after a crash in the middle keeps
its id, by which mail programs and webhooks know it: no alert is told twice.
"""

import secrets
from dataclasses import replace
from datetime import datetime

from syndicator.config import Config
from syndicator.flows.dispatch import send_all
from syndicator.flows.judge import overdue, recovered
from syndicator.flows.letter import Told, letter
from syndicator.flows.services import Services
from syndicator.model.health import Health
from syndicator.store import health, outbox, saved


def receivers(config: Config) -> tuple[tuple[str, str], ...]:
    """The channels that are configured whole, and where each of them goes."""
    mail = [("mail", ", ".join(config.alerts.email_to))] if config.alerts.email_to and config.mail.host else []
    return (*mail, *((("webhook", config.alerts.webhook),) if config.alerts.webhook else ()))


def silent(config: Config) -> str:
    """Why nobody would be told, in words; "" where somebody is, on every channel that was asked for."""
    if config.alerts.email_to and not config.mail.host:
        return "alerts.email_to is set, but mail.host is not: no mail is sent"
    if not receivers(config):
        return "nobody is told of sources in trouble: set alerts.email_to or alerts.webhook"
    return ""


async def tell(services: Services) -> tuple[str, ...]:
    """Gather what is due and send all that waits; returns what did not arrive, a line each."""
    await gather(services)
    return await send_all(services)


async def gather(services: Services) -> int:
    """Store one message for all sources with news, once the oldest news has waited for `alerts.digest`.

    Returns how many sources it is about. Without a receiver nothing is stored, and nothing counts as told.
    """
    config, now = services.config, services.now()
    to = receivers(config)
    if not to:
        return 0
    async with services.database.read() as connection:
        news = _news(services, await health.all_health(connection), now)
    if not news or min(one.health.pending or now for one in news) > now - config.alerts.digest:
        return 0
    async with services.database.begin() as connection:
        # Again, now that nobody else can write: another process may have gathered meanwhile.
        news = _news(services, await health.all_health(connection), now)
        if not news:
            return 0
        parcel = letter(
            news,
            parcel=f"alert-{secrets.token_hex(8)}",
            site=config.site.name,
            language=config.alerts.language,
            now=now,
        )
        for channel, address in to:
            await outbox.put(connection, parcel, channel, address, now)
        for one in news:
            await health.save(connection, _told(one.health))
    services.outgoing.set()
    return len(news)


def _news(services: Services, found: tuple[Health, ...], now: datetime) -> tuple[Told, ...]:
    """The sources with something to tell; those that are muted or gone have none."""
    declared = {source.key: source for source in services.catalog.sources if source.alerts}
    return tuple(
        Told(one, declared[one.source], str(saved.path(services.config.data, one.source, "bad")) if one.shown else "")
        for one in found
        if one.source in declared and (recovered(one) or overdue(one, services.config.alerts.after, now))
    )


def _told(one: Health) -> Health:
    return replace(one, told=None if recovered(one) else one.state, pending=None)
