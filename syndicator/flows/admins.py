"""Admins: made and ended by whoever has the machine, and let in by a token of their own.

A token is 256 random bits, so its SHA-256 is what is kept, and what it is looked up by: how long a look takes tells
nothing of a token. A session is another such secret, in a cookie. Both end at once when the admin is revoked.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from unicodedata import category, normalize

from syndicator.errors import AccessError, ReprintError
from syndicator.flows.access import digest_of
from syndicator.flows.services import Services
from syndicator.model.admin import Admin, Session
from syndicator.model.trail import ASKER, RULES, SERVICE, Step, Trace
from syndicator.store import admins, attempts, trail
from syndicator.store.database import Connection

PREFIX = "synd_admin_"
"""What every admin's token begins with."""

LASTS = timedelta(hours=12)
"""How long a session lasts unused."""

LONGEST = timedelta(days=7)
"""How long it lasts however much it is used."""

WINDOW = timedelta(minutes=15)
TRIES = 10
"""So many wrong tokens from one network within WINDOW, and no more are looked at."""

_BYTES = 32
_HINT = 4
_RENEW = timedelta(minutes=5)  # a write to the database no oftener
_LONGEST_NAME = 40
_MAILBOX = re.compile(r"[^\s@<>,;\"]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_NOBODY = frozenset({ASKER, RULES, SERVICE})


@dataclass(frozen=True, slots=True)
class Issued:
    """An admin with a new token: `secret` is the token itself, which nobody can tell again."""

    secret: str = field(repr=False)
    admin: Admin


@dataclass(frozen=True, slots=True)
class Entered:
    """A session just opened, and the secret that its cookie holds."""

    secret: str = field(repr=False)
    session: Session


async def add(services: Services, name: str, email: str = "") -> Issued:
    """Make an admin, whose name stands in the record of all they do. Raises ReprintError or StoreError."""
    name, email, now = _name(name), email.strip(), services.now()
    if email and not _MAILBOX.fullmatch(email):
        raise ReprintError(f"{email!r} is no e-mail address", "email")
    secret = _token()
    admin = Admin(name, digest_of(secret), secret[-_HINT:], email, now)
    async with services.database.begin() as connection:
        await admins.add(connection, admin, now)
        await trail.add(connection, Trace(now, SERVICE, Step.ADMIN, why=f"added {name}"))
    return Issued(secret, admin)


async def renew(services: Services, name: str) -> Issued:
    """Give an admin another token in place of theirs, which ends with all their sessions; lets in one revoked before.

    Raises ReprintError where there is none of that name.
    """
    name, now, secret = normalize("NFC", name), services.now(), _token()
    async with services.database.begin() as connection:
        if not await admins.renew(connection, name, digest_of(secret), secret[-_HINT:]):
            raise ReprintError(f"there is no admin {name!r}", "name")
        await admins.close_all(connection, name)
        await trail.add(connection, Trace(now, SERVICE, Step.ADMIN, why=f"renewed the token of {name}"))
        found = await admins.find(connection, name)
    if found is None:
        raise ReprintError(f"there is no admin {name!r}", "name")
    return Issued(secret, found)


async def revoke(services: Services, name: str) -> int:
    """Let an admin in no more, at once; returns how many of their sessions ended. Raises ReprintError."""
    name, now = normalize("NFC", name), services.now()
    async with services.database.begin() as connection:
        if not await admins.revoke(connection, name, now):
            raise ReprintError(f"there is no admin {name!r} who is let in", "name")
        ended = await admins.close_all(connection, name)
        await trail.add(connection, Trace(now, SERVICE, Step.ADMIN, why=f"revoked {name}"))
    return ended


async def sign_in(services: Services, token: str, network: str, earlier: str = "") -> Entered:
    """Open a session for whoever shows an admin's token; `earlier` is the secret of the session it takes the place of.

    Raises AccessError: `token-unknown` for one that is no admin's, `rate` with how long to wait after too many.
    """
    now, scope = services.now(), {"admin sign-in": network}
    async with services.database.begin() as connection:
        await _may_try(connection, scope, now)
        admin = await admins.by_token(connection, digest_of(token))
        if admin is not None:
            secret = secrets.token_urlsafe(_BYTES)
            session = Session(digest_of(secret), admin, now, now + LASTS)
            await admins.close(connection, digest_of(earlier))
            await admins.forget(connection, now)
            await admins.open_session(connection, session)
            await admins.used(connection, admin.name, now)
            return Entered(secret, session)
        await attempts.add(connection, scope, now)
    raise AccessError("token-unknown", "this is no admin's token")


async def by_token(services: Services, token: str, network: str) -> Admin:
    """The admin whose token a program shows. Raises AccessError as `sign_in` does.

    Wrong ones never keep the right one out: a program with an old token must not shut out its whole network.
    """
    now, scope = services.now(), {"admin token": network}
    async with services.database.read() as connection:
        admin = await admins.by_token(connection, digest_of(token))
    if admin is None:
        async with services.database.begin() as connection:
            await _may_try(connection, scope, now)
            await attempts.add(connection, scope, now)
        raise AccessError("token-unknown", "this is no admin's token")
    if admin.used is None or now - admin.used > _RENEW:
        async with services.database.begin() as connection:
            await admins.used(connection, admin.name, now)
    return admin


async def session(services: Services, secret: str) -> Session | None:
    """The session whose cookie holds `secret`, which goes on from now; None where there is none, or no more."""
    if not secret:
        return None
    now, digest = services.now(), digest_of(secret)
    async with services.database.read() as connection:
        found = await admins.session(connection, digest, now)
    if found is None:
        return None
    expires = min(now + LASTS, found.created + LONGEST)
    if expires - found.expires > _RENEW:
        async with services.database.begin() as connection:
            await admins.extend(connection, digest, expires)
    return found


async def sign_out(services: Services, secret: str) -> None:
    """End the session whose cookie holds `secret`, if there is one."""
    async with services.database.begin() as connection:
        await admins.close(connection, digest_of(secret))


async def _may_try(connection: Connection, scope: Mapping[str, str], now: datetime) -> None:
    tried = await attempts.count(connection, scope, now - WINDOW)
    if max(tried.values()) >= TRIES:
        raise AccessError("rate", "too many wrong tokens from this network", int(WINDOW.total_seconds()))


def _name(name: str) -> str:
    name = normalize("NFC", " ".join(name.split()))
    seen = all(category(one)[0] != "C" for one in name)
    if not name or len(name) > _LONGEST_NAME or not seen or name.casefold() in _NOBODY:
        raise ReprintError(f"{name!r} can't be an admin's name: one line of 1 to {_LONGEST_NAME} characters", "name")
    return name


def _token() -> str:
    return PREFIX + secrets.token_urlsafe(_BYTES)
