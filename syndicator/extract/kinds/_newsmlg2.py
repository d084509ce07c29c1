"""NewsML-G2 (IPTC) as ninjs says the same of an article: one news item, or a message with several.

A picture item of a message belongs to the article that links to it, or to the only one there is. What lists other items
(a package) or tells of no article (a concept, a plan) is passed over, and said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.document import g2, mail_text
from syndicator.extract.document.g2 import Content, NewsItem, code, in_words
from syndicator.extract.document.nitf import text
from syndicator.extract.document.xml import name
from syndicator.extract.kinds import _ninjs
from syndicator.extract.kinds._dropped import Dropped, Item
from syndicator.extract.kinds._fields import LINE
from syndicator.model.source import Source
from syndicator.text import dates
from syndicator.text.urls import is_http

_PASSED = {
    "packageItem": "a package, which only lists other items",
    "conceptItem": "a concept",
    "knowledgeItem": "a list of concepts",
    "planningItem": "a plan of what will be covered",
    "catalogItem": "a catalog",
}
ROOTS = frozenset({"newsItem", "newsMessage", *_PASSED})
_PICTURES = frozenset({"picture", "graphic", "still"})
_WEB = frozenset({"web", "weburl", "permalink", "canonical", "alternate", "webpage", "link"})
_SOURCE = frozenset({"derivedfrom", "isderivedfrom"})
_PUBLIC = "creativecommons.org/"
_EDITORS = frozenset({"editor", "copyeditor", "subeditor"})
# A desk's initials are no name, nor is what somebody logs in with.
_INITIALS = 4
_ACCOUNT = re.compile(r"[a-z0-9._@-]+")


def read(root: Element, source: Source) -> Dropped:
    """The articles of a document.

    Raises ExtractError where it holds none, and DocumentInvalid where the only one lacks something.
    """
    items = [g2.read(one) for one in g2.items(root, "newsItem")]
    articles = [one for one in items if _is_article(one)]
    pictures = [one for one in items if one not in articles and one.sort in _PICTURES]
    passed = [f"{_PASSED[name(one)]}{_called(one)}" for one in g2.items(root, *_PASSED)]
    passed += [
        f"an item without a text (class {one.sort or 'not given'}){_called(one.root)}"
        for one in items
        if one not in articles and one not in pictures
    ]
    if not articles:
        only = passed or [f"a picture{_called(one.root)}" for one in pictures] or ["nothing"]
        raise ExtractError(
            f"no article in this NewsML-G2 document, only {'; '.join(only)}: put in the articles' newsItems"
        )
    found: list[Item] = []
    refused: list[str] = []
    for one in articles:
        theirs = pictures if len(articles) == 1 else [picture for picture in pictures if picture.guid in _links(one)]
        try:
            found.append(_article(one, theirs, source))
        except ExtractError as error:
            if len(articles) == 1:
                raise
            refused.append(f"the article{_called(one.root)}: {error}")
    return Dropped(tuple(found), tuple(refused), tuple(f"{one}: passed over" for one in passed))


def _is_article(item: NewsItem) -> bool:
    """Whether an item is an article: by its text, or since it takes one down."""
    if item.sort in _PICTURES:
        return False
    return bool(item.story or item.plain) or (_status(item) == "canceled" and item.sort in ("", "text"))


def _called(element: Element) -> str:
    guid = (element.get("guid") or "").strip()
    return f" ({guid[:LINE]})" if guid else ""


def _links(item: NewsItem) -> set[str]:
    return {one.get(kind) or "" for one in item.all("link") for kind in ("residref", "guidref", "href")} - {""}


def _article(item: NewsItem, pictures: Sequence[NewsItem], source: Source) -> Item:
    key, draft = _ninjs.read(_as_ninjs(item, pictures, source), source, "newsml-g2")
    editors = (in_words(one, item.language) for one in item.all("contributor") if _role(one) in _EDITORS)
    lost = [
        one.href for each in (item, *pictures) for one in each.elsewhere if _is_picture(one) and not is_http(one.href)
    ]
    told = tuple(f"the picture {href[:LINE]}: it has no web address" for href in dict.fromkeys(lost))
    draft = replace(draft, editors=tuple(dict.fromkeys(filter(None, editors))), left_out=told)
    return Item(key, draft)


def _as_ninjs(item: NewsItem, pictures: Sequence[NewsItem], source: Source) -> dict[str, Any]:
    """An item by the names of ninjs 2.x; what it does not say is left out."""
    story = item.story
    outlets = [
        {"name": in_words(one, item.language), "role": _role(one), "uri": one.get("uri") or ""}
        for one in item.all("infoSource")
    ]
    creators = _creators(item, {one["name"] for one in outlets})
    by = item.said("by") or (story.byline if story else "") or _joined(creators)
    credit = item.said("creditline").strip(" –—-/")
    said: dict[str, Any] = {
        "uri": item.guid,
        "version": item.root.get("version"),
        "language": item.language,
        "pubstatus": _status(item),
        "versioncreated": item.said("versionCreated"),
        "firstcreated": item.said("firstCreated") or _whole_date(item.said("contentCreated"), source),
        "embargoed": item.said("embargoed"),
        "headlines": _headlines(item),
        "by": by,
        # A byline may hold a name that reads like something else; the creators it names are whole.
        "people": [{"name": name, "rel": "author"} for name in creators if name in by],
        "infosources": [one for one in outlets if one["name"]] or ([{"name": credit}] if credit else None),
        "copyrightholder": item.said("copyrightHolder"),
        "copyrightnotice": item.said("copyrightNotice"),
        "usageterms": item.said("usageTerms"),
        "rightsinfo": {"linkedrights": _license(item)} if _license(item) else None,
        "subjects": [{"name": words} for one in item.all("subject") if (words := g2.named(one, item.language))],
        "bodies": _bodies(item),
        "altids": [{"role": "web", "value": address} for address in _addresses(item)],
        "associations": [_picture(item, one) for one in _own_pictures(item)] + [_picture(one) for one in pictures],
    }
    return {key: value[:LINE] if isinstance(value, str) else value for key, value in said.items() if value}


def _status(item: NewsItem) -> str:
    """Its publishing status; an embargo without an end is one that somebody has to lift."""
    status = next((code(one) for one in item.all("pubStatus")), "")
    endless = any(not text(one) for one in item.all("embargoed"))
    return "withheld" if endless and status in ("", "usable") else status


def _headlines(item: NewsItem) -> list[dict[str, str]]:
    lines = [{"role": _role(one), "value": text(one)} for one in item.all("headline") if text(one)]
    story = item.story
    if not any("sub" not in line["role"] for line in lines):
        other = (story.headline if story else "") or item.said("title", "slugline")
        lines = [{"role": "main", "value": other}, *lines] if other else lines
    had = {line["value"] for line in lines}
    return [*lines, *({"role": "sub", "value": one} for one in (story.subtitles if story else ()) if one not in had)]


def _bodies(item: NewsItem) -> list[dict[str, str]]:
    if item.story:
        return [{"contenttype": "text/html", "value": item.story.html}]
    lines = (piece.text for piece in mail_text.pieces(item.plain))
    return [{"contenttype": "text/plain", "value": "\n".join(lines)}] if item.plain else []


def _creators(item: NewsItem, outlets: set[str]) -> tuple[str, ...]:
    """Its creators: people, where they can be told from those who supply it."""
    parties = {*outlets, item.said("copyrightHolder"), item.said("provider"), item.said("creditline")}
    names = [
        words
        for one in item.all("creator")
        if (words := in_words(one, item.language))
        and words not in parties
        and "organi" not in (one.get("type") or "").lower()
        and _role(one) != "source"
        and not (words.isupper() and len(words) <= _INITIALS)
        and not _ACCOUNT.fullmatch(words)
    ]
    return tuple(dict.fromkeys(names))


def _joined(names: Sequence[str]) -> str:
    """Names as a byline."""
    return ("、" if any(not words.isascii() for words in names) else " and ").join(names)


def _whole_date(written: str, source: Source) -> str:
    """A date that may be as vague as a year: "" for such a one."""
    return written if dates.parse(written, source.zone) else ""


def _license(item: NewsItem) -> str:
    """The address of its license, which stands among its rights: a public one, or one that is called so."""
    parents = ((one, one.getparent()) for one in item.all("link", "usageTerms", "copyrightNotice"))
    rights = [one for one, parent in parents if parent is not None and name(parent) == "rightsInfo"]
    hrefs = [((one.get("href") or "").strip(), _rel(one)) for one in rights]
    return next((href for href, rel in hrefs if is_http(href) and (rel.startswith("licen") or _PUBLIC in href)), "")


def _addresses(item: NewsItem) -> list[str]:
    """Its pages on the web, its own before the one it was made from."""
    named = [(one.get("href") or "", _rel(one), (one.get("contenttype") or "").lower()) for one in item.all("link")]
    links = [href.strip() for href, rel, _ in named if rel in _WEB]
    sources = [href.strip() for href, rel, kind in named if rel in _SOURCE and kind.startswith("text/html")]
    names = [text(one) for one in item.all("altId") if _last(one.get("type") or one.get("environment") or "") in _WEB]
    pages = [one.href for one in item.elsewhere if one.kind.startswith("text/html")]
    return [address for address in (*links, *names, *pages, *sources) if is_http(address)]


def _own_pictures(item: NewsItem) -> list[list[Content]]:
    """The pictures in a text item: each, or one in several renditions."""
    shown = [one for one in item.elsewhere if _is_picture(one) and is_http(one.href)]
    if shown and all(one.rendition for one in shown) and len({one.rendition for one in shown}) == len(shown):
        return [shown]
    return [[one] for one in shown]


def _picture(item: NewsItem, renditions: Sequence[Content] | None = None) -> dict[str, Any]:
    """A picture item, or renditions in a text item, as ninjs has an associated object."""
    shown = item.elsewhere if renditions is None else renditions
    captions = [text(one) for one in item.all("description") if "caption" in _role(one) or renditions is None]
    lines = [{"role": "caption", "value": captions[0][:LINE]}] if captions else []
    credit = item.said("creditline")[:LINE] if renditions is None else ""
    return {
        "type": "picture",
        "headlines": [{"value": item.said("headline")[:LINE]}] if renditions is None else [],
        "descriptions": [*lines, *([{"role": "creditline", "value": credit}] if credit else [])],
        "by": (item.said("by") or item.said("creator"))[:LINE] if renditions is None else "",
        "copyrightholder": item.said("copyrightHolder")[:LINE],
        "renditions": [{"href": one.href, "width": one.width} for one in shown if _is_picture(one)],
    }


def _is_picture(content: Content) -> bool:
    return content.kind.startswith("image/") or (not content.kind and content.rendition != "")


def _role(element: Element) -> str:
    return _last(element.get("role") or "")


def _rel(element: Element) -> str:
    return _last(element.get("rel") or "")


def _last(written: str) -> str:
    return written.rstrip("/").replace("/", ":").rpartition(":")[2].strip().lower()
