"""Leads and Drafts: what a listing and a page say, before rights and storage."""

from dataclasses import dataclass, field
from datetime import datetime

from syndicator.model.moment import Moment
from syndicator.model.repair import Repair
from syndicator.model.rights import Status


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page with the place it was read from (a selector, a meta name, a line number)."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the body. `url` is absolute, or names one that came inside its document (text/enclosed).

    `credit` is the photographer or agency as printed.

    `copy` names the file we keep of it, "" for none. In an entry as published `url` is then ours, and `original`
    the address it came from.
    """

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    copy: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture that came inside a document: what the body and `images` call it, its bytes, and where it stood."""

    url: str
    body: bytes = field(repr=False)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field's value was read: `field` is a Draft field, `where` a place in the page."""

    field: str
    where: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one page says of one article. Empty string or tuple means the page does not say.

    `url` is the page's address, `canonical` what it names as its own. `outlet` is the 来源 as
    printed. `notices` are lines that may be a copyright, reprint or license notice: attribution
    decides. `body_html` is sanitised and has absolute URLs; `body_text` has one line a paragraph.
    `revision`, `status` and `embargo` are a sender's: what it calls this version, whether it may be
    published, and when. `told` marks a `url` that was not read but told by a file, which may be wrong:
    it is the way back, and no name of the article's own. `enclosed` are the pictures that came with it,
    `left_out` says in words what came with it and is not in this draft.
    """

    url: str
    title: str
    subtitles: tuple[str, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    outlet: str = ""
    outlet_url: str = ""
    section: str = ""
    body_html: str = ""
    body_text: str = ""
    images: tuple[Image, ...] = ()
    notices: tuple[Line, ...] = ()
    canonical: str = ""
    language: str = ""
    charset: str = ""
    repairs: tuple[Repair, ...] = ()
    restoration: float = 1.0
    origins: tuple[Origin, ...] = ()
    revision: str = ""
    status: Status = Status.USABLE
    embargo: datetime | None = None
    told: bool = False
    enclosed: tuple[Enclosed, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A link seen in a listing. `draft` is set when the listing itself holds the whole article.

    `key` is what the listing calls the article (a feed's guid, a file's name), "" when it names none.
    """

    url: str
    title: str = ""
    published: Moment | None = None
    key: str = ""
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing page holds: leads in page order, and the next page's address when it has one.

    `seen` counts the items found before unusable ones were dropped; `notes` say what was dropped, and `refused` which
    of those were articles that can't be taken, and why. `cut` is what of the page was not read, "" where all of it was.
    """

    leads: tuple[Lead, ...]
    next_url: str = ""
    seen: int = 0
    notes: tuple[str, ...] = field(default=())
    cut: str = ""
    refused: tuple[str, ...] = ()
