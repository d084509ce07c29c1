"""Asking hubs for the feeds we read (W3C WebSub REC, section 5.1), so that they come to us instead of being polled.

A poll that finds a hub makes an offer; `follow` asks the hub; what the hub then sends is flows/websub's.
"""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from yarl import URL

from syndicator.config import Config
from syndicator.errors import FetchError
from syndicator.extract.hub import Announced
from syndicator.fetch.guard import Allowed, is_public
from syndicator.flows.services import Services
from syndicator.model.source import Source
from syndicator.model.subscription import Stage, Subscription
from syndicator.store import subscriptions

# What we ask for; the hub decides.
LEASE = timedelta(days=10)
# A lease is renewed when this much of it is over.
_RENEW = 0.7
# How long a hub that could not be asked, or said no, is not asked again.
_TROUBLE, _NO = timedelta(hours=1), timedelta(days=1)
_IN_TROUBLE = 500


async def offer(services: Services, source: Source, found: Announced | None) -> None:
    """Remember which hub a source's feed names, as read just now; a feed that names none any more is left."""
    async with services.database.read() as connection:
        if found is None and await subscriptions.of(connection, source.key) is None:
            return
    async with services.database.begin() as connection:
        before = await subscriptions.of(connection, source.key)
        if found is None:
            if before and before.stage is not Stage.LEAVING:
                await subscriptions.save(connection, replace(before, stage=Stage.LEAVING, retry=None))
            return
        if before and (before.hub, before.topic) == (found.hub, found.topic) and before.stage is not Stage.LEAVING:
            return
        fresh = Subscription(source.key, found.hub, found.topic, secrets.token_urlsafe(32), secrets.token_hex(32))
        await subscriptions.save(connection, fresh)


async def follow(services: Services, source: Source) -> str:
    """Ask a source's hub where that is due; returns what an admin should know, "" for nothing."""
    async with services.database.read() as connection:
        one = await subscriptions.of(connection, source.key)
    if one is None or one.stage is Stage.LEAVING or not _due(one, services.now()):
        return ""
    if not public(services.config):
        return (
            "a feed offers to come by itself (WebSub), but no hub could reach us: it is polled. "
            "Set site.base_url to the public address"
        )
    return await _ask(services, one, "subscribe")


async def tidy(services: Services) -> None:
    """Renew what runs out, and leave the hubs of sources that are gone or name no hub any more."""
    async with services.database.read() as connection:
        everyone = await subscriptions.everyone(connection)
    now = services.now()
    for one in everyone:
        source = services.catalog.source(one.source)
        if source is not None and source.kind == "feed" and one.stage is not Stage.LEAVING:
            if one.stage is Stage.ACTIVE and public(services.config) and _due(one, now):
                await _ask(services, one, "subscribe")
        elif one.lease is None or one.lease <= now or not public(services.config):
            async with services.database.begin() as connection:
                await subscriptions.forget(connection, one.source)
        elif one.retry is None or one.retry <= now:
            await _ask(services, replace(one, stage=Stage.LEAVING), "unsubscribe")


def public(config: Config) -> bool:
    """Whether a hub can reach us: our address is set, and is not one of this machine or network alone."""
    base = config.site.base_url
    if not base:
        return False
    if URL(base) in Allowed(config.fetch.allow_hosts):
        return True
    host = (urlsplit(base).hostname or "").strip(".")
    if is_public(host):
        return True
    numeric = ":" in host or host.replace(".", "").isdecimal()
    return not numeric and "." in host and not host.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def callback(config: Config, one: Subscription) -> str:
    """Where the hub reaches us for this subscription."""
    return f"{config.base_url}/websub/{one.token}"


async def _ask(services: Services, one: Subscription, mode: str) -> str:
    """Send a subscription request (section 5.1); returns what went wrong, "" for nothing.

    The row is written first: a hub may verify before it answers.
    """
    now = services.now()
    asked = one.stage if one.stage in (Stage.ACTIVE, Stage.LEAVING) else Stage.ASKED
    async with services.database.begin() as connection:
        await subscriptions.save(connection, replace(one, stage=asked, retry=now + _TROUBLE))
    form = [("hub.callback", callback(services.config, one)), ("hub.mode", mode), ("hub.topic", one.topic)]
    if mode == "subscribe":
        form += [("hub.lease_seconds", str(int(LEASE.total_seconds()))), ("hub.secret", one.secret)]
    try:
        answer = await services.fetcher.post(one.hub, form)
    except FetchError as error:
        return await _refused(services, one, f"{urlsplit(one.hub).hostname}: {error}", now + _TROUBLE)
    if answer.accepted:
        return ""
    # Section 5.1.2: 4xx and 5xx say why not; a hub in trouble is asked again sooner than one that says no.
    wait = _TROUBLE if answer.status >= 500 else _NO  # noqa: PLR2004 - RFC 9110, section 15.6
    return await _refused(
        services, one, f"{urlsplit(one.hub).hostname}: HTTP {answer.status} {answer.text}", now + wait
    )


async def _refused(services: Services, one: Subscription, why: str, retry: datetime) -> str:
    """Note that the hub was asked in vain; a lease that still runs goes on."""
    async with services.database.begin() as connection:
        now = await subscriptions.of(connection, one.source)
        if now is None or now.token != one.token:
            return ""
        stage = Stage.DENIED if now.stage is Stage.ASKED else now.stage
        await subscriptions.save(connection, replace(now, stage=stage, retry=retry, note=why[:500]))
    return f"the hub takes no subscription, so the feed is polled: {why[:300]}"


def _due(one: Subscription, now: datetime) -> bool:
    """Whether a hub is to be asked: it never was, its lease runs out, or a try failed long enough ago."""
    if one.retry is not None and one.retry > now:
        return False
    if one.stage is not Stage.ACTIVE or one.missed:
        return True
    if one.since is None or one.lease is None:
        return True
    return now >= one.since + (one.lease - one.since) * _RENEW
