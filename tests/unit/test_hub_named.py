"""Which hub a feed names: W3C WebSub, section 4."""

import pytest

from syndicator.extract.hub import Announced, announced
from syndicator.model.page import Page

HERE = "https://news.example/feed"
HUB, SELF = "https://hub.example/", "https://news.example/self"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="{hub}"/><link rel="self" href="{self}"/>'
    "<entry><title>甲</title></entry></feed>"
)
RSS = (
    '<rss xmlns:a10="http://www.w3.org/2005/Atom"><channel><link>https://news.example/</link>'
    "<a10:link href='{hub}' rel='hub'/><a10:link href='{self}' rel='self' type='application/rss+xml'/>"
    "<item><title>甲</title></item></channel></rss>"
)
JSON = '{{"version": "https://jsonfeed.org/version/1.1", "feed_url": "{self}", "hubs": [{{"type": "rssCloud", "url": "https://x.example/"}}, {{"type": "WebSub", "url": "{hub}"}}], "items": []}}'


@pytest.mark.parametrize("body", [ATOM, RSS, JSON])
def test_a_feed_names_its_hub_and_itself(body):
    page = Page(HERE, body.format(hub=HUB, self=SELF).encode())
    assert announced(page) == Announced(HUB, SELF)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ((f'<{HUB}>; rel="hub", <{SELF}>; rel="self"',), Announced(HUB, SELF)),
        ((f"<{HUB}>;rel=hub", f"<{SELF}>;rel=self"), Announced(HUB, SELF)),
        ((f'<{SELF}>; title="a, \\"b\\"; c"; rel="self alternate" , <{HUB}> ; REL = "HUB"',), Announced(HUB, SELF)),
        (("</hub>; rel=hub, </self>; rel=self",), Announced("https://news.example/hub", SELF)),
        ((f"<{HUB}>; rel=hub",), Announced(HUB, HERE)),
        ((f"<{HUB}>; rel=hub, <https://second.example/>; rel=hub, <{SELF}>; rel=self",), Announced(HUB, SELF)),
        ((f'<{HUB}>; rel=hub; anchor="https://other.example/"',), None),
        ((f"<{SELF}>; rel=self",), None),
        (("<ftp://hub.example/>; rel=hub",), None),
        (("<", "<>;rel", "garbage; rel=hub", ",,,", '<x>; rel="hub', ";;;;"), None),
    ],
)
def test_link_headers(links, expected):
    assert announced(Page(HERE, b"", links=links)) == expected


def test_headers_come_before_the_body():
    body = ATOM.format(hub="https://other.example/", self=HERE).encode()
    links = (f'<{HUB}>; rel="hub"', f'<{SELF}>; rel="self"')
    assert announced(Page(HERE, body, links=links)) == Announced(HUB, SELF)
    assert announced(Page(HERE, body, links=(f"<{SELF}>; rel=self",))) == Announced("https://other.example/", HERE)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<feed/>",
        '<feed><!-- <link rel="hub" href="https://hub.example/"/> --></feed>',
        '<feed><!-- <link rel="hub" href="https://hub.example/"/>',
        '<feed><entry><link rel="hub" href="https://hub.example/"/></entry></feed>',
        '<feed><link rel="hub" href="javascript:x()"/></feed>',
        '<feed><link rel="hub"/></feed>',
        '{"hubs": 5}',
        '{"hubs": [5, {"type": 5}], "feed_url": []}',
        '["hubs"]',
        '{"hubs": ' + "[" * 100_000,
    ],
)
def test_no_hub(body):
    assert announced(Page(HERE, body.encode())) is None


@pytest.mark.parametrize(
    "body",
    [b"<!--" * 500_000, b"<link " * 300_000, b"<link " + b"a" * 2_000_000, b"<item" * 400_000, b"\x00" * 2_000_000],
)
def test_hostile_feeds_are_read_in_linear_time(body):
    # Squared, each of them would take minutes.
    assert announced(Page(HERE, body, links=("<" * 4096, '<a>;b="' + "\\" * 4000, ", " * 2000))) is None
