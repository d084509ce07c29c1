"""Small values as JSON: strings, pairs of strings and flat dataclasses of model, in tuples.

Reading ignores fields it does not know and gives missing ones their default, so that rows written by
a later or an earlier version stay readable.
"""

from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_type_hints

from syndicator.errors import StoreError


def encode(value: Any) -> Any:
    """A JSON-ready form of a string, number, tuple or dataclass (StrEnums as their string)."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def decode(element: type, value: Any) -> Any:
    """The `element` (str, tuple or a dataclass) that `encode` wrote. Raises StoreError if it can't be one."""
    if element is tuple:
        return _tuple(value)
    if not is_dataclass(element):
        return value
    known = {name: _field(element, name, value[name]) for name in _names(element) if name in value}
    missing = _required(element) - known.keys()
    if missing:
        raise StoreError(f"a stored {element.__name__} lacks {', '.join(sorted(missing))}")
    return element(**known)


def _field(element: type, name: str, value: Any) -> Any:
    hint = _hints(element)[name]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return member(hint, value)
    return _tuple(value)


def member(kind: type[Enum], value: str) -> Any:
    """The member of `kind` that `value` names. Raises StoreError for a word this version does not know."""
    try:
        return kind(value)
    except ValueError:
        raise StoreError(f"the database holds {value!r} as {kind.__name__}, which this version does not know") from None


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value


@cache
def _hints(element: type) -> dict[str, Any]:
    return get_type_hints(element)


@cache
def _names(element: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(element))


@cache
def _required(element: Any) -> frozenset[str]:
    return frozenset(
        field.name for field in fields(element) if field.default is MISSING and field.default_factory is MISSING
    )
