"""Reprints of the sample newsroom's articles, made on purpose: faithful ones and distorted ones, in foreign pages.

A Copy is what a reprinter puts on a page; an edit changes it, a template shows it. Two halves were written apart:
`reprint_open` is what the checker was tuned on, `reprint_blind` was measured afterwards.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from syndicator.model.finding import Promised
from syndicator.text import creditline
from syndicator.web.sample.story import Story, stories

SITE = "https://www.haichuan.example"
TODAY = date(2026, 11, 20)
PAGE = "https://www.linjiang.example/news/2026/1120/88.html"
HOLDERS = {"zh": "海川县融媒体中心", "en": "Haichuan County Media Center"}
WORDS = {
    "zh": ("来源", "作者", "原标题", "原文", "原文链接"),
    "en": ("Source", "Author", "Original title", "Original", "Read the original"),
}


@dataclass(frozen=True)
class Copy:
    """What stands on the page. `credit` is "" for none; `moved` names where it stands instead of at the article.

    `paragraphs` are HTML already; `pictures` are (before which paragraph, address, caption).
    """

    language: str
    title: str
    paragraphs: tuple[str, ...]
    holder: str
    authors: tuple[str, ...]
    original_title: str
    link: str
    head_title: str = ""
    moved: str = ""
    printed: bool = False
    pictures: tuple[tuple[int, str, str], ...] = ()
    today: date = TODAY

    @property
    def zh(self) -> bool:
        return self.language == "zh"

    def words(self, name: str) -> str:
        return WORDS[self.language][("source", "author", "title", "original", "link").index(name)]

    @property
    def people(self) -> str:
        return ("、" if self.zh else ", ").join(self.authors)

    @property
    def source(self) -> str:
        """`来源：…`, "" where it is not at the article."""
        return self._source if not self.moved else ""

    @property
    def author(self) -> str:
        return (
            f"{self.words('author')}{'：' if self.zh else ': '}{self.people}" if self.authors and not self.moved else ""
        )

    @property
    def _source(self) -> str:
        return f"{self.words('source')}{'：' if self.zh else ': '}{self.holder}" if self.holder else ""

    @property
    def anchor(self) -> str:
        """The way back as a link, or as text where it is only printed."""
        if not self.link:
            return ""
        if self.printed:
            return escape(self.link)
        return f'<a href="{escape(self.link)}" rel="nofollow">{self.words("link")}</a>'

    @property
    def named(self) -> str:
        if not self.original_title:
            return ""
        return f"{self.words('title')}{'：' if self.zh else ': '}{escape(self.original_title)}"

    @property
    def back(self) -> str:
        """Original title and link, as HTML."""
        told = f"{self.words('original')}{'：' if self.zh else ': '}{self.anchor}" if self.anchor else ""
        return ("　" if self.zh else " | ").join(filter(None, (self.named if not self.moved else "", told)))

    @property
    def whole(self) -> str:
        """The credit line in one piece, as HTML."""
        gap = "　" if self.zh else " | "
        return gap.join(filter(None, (self.source, self.author, self.back)))

    @property
    def elsewhere(self) -> str:
        """The credit where it was moved to."""
        author = f"{self.words('author')}：{self.people}" if self.authors else ""
        return "　".join(filter(None, (self._source, author, self.named))) if self.moved else ""


@dataclass(frozen=True)
class Case:
    """One page and what it is: `name` says template and edit, `faithful` what the checker should say."""

    name: str
    edit: str
    faithful: bool
    promised: Promised
    html: str
    today: date


Template = Callable[[Copy], str]
Edit = Callable[[Copy, random.Random], Copy | None]


def granted() -> list[tuple[Promised, Copy]]:
    """Every sample article that has an author, as granted and as a faithful reprinter has it."""
    found = []
    for story in stories(date(2026, 11, 15)):
        if not story.reporters or len(story.slug) < 3 or story.style == "agency" or "新华社" in story.source:
            continue
        found.append(_granted(story))
    return sorted(found, key=lambda pair: pair[0].original_url)


def _granted(story: Story) -> tuple[Promised, Copy]:
    language = "en" if story.language == "en" else "zh"
    texts = tuple(part for part in story.parts if isinstance(part, str))
    url, holder = f"{SITE}{story.path}", HOLDERS[language]
    pictures: list[tuple[int, str, str]] = []
    before = 0
    for part in story.parts:
        if isinstance(part, str):
            before += 1
        else:
            pictures.append((before, f"{SITE}/pictures/{story.slug}-{part.file}", f"{part.caption} {part.credit}"))
    credit = creditline.line(
        "来源：{holder}　作者：{authors}　原标题：{title}　原文：{url}"
        if language == "zh"
        else "Source: {holder} | Author: {authors} | Original title: {title} | Original: {url}",
        holder=holder,
        authors=story.reporters,
        title=story.title,
        url=url,
    )
    promised = Promised(
        title=story.title,
        text="\n".join(texts),
        credit=credit,
        original_url=url,
        valid_from=date(2026, 11, 1),
        valid_to=date(2027, 10, 31),
        holder=holder,
        authors=story.reporters,
        aliases=(f"https://news.haichuan.example/articles/{story.slug}",),
        pictures=tuple(address for _, address, _ in pictures),
    )
    copy = Copy(
        language,
        story.title,
        tuple(escape(text, quote=False) for text in texts),
        holder,
        story.reporters,
        story.title,
        url,
        pictures=tuple(pictures),
    )
    return promised, copy


def body(copy: Copy, before: str = "<p>", after: str = "</p>", figure: str = "") -> list[str]:
    """The paragraphs, each between two pieces of mark-up, with the pictures where they stand."""
    found: list[str] = []
    for number, text in enumerate(copy.paragraphs):
        found += [
            (figure or '<p><img src="{0}" width="640"></p>\n<p class="caption">{1}</p>').format(url, escape(caption))
            for at, url, caption in copy.pictures
            if at == number
        ]
        found.append(f"{before}{text}{after}")
    return found


def cases(
    templates: dict[str, Template],
    edits: dict[str, Edit],
    styles: dict[str, Edit],
    *,
    articles: int,
    seed: int,
) -> Iterator[Case]:
    """Every edit and every style of a faithful copy in every template, each with `articles` articles by turns."""
    whole = granted()
    number = 0
    for wanted, changes in ((False, edits), (True, styles)):
        for edit, change in changes.items():
            for template, show in templates.items():
                made = tried = 0
                while made < articles and tried < len(whole):
                    promised, copy = whole[(number * 7 + tried) % len(whole)]
                    tried += 1
                    rng = random.Random(f"{seed} {edit} {template} {promised.original_url}")  # noqa: S311 - a choice of samples
                    changed = change(copy, rng)
                    if changed is None or (changed == copy and not wanted):
                        continue
                    made += 1
                    yield Case(f"{template} {edit} {made}", edit, wanted, promised, show(changed), changed.today)
                number += 1


def plain_text(text: str) -> str:
    """A paragraph's words, fit to be cut anywhere."""
    return re.sub(r"<[^>]*>|&\w+;", "", text)


def in_one(copy: Copy, number: int, text: str) -> Copy:
    """The copy with one paragraph replaced."""
    parts = list(copy.paragraphs)
    parts[number] = text
    return replace(copy, paragraphs=tuple(parts))
