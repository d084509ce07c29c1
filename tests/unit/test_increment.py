"""What of RFC 3229 needs no server: who asks for an increment, and since which copy."""

from datetime import UTC, datetime

import pytest

from syndicator.deliver.increment import answer, base, wanted
from syndicator.deliver.variants import Variants
from syndicator.model.feed import Document

CHANGED = datetime(2026, 11, 5, 8, tzinfo=UTC)
FULL = Variants(Document("全部".encode() * 500, "application/atom+xml", '"new"', CHANGED))
NEW = Variants(Document("新的".encode() * 100, "application/atom+xml", '"part"', CHANGED))


@pytest.mark.parametrize(
    ("header", "asks"),
    [
        (None, False),
        ("", False),
        ("feed", True),
        ("FEED", True),
        ("vcdiff, feed;q=0.5", True),
        ("feed ; q = 0", False),
        ("feed;q=0.000", False),
        ("feed;q=0.001", True),
        ("feeds", False),
        ("vcdiff, gzip", False),
        ("identity;q=0, feed", True),
        (";;,,", False),
    ],
)
def test_who_asks_for_an_increment(header, asks):
    assert wanted(header) is asks


@pytest.mark.parametrize(
    ("held", "since"),
    [
        (None, None),
        ("*", None),
        ('"a"', '"a"'),
        ('W/"a"', '"a"'),
        ('"a-gzip"', '"a"'),
        ('"x", "b-br"', '"b"'),
        ('"b", "a"', '"a"'),
        ('"a-x"', None),
        ('"ab"', None),
        ("a", None),
    ],
)
def test_since_which_copy(held, since):
    assert base(held, ('"a"', '"b"')) == since


@pytest.mark.parametrize("accept", [None, "gzip", "br", "zstd"])
def test_an_increment_is_sent_under_the_validator_of_what_the_reader_has_then(accept):
    given = answer(NEW, FULL, '"old"', "Accept-Encoding, A-IM", accept)
    headers = dict(given.headers)
    assert given.status == 226
    assert headers["ETag"] == ('"new"' if accept is None else f'"new-{accept}"')
    assert (headers["IM"], headers["Delta-Base"], headers["Cache-Control"]) == ("feed", '"old"', "no-store, im")
    assert headers.get("Content-Encoding") == accept
    assert len(given.body) == int(headers["Content-Length"])


def test_who_takes_no_coding_gets_no_increment():
    assert answer(NEW, FULL, '"old"', "", "identity;q=0") is None
