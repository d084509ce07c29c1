import socket

import pytest
from yarl import URL

from syndicator.errors import AddressRefused
from syndicator.fetch.guard import REFUSAL, Allowed, guarded_socket, is_public, web_address

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "39.156.66.10", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
    "192.0.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "11.0.0.1",
    "2606:4700::1111", "2001:4860:4860::8888", "240e::1", "2400:3200::1", "2001:200::1",
    "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::101:101",
]  # fmt: skip
REFUSED = [
    # IPv4: this network, private, shared, loopback, link-local and metadata, documentation, tests, multicast, reserved
    "0.0.0.1", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    # IPv6: unspecified, loopback, link-local with and without zone, site-local, unique local and its metadata
    "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1",
    # documentation, Teredo, ORCHID, 6to4 (around a private and a public address), new documentation, SRv6
    "2001:db8::1", "2001::1", "2001:10::1", "2001:20::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1",
    # IPv4 in IPv6: mapped, compatible, translated, NAT64, local NAT64
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.1.2.3", "64:ff9b:1::8.8.8.8",
    # a zone id does not make it another address
    "::1%lo", "::ffff:127.0.0.1%lo", "127.0.0.1%lo",
    # no address at all
    "", "example.org", "127.1", "0x7f.0.0.1", "1.2.3", "::g", "%eth0",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


def test_a_zone_id_does_not_hide_a_public_address():
    assert is_public("2606:4700::1111%eth0")


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("127.0.0.1", 80)),
        (socket.AF_INET6, ("::1", 80, 0, 0)),
        (socket.AF_INET6, ("fe80::1%eth0", 80, 0, 2)),
        (socket.AF_UNIX, ("/run/docker.sock",)),
    ],
)
def test_no_socket_is_made_for_an_address_that_is_not_public(family, address):
    with pytest.raises(OSError, match=REFUSAL):
        guarded_socket((family, socket.SOCK_STREAM, 0, "", address))


def test_a_socket_is_made_for_a_public_address():
    made = guarded_socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("1.1.1.1", 80)))
    with made:
        assert made.family == socket.AF_INET


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("http://Example.ORG", "http://example.org"),
        (" https://example.org/a b#part ", "https://example.org/a%20b"),
        ("https://例子.中国/路?问=1", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF?%E9%97%AE=1"),
        ("http://example.org/%D6%D0", "http://example.org/%D6%D0"),
    ],
)
def test_web_addresses(text, seen):
    assert str(web_address(text)) == seen


@pytest.mark.parametrize(
    ("location", "seen"),
    [
        ("/news/", "http://example.org/news/"),
        ("2.html", "http://example.org/list/2.html"),
        ("?page=2", "http://example.org/list/?page=2"),
        ("//other.example/x", "http://other.example/x"),
        ("https://other.example", "https://other.example"),
    ],
)
def test_web_addresses_against_a_base(location, seen):
    assert str(web_address(location, URL("http://example.org/list/"))) == seen


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "example.org", "/news/", "//example.org/", "file:///etc/passwd", "ftp://example.org/", "gopher://x/",
        "javascript:alert(1)", "data:text/html,x", "inbox:a.txt", "http://", "http:///path", "http://.../", "http://[::1",
        "http://example.org:99999/", "http://example.org:x/", "http://a\r\nX: y/", "\ud800",
        "http://\x00/", "HTTP:", "http:example.org",
    ],
)  # fmt: skip
def test_what_is_no_web_address(text):
    with pytest.raises(AddressRefused) as caught:
        web_address(text)
    assert f"{caught.value.url}{caught.value}".encode()


@pytest.mark.parametrize(
    ("entry", "inside", "outside"),
    [
        ("127.0.0.1:8081", ["http://127.0.0.1:8081/x"], ["http://127.0.0.1/", "http://127.0.0.1:8082/", "http://localhost:8081/"]),
        ("intranet.example", ["http://intranet.example/", "https://INTRANET.example:8443/"], ["http://a.intranet.example/"]),
        ("intranet.example:443", ["https://intranet.example/"], ["http://intranet.example/"]),
        ("[::1]:8081", ["http://[::1]:8081/"], ["http://[::1]/", "http://[::2]:8081/"]),
        ("::1", ["http://[::1]:9/", "http://[0:0::1]/"], ["http://[::2]/"]),
        ("内网.中国", ["http://xn--v6q792i.xn--fiqs8s/"], []),
    ],
)  # fmt: skip
def test_hosts_the_admin_lists(entry, inside, outside):
    allowed = Allowed([entry])
    assert all(URL(url) in allowed for url in inside)
    assert not any(URL(url) in allowed for url in outside)


@pytest.mark.parametrize("entry", ["", "http://a/", "a/b", "user@host", "a:b", ":80"])
def test_entries_that_name_no_host(entry):
    with pytest.raises(ValueError, match=r"host|port|URL|IPv6"):
        Allowed([entry])
