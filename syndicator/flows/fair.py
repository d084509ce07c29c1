"""Who may be called next, of many who wait: so many at once, so many a host, and the slow in a part of the room."""

from collections import Counter, OrderedDict
from collections.abc import Sequence

from syndicator.store.turns import Due

# A host whose last call took longer is a slow one. Those may have a quarter of the room, so that however many there
# are, everybody else is called at once.
SLOW = 2.0
_SHARE = 4
# How many slow hosts are remembered; those called longest ago go first.
_KEPT = 4096


class Fair:
    """At most `slots` calls under way, at most `per_host` of them to one host."""

    def __init__(self, slots: int, per_host: int) -> None:
        """Start with nothing under way."""
        self._slots = slots
        self._per_host = per_host
        self._busy: Counter[str] = Counter()
        self._slow: OrderedDict[str, None] = OrderedDict()
        self._slow_busy = 0

    @property
    def free(self) -> int:
        """How many more may be called now."""
        return self._slots - self._busy.total()

    @property
    def full(self) -> frozenset[str]:
        """The hosts that have no room now, as far as they are known."""
        full = {host for host, count in self._busy.items() if count >= self._per_host}
        return frozenset(full | self._slow.keys()) if self._crowded(0) else frozenset(full)

    def choose(self, waiting: Sequence[Due]) -> tuple[list[Due], list[Due]]:
        """Who of `waiting` may be called now, in that order, and who has to wait on."""
        chosen: list[Due] = []
        rest: list[Due] = []
        more: Counter[str] = Counter()
        free, slow = self.free, 0
        for place, one in enumerate(waiting):
            if len(chosen) >= free:
                rest.extend(waiting[place:])
                break
            is_slow = one.host in self._slow
            crowded = self._busy[one.host] + more[one.host] >= self._per_host
            if crowded or (is_slow and self._crowded(slow)):
                rest.append(one)
                continue
            more[one.host] += 1
            slow += is_slow
            chosen.append(one)
        return chosen, rest

    def begin(self, host: str) -> bool:
        """A call begins; returns whether its host was a slow one, which `end` is to be told."""
        slow = host in self._slow
        self._busy[host] += 1
        self._slow_busy += slow
        return slow

    def end(self, host: str, seconds: float, *, slow: bool) -> None:
        """It took so long."""
        self._busy[host] -= 1
        if not self._busy[host]:
            del self._busy[host]
        self._slow_busy -= slow
        self._slow.pop(host, None)
        if seconds > SLOW:
            self._slow[host] = None
            if len(self._slow) > _KEPT:
                self._slow.popitem(last=False)

    def _crowded(self, more: int) -> bool:
        return self._slow_busy + more >= max(1, self._slots // _SHARE)
