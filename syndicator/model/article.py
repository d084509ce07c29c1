"""An article as we keep it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from syndicator.model.draft import Draft, Image
from syndicator.model.moment import Moment
from syndicator.model.repair import Repair
from syndicator.model.rights import Attribution, Hold, Rights, Status


@dataclass(frozen=True, slots=True)
class Article:
    """One article at one version.

    `id` is a tag: URI, minted once (RFC 4151); `version` counts from 1; `updated` moves only with
    a material change; `url` is the page it came from, in its present form. `holds` are all that
    hold it; `standing` those of them that are ours, whatever its page says.
    """

    id: str
    version: int
    feed: str
    source: str
    url: str
    title: str
    body_html: str
    body_text: str
    published: Moment
    first_seen: datetime
    updated: datetime
    rights: Rights
    status: Status
    fingerprint: str
    subtitles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    outlet: str = ""
    section: str = ""
    language: str = ""
    images: tuple[Image, ...] = ()
    holds: tuple[Hold, ...] = ()
    repairs: tuple[Repair, ...] = ()
    embargo: datetime | None = None
    standing: tuple[Hold, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the id: the article's name in our own URLs."""
        return self.id.rpartition(":")[2]


def fingerprint(draft: Draft, outcome: Attribution) -> str:
    """A digest of everything whose change is material: text, title, credits, rights.

    Mark-up, tracking parameters and picture query strings are left out, so that they never make
    a new version; so is a time that was estimated ("3 hours ago"), which each reading puts elsewhere.
    """
    rights = outcome.rights
    published = "" if draft.published is None or draft.published.estimated else str(draft.published)
    parts = [
        draft.title,
        *draft.subtitles,
        "\n".join(line.strip() for line in draft.body_text.splitlines() if line.strip()),
        "|".join(draft.authors),
        "|".join(draft.editors),
        draft.outlet,
        published,
        "|".join(_told(image) for image in draft.images),
        rights.holder,
        rights.notice,
        rights.credit,
        rights.license,
        rights.reprint,
        "|".join(hold.code for hold in outcome.holds),
    ]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def _told(image: Image) -> str:
    """What is material of a picture: which one it is, what is said of it, and that we have it now."""
    return f"{image.url.partition('?')[0]} {image.caption} {image.credit}" + (f" {image.copy}" if image.copy else "")
