"""Kind `push`: one article as its newsroom sends it, in ninjs or in a small JSON of ours (docs/push.md)."""

from collections.abc import Mapping
from typing import Any

from syndicator.extract.kinds import _ninjs
from syndicator.extract.kinds._fields import Fields, document
from syndicator.extract.kinds._item import people, pictures
from syndicator.extract.kinds._mend import mend
from syndicator.model.draft import Draft, Image, Lead, Line, Listing, Origin
from syndicator.model.page import Page
from syndicator.model.rights import Status
from syndicator.model.source import Source
from syndicator.text.html import from_text, sanitize, text_of

_KNOWN = frozenset(
    {
        *("id", "url", "version", "status", "embargo", "title", "subtitles", "body_html", "body_text", "published"),
        *("updated", "authors", "editors", "source", "section", "language", "holder", "notice", "terms", "license"),
        "images",
    }
)
_PICTURE = frozenset({"url", "alt", "caption", "credit"})
# `rightsHolder` tells attribution that the line is an owner's name by itself.
_RIGHTS = (("notice", "sent notice"), ("holder", "sent holder (rightsHolder)"), ("terms", "sent terms"))
_ORIGINS = ("title", "published", "authors", "editors", "section")


class PushKind:
    """A document is one article; sent again under its `uri` (ninjs), `id` or `url`, it is the same article."""

    name = "push"

    def leads(self, page: Page, source: Source) -> Listing:
        """The document as one lead with its Draft.

        Raises DocumentInvalid naming every field that is missing or wrong, ExtractError for what is no JSON.
        """
        key, draft = _read(page, source)
        return Listing((Lead(draft.url, draft.title, draft.published, key, draft),), seen=1)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:  # noqa: ARG002 - the contract's; a document leaves nothing to a lead
        """What the document says. Raises as `leads` does."""
        return _read(page, source)[1]


def _read(page: Page, source: Source) -> tuple[str, Draft]:
    """The article's key and Draft."""
    values = document(page.body, page.url)
    return (_ninjs.read if _ninjs.is_ninjs(values) else _own)(values, source)


def _own(values: Mapping[str, Any], source: Source) -> tuple[str, Draft]:
    fields = Fields(values)
    fields.only(_KNOWN)
    address = fields.address("url")
    key = fields.line("id") or address
    if not key:
        fields.wrong("id", "missing")
    status = _ninjs.status_of(fields, "status")
    html, plain = _body(fields, address)
    if status is not Status.CANCELED:
        if not fields.line("title"):
            fields.wrong("title", "missing")
        if not html and not plain:
            fields.wrong("body_html", "missing")
    outlet = _outlet(fields)
    draft = Draft(
        url=address or _ninjs.address_of(key),
        title=fields.line("title"),
        subtitles=fields.texts("subtitles"),
        published=fields.moment("published", source.zone),
        updated=fields.moment("updated", source.zone),
        authors=_people(fields, "authors"),
        editors=_people(fields, "editors"),
        outlet=outlet[0],
        outlet_url=outlet[1],
        section=fields.line("section"),
        body_html=html,
        body_text=plain,
        images=pictures(html, tuple(_images(fields, address)), address),
        notices=_notices(fields),
        language=fields.line("language") or source.language,
        charset="utf-8",
        origins=tuple(Origin(name, f"sent {name}") for name in _ORIGINS if name in fields),
        revision=fields.line("version"),
        status=status,
        embargo=fields.instant("embargo", source.zone),
    )
    fields.check()
    return key, mend(draft, source)


def _body(fields: Fields, address: str) -> tuple[str, str]:
    html, plain = fields.text("body_html", limit=0), fields.text("body_text", limit=0)
    if html:
        clean = sanitize(html, address)
        return clean, text_of(clean)
    lines = "\n".join(line.strip() for line in plain.splitlines() if line.strip())
    return from_text(lines), lines


def _people(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for written in fields.texts(name) for one in people(written)))


def _outlet(fields: Fields) -> tuple[str, str]:
    """`source` as a name, or as an object with `name` and `url`."""
    if isinstance(fields.raw("source"), dict):
        inside = fields.inner("source")
        inside.only(frozenset({"name", "url"}))
        return inside.line("name"), inside.address("url")
    return fields.line("source"), ""


def _notices(fields: Fields) -> tuple[Line, ...]:
    lines = [Line(said, where) for name, where in _RIGHTS if (said := fields.line(name))]
    license_ = fields.address("license")
    return (*lines, Line(license_, "sent license")) if license_ else tuple(lines)


def _images(fields: Fields, address: str) -> list[Image]:
    found = []
    for item in fields.objects("images"):
        item.only(_PICTURE)
        if "url" not in item:
            item.wrong("url", "missing")
        found.append(Image(item.address("url", address), item.line("alt"), item.line("caption"), item.line("credit")))
    return found
