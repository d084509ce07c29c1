"""A partner's tokens: made and shown once, replaced while the old ones still work for a while, ended."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from syndicator.config.units import duration
from syndicator.errors import Fault, PartnerError, StoreError
from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.flows.agreement import one_line
from syndicator.flows.services import Services
from syndicator.model.partner import Token
from syndicator.store import partners

OVERLAP = timedelta(days=7)
"""How long the old tokens still work beside a new one."""

LONGEST_LABEL = 100
MOST = 50
_BYTES = 32  # 256 bits: as many as the digest it is kept by
_HINT = 4


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token: `secret` is the token itself, which nobody can tell again."""

    secret: str = field(repr=False)
    token: Token


async def issue(
    services: Services, partner: str, label: str = "", expires: datetime | None = None, overlap: timedelta | None = None
) -> Issued:
    """Make a token for a partner, who must be there; with `overlap`, its other tokens end that much later.

    Raises PartnerError.
    """
    now = services.now()
    _check(label, expires, now)
    async with services.database.begin() as connection:
        working = [one for one in await partners.tokens_of(connection, partner) if works(one, now)]
        if len(working) >= MOST:
            raise PartnerError(Fault("label", "too-many-tokens", f"a partner has at most {MOST} that work", MOST))
        secret = _secret({one.hint for one in working})
        token = Token(digest_of(secret), partner, secret[-_HINT:], label, now, expires)
        await partners.add_token(connection, token, now)
        if overlap is not None:
            await partners.expire_tokens(connection, partner, now + overlap, token.digest)
    await services.access.refresh(services.database, now)
    return Issued(secret, token)


async def revoke(services: Services, partner: str, hint: str) -> int:
    """End the partner's tokens that end in `hint`, at once; returns how many. Raises StoreError where none works."""
    now = services.now()
    async with services.database.begin() as connection:
        ended = await partners.revoke_token(connection, partner, hint, now)
    if not ended:
        raise StoreError(f"{partner} has no token that ends in {hint!r} and works")
    await services.access.refresh(services.database, now)
    return ended


def works(token: Token, now: datetime) -> bool:
    """Whether a token by itself still opens anything at `now`."""
    return token.revoked is None and (token.expires is None or token.expires > now)


def until(text: str, now: datetime) -> datetime | None:
    """When a token is to end, as people write it: a last day (in UTC), a time, a span from `now`; None for "".

    Raises ValueError.
    """
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), UTC)
    if "T" in text:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return now + duration(text)


def _check(label: str, expires: datetime | None, now: datetime) -> None:
    one_line("label", label, LONGEST_LABEL)
    if expires is not None and expires <= now:
        raise PartnerError(Fault("expires", "past", "is in the past"))


def _secret(hints: set[str]) -> str:
    """A new token, which people can tell from the others by its end."""
    while True:
        made = TOKEN_PREFIX + secrets.token_urlsafe(_BYTES)
        if made[-_HINT:] not in hints:
            return made
