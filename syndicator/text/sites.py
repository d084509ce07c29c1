"""Hosts and addresses that belong together: one site's names, and the mobile form of a page."""

from urllib.parse import urlsplit, urlunsplit

from syndicator.text.urls import host_of, to_uri

_MOBILE_NAMES = "m wap 3g 4g 5g mobile mob touch h5 amp mip wapsite"
_MOBILE = frozenset(_MOBILE_NAMES.split())
# Second-level names under which anybody registers, and the provinces of .cn.
_SHARED_NAMES = (
    "com co net org gov edu ac mil or ne go gob gouv nom asso info biz "
    "bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo"
)
_SHARED = frozenset(_SHARED_NAMES.split())
_COUNTRY = 2
_FRONT = frozenset({"", "index", "default", "home", "main"})


def site_of(url: str) -> str:
    """The name its owner registered, as far as it shows: `news.haichuan.gov.cn` is `haichuan.gov.cn`.

    "" where there is no host; an IP address and a lone name are themselves, with their port.
    """
    host = host_of(url)
    labels = host.split(".")
    if len(labels) <= _COUNTRY or labels[-1].isdigit() or host.startswith("["):
        return _with_port(url, host)
    shared = len(labels[-1]) == _COUNTRY and labels[-2] in _SHARED
    return ".".join(labels[-3 if shared else -2 :])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site."""
    return site_of(one) == site_of(other) != ""


def is_front(url: str) -> bool:
    """Whether this is a site's front page: no path, no query."""
    parts = _split(url)
    last = parts[2].strip("/")
    return not parts[3] and "/" not in last and last.lower().partition(".")[0] in _FRONT


def is_above(url: str, other: str) -> bool:
    """Whether `url` is a folder that `other` lies in, on the same site: `/news/` for `/news/2026/1.html`."""
    here, there = _split(url), _split(other)
    above, below = _folders(here[2]), _folders(there[2])
    return same_site(url, other) and not here[3] and len(above) < len(below) and below[: len(above)] == above


def desktop(url: str) -> tuple[str, ...]:
    """The addresses that a page made for phones may have elsewhere; () where this is not one.

    By host (`m.`, `wap.`, `3g.` … first or second) or by the first part of the path (`/mobile/`), as sites do
    it. They are guesses: what stands there must be the same story.
    """
    scheme, netloc, path, query, fragment = _split(to_uri(url))
    if not netloc:
        return ()
    labels = netloc.split(".")
    first, _, rest = path.lstrip("/").partition("/")
    found: list[tuple[str, str]] = []
    if len(labels) > _COUNTRY and labels[0] in _MOBILE:
        bare = ".".join(labels[1:])
        found += [(f"www.{bare}", path), (bare, path)]
        if first in _MOBILE:
            found += [(f"www.{bare}", f"/{rest}"), (bare, f"/{rest}")]
    elif len(labels) > _COUNTRY + 1 and labels[1] in _MOBILE:
        found.append((".".join((labels[0], *labels[2:])), path))
    elif first in _MOBILE and rest:
        found.append((netloc, f"/{rest}"))
    return tuple(urlunsplit((scheme, host, there, query, fragment)) for host, there in found)


def may_be_canonical(canonical: str, url: str) -> bool:
    """Whether what a page names as its canonical address may be the article's: no front page of a site.

    What it leads to must still tell the same story; templates name one address on every page.
    """
    return bool(_split(canonical)[1]) and (not is_front(canonical) or is_front(url))


def _folders(path: str) -> list[str]:
    """The parts of a path, without the name of a folder's own page."""
    parts = [part for part in path.split("/") if part]
    return parts[:-1] if parts and parts[-1].lower().partition(".")[0] in _FRONT else parts


def _split(url: str) -> tuple[str, str, str, str, str]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.netloc.lower(), parts.path, parts.query, parts.fragment
    except ValueError:
        return "", "", "", "", ""


def _with_port(url: str, host: str) -> str:
    try:
        port = urlsplit(url).port
    except ValueError:
        port = None
    return f"{host}:{port}" if host and port else host
