"""The feeds as declared right now; replaced as a whole when the files change."""

from syndicator.model.feed import Feed
from syndicator.model.source import Source


class Catalog:
    """Holds the current feeds. A reload swaps all of them at once, or none."""

    def __init__(self, feeds: tuple[Feed, ...] = ()) -> None:
        """Start with `feeds`."""
        self.replace(feeds)

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """All feeds, by name."""
        return self._feeds

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources of all feeds."""
        return tuple(source for feed in self._feeds for source in feed.sources)

    def feed(self, name: str) -> Feed | None:
        """The feed called `name`."""
        return self._by_name.get(name)

    def source(self, key: str) -> Source | None:
        """The source called `key` ("haichuan/news")."""
        return next((source for source in self.sources if source.key == key), None)

    def replace(self, feeds: tuple[Feed, ...]) -> None:
        """Use `feeds` from now on."""
        self._feeds = feeds
        self._by_name = {feed.name: feed for feed in feeds}
