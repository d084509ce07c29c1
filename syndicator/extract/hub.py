"""Whether a feed names a WebSub hub (W3C REC, section 4, Discovery)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from syndicator.model.page import Page
from syndicator.text.charset import decode
from syndicator.text.urls import absolute

# A feed's own links stand before its first entry.
_HEAD = 128 * 1024
_LINK = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?link\s([^<>]{1,4096})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTRY = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)[\s>]", re.IGNORECASE)
# RFC 8288, section 3: one link of a header and its parameters.
_TARGET = re.compile(r"\s*,*\s*<([^<>]*)>")
_PARAMETER = re.compile(r"""\s*;\s*([\w!#$&+.^`|~*-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?""")


@dataclass(frozen=True, slots=True)
class Announced:
    """The hub to subscribe at, and the topic to subscribe to: the feed's address in its own words."""

    hub: str
    topic: str


@dataclass(frozen=True, slots=True)
class _Link:
    rel: str
    url: str


def announced(page: Page) -> Announced | None:
    """The first hub a feed names, None where it names none.

    By its Link headers, else by its own `link` elements or JSON Feed members; the topic is its `self`, else the
    address it was read at. Never raises.
    """
    for links in (_of_headers(page), _of_body(page)):
        found = list(links)
        hub = next((link.url for link in found if link.rel == "hub"), "")
        if hub:
            return Announced(hub, next((link.url for link in found if link.rel == "self"), page.url))
    return None


def _of_headers(page: Page) -> Iterator[_Link]:
    """Links of the Link headers; those with an anchor speak of another resource."""
    for header in page.links:
        at = 0
        while target := _TARGET.match(header, at):
            at, parameters = target.end(), dict[str, str]()
            while parameter := _PARAMETER.match(header, at):
                at = parameter.end()
                parameters.setdefault(parameter[1].lower(), parameter[2] or parameter[3] or "")
            if "anchor" not in parameters:
                yield from _named(parameters.get("rel", ""), target[1], page.url)


def _of_body(page: Page) -> Iterator[_Link]:
    if page.body.lstrip()[:1] == b"{":
        yield from _of_json(page.body, page.url)
        return
    text = decode(page.body[:_HEAD], page.content_type).text
    entry = _ENTRY.search(text)
    for link in _LINK.finditer(_uncommented(text[: entry.start()] if entry else text)):
        attributes = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(link[1])}
        yield from _named(attributes.get("rel", ""), attributes.get("href", ""), page.url)


def _uncommented(text: str) -> str:
    """The text without its comments; one that never ends hides the rest."""
    parts = text.split("<!--")
    return parts[0] + "".join(part.partition("-->")[2] for part in parts[1:])


def _of_json(body: bytes, base: str) -> Iterator[_Link]:
    """JSON Feed 1.1: `hubs` of type WebSub, `feed_url`."""
    if b'"hubs"' not in body:
        return
    try:
        feed = json.loads(body)
    # RecursionError: brackets nested thousands deep.
    except (ValueError, RecursionError):
        return
    hubs = feed.get("hubs")
    for hub in hubs if isinstance(hubs, list) else []:
        if isinstance(hub, dict) and str(hub.get("type")).lower() == "websub":
            yield from _named("hub", str(hub.get("url")), base)
    yield from _named("self", str(feed.get("feed_url") or ""), base)


def _named(rel: str, url: str, base: str) -> Iterator[_Link]:
    address = absolute(url, base).partition("#")[0] if url else ""
    if address:
        for one in rel.lower().split():
            yield _Link(one, address)
