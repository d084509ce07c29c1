"""When the article was published and last changed, as the page says it for machines or for readers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lxml import html

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place, text_of
from syndicator.extract.page.zones import Zones
from syndicator.model.moment import Moment
from syndicator.text import dates

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "datepublished",
    "date_published",
    "date-published",
    "published_time",
    "published_at",
    "published",
    "firstpublishdate",
    "originalpublicationdate",
    "article_date_original",
    "article.published",
    "apub:time",
    "weibo:article:create_at",
    "bytedance:published_time",
    "bt:pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "displaydate",
    "createdate",
    "created",
    "creation_date",
    "datecreated",
    "ptime",
    "date",
    "time",
)
_UPDATED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "date_modified",
    "modified_time",
    "last-modified",
    "lastmod",
    "revised",
    "dcterms.modified",
    "dc.date.modified",
    "bytedance:updated_time",
    "weibo:article:update_at",
)
_NUMERIC = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|[〇○零一二三四五六七八九]{4}年|\d{1,2}月\d{1,2}日|民[国國]")
_PUBLISHED_LABEL = re.compile(
    r"(?:发布|發布|发表|發表|刊发|发稿|出版|成文|上传|添加|录入|创建|签发)(?:时间|日期|時間)?|日期|时间|時間|\bpublished|\bposted|\bdate\b|"
    r"veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|опубликован",
    re.IGNORECASE,
)
_UPDATED_LABEL = re.compile(
    r"更新|修改|编辑于|最后|\b(?:last )?(?:updated|modified|edited)\b|aktualisiert|mis à jour|actualizado|aggiornato|обновлен",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(r"版权|copyright|©|ICP|备案|访问|截至|截止|有效期|expires|joined|注册", re.IGNORECASE)
_LONGEST_LINE = 160
_TIME_CLASS = re.compile(r"publi|post|creat|issue|entry-date|article", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment, and the place it was read from with the text it was read in."""

    moment: Moment
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Dates:
    """What the page says of its times; None where it says nothing."""

    published: Dated | None = None
    updated: Dated | None = None


def find(root: html.HtmlElement, structured: Structured, zones: Zones, zone: ZoneInfo, url: str) -> Dates:
    """The times of the article.

    A machine's date wins over a line's, except that a line of the same day may give the time of day.
    """
    lines = [
        *_lines((*zones.header, *zones.inside[:2]), zone),
        *_lines(zones.above, zone),
        *_lines((*zones.inside[-3:], *zones.tail), zone),
    ]
    candidates = [
        *_machine(structured, zone),
        *_times(root, zone),
        *(dated for dated, label in lines if label != "updated"),
    ]
    published = candidates[0] if candidates else _last_help(lines, url, zone)
    if published and published.moment.precision == "day":
        published = next((finer for finer in candidates if _refines(finer.moment, published.moment)), published)
    updated = next(iter(_changed(structured, zone)), None) or next(
        (dated for dated, label in lines if label == "updated"), None
    )
    if updated and published and updated.moment.at <= published.moment.at:
        updated = None
    return Dates(published, updated)


def _last_help(lines: list[tuple[Dated, str]], url: str, zone: ZoneInfo) -> Dated | None:
    for dated, _ in lines:
        return dated
    moment = dates.in_url(url, zone)
    return Dated(moment, "url", url) if moment else None


def _refines(finer: Moment, day: Moment) -> bool:
    return finer.precision != "day" and finer.at.date() == day.at.date()


def _read(text: str, where: str, zone: ZoneInfo) -> Iterator[Dated]:
    if text and (moment := dates.parse(text, zone) or dates.find(text, zone)):
        yield Dated(moment, where, text[:_LONGEST_LINE])


def _machine(structured: Structured, zone: ZoneInfo) -> Iterator[Dated]:
    if structured.article:
        yield from _read(structured.article.published, "json-ld datePublished", zone)
    for name in _PUBLISHED:
        for content in structured.metas.get(name, ())[:1]:
            yield from _read(content, f"meta {name}", zone)


def _changed(structured: Structured, zone: ZoneInfo) -> Iterator[Dated]:
    if structured.article:
        yield from _read(structured.article.modified, "json-ld dateModified", zone)
    for name in _UPDATED:
        for content in structured.metas.get(name, ())[:1]:
            yield from _read(content, f"meta {name}", zone)


def _times(root: html.HtmlElement, zone: ZoneInfo) -> Iterator[Dated]:
    """Elements marked as the publication time: itemprop, then `<time>` that says so or has a datetime."""
    marked: list[html.HtmlElement] = list(root.xpath("//*[@itemprop='datePublished' or @pubdate]"))
    plain = [
        time
        for time in root.iter("time")
        if _TIME_CLASS.search(f"{time.get('class') or ''} {time.get('itemprop') or ''}")
    ]
    for element in (*marked[:2], *plain[:2]):
        if "modif" in (element.get("class") or "") or "updat" in (element.get("class") or ""):
            continue
        stamp = element.get("datetime") or element.get("content") or ""
        yield from _read(stamp or text_of(element, _LONGEST_LINE), place(element), zone)


def _lines(runs: Iterable[Run], zone: ZoneInfo) -> list[tuple[Dated, str]]:
    """Dates in short lines: those labelled as publication first, unlabelled ones next, with their kind."""
    found: list[tuple[int, Dated, str]] = []
    for run in runs:
        text = run.text
        if len(text) > _LONGEST_LINE or not _NUMERIC.search(text) or _OTHER_LABEL.search(text):
            continue
        moment = dates.find(text, zone)
        if not moment:
            continue
        label = "published" if _PUBLISHED_LABEL.search(text) else "updated" if _UPDATED_LABEL.search(text) else ""
        found.append(({"published": 0, "": 1, "updated": 2}[label], Dated(moment, place(run.owner), text), label))
    found.sort(key=lambda item: (item[0], item[1].moment.precision == "day"))
    return [(dated, label) for _, dated, label in found]


def chosen(found: Dates, text: str, where: str, zone: ZoneInfo) -> Dates:
    """The times with what an admin's selector points to as the published one, when it holds a date."""
    return Dates(next(_read(text, where, zone), found.published), found.updated)
