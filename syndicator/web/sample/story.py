"""One story of the sample newsroom, as its file in articles/ tells it."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).parent / "articles"
# China keeps one time the whole year.
CHINA = timezone(timedelta(hours=8))
_FENCE = "+++"
_DAY = re.compile(r"\{([+-]?\d+)\}")
_PICTURE = re.compile(r'!\[(?P<caption>[^\]]*)\]\((?P<file>[\w.-]+) "(?P<credit>[^"]*)"\)')
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a story, its caption and its credit line as printed."""

    file: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Story:
    """`style` names how its page gives date, source and authors; `charset` is what its bytes are in.

    `parts` are paragraphs and pictures in order. `amended` is the story after the newsroom's edit.
    """

    slug: str
    title: str
    section: str
    published: datetime
    style: str
    source: str
    notice: str
    parts: tuple[str | Picture, ...]
    subtitle: str = ""
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    keywords: str = ""
    language: str = "zh-CN"
    charset: str = "utf-8"
    feed: bool = False
    changed: datetime | None = None
    amended: "Story | None" = field(default=None, repr=False)

    @property
    def path(self) -> str:
        """The address on the site; it holds no date, so it stays when the newsroom opens on another day."""
        return f"/{'notice' if self.feed else 'news'}/{self.slug}.html"

    @property
    def byline(self) -> str:
        """`记者 甲 乙 通讯员 丙`."""
        groups = (("记者", self.reporters), ("通讯员", self.correspondents))
        return " ".join(f"{label} {' '.join(names)}" for label, names in groups if names)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures alone."""
        return tuple(part for part in self.parts if isinstance(part, Picture))

    @property
    def lead(self) -> str:
        """The first paragraph, without its dateline."""
        first = next(part for part in self.parts if isinstance(part, str))
        return first.partition("）")[2] if self.style == "lead" else first


def stories(opened: date) -> tuple[Story, ...]:
    """Every story as of the day the newsroom opened, newest first."""
    found = [_story(path, opened) for path in ARTICLES.glob("*.md")]
    return tuple(sorted(found, key=lambda story: (story.published, story.slug), reverse=True))


def _story(path: Path, opened: date) -> Story:
    _, head, body = path.read_text(encoding="utf-8").split(_FENCE, 2)
    table = tomllib.loads(head)
    day, edit = opened - timedelta(days=table.pop("day")), table.pop("edit", None)
    lists: dict[str, Any] = {name: tuple(table.pop(name, ())) for name in ("reporters", "correspondents", "editors")}
    published = datetime.combine(day, time.fromisoformat(table.pop("time")), CHINA)
    story = Story(slug=path.stem, published=published, parts=(), **lists, **table)
    story = replace(story, parts=_parts(body, story))
    return replace(story, amended=_amended(story, body, edit)) if edit else story


def _parts(body: str, story: Story) -> tuple[str | Picture, ...]:
    body = body.replace("{byline}", story.byline)
    body = _DAY.sub(lambda match: _in_words(story.published + timedelta(days=int(match[1])), story.language), body)
    blocks = [block.strip() for block in body.split("\n\n") if block.strip()]
    return tuple(_part(block) for block in blocks)


def _part(block: str) -> str | Picture:
    picture = _PICTURE.fullmatch(block)
    return Picture(picture["file"], picture["caption"], picture["credit"]) if picture else block


def _in_words(day: datetime, language: str) -> str:
    if language == "en":
        return f"{_MONTHS[day.month - 1]} {day.day}"
    return f"{day.month}月{day.day}日"


def _amended(story: Story, body: str, edit: dict[str, Any]) -> Story:
    for before, after in edit["replace"]:
        if before not in body:
            raise ValueError(f"{story.slug}: the edit replaces {before!r}, which the story does not say")
        body = body.replace(before, after)
    changed = story.published + timedelta(hours=edit["hours"])
    return replace(story, parts=(*_parts(body, story), edit["add"]), changed=changed)
