"""RSS 0.9x to 2.0, RDF and Atom into items, by feedparser.

feedparser gets bytes in memory only (a name would be opened as a file or URL), decoded and mended by us, so that
it takes its strict path: its loose one needs time that grows with the square of a broken tag's length.
"""

import re
import sys
from html import escape
from html.entities import html5
from io import BytesIO
from typing import Any

import feedparser
from lxml import etree

from syndicator.errors import ExtractError
from syndicator.extract.kinds._item import Item
from syndicator.model.draft import Image, Line
from syndicator.text.html import xml_safe

_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b[^<>]*>", re.IGNORECASE)
_HEAD = 65536
_PROLOG = re.compile(r"<\?xml\b[^<>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+%?\s*[\w.-]+\s+(?:SYSTEM\b|[\"']([^\"']*)[\"'])", re.IGNORECASE)
_LONGEST_ENTITY = 64
_REFERENCE = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?:#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});|([a-zA-Z][a-zA-Z0-9]{1,31});)?", re.DOTALL
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_ENTRY = re.compile(r"<(?:item|entry)\b[^<>]*>", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PREFIX = re.compile(r"<([a-zA-Z][\w.-]{0,30}):[a-zA-Z]|\s([a-zA-Z][\w.-]{0,30}):[a-zA-Z][\w.-]{0,40}\s?=")
_DECLARED = re.compile(r"\sxmlns:([\w.-]{1,31})\s?=")
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", re.IGNORECASE)
# The elements that hold a whole article in RSS; a lone `description` may be one, and may be a teaser.
_WHOLE = re.compile(r":encoded\b|<(?:\w+:)?body\b|fullitem", re.IGNORECASE)


def read(text: str, url: str) -> list[Item]:
    """The feed's entries in order. Raises ExtractError when the text is no feed or tries an entity bomb."""
    document = _mended(text, url)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        parsed = feedparser.parse(
            BytesIO(document.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        # feedparser lets through whatever its parsers raise.
        raise ExtractError(f"the feed at {url} can't be read: {error}") from error
    version = str(parsed.get("version") or "")
    whole = not version.startswith("rss") or bool(_WHOLE.search(document))
    return [_item(entry, parsed.feed, url, whole=whole) for entry in parsed.entries]


def _mended(text: str, url: str) -> str:
    """The document as well-formed XML in UTF-8, without a DOCTYPE: what is broken is closed, escaped or dropped."""
    text = xml_safe(text).lstrip()
    root = _ROOT.search(text[:_HEAD])
    if not root:
        raise ExtractError(f"no feed at {url}: neither rss, rdf nor feed is its root")
    for entity in _ENTITY.finditer(text[:_HEAD]):
        if entity[1] is None or len(entity[1]) > _LONGEST_ENTITY or re.search(r"&(?!#)|%", entity[1]):
            raise ExtractError(f"the feed at {url} is refused: it declares entities made of others or of files")
    text = _DOCTYPE.sub("", _PROLOG.sub("", text[: root.start()])) + text[root.start() :]
    text = _declared(_REFERENCE.sub(_reference, text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return _recovered(text, url)
    return text


def _recovered(text: str, url: str) -> str:
    """A broken document put together again from its entries, each mended alone so that it can't swallow the next."""
    text = _CDATA.sub(lambda section: escape(section[1], quote=False), text)
    root = _ROOT.search(text)
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if not root or not starts:
        raise ExtractError(f"the feed at {url} is no XML, and no entry is found in it")
    head = _parsed(text[root.start() : starts[0]], url)
    channel = head.find("{*}channel")
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = _ENTRY_END.split(text[start:end], maxsplit=1)[0]
        (head if channel is None else channel).extend(_parsed(root[0] + piece, url))
    return etree.tostring(head, encoding="unicode")


def _parsed(text: str, url: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ExtractError(f"the feed at {url} is no XML: {error}") from error
    if root is None:
        raise ExtractError(f"the feed at {url} is no XML")
    return root


def _reference(match: re.Match[str]) -> str:
    """A reference that XML knows, the character of one that only HTML knows, or a literal `&`."""
    number, name = match[1], match[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return match[0] if code <= sys.maxunicode and xml_safe(chr(code)) else ""
    if name in _XML_ENTITIES or match[0][0] == "<":
        return match[0]
    return html5.get(f"{name};", f"&amp;{name};") if name else "&amp;"


def _declared(text: str) -> str:
    """The document with every prefix it uses declared on its root."""
    used = {prefix for pair in _PREFIX.findall(text) for prefix in pair if prefix}
    missing = sorted(used - set(_DECLARED.findall(text)) - {"xmlns", "xml"})
    if not missing:
        return text
    known = "".join(f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:undeclared:{prefix}")}"' for prefix in missing)
    return re.sub(r"<([a-zA-Z][\w.:-]*)", rf"<\1{known}", text, count=1)


def _item(entry: Any, feed: Any, url: str, *, whole: bool) -> Item:
    contents = [content for content in entry.get("content", ()) if content.get("value")]
    content: Any = max(contents, key=lambda content: len(content["value"]), default={}) if whole else {}
    origin = entry.get("source") or {}
    alternate = (link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate")
    return Item(
        url=entry.get("feedburner_origlink") or entry.get("link") or next(filter(None, alternate), "") or "",
        key=_plain(entry.get("id")),
        title=_plain(entry.get("title")),
        summary=_plain(entry.get("summary")),
        content=_content(content),
        base=_plain(content.get("base")) or url,
        published=_strings(entry, "published", "created"),
        # Asked as a dict: feedparser's own lookup answers with `published`, and a warning, where there is no `updated`.
        updated=(_plain(dict.get(entry, "updated")),),
        authors=tuple(
            dict.fromkeys(_plain(person.get("name")) or _plain(person.get("email")) for person in _people(entry))
        ),
        outlet=_plain(origin.get("title")),
        outlet_url=next((link["href"] for link in origin.get("links", ()) if link.get("rel") == "alternate"), "")
        or _plain(origin.get("link"))
        or _plain(origin.get("href")),
        section=next((_plain(tag.get("label") or tag.get("term")) for tag in entry.get("tags", ())), ""),
        language=_plain(content.get("language")) or _plain(feed.get("language")),
        notices=_notices(entry, feed, origin),
        pictures=_pictures(entry),
    )


def _content(content: Any) -> str:
    value = _plain(content.get("value"))
    if content.get("type") == "text/plain":
        return "\n".join(f"<p>{line}</p>" for line in value.replace("&", "&amp;").replace("<", "&lt;").splitlines())
    return value


def _people(entry: Any) -> list[Any]:
    people = [person for person in entry.get("authors", ()) if person.get("name") or person.get("email")]
    named = [person for person in people if person.get("name")]
    return named or people or ([{"name": entry["author"]}] if entry.get("author") else [])


def _notices(entry: Any, feed: Any, origin: Any) -> tuple[Line, ...]:
    """Everything that may say whose the entry is, the entry's own before its feed's."""
    found = [
        (_plain(entry.get("rights")), "feed entry rights"),
        (_plain(entry.get("dcterms_rightsholder")), "feed entry dcterms:rightsHolder"),
        (_plain(entry.get("dcterms_license")), "feed entry dcterms:license"),
        (_plain((entry.get("media_copyright") or {}).get("content")), "feed entry media:copyright"),
        *((_plain(link.get("href")), "feed entry link[rel=license]") for link in _licenses(entry)),
        (_plain(origin.get("rights")), "feed entry source rights"),
        *((_plain(link.get("href")), "feed entry source link[rel=license]") for link in _licenses(origin)),
        (_plain(feed.get("rights")), "feed rights"),
        *((_plain(link.get("href")), "feed link[rel=license]") for link in _licenses(feed)),
    ]
    lines: dict[str, Line] = {}
    for text, where in found:
        if text:
            lines.setdefault(text, Line(" ".join(text.split()), where))
    return tuple(lines.values())


def _licenses(holder: Any) -> list[Any]:
    return [link for link in holder.get("links", ()) if link.get("rel") == "license" and link.get("href")]


def _pictures(entry: Any) -> tuple[Image, ...]:
    """Media RSS and enclosure pictures; one credit for all is the credit of each."""
    credited = [_plain(credit.get("content")) for credit in entry.get("media_credit", ())]
    media = [
        _plain(content.get("url"))
        for content in entry.get("media_content", ())
        if content.get("medium") == "image" or str(content.get("type")).startswith("image/") or _is_picture(content)
    ]
    enclosed = [
        _plain(link.get("href")) for link in entry.get("enclosures", ()) if str(link.get("type")).startswith("image/")
    ]
    urls = list(dict.fromkeys(url for url in (*media, *enclosed) if url))
    credit = credited[0] if len(set(credited)) == 1 else ""
    return tuple(Image(url, credit=credit) for url in urls)


def _is_picture(content: Any) -> bool:
    return not content.get("medium") and not content.get("type") and bool(_PICTURE.search(_plain(content.get("url"))))


def _strings(entry: Any, *names: str) -> tuple[str, ...]:
    return tuple(text for name in names if (text := _plain(entry.get(name))))


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
