"""What a WebSub hub sends us: verifications, denials and content (W3C WebSub REC, sections 5.2, 5.3, 7).

While a hub is active and heard from, `rests` says that the source need not be polled. A poll all the same, now and
then, finds out whether the hub has fallen silent: then polling goes on until it is heard again.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from syndicator.errors import ExtractError, FetchError, StoreError
from syndicator.extract.kinds import KINDS
from syndicator.flows import failing, take
from syndicator.flows.listing import unread
from syndicator.flows.record import recorded
from syndicator.flows.services import Services
from syndicator.flows.subscribe import LEASE
from syndicator.model.page import Page
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.model.subscription import Stage, Subscription
from syndicator.store import articles, sources, subscriptions

# A hub that denied, or fell silent, is asked again after this long.
_LATER = timedelta(days=1)
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=365)
# Silence is this many of the source's usual pauses, and never less than this many polls.
_PAUSES, _POLLS, _MOST_SILENCE = 3, 4, timedelta(days=1)
_METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


async def rests(services: Services, source: Source) -> bool:
    """Whether a source need not be polled now, because its hub brings what is new."""
    now = services.now()
    async with services.database.read() as connection:
        one = await subscriptions.of(connection, source.key)
        if one is None or one.stage is not Stage.ACTIVE or one.missed or one.lease is None or one.lease <= now:
            return False
        state = await sources.load(connection, source.key)
        pause = await articles.rhythm(connection, source.key)
    last = max((at for at in (one.heard, state.last_run) if at), default=None)
    return last is not None and now - last < _patience(source, pause)


async def missed(services: Services, source: Source) -> None:
    """Note that a poll found what an active hub had not brought: it is asked again, and polling goes on meanwhile."""
    async with services.database.begin() as connection:
        one = await subscriptions.of(connection, source.key)
        if one and one.stage is Stage.ACTIVE and not one.missed:
            await subscriptions.save(connection, replace(one, missed=True, retry=services.now()))


async def confirm(services: Services, token: str, query: Mapping[str, str]) -> str | None:
    """Answer a hub's verification of intent (section 5.3), or note its denial (section 5.2).

    Returns the text to answer with, None where we asked for nothing of the kind.
    """
    now = services.now()
    async with services.database.begin() as connection:
        one = await subscriptions.by_token(connection, token)
        if one is None or query.get("hub.topic") != one.topic:
            return None
        mode, challenge = query.get("hub.mode"), query.get("hub.challenge", "")
        if mode == "denied" and one.stage is not Stage.LEAVING:
            reason = " ".join(query.get("hub.reason", "").split())[:300]
            told = replace(one, stage=Stage.DENIED, retry=now + _LATER, note=f"denied: {reason}", lease=None)
            await subscriptions.save(connection, told)
            return ""
        if mode == "subscribe" and challenge and one.stage in (Stage.ASKED, Stage.ACTIVE):
            lease = now + _lease(query.get("hub.lease_seconds", ""))
            # One that fell silent stays under watch until it is heard.
            retry = now + _LATER if one.missed else None
            told = replace(one, stage=Stage.ACTIVE, since=now, lease=lease, retry=retry, note="")
            await subscriptions.save(connection, told)
            return challenge
        if mode == "unsubscribe" and challenge and one.stage is Stage.LEAVING:
            await subscriptions.forget(connection, one.source)
            return challenge
    return None


async def awaited(services: Services, token: str) -> tuple[Subscription, Source] | None:
    """The subscription whose callback this is, with its source; None for one we have left or never had."""
    async with services.database.read() as connection:
        one = await subscriptions.by_token(connection, token)
    source = services.catalog.source(one.source) if one else None
    return (one, source) if one and source and one.stage is not Stage.LEAVING else None


def genuine(one: Subscription, body: bytes, signature: str) -> bool:
    """Whether `signature` (X-Hub-Signature, section 7.1) is that of `body` by the subscription's secret."""
    name, _, digest = signature.strip().partition("=")
    method = _METHODS.get(name.lower())
    if method is None:
        return False
    right = hmac.new(one.secret.encode(), body, method).hexdigest()
    return hmac.compare_digest(right.encode(), digest.strip().lower().encode("utf-8", "replace"))


async def take_in(services: Services, source: Source, page: Page) -> Run:
    """Ingest what a hub delivered: a feed, or the part of it that is new. Returns the Run, which is also stored."""
    async with services.database.begin() as connection:
        one = await subscriptions.of(connection, source.key)
        if one:
            await subscriptions.save(connection, replace(one, heard=services.now(), missed=False))
    run = Run(source.key, services.now())
    try:
        async with recorded(services, source) as tally:
            listing = await asyncio.to_thread(KINDS[source.kind].leads, page, source)
            found = await unread(services, source, listing.leads)
            tally.expect(len(listing.leads))
            for _ in range(len(listing.leads) - len(found.leads) - found.resting):
                tally.unchanged()
            for lead in found.leads:
                before = found.failed.get(lead.url)
                try:
                    await take.take(services, source, lead, tally)
                    await failing.over(services, before)
                except (FetchError, ExtractError, StoreError) as error:
                    await failing.note(services, source, lead, error, run=tally.run, before=before)
                    tally.problem(lead.url, error)
    except (FetchError, ExtractError, StoreError):
        # On record as the run's problem; the next poll reads the feed itself.
        return replace(run, error="what the hub delivered could not be read")
    return tally.run


def _lease(seconds: str) -> timedelta:
    if not (seconds.isascii() and seconds.isdigit()):
        return LEASE
    return min(max(timedelta(seconds=int(seconds[:9])), _SHORTEST), _LONGEST)


def _patience(source: Source, pause: timedelta | None) -> timedelta:
    """How long a hub may say nothing before the source is looked at: some of its usual pauses between articles."""
    return min(max((pause or timedelta()) * _PAUSES, source.every * _POLLS), _MOST_SILENCE)
