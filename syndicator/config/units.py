"""Durations, sizes and networks as people write them."""

import re
from datetime import timedelta
from ipaddress import ip_network
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

_DURATION = re.compile(r"(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+)\s*s)?")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kKmMgG]?)[bB]?")
_FACTOR = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def duration(value: object) -> timedelta:
    """`"1h30m"`, `"15m"`, `"2d"` or a number of seconds. Raises ValueError with an example."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return timedelta(seconds=value)
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or not any(match.groups()):
        raise ValueError('write a duration such as "30s", "15m", "1h30m" or "2d"')
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def size(value: object) -> int:
    """`"10 MB"` (1024s) or a number of bytes. Raises ValueError with an example."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    match = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    number = int(float(match[1]) * _FACTOR[match[2].lower()]) if match else 0
    if not number:
        raise ValueError('write a size such as "10 MB" or a number of bytes')
    return number


def networks(value: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks in CIDR notation. Raises ValueError with an example."""
    for name in value:
        try:
            ip_network(name, strict=False)
        except ValueError:
            raise ValueError(f'{name!r} is no network: write such as "127.0.0.1", "10.0.0.0/8"') from None
    return value


Duration = Annotated[timedelta, BeforeValidator(duration)]
Size = Annotated[int, BeforeValidator(size, json_schema_input_type=int | str)]
Networks = Annotated[tuple[str, ...], AfterValidator(networks)]
