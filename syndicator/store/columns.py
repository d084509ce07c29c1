"""Column types: what Python sees is the same on both engines."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from syndicator.errors import StoreError
from syndicator.store import clean, codec


class Utc(TypeDecorator[datetime]):
    """An instant: any aware datetime in, UTC out. SQLite alone would give naive values back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse a time without a zone, which would mean another instant on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise StoreError(f"a time without a zone can't be stored: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """UTC, whatever zone the engine's session is in."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text. What neither engine can hold becomes U+FFFD, in values and in what is searched for."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Clean a value on its way in; a StrEnum goes as its word (psycopg would send another)."""
        return None if value is None else clean.text(str(value))


class Packed(TypeDecorator[tuple[Any, ...]]):
    """A tuple of small values of one sort (see codec) as a JSON list."""

    impl = JSON
    cache_ok = True

    def __init__(self, element: type) -> None:
        """Take the sort of value: str, tuple (of strings) or a flat dataclass."""
        super().__init__()
        self.element = element

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> list[Any]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give a JSON list."""
        return [codec.encode(clean.deep(item)) for item in value or ()]

    def process_result_value(self, value: list[Any] | None, dialect: Dialect) -> tuple[Any, ...]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the tuple back."""
        return tuple(codec.decode(self.element, item) for item in value or ())
