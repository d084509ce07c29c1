"""Text that both engines can hold.

PostgreSQL refuses NUL in text and neither engine can encode a lone surrogate. Both become U+FFFD,
as an HTML parser does with NUL, so that damage stays visible and never stops an article.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

T = TypeVar("T")


def text(value: str) -> str:
    """`value` with NUL and lone surrogates replaced by U+FFFD; the same object where it has none."""
    return _UNSTORABLE.sub("\ufffd", value) if _UNSTORABLE.search(value) else value


def deep(value: T) -> T:
    """`value` with every string in it cleaned: through tuples and dataclasses, other values as they are."""
    cleaned: Any = value
    if isinstance(value, str):
        cleaned = text(value)
    elif isinstance(value, tuple):
        cleaned = tuple(deep(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        before = {field.name: getattr(value, field.name) for field in fields(value)}
        after = {name: deep(item) for name, item in before.items()}
        cleaned = value if after == before else replace(cast("Any", value), **after)
    return cast("T", cleaned)
