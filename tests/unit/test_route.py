"""What may be asked for by way of an admin's proxy, and who gets a source's headers."""

import pytest
from yarl import URL

from syndicator.errors import AddressRefused
from syndicator.fetch.guard import Allowed
from syndicator.fetch.route import at_home, check_forwarded, route
from syndicator.model.source import Manner

OURS = Allowed(("proxy.lan:3128", "10.1.2.3"))
PRIVATE = (("Cookie", "visit=1"),)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://10.0.0.7:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.localhost/",
        "http://intranet/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://nas.home.arpa/",
        "http://10.1.2.4/",
    ],
)
def test_private_addresses_are_not_asked_of_a_proxy(url):
    with pytest.raises(AddressRefused, match="not a public one"):
        check_forwarded(URL(url), OURS)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://xn--fiq228c.example/",
        "http://1.2.3.4/",
        "http://[2606:4700::1]/",
        "http://10.1.2.3/",
    ],
)
def test_public_ones_and_our_own_are(url):
    check_forwarded(URL(url), OURS)


@pytest.mark.parametrize(
    ("home", "start", "sent"),
    [
        ("https://news.example/list", "https://news.example/a/1", True),
        ("https://www.news.example/list", "https://news.example/a/1", True),
        ("https://news.example/list", "https://m.news.example/a/1", True),
        ("https://news.example/list", "https://www.news.example:8443/a", True),
        ("https://news.example/list", "https://example/a/1", False),
        ("https://news.example/list", "https://badnews.example/a/1", False),
        ("https://m.news.example/list", "https://news.example/a/1", False),
        ("https://news.example/list", "https://partner.example/a/1", False),
        ("", "https://news.example/a", False),
    ],
)
def test_a_sources_headers_go_to_its_own_hosts_alone(home, start, sent):
    assert at_home(Manner(home, PRIVATE), URL(start)) == (PRIVATE if sent else ())


def test_a_proxy_must_be_the_admins_own():
    assert route(Manner(), "Us/1", OURS).proxy is None
    assert route(Manner(user_agent="Them/2"), "Us/1", OURS).user_agent == "Them/2"
    way = route(Manner(proxy="http://name:word@proxy.lan:3128"), "Us/1", OURS)
    assert way.proxy == URL("http://name:word@proxy.lan:3128")
    assert "word" not in repr(way)
    with pytest.raises(AddressRefused, match="not listed in") as refused:
        route(Manner(proxy="http://name:word@proxy.lan:3129"), "Us/1", OURS)
    assert "word" not in f"{refused.value} {refused.value.url}"
