import gzip
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import brotli
import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from syndicator.deliver.accept import best
from syndicator.deliver.conditional import answer
from syndicator.deliver.variants import Variants
from syndicator.model.feed import Document

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = "海川县今年新建口袋公园十二处。\n".encode() * 200
CHANGED = datetime(2026, 11, 5, 8, 0, 0, 250_000, UTC)
READY = Variants(Document(BODY, "application/atom+xml; charset=utf-8", '"abc123"', CHANGED))
DECODERS = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress, None: bytes}
OURS = ("br", "zstd", "gzip", "identity")


def headers(given):
    names = [name for name, _ in given.headers]
    assert len(names) == len(set(names))
    return dict(given.headers)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("zstd, gzip", "zstd"),
        ("br;q=0.5, gzip", "gzip"),
        ("GZIP ; Q=0.8, br;q=0.1", "gzip"),
        ("x-gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "zstd"),
        ("*;q=0", None),
        ("identity;q=0", None),
        ("identity;q=0, *;q=0", None),
        ("identity;q=0, deflate", None),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("deflate", "identity"),
        ("gzip;q=0", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=nonsense", "identity"),
        ("gzip;q=7", "identity"),
        (";;,,=", "identity"),
        ("compress, gzip;level=9;q=0.2", "gzip"),
    ],
)
def test_the_most_wanted_coding_is_chosen(accept, coding):
    assert best(accept, OURS) == coding


@pytest.mark.parametrize("accept", [None, "gzip", "br", "zstd"])
def test_every_coding_holds_the_same_document_under_its_own_etag(accept):
    given = answer(READY, accept_encoding=accept)
    sent = headers(given)
    assert given.status == 200
    assert sent.get("Content-Encoding") == accept
    assert DECODERS[accept](given.body) == BODY
    assert sent["Content-Length"] == str(len(given.body))
    assert sent["ETag"] == ('"abc123"' if accept is None else f'"abc123-{accept}"')
    assert sent["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert sent["Vary"] == "Accept-Encoding"
    assert sent["Cache-Control"] == "public, max-age=300, stale-if-error=86400"
    assert sent["Last-Modified"] == "Thu, 05 Nov 2026 08:00:00 GMT"


def test_compressed_bytes_do_not_depend_on_when_they_were_made():
    assert Variants(READY.document).offered == READY.offered
    gzipped = next(variant.body for variant in READY.offered if variant.coding == "gzip")
    assert gzipped[4:8] == b"\0\0\0\0"


def test_a_coding_that_gains_nothing_is_not_offered():
    tiny = Variants(Document(b"{}", "application/feed+json", '"tiny"', CHANGED))
    assert [variant.coding for variant in tiny.offered] == ["identity"]
    assert answer(tiny, accept_encoding="gzip, identity;q=0.1").status == 200
    assert answer(tiny, accept_encoding="gzip, identity;q=0").status == 406


@pytest.mark.parametrize("accept", [None, "gzip", "br;q=0.2, zstd"])
@pytest.mark.parametrize("since", [None, '"abc123"', "Thu, 05 Nov 2026 08:00:00 GMT"])
def test_head_has_the_headers_of_get_and_no_body(accept, since):
    asked = {"accept_encoding": accept}
    if since:
        asked["if_none_match" if since.startswith('"') else "if_modified_since"] = since
    get, head = (answer(READY, method, **asked) for method in ("GET", "HEAD"))
    assert (head.status, head.headers) == (get.status, get.headers)
    assert head.body == b""


@pytest.mark.parametrize(
    ("if_none_match", "accept", "etag"),
    [
        ('"abc123"', None, '"abc123"'),
        ('W/"abc123"', None, '"abc123"'),
        ('"old", "abc123"', None, '"abc123"'),
        ('"old" ,W/"abc123-gzip"', "gzip", '"abc123-gzip"'),
        ("*", None, '"abc123"'),
        (" * ", "br", '"abc123-br"'),
        ('"abc123-gzip"', "br", '"abc123-gzip"'),
        ('"abc123"', "gzip", '"abc123"'),
        ('"abc123", "abc123-gzip"', "gzip", '"abc123-gzip"'),
    ],
)
def test_a_copy_the_reader_has_is_not_sent_again(if_none_match, accept, etag):
    given = answer(READY, if_none_match=if_none_match, accept_encoding=accept)
    sent = headers(given)
    assert (given.status, given.body) == (304, b"")
    assert sent["ETag"] == etag
    assert {"Last-Modified", "Cache-Control", "Vary"} < set(sent)
    assert not {"Content-Length", "Content-Encoding", "Content-Type"} & set(sent)


@pytest.mark.parametrize("if_none_match", ['"old"', "abc123", '"ABC123"', "", '"abc123', "nonsense, ,", '"abc123-br2"'])
def test_any_other_etag_gets_the_document(if_none_match):
    assert answer(READY, if_none_match=if_none_match).status == 200


def test_if_none_match_decides_before_if_modified_since():
    later = "Fri, 06 Nov 2026 08:00:00 GMT"
    earlier = "Wed, 04 Nov 2026 08:00:00 GMT"
    assert answer(READY, if_none_match='"old"', if_modified_since=later).status == 200
    assert answer(READY, if_none_match='"abc123"', if_modified_since=earlier).status == 304


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Thu, 05 Nov 2026 08:00:00 GMT", 304),
        ("Thu, 05 Nov 2026 07:59:59 GMT", 200),
        ("Thursday, 05-Nov-26 08:00:00 GMT", 304),
        ("Thu Nov  5 08:00:00 2026", 304),
        ("Thu, 05 Nov 2026 16:00:00 +0800", 304),
        ("2026-11-05T08:00:00Z", 200),
        ("tomorrow", 200),
        ("", 200),
        ("Thu, 99 Nov 2026 08:00:00 GMT", 200),
        ("Thu, 05 Nov 99999999999 08:00:00 GMT", 200),
    ],
)
def test_a_date_is_compared_in_whole_seconds_and_nonsense_is_passed_over(since, status):
    assert answer(READY, if_modified_since=since).status == status


def test_last_modified_is_sent_in_gmt_whatever_the_zone_it_came_in():
    local = READY.document.last_modified.astimezone(ZoneInfo("Asia/Shanghai"))
    ready = Variants(Document(BODY, "text/plain", '"x"', local))
    assert headers(answer(ready))["Last-Modified"] == "Thu, 05 Nov 2026 08:00:00 GMT"
    assert answer(ready, if_modified_since="Thu, 05 Nov 2026 08:00:00 GMT").status == 304
    assert answer(Variants(Document(BODY, "text/plain", '"x"', local + timedelta(seconds=1)))).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "get"])
def test_other_methods_are_told_which_are_allowed(method):
    given = answer(READY, method)
    assert given.status == 405
    assert headers(given)["Allow"] == "GET, HEAD"


HEADER = st.none() | st.text(st.characters(codec="latin-1"), max_size=60)


@generated(HEADER, HEADER, HEADER)
def test_no_header_can_break_an_answer(if_none_match, if_modified_since, accept_encoding):
    given = answer(READY, "GET", if_none_match, if_modified_since, accept_encoding)
    assert given.status in (200, 304, 406)
