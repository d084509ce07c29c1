"""Whoever may decide: an admin and how we know them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Admin:
    """One admin. Their token is shown once and never kept: `digest` is its SHA-256 in hex, `hint` its end."""

    name: str
    digest: str = field(repr=False)
    hint: str
    email: str = ""
    created: datetime | None = None
    revoked: datetime | None = None
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """An admin who is signed in. `digest` is of the cookie's secret (SHA-256 in hex), which is never kept."""

    digest: str = field(repr=False)
    admin: Admin
    created: datetime
    expires: datetime
