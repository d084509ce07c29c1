"""The secret links of a request: whoever has one may look, answer, withdraw, confirm."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta

from syndicator.flows.secret import secret as installation_secret
from syndicator.flows.services import Services

CONFIRM_WITHIN = timedelta(days=3)
"""How long a request waits for its address to be confirmed before it is forgotten."""

_SECRET_BYTES = 24  # 192 bits: the link can't be guessed


def secret_of(services: Services, number: str, what: str = "status") -> str:
    """The secret of a request's link: the same each time, though only its hash is stored."""
    told = f"{what} link\x1f{number}".encode()
    digest = hmac.digest(installation_secret(services.config.data), told, hashlib.sha256)
    return urlsafe_b64encode(digest[:_SECRET_BYTES]).decode()


def hashed(secret: str) -> str:
    """A secret as it is stored."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def status(services: Services, number: str) -> str:
    """Where a request's asker sees how it stands."""
    return _link(services, number, "", secret_of(services, number))


def confirm(services: Services, number: str) -> str:
    """Where a request's asker confirms their address."""
    return _link(services, number, "/confirm", secret_of(services, number, "confirm"))


def kit(services: Services, number: str) -> str:
    """Where a request's asker gets what was granted, ready to print."""
    return _link(services, number, "/kit", secret_of(services, number))


def renew(services: Services, number: str) -> str:
    """Where a request's asker has its licence go on: its page has the button for it."""
    return _link(services, number, "", secret_of(services, number))


def _link(services: Services, number: str, what: str, secret: str) -> str:
    return f"{services.config.base_url}/reprints/{number}{what}?secret={secret}"
