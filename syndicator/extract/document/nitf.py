"""The mark-up that news agencies send articles in: NITF 3 (IPTC News Industry Text Format) and XHTML, as plain HTML.

Elements are known by their names alone: agencies put both in whatever namespace their program does.
"""

from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.extract.document.xml import name
from syndicator.text.urls import is_http

_AS = {
    "hl1": "h2",
    "hl2": "h3",
    "block": "div",
    "bq": "blockquote",
    "media": "figure",
    "media-caption": "figcaption",
    "nitf-table": "div",
    "hedline": "div",
    "copyrite": "p",
    "tagline": "p",
    "note": "aside",
    "lang": "span",
    "virtloc": "span",
}
# Said elsewhere, or to editors alone.
_SILENT = frozenset(
    {"nitf-table-metadata", "media-metadata", "media-object", "credit", "docdata", "pubdata", "revision-history"}
)
_GONE = "script"


@dataclass(frozen=True, slots=True)
class Story:
    """An article's text as HTML that is not sanitised yet, and what stands above it."""

    html: str
    headline: str = ""
    subtitles: tuple[str, ...] = ()
    byline: str = ""


def read(root: Element) -> Story:
    """The article in a `nitf` or an `html` element."""
    return _nitf(root) if name(root) == "nitf" else _xhtml(root)


def _nitf(root: Element) -> Story:
    body = _first(root, "body")
    head, content = _first(body, "body.head"), _first(body, "body.content")
    hedline = _first(head, "hedline", "headline")
    byline = _first(head, "byline")
    ends = [one for one in (_first(body, "body.end"),) if one is not None]
    parts = [_html(one) for one in (content, *ends) if one is not None]
    return Story(
        "".join(parts),
        text(_first(hedline, "hl1")),
        tuple(filter(None, (text(one) for one in (hedline if hedline is not None else ()) if name(one) == "hl2"))),
        # A writer's title stands beside the name.
        _byline(byline),
    )


def _xhtml(root: Element) -> Story:
    body = _first(root, "body") if name(root) == "html" else root
    title = text(_first(_first(root, "head"), "title")) if name(root) == "html" else ""
    return Story(_html(body) if body is not None else "", title)


def text(element: Element | None) -> str:
    """What an element says, on one line."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _byline(element: Element | None) -> str:
    """Who wrote it, without what they are; only what they are where nobody is named."""
    if element is None:
        return ""
    people = [element.text or "", *(f"{'' if name(one) == 'byttl' else text(one)} {one.tail or ''}" for one in element)]
    return " ".join(" ".join(people).split()).strip(" ,;") or text(_first(element, "byttl"))


def _first(element: Element | None, *wanted: str) -> Element | None:
    return next((one for one in element if name(one) in wanted), None) if element is not None else None


def _html(element: Element) -> str:
    """An element's inside as HTML: without namespaces, NITF's names as HTML has them."""
    root = etree.Element("div")
    root.text = element.text
    root.extend([*element])
    for one in root.iter(etree.Element):
        called = name(one).lower()
        if called == "media-reference":
            # One picture comes in several sizes.
            called = "img" if _widest(one.getparent()) is one else _GONE
            one.set("src", one.get("source") or "")
            one.set("alt", one.get("alternate-text") or "")
            one.text = None
        one.tag = _GONE if called in _SILENT else _AS.get(called, called)
    etree.cleanup_namespaces(root)
    whole = etree.tostring(root, encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>")


def _widest(media: Element | None) -> Element | None:
    """Of the renditions of one picture, all still to be read or read already, the widest that has an address."""
    shown = [
        one
        for one in (media if media is not None else ())
        if is_http(one.get("source") or "") and (one.get("mime-type") or "image").startswith("image")
    ]
    return max(shown, key=lambda one: int(width) if (width := one.get("width") or "").isdecimal() else 0, default=None)
