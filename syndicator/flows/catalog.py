"""The feeds as declared right now; replaced as a whole when the files change."""

from syndicator.model.feed import Feed
from syndicator.model.source import Source


class Catalog:
    """Holds the current feeds. A reload swaps all of them at once, or none."""

    def __init__(self, feeds: tuple[Feed, ...] = ()) -> None:
        """Start with `feeds`."""
        self._feeds = feeds

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
        return next((feed for feed in self._feeds if feed.name == name), None)

    def source(self, key: str) -> Source | None:
        """The source called `key` ("haichuan/news")."""
        return next((source for source in self.sources if source.key == key), None)

    def replace(self, feeds: tuple[Feed, ...]) -> None:
        """Use `feeds` from now on."""
        self._feeds = feeds
