"""Who asked for what lately: limits a minute, in memory, and a signal that somebody did."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, IPv6Network, ip_address

from syndicator.flows.signal import Signal

_MINUTE = 60.0
# Whoever is not among the last so many has a whole minute's worth again.
_KEPT = 10_000
# What one household or server is given of IPv6 (RFC 6177): its addresses are one visitor.
_HOUSE = 64


@dataclass(slots=True)
class _Bucket:
    """What is left, `at` a time in seconds."""

    left: float
    at: float


class Rates:
    """So many a minute for each key."""

    def __init__(self) -> None:
        """Start with a whole minute's worth for everybody."""
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, key: str, most: int, now: datetime) -> int:
        """Take one of the `most` that `key` may have a minute: 0, or the seconds until there is one."""
        at, pace = now.timestamp(), most / _MINUTE
        bucket = self._buckets.pop(key, None) or _Bucket(most, at)
        self._buckets[key] = bucket
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        bucket.left = min(float(most), bucket.left + max(0.0, at - bucket.at) * pace)
        bucket.at = at
        if bucket.left < 1:
            return max(1, round((1 - bucket.left) / pace))
        bucket.left -= 1
        return 0


@dataclass(frozen=True, slots=True)
class Reception:
    """The hub's: `asked` is set when somebody asked for something that is to be confirmed."""

    asked: Signal = field(default_factory=Signal)
    by_address: Rates = field(default_factory=Rates)
    by_host: Rates = field(default_factory=Rates)


def visitor(address: str) -> str:
    """Whose an address is: an IPv4 address its own, an IPv6 address its network's."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((ip, _HOUSE), strict=False)) if isinstance(ip, IPv6Address) else address
