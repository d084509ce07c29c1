"""Where a request comes from, behind proxies of ours too."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from aiohttp import web

from syndicator.web.keys import SERVICES

_HEADER: Final = "X-Forwarded-For"
# What one household or small office is given.
_COUNTED: Final = {4: 24, 6: 56}


def address(request: web.Request) -> str:
    """The visitor's address, "" where it can't be told.

    Anybody can write X-Forwarded-For, so its names are believed from the right, as long as each was written by one of
    `server.trusted_proxies`: the first that is none of them is the visitor.
    """
    proxies = _networks(request.app[SERVICES].config.server.trusted_proxies)
    here = _parse(request.remote or "")
    if here is None or not _is_in(here, proxies):
        return str(here or "")
    named = [one.strip() for line in request.headers.getall(_HEADER, []) for one in line.split(",")]
    for name in reversed(named):
        before = _parse(name)
        if before is None:
            # What a proxy of ours can't have meant: the last that is certain stands.
            break
        here = before
        if not _is_in(here, proxies):
            break
    return str(here)


def network(request: web.Request) -> str:
    """The network a visitor is in, by which tries are counted: IPv4 /24, IPv6 /56; "" where it can't be told."""
    here = _parse(address(request))
    if here is None:
        return ""
    return str(ip_network(f"{here}/{_COUNTED[here.version]}", strict=False))


def _parse(name: str) -> IPv4Address | IPv6Address | None:
    name = name.strip('"')
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    try:
        found = ip_address(name.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_in(one: IPv4Address | IPv6Address, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return any(one in network for network in networks)


@lru_cache(maxsize=8)
def _networks(named: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(name, strict=False) for name in named)
