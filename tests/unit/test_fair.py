"""Who is called next, and how often one may ask."""

from datetime import UTC, datetime, timedelta

import pytest

from syndicator.flows.fair import SLOW, Fair
from syndicator.flows.reception import Rates, visitor
from syndicator.store.turns import Due

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def waiting(*hosts):
    return [Due(number, host, 0) for number, host in enumerate(hosts)]


def hosts(chosen):
    return "".join(one.host for one in chosen)


def test_no_host_has_more_than_its_share_and_nobody_loses_its_place():
    chosen, rest = Fair(10, 2).choose(waiting(*"aaabca"))
    assert (hosts(chosen), hosts(rest)) == ("aabc", "aa")
    assert [one.number for one in rest] == [2, 5]


def test_the_room_is_limited_and_what_ends_makes_room():
    fair = Fair(3, 2)
    chosen, rest = fair.choose(waiting(*"abcd"))
    assert (hosts(chosen), hosts(rest)) == ("abc", "d")
    begun = {one.host: fair.begin(one.host) for one in chosen}
    assert fair.free == 0
    assert fair.choose(rest)[0] == []
    fair.end("a", 0.1, slow=begun["a"])
    assert hosts(fair.choose(rest)[0]) == "d"


def test_a_host_that_is_full_is_known():
    fair = Fair(8, 2)
    assert fair.full == frozenset()
    fair.begin("a")
    fair.begin("a")
    fair.begin("b")
    assert fair.full == {"a"}


def test_slow_hosts_have_a_quarter_until_they_are_quick():
    fair = Fair(8, 4)
    for host in "abcdef":
        fair.end(host, SLOW + 1, slow=fair.begin(host))
    chosen, rest = fair.choose(waiting(*"abcdefxyz"))
    assert (hosts(chosen), hosts(rest)) == ("abxyz", "cdef")
    begun = {one.host: fair.begin(one.host) for one in chosen}
    assert fair.full == set("abcdef")
    assert hosts(fair.choose(rest)[0]) == ""
    fair.end("a", 0.1, slow=begun["a"])
    assert hosts(fair.choose(rest)[0]) == "c"
    fair.end("b", 0.1, slow=begun["b"])
    assert hosts(fair.choose(waiting(*"aab"))[0]) == "aab"


def test_one_room_is_always_left_for_the_slow():
    fair = Fair(1, 1)
    fair.end("a", SLOW + 1, slow=fair.begin("a"))
    assert hosts(fair.choose(waiting("a"))[0]) == "a"


def test_so_many_a_minute_and_as_many_as_time_gives_back():
    rates = Rates()
    assert [rates.wait("a", 6, NOW) for _ in range(7)] == [0] * 6 + [10]
    assert rates.wait("b", 6, NOW) == 0
    assert rates.wait("a", 6, NOW + timedelta(seconds=9)) == 1
    assert rates.wait("a", 6, NOW + timedelta(seconds=10)) == 0
    assert [rates.wait("a", 6, NOW + timedelta(hours=1)) for _ in range(7)].count(0) == 6
    assert rates.wait("a", 6, NOW) > 0, "a clock that goes back gives nothing"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8:1:2::9", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::9", "2001:db8:1:3::9", False),
        ("", "", True),
    ],
)
def test_an_ipv6_network_is_one_visitor(one, other, same):
    assert (visitor(one) == visitor(other)) is same
