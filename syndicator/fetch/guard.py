"""Where a connection may go: public addresses, and the hosts the admin lists.

The check is on the address a socket is about to connect to, so names, literals, odd spellings,
redirects and names that resolve differently the second time all pass through it.
Networks are those of the IANA special-purpose registries (RFC 6890 and its updates), written out
here because what the standard library knows of them differs between Python versions.
"""

import errno
import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import AddrInfoType
from yarl import URL

from syndicator.errors import AddressRefused

REFUSAL = "the address is not a public one"
_SHOWN = 2000
# A name (international ones as xn--), an IPv4 address, or an IPv6 address with or without a zone.
_HOST = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9._-]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+(%.+)?")

_REFUSED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT, and one cloud's metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # one cloud's host agent behind a public number
        "169.254.0.0/16",  # link-local, and most clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo and ORCHID in them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: a tunnel to any IPv4 address
        "3fff::/20",  # documentation
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address in text form (a zone id may follow) is reachable by everyone."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip not in _MAPPED and ip not in _NAT64:
            return ip in _GLOBAL_V6 and not any(ip in network for network in _REFUSED_V6)
        ip = IPv4Address(int(ip) & 0xFFFFFFFF)
    return not any(ip in network for network in _REFUSED_V4)


def guarded_socket(info: AddrInfoType) -> socket.socket:
    """The socket factory of a guarded connector: raises OSError where the address is not public."""
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise OSError(errno.EACCES, REFUSAL)
    return socket.socket(family=family, type=kind, proto=protocol)


def web_address(text: str, base: URL | None = None) -> URL:
    """`text` as an absolute http(s) URL without fragment, against `base`. Raises AddressRefused."""
    # What a page holds may be no text that can be stored or shown.
    shown = text[:_SHOWN].encode("utf-8", "backslashreplace").decode()
    try:
        url = URL(text.strip())
        url = (base.join(url) if base else url).with_fragment(None)
        host = url.raw_host or ""
    except ValueError as error:
        raise AddressRefused(shown, f"not a web address: {error}") from error
    if url.scheme not in ("http", "https"):
        raise AddressRefused(shown, f"only http and https are read, not {url.scheme or 'an address without a scheme'}")
    if not _HOST.fullmatch(host):
        raise AddressRefused(shown, "the address names no host")
    return url


class Allowed:
    """The hosts an admin lists: "host" for any of its ports, or "host:port" (IPv6 in brackets)."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Raise ValueError for an entry that is neither."""
        self._hosts: set[str] = set()
        self._ports: set[tuple[str, int]] = set()
        for entry in entries:
            bare_v6 = entry.count(":") > 1 and not entry.startswith("[")
            url = URL(f"//[{entry}]/" if bare_v6 else f"//{entry}/")
            if not url.raw_host or url.path != "/" or url.user is not None:
                raise ValueError(f'write "host" or "host:port", not {entry!r}')
            if url.explicit_port is None:
                self._hosts.add(url.raw_host)
            else:
                self._ports.add((url.raw_host, url.explicit_port))

    def __contains__(self, url: URL) -> bool:
        host = url.raw_host or ""
        return host in self._hosts or (host, url.port) in self._ports
