"""By which way, and under which name, an address is asked for."""

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address

from yarl import URL

from syndicator.errors import AddressRefused
from syndicator.fetch.guard import Allowed, is_public, web_address
from syndicator.model.source import Manner

# Names that mean something on a private network alone (RFC 6761, RFC 6762, RFC 8375, and ICANN's .internal).
_PRIVATE = re.compile(r"(^|\.)(localhost|local|internal|home\.arpa|localdomain)$")


@dataclass(frozen=True, slots=True)
class Route:
    """`user_agent` names us; `proxy` is None for a connection of our own, which the guard watches."""

    user_agent: str
    proxy: URL | None = field(default=None, repr=False)


def route(manner: Manner, user_agent: str, ours: Allowed) -> Route:
    """How `manner` says to ask. Raises AddressRefused for a proxy that is not among the admin's own hosts."""
    name = manner.user_agent or user_agent
    if not manner.proxy:
        return Route(name)
    proxy = web_address(manner.proxy)
    if proxy not in ours:
        where = f"{proxy.host}:{proxy.port}"
        raise AddressRefused(where, f"the proxy {where} is not listed in fetch.allow_hosts")
    return Route(name, proxy)


def at_home(manner: Manner, start: URL) -> Sequence[tuple[str, str]]:
    """The headers of `manner` that may be sent to `start`: all at its own host and those below it, else none."""
    if not manner.headers or not manner.home:
        return ()
    home = (URL(manner.home).raw_host or "").removeprefix("www.")
    host = start.raw_host or ""
    return manner.headers if host == home or host.endswith(f".{home}") else ()


def check_forwarded(url: URL, ours: Allowed) -> None:
    """Raise AddressRefused where `url` names a private address by itself: a proxy connects out of the guard's sight."""
    host = (url.raw_host or "").rstrip(".").lower()
    if url not in ours and is_private(host):
        raise AddressRefused(str(url), f"{host}: the address is not a public one, and no proxy is asked for it")


def is_private(host: str) -> bool:
    """Whether a host names a private address by the way it is written, before anybody looks it up."""
    if ":" in host:
        return not is_public(host)
    try:
        # As resolvers do, who read 127.1, 0x7f000001 and 2130706433 as addresses too.
        return not is_public(str(IPv4Address(socket.inet_aton(host))))
    except OSError:
        return "." not in host or _PRIVATE.search(host) is not None
