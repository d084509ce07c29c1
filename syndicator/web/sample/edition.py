"""The whole site as bytes: every page, the feed, pictures and styles, rendered once."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from syndicator.web.sample.story import CHINA, Story, stories

HERE = Path(__file__).parent
NAME = "海川县融媒体中心"
PER_PAGE = 10
_HTML = "text/html; charset=utf-8"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
_MOST_READ = ("bridge", "lanterns", "bus", "library", "birds", "canteen", "tofu", "port")


@dataclass(frozen=True, slots=True)
class Asset:
    """One answer: its body, how it is announced, and its validators."""

    body: bytes
    content_type: str
    etag: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """Every address of the site, before or after the newsroom's edit."""

    assets: dict[str, Asset]
    missing: Asset


def edition(opened: date, base: str, *, amended: bool) -> Edition:
    """Render the site as served at `base` (without a trailing slash)."""
    told = [story.amended if amended and story.amended else story for story in stories(opened)]
    built = datetime.combine(opened, time(), CHINA)
    press = _Press(told, base, built)
    return Edition(dict(press.everything()), press.page("missing.html", built))


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals |= {"name": NAME, "rfc822": format_datetime, "people": _people}
    return templates


class _Press:
    def __init__(self, told: Sequence[Story], base: str, built: datetime) -> None:
        self._news = [story for story in told if not story.feed]
        self._notices = [story for story in told if story.feed]
        self._built = built
        by_slug = {story.slug: story for story in told}
        self._everywhere = {"base": base, "most_read": [by_slug[slug] for slug in _MOST_READ]}

    def everything(self) -> Iterator[tuple[str, Asset]]:
        yield "/", self.page("home.html", self._built, news=self._news, notices=self._notices)
        yield "/about.html", self.page("about.html", self._built)
        yield from self._lists("/news/", "要闻", self._news)
        yield from self._lists("/notice/", "通知公告", self._notices)
        for shelf in (self._news, self._notices):
            for place, story in enumerate(shelf):
                yield story.path, self._article(story, shelf, place)
        yield "/rss.xml", self._feed()
        for path in sorted((*(HERE / "static").iterdir(), *(HERE / "pictures").iterdir())):
            address = "/robots.txt" if path.name == "robots.txt" else f"/{path.parent.name}/{path.name}"
            if path.suffix in _TYPES:
                yield address, _asset(path.read_bytes(), _TYPES[path.suffix], self._built)

    def page(self, template: str, modified: datetime, **values: object) -> Asset:
        return _asset(self._render(template, values), _HTML, modified)

    def _lists(self, folder: str, title: str, shelf: Sequence[Story]) -> Iterator[tuple[str, Asset]]:
        pages = [shelf[start : start + PER_PAGE] for start in range(0, len(shelf), PER_PAGE)]
        names = [folder, *(f"{folder}index_{number}.html" for number in range(2, len(pages) + 1))]
        for place, (address, rows) in enumerate(zip(names, pages, strict=True)):
            yield address, self.page("list.html", self._built, title=title, rows=rows, names=names, place=place)

    def _article(self, story: Story, shelf: Sequence[Story], place: int) -> Asset:
        others = [other for other in shelf if other.section == story.section and other is not story]
        asset = self.page(
            "article.html",
            story.changed or story.published,
            story=story,
            newer=shelf[place - 1] if place else None,
            older=shelf[place + 1] if place + 1 < len(shelf) else None,
            related=others[:4],
        )
        if story.charset == "utf-8":
            return asset
        # Like many an old county site: bytes in its own charset, and not a word about it.
        return _asset(asset.body.decode().encode(story.charset), "text/html", asset.modified)

    def _feed(self) -> Asset:
        newest = max(story.published for story in self._notices)
        body = self._render("rss.xml", {"notices": self._notices, "newest": newest})
        return _asset(body, "application/rss+xml; charset=utf-8", newest)

    def _render(self, template: str, values: dict[str, object]) -> bytes:
        return _templates().get_template(template).render({**self._everywhere, **values}).encode()


def _people(names: Sequence[str]) -> list[dict[str, str]]:
    """Authors as schema.org has them."""
    return [{"@type": "Person", "name": name} for name in names]


def _asset(body: bytes, content_type: str, modified: datetime) -> Asset:
    return Asset(body, content_type, f'"{hashlib.sha256(body).hexdigest()[:20]}"', modified.astimezone(UTC))
