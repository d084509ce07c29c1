"""Licences signed (JWS, RFC 7515; Ed25519, RFC 8037) by keys made at first use and changed when they are old."""

import json
import warnings
from datetime import timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import SecurityWarning
from joserfc.jwk import OKPKey

from syndicator.errors import StoreError
from syndicator.flows.services import Services
from syndicator.model.trail import SERVICE, Step, Trace
from syndicator.store import signing_keys, trail
from syndicator.store.signing_keys import SigningKey

# RFC 9864 calls it Ed25519, which PyJWT and others that check licences do not know yet; everybody knows this name.
_ALGORITHM = "EdDSA"
_TYPE = "JWT"


async def sign(services: Services, payload: bytes) -> str:
    """`payload` as a compact JWS, with the key that signs now."""
    key = await _current(services)
    header = {"alg": _ALGORITHM, "kid": key.kid, "typ": _TYPE}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        return jws.serialize_compact(
            header, payload, OKPKey.import_key(json.loads(key.private)), algorithms=[_ALGORITHM]
        )


async def published(services: Services) -> dict[str, Any]:
    """The JWK Set to check signatures with (RFC 7517, 5)."""
    await _current(services)
    async with services.database.read() as connection:
        return {"keys": [json.loads(public) for public in await signing_keys.published(connection)]}


async def rotate(services: Services, by: str = SERVICE, why: str = "") -> str:
    """Sign with a new key from now on; the one before stays published as long as we have a licence it signed.

    Returns the new key's kid, or that of whoever rotated at the same moment.
    """
    async with services.database.read() as connection:
        before = await signing_keys.current(connection)
    return (await _begin(services, before, by, why)).kid


async def renew(services: Services) -> None:
    """Rotate a key that is older than `[reprint] key_days`; none is made where none is used."""
    async with services.database.read() as connection:
        key = await signing_keys.current(connection)
    if key is not None and _is_old(services, key):
        await _begin(services, key, SERVICE, "it was old")


async def _current(services: Services) -> SigningKey:
    async with services.database.read() as connection:
        key = await signing_keys.current(connection)
    if key is None or _is_old(services, key):
        return await _begin(services, key, SERVICE, "it was old" if key else "the first")
    return key


async def _begin(services: Services, before: SigningKey | None, by: str, why: str) -> SigningKey:
    fresh = _made(services)
    async with services.database.begin() as connection:
        if await signing_keys.begin(connection, fresh, before.kid if before else ""):
            told = f"{fresh.kid}: {why}" if why else fresh.kid
            await trail.add(connection, Trace(fresh.created, by, Step.KEY, why=told))
            return fresh
    async with services.database.read() as connection:
        # Another process made one meanwhile.
        other = await signing_keys.current(connection)
    if other is None:
        raise StoreError("licences can't be signed: there is no key, and none can be made")
    return other


def _is_old(services: Services, key: SigningKey) -> bool:
    return services.now() - key.created >= timedelta(days=services.config.reprint.key_days)


def _made(services: Services) -> SigningKey:
    made = OKPKey.generate_key("Ed25519", {"use": "sig", "alg": _ALGORITHM}, private=True)
    made.ensure_kid()
    public, private = made.as_dict(private=False), made.as_dict(private=True)
    return SigningKey(str(made.kid), json.dumps(public), json.dumps(private), services.now())
