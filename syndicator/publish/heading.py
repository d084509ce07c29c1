"""What a feed says of itself, the same in every format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from syndicator.model.feed import LIVE, Entry, Feed, Gone, Part, Place
from syndicator.publish.words import words
from syndicator.text.html import xml_safe

# An empty feed has changed at no time we could name without reading a clock.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_USUAL_MINUTES, _FEWEST_MINUTES = 15, 5


@dataclass(frozen=True, slots=True)
class Heading:
    """The feed's own fields, fit for the wire.

    `url` is this document's address, `page_url` the feed's page for people, `base_url` ours. `license` is "" unless
    all entries have the same; `notice` is theirs when they agree, else a sentence that points to each entry's own.
    `updated` is when something last changed in it: the newest entry, or one taken down; `minutes` is how long a copy
    is good for. `hub` brings the live feed's changes. `links` are the addresses of the feed's other parts in this
    format, by their relation to this one (RFC 5005); `archive` is true for a closed month; `gone` are the articles
    taken down.
    """

    base_url: str
    page_url: str
    title: str
    description: str
    language: str
    notice: str
    license: str
    updated: datetime
    minutes: int
    publisher: str
    generator: str
    part: Part = LIVE
    extension: str = ""
    hub: str = ""

    @property
    def url(self) -> str:
        """This document's address."""
        return self._of(self.part.path)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The feed's other parts in this format: (relation, address)."""
        return tuple((relation, self._of(path)) for relation, path in self.part.links)

    @property
    def archive(self) -> bool:
        """Whether this is a closed month."""
        return self.part.archive

    @property
    def gone(self) -> tuple[Gone, ...]:
        """The articles taken down."""
        return self.part.gone

    def at(self, extension: str) -> "Heading":
        """The same in the document with this extension."""
        return replace(self, extension=extension)

    def _of(self, path: str) -> str:
        return f"{self.page_url}{path}.{self.extension}"


def heading(feed: Feed, entries: Sequence[Entry], place: Place, part: Part = LIVE) -> Heading:
    """The heading of a feed's documents that hold `entries`; `at` makes it one document's."""
    every = min((source.every.total_seconds() // 60 for source in feed.sources), default=_USUAL_MINUTES)
    title = xml_safe(feed.title)
    return Heading(
        base_url=place.base_url,
        page_url=place.feed(feed.name),
        title=title,
        description=xml_safe(feed.description) or title,
        language=feed.language,
        notice=xml_safe(_agreed(entry.notice for entry in entries) or words(feed.language).owners),
        license=xml_safe(_agreed(entry.license for entry in entries)),
        updated=max((*(entry.updated for entry in entries), *(one.at for one in part.gone), _NEVER)).astimezone(UTC),
        minutes=max(int(every), _FEWEST_MINUTES),
        publisher=xml_safe(feed.policy.holder or place.publisher) or title,
        generator=place.generator,
        part=part,
        # Other parts are no topics: a hub has nothing to bring of them.
        hub="" if part.path else place.hub,
    )


def _agreed(values: Iterable[str]) -> str:
    """The one value all of them have, "" when they differ or there are none."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else ""
