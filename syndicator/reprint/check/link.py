"""Whether a reader finds the way back: a link at the article that leads to the original.

It has to be a link that can be clicked. An address in plain text, all that some platforms allow, is for a person
to judge. That the page names the original as its canonical address is good, and no link.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from syndicator.model.finding import Aspect, Finding, Mark, Passage, Promised
from syndicator.reprint.check.page import Link, Page
from syndicator.reprint.check.place import Place
from syndicator.reprint.check.words import why
from syndicator.text.urls import canonical, host_of, is_http

_ADDRESS = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}(?::\d+)?/[^\s\u3000-\u9fff<>\"'（）()，。；]*", re.IGNORECASE)
_LONGEST_QUERY = 2000


def judge(place: Place, promised: Promised) -> Finding:
    """OK for a visible link at the article that leads to the original or an alias of it."""
    page, wanted = place.page, _wanted(promised)
    back = [link for link in page.links if _leads(link.url, wanted)]
    seen = [link for link in back if link.shows and page.shown(link.concealed)]
    if any(_is_near(place, link) for link in seen):
        named = page.canonical and plain(page.canonical) in wanted
        code = "link-canonical" if named else "link"
        return Finding(Aspect.LINK, Mark.OK, code, why(code))
    if seen:
        return _wrong("link-moved", promised, seen[0].url)
    if back:
        return _wrong("link-hidden", promised, back[0].url)
    return _without(place, promised, wanted)


def leads_back(page: Page, promised: Promised) -> bool:
    """Whether any link of a page leads to the original."""
    wanted = _wanted(promised)
    return any(_leads(link.url, wanted) for link in page.links)


def plain(url: str) -> str:
    """An address without what the way back does not depend on: scheme, www, tracking, fragment, a slash at the end."""
    return canonical(url).partition("://")[2].partition("#")[0].removeprefix("www.").rstrip("/")


def _wanted(promised: Promised) -> frozenset[str]:
    return frozenset(plain(url) for url in (promised.original_url, *promised.aliases) if url)


def _leads(url: str, wanted: frozenset[str]) -> bool:
    """Whether an address is one of those wanted, or that of a page that leads on to one."""
    if not url:
        return False
    if plain(url) in wanted:
        return True
    query = urlsplit(url).query if "://" in url or "%3a" in url.lower() else ""
    return any(is_http(value) and plain(value) in wanted for _, value in parse_qsl(query[:_LONGEST_QUERY]))


def _is_near(place: Place, link: Link) -> bool:
    if place.page.roles[link.node] and link.block not in place.before:
        return False
    return link.block in place.around or place.first <= link.block <= place.last or link.block in place.headlines


def _without(place: Place, promised: Promised, wanted: frozenset[str]) -> Finding:
    page, hosts = place.page, {host_of(url) for url in (promised.original_url, *promised.aliases)}
    for number in place.around:
        for found in _ADDRESS.findall(page.blocks[number].text):
            if plain(found if "://" in found else f"http://{found}") in wanted:
                passage = Passage("changed", promised.original_url, page.blocks[number].text)
                return Finding(Aspect.LINK, Mark.UNSURE, "link-text", why("link-text"), (passage,))
    elsewhere = [link.url for link in _near(place) if host_of(link.url) in hosts]
    if elsewhere:
        home = next((url for url in elsewhere if urlsplit(url).path in ("", "/")), "")
        return _wrong("link-home" if home else "link-elsewhere", promised, home or elsewhere[0])
    return Finding(
        Aspect.LINK,
        Mark.MISSING,
        "link-missing",
        why("link-missing"),
        (Passage("left-out", promised.original_url, ""),),
    )


def _near(place: Place) -> Iterable[Link]:
    return (link for link in place.page.links if _is_near(place, link))


def _wrong(code: str, promised: Promised, told: str) -> Finding:
    passage = Passage("changed", promised.original_url, told)
    return Finding(Aspect.LINK, Mark.WRONG, code, why(code, told=told), (passage,))
