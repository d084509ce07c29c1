"""Who may read what: partners and their tokens, in memory, as the database last had them.

A token is looked up by its digest and is in no other way compared. Everything here is asked at every request, so it
reads no database; `refresh` does, at start, on a schedule, when a partner changes here, and for a token nobody knows.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from syndicator.errors import AccessError
from syndicator.model.feed import Audience, Feed
from syndicator.model.partner import Partner, Shape, Token
from syndicator.store import partners
from syndicator.store.database import Database

TOKEN_PREFIX = "synd_"  # noqa: S105 - what all tokens begin with, none by itself
_TOKEN = re.compile(TOKEN_PREFIX + r"[A-Za-z0-9_-]{43}")
# Between two looks for a token nobody knows: guessing must not cost a database read each.
_AGAIN = 2.0
# How often it is noted when tokens were used: a write to the database each time.
_NOTING = 60.0
_MINUTE = 60.0
# Where a day begins first on Earth, and where it ends last.
_FIRST, _LAST = timedelta(hours=14), timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Whoever is let in: everybody, or one partner by one token (its digest), and the shape it gets."""

    partner: Partner | None = None
    token: str = ""
    shape: Shape = field(default_factory=Shape)


@dataclass(slots=True)
class _Bucket:
    """What is left of a partner's requests, `at` a time (seconds of `now`)."""

    left: float
    at: float


@dataclass(slots=True)
class Access:
    """The partners of this process. `known` counts its refreshes: what was decided before may be decided anew."""

    known: int = 0
    _keys: Mapping[str, tuple[Token, Partner]] = field(default_factory=dict)
    _looked: datetime | None = None
    _noted: datetime | None = None
    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _used: dict[str, datetime] = field(default_factory=dict)

    async def refresh(self, database: Database, now: datetime) -> None:
        """Take over what the database has now, and note there now and then which tokens were used."""
        await self._note(database, now)
        async with database.read() as connection:
            by_name = {partner.name: partner for partner in await partners.everyone(connection)}
            tokens = await partners.tokens_of(connection)
        keys = {token.digest: (token, by_name[token.partner]) for token in tokens}
        self._looked = now
        # When a token was used is no reason to ask again who may read.
        if _lasting(keys) != _lasting(self._keys):
            self.known += 1
        self._keys = keys

    async def admit(self, database: Database, feed: Feed | None, token: str, address: str, now: datetime) -> Admitted:
        """Let in whoever asks for `feed` (None: for what is no feed's) with `token` ("" for none) from `address`.

        Raises AccessError. A token that is no good is refused on a public feed too: its owner must learn of it.
        """
        if not token:
            if feed is None or feed.access is Audience.PARTNERS:
                raise AccessError("token-missing", "this is for partners: send your token")
            return Admitted()
        digest = digest_of(token)
        if digest not in self._keys and _TOKEN.fullmatch(token) and self._may_look(now):
            await self.refresh(database, now)
        admitted = self.check(digest, feed, address, now)
        self._count(admitted.partner, now)
        self._used[digest] = now
        return admitted

    def check(self, digest: str, feed: Feed | None, address: str | None, now: datetime) -> Admitted:
        """Whether a token (by its digest) still opens `feed`, from `address` (None: it is we who bring it).

        Counts no request. Raises AccessError.
        """
        found = self._keys.get(digest)
        if found is None:
            raise AccessError("token-unknown", "this token is not one of ours")
        token, partner = found
        if token.revoked:
            raise AccessError("token-revoked", "this token was revoked")
        if token.expires and token.expires <= now:
            raise AccessError("token-expired", "this token has expired: ask for a new one")
        in_force(partner, now)
        if feed and feed.access is Audience.PARTNERS and not partner.may_read(feed.name):
            raise AccessError("feed-not-granted", f"your agreement does not include the feed {feed.name}")
        if address is not None and partner.networks and not _within(address, partner.networks):
            raise AccessError("network", f"your token is not valid from the address {address}")
        return Admitted(partner, digest, partner.shape)

    def still(self, admitted: Admitted, feed: Feed, now: datetime) -> bool:
        """Whether the same bytes from anywhere may have the same answer again, uncounted.

        Not where the address or the number of requests matters.
        """
        partner = admitted.partner
        if partner is None:
            return feed.access is Audience.PUBLIC
        if partner.networks or partner.rate:
            return False
        try:
            return self.check(admitted.token, feed, "", now).shape == admitted.shape
        except AccessError:
            return False

    async def _note(self, database: Database, now: datetime) -> None:
        if not self._used or (self._noted and (now - self._noted).total_seconds() < _NOTING):
            return
        used, self._used, self._noted = self._used, {}, now
        async with database.begin() as connection:
            await partners.used(connection, used)

    def _may_look(self, now: datetime) -> bool:
        return self._looked is None or (now - self._looked).total_seconds() >= _AGAIN

    def _count(self, partner: Partner | None, now: datetime) -> None:
        """Take one of a partner's requests of this minute. Raises AccessError where none is left."""
        if partner is None or not partner.rate:
            return
        at, pace = now.timestamp(), partner.rate / _MINUTE
        bucket = self._buckets.setdefault(partner.name, _Bucket(partner.rate, at))
        bucket.left = min(partner.rate, bucket.left + max(0.0, at - bucket.at) * pace)
        bucket.at = at
        if bucket.left < 1:
            wait = max(1, round((1 - bucket.left) / pace))
            raise AccessError("rate", f"more than {partner.rate} requests a minute: wait {wait} s", wait)
        bucket.left -= 1


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256 in hex. Tokens are random and long, so no slower digest is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def in_force(partner: Partner, now: datetime) -> None:
    """Whether a partner may have anything now. Raises AccessError."""
    if partner.revoked:
        raise AccessError("partner-revoked", "your agreement has ended")
    # Terms are whole days, wherever the partner is.
    if partner.starts and (now + _FIRST).date() < partner.starts:
        raise AccessError("term", f"your agreement begins on {partner.starts.isoformat()}")
    if partner.ends and (now - _LAST).date() > partner.ends:
        raise AccessError("term", f"your agreement ended on {partner.ends.isoformat()}")


def _lasting(keys: Mapping[str, tuple[Token, Partner]]) -> Mapping[str, object]:
    return {digest: (token.expires, token.revoked, partner) for digest, (token, partner) in keys.items()}


def _within(address: str, networks: tuple[str, ...]) -> bool:
    try:
        asked = ip_address(address)
    except ValueError:
        return False
    return any(asked in network for network in _networks(networks))


@lru_cache(maxsize=1024)
def _networks(networks: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(network, strict=False) for network in networks)
