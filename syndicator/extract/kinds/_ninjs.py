"""ninjs 1.x, 2.x and 3.x (IPTC News in JSON) into a Draft.

2.x and 3.x differ in the case of their names (`copyrightholder`, `copyrightHolder`) and in `embargoed`, which 3.0 calls
`embargoedUntil`: read here without regard to case, by their 2.x names, in which 1.x is put first.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote

from syndicator.extract.kinds._fields import Fields
from syndicator.extract.kinds._item import notices_in, people, pictures
from syndicator.extract.kinds._mend import mend
from syndicator.extract.kinds._ninjs1 import modern
from syndicator.model.draft import Draft, Image, Line, Origin
from syndicator.model.rights import Status
from syndicator.model.source import Source
from syndicator.text import byline
from syndicator.text.html import from_text, sanitize, text_of
from syndicator.text.urls import is_http, to_uri

_WEB = frozenset({"web", "weburl", "url", "permalink", "canonical", "link"})
_SUBHEADS = frozenset({"sub", "subtitle", "subheadline", "subhead", "deck", "kicker"})
_ORIGINS = frozenset({"source", "originator", "origin", "contentoriginator", "author", "creator"})
_WRITES = frozenset({"author", "creator", "writer", "reporter", "byline"})
_HTML = re.compile(r"x?html", re.IGNORECASE)
_PLAIN = re.compile(r"plain|text", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:p|div|br|section|article|h\d)\b", re.IGNORECASE)
# How a byline begins, by the language it is in, and how it joins its last name.
_BY = {"": "by", "de": "von", "fr": "par", "es": "por", "pt": "por", "it": "di", "nl": "door", "sv": "av", "nb": "av"}
_AND = re.compile(r"\s+(?:and|und|et|y|e|en|och|og|&)\s+", re.IGNORECASE)
_NAME = re.compile(
    r"(?!.*\b(?:of|the|for|in|staff|writer|reporter|editor|correspondent|bureau|chief|desk)\b)"
    r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}",
    re.IGNORECASE,
)
# Where each part of the rights stands in a document; attribution reads them like the lines of a page.
_RIGHTS = (
    ("copyrightnotice", "copyrightNotice"),
    ("copyrightholder", "copyrightHolder"),
    ("usageterms", "usageTerms"),
)


# Items that may come without a text: what an article shows or is about, and none itself.
WITHOUT_TEXT = frozenset({"picture", "graphic", "video", "audio", "event", "planning", "component"})


def is_ninjs(values: Mapping[str, Any]) -> bool:
    """Whether a document is ninjs: it alone names its article by `uri`."""
    return "uri" in values


def articles(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The articles in a document: it is one; or it has no text, and what it associates with itself are articles."""
    names = modern(values)
    fields = Fields(names, fold=True)
    associated = fields.raw("associations") if "bodies" not in fields else None
    texts = [one for one in associated if _is_text(one)] if isinstance(associated, list) else []
    return texts or [values]


def _is_text(value: Any) -> bool:
    fields = Fields(modern(value), fold=True) if isinstance(value, dict) else Fields({})
    return "bodies" in fields and str(fields.raw("type") or "text").lower() not in WITHOUT_TEXT


def read(values: Mapping[str, Any], source: Source, called: str = "ninjs") -> tuple[str, Draft]:
    """The article's key, its `uri`, and what the document says of it; `called` is the document's format.

    Raises DocumentInvalid naming every field that is missing or wrong.
    """
    fields = Fields(modern(values), fold=True)
    uri = fields.text("uri")
    if not uri:
        fields.wrong("uri", "missing")
    status = status_of(fields, "pubstatus")
    address = _address(fields, uri)
    titles = _headlines(fields)
    html, plain = _body(fields, address)
    if status is not Status.CANCELED:
        if not titles[0]:
            fields.wrong("headlines", "missing")
        if not html:
            fields.wrong("bodies", "missing")
    outlet = _outlet(fields)
    authors, editors = _people(fields, {outlet[0], fields.line("copyrightholder")})
    draft = Draft(
        url=address,
        title=titles[0],
        subtitles=titles[1:],
        published=fields.moment("firstcreated", source.zone) or fields.moment("versioncreated", source.zone),
        updated=fields.moment("versioncreated", source.zone),
        authors=authors,
        editors=editors,
        outlet=outlet[0],
        outlet_url=outlet[1],
        section=next((name for subject in fields.objects("subjects") if (name := subject.line("name"))), ""),
        body_html=html,
        body_text=plain,
        images=pictures(html, tuple(_images(fields)), address),
        notices=(*_notices(fields, called), *notices_in(plain.splitlines())),
        language=fields.line("language") or source.language,
        charset="utf-8",
        origins=_origins(fields, called),
        revision=fields.line("version"),
        status=status,
        embargo=fields.instant("embargoeduntil", source.zone) or fields.instant("embargoed", source.zone),
    )
    fields.check()
    return uri, mend(draft, source)


def status_of(fields: Fields, name: str) -> Status:
    """The publishing status, usable where the document names none."""
    word = fields.line(name).lower() or Status.USABLE
    if word not in set(Status):
        fields.wrong(name, "not-a-status")
        return Status.WITHHELD
    return Status(word)


def address_of(key: str) -> str:
    """An address for an article that has no page: its sender's name for it."""
    return f"push:{quote(key, safe=':/@.,;+=~-_')}"


def _address(fields: Fields, uri: str) -> str:
    """The article's page: an alternative id that says it is one, else the uri where it is an address."""
    pages = [alt.text("value") for alt in fields.objects("altids") if alt.line("role").lower() in _WEB]
    return next((to_uri(one) for one in (*pages, uri) if is_http(one)), "") or address_of(uri)


def _headlines(fields: Fields) -> tuple[str, ...]:
    """The headline (role main, else the first, else `title`), then the sub-headlines."""
    found = [(line.line("role").lower(), _plain(line.line("value"))) for line in fields.objects("headlines")]
    subtitles = tuple(value for role, value in found if role in _SUBHEADS and value)
    others = [value for role, value in found if role not in _SUBHEADS and value]
    main = next((value for role, value in found if role == "main" and value), "")
    return (main or next(iter(others), "") or _plain(fields.line("title")), *subtitles)


def _plain(text: str) -> str:
    return " ".join(text_of(text).split()) if "<" in text or "&" in text else text


def _body(fields: Fields, address: str) -> tuple[str, str]:
    """The text as HTML and plain: the first body in HTML, else the first in plain text."""
    html = plain = ""
    for body in fields.objects("bodies"):
        kind = f"{body.line('contenttype')} {body.line('role')}"
        value = body.text("value", limit=0)
        if _HTML.search(kind) or (not _PLAIN.search(kind) and _MARKUP.search(value)):
            html = html or value
        elif not body.line("contenttype") or _PLAIN.search(body.line("contenttype")):
            plain = plain or value
    if html:
        clean = sanitize(html, address)
        return clean, text_of(clean)
    lines = "\n".join(line.strip() for line in plain.splitlines() if line.strip())
    return from_text(lines), lines


def _people(fields: Fields, parties: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and editors: `by`, and those of `people` who made it; it may be about others.

    Where both name authors the byline's count if it has more of them: one who is on no staff list may be in it alone.
    """
    by = _authors(fields.line("by"), fields.line("language"), parties)
    named = [(_relation(one.line("rel")), one.line("name")) for one in fields.objects("people")]
    authors = tuple(dict.fromkeys(name for relation, name in named if relation in _WRITES and name))
    editors = tuple(dict.fromkeys(name for relation, name in named if relation == "editor" and name))
    return (by if len(by) > len(authors) else authors), editors


def _relation(rel: str) -> str:
    """`author`, `crel:author` and `http://cv.iptc.org/…/author` as one word."""
    return re.split(r"[:/#]", rel.lower())[-1]


def _authors(by: str, language: str, parties: Collection[str]) -> tuple[str, ...]:
    """`Jane Doe, Staff Writer`, `By Jane Doe and John Roe` and `张三 李四` as names, a party as it is written.

    The agency beside its writer (`Jane Doe, dpa`) is none of them where it is one of `parties` anyway.
    """
    says = {_BY[""], _BY.get(language.partition("-")[0].lower(), _BY[""])}
    first, _, rest = by.partition(" ")
    bare = rest.strip() if first.lower() in says and rest else by
    parted = [name.strip() for part in _AND.split(bare) for name in part.split(",") if name.strip() not in parties]
    if _AND.search(bare) and all(map(_NAME.fullmatch, parted)):
        return tuple(dict.fromkeys(parted))
    names = byline.read_line(f"By {bare}").authors or byline.read_line(by).authors or people(bare)
    return tuple(name for name in names if name not in parties) or names


def _outlet(fields: Fields) -> tuple[str, str]:
    """Who the content came from, with its address."""
    found = list(fields.objects("infosources"))
    named = [one for one in found if one.line("name")]
    chosen = next((one for one in named if one.line("role").lower() in _ORIGINS), next(iter(named), None))
    if chosen is None:
        return "", ""
    uri = chosen.text("uri")
    return chosen.line("name"), to_uri(uri) if is_http(uri) else ""


def _notices(fields: Fields, called: str) -> tuple[Line, ...]:
    lines = [Line(said, f"{called} {shown}") for name, shown in _RIGHTS if (said := fields.line(name))]
    linked = fields.inner("rightsinfo").line("linkedrights")
    return (*lines, Line(linked, f"{called} rightsInfo linkedRights")) if linked else tuple(lines)


def _origins(fields: Fields, called: str) -> tuple[Origin, ...]:
    named = (
        ("title", "headlines"),
        ("body", "bodies"),
        ("published", "firstcreated"),
        ("authors", "people" if "by" not in fields else "by"),
        ("editors", "people"),
        ("outlet", "infosources"),
    )
    return tuple(Origin(field, f"{called} {name}") for field, name in named if name in fields)


def _images(fields: Fields) -> list[Image]:
    """The pictures among the associated objects, each in its widest rendition."""
    found = []
    for item in fields.objects("associations"):
        if item.line("type").lower() not in ("picture", "graphic"):
            continue
        renditions = [(one.text("href"), one.text("width")) for one in item.objects("renditions")]
        shown = [one for one in renditions if is_http(one[0])]
        widest = max(shown, key=lambda one: int(one[1]) if one[1].isdecimal() else 0, default=("", ""))
        described = [(line.line("role").lower(), line.line("value")) for line in item.objects("descriptions")]
        caption = next((text for role, text in described if role in ("caption", "text", "main", "")), "")
        credit = next((text for role, text in described if role == "creditline"), "")
        if widest[0]:
            by = credit or item.line("by") or item.line("copyrightholder")
            found.append(Image(to_uri(widest[0]), _headlines(item)[0], caption, by))
    return found
