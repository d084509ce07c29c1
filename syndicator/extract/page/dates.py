"""When the article was published and last changed, as the page says it for machines or for readers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from syndicator.extract.page import scripts
from syndicator.extract.page.blocks import Run, spaced
from syndicator.extract.page.clock import Clock
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import elements, place, text_of
from syndicator.extract.page.zones import Zones
from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.han import HAN

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
    "firstpublishedtime",
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
_PUBLISHED_NAME = re.compile(r"publi(?:sh|shed|cation)?[-_.:]?(?:date|time|at|on)\b|(?:date|time)[-_.:]?publi")
_UPDATED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "date_modified",
    "modified_time",
    "last-modified",
    "lastmodifiedtime",
    "dateupdate",
    "lastmod",
    "revised",
    "dcterms.modified",
    "dc.date.modified",
    "bytedance:updated_time",
    "weibo:article:update_at",
)
_NUMERIC = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|[〇○零一二三四五六七八九]{4}年|\d{1,2}月\d{1,2}日|民[国國]")
_PUBLISHING = "发布|發布|發佈|发表|發表|张贴|刊发|发稿|出版|成文|上传|添加|录入|创建|签发"
_PUBLISHED_LABEL = re.compile(
    rf"(?:{_PUBLISHING})(?:时间|日期|時間|于|於|\s*[:：/@]|\s*(?=\d{{4}}))|(?<=\d)\s*(?:{_PUBLISHING})(?:$|\s)|(?:日期|时间|時間)\s*[:：/\]】]|"
    r"\bpublished|\bposted|\bdate\b|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|опубликован",
    re.IGNORECASE,
)
_UPDATED_LABEL = re.compile(
    r"更新|修改|编辑于|最后|\b(?:last )?(?:updated|modified|edited)\b|aktualisiert|mis à jour|actualizado|"
    r"aggiornato|обновлен",
    re.IGNORECASE,
)
_DATED_LABEL = re.compile(
    r"(?:(?P<published>(?:发布|發布|發佈|发表|發表|首发|刊发|发稿|上传|发文|公布)(?:时间|日期|時間|于)?)|"
    r"(?P<updated>(?:最[后後])?(?:更新|修改)(?:时间|日期|時間|于)?)|[\u3400-\u9fff]{0,4}(?:日期|时间|有效期|时效))\s*[:：/]?\s*(?=[\[【(（]?\d{4})"
)
_OTHER_LABEL = re.compile(r"版权|copyright|©|ICP|备案|访问|截至|截止|有效期|expires|joined|注册", re.IGNORECASE)
_LONGEST_LINE = 160
_RANK = {"published": 0, "": 1, "updated": 2}
# A forum says below a post who posted it when.
_POSTING = re.compile(r"本[帖贴文]由.{1,20}?于")
_SIGNED = re.compile(r"\s+by\s.{2,40}$", re.IGNORECASE)
_ENDED = re.compile("[。！？!?…”]$")
_RELATIVE = re.compile(r"(?:^|\s)(?:今天|昨天|前天|刚刚|\d+\s?(?:分钟|小时|天|周|个月|年)前)(?:$|\s|\d)")
_DATA = ("data-timestamp", "data-time", "data-date", "data-datetime", "data-pubtime", "data-publish-time", "data-ts")
_MOMENT = re.compile(r"^(?:(?:19|20)\d{2}[-/年.]\d|1\d{9}(?:\d{3})?$)")
_LABEL_LENGTH, _POINTER = 12, 8
_LEADING, _TRAILING, _SHORT = 6, 8, 60
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


def find(root: Element, structured: Structured, zones: Zones, clock: Clock, url: str) -> Dates:
    """The times of the article.

    A machine's date wins over a line's, except that a line of the same day may give the time of day.
    """
    leading = [run for run in zones.inside[:_LEADING] if len(run.text) <= _SHORT]
    posting = [run for run in zones.inside if len(run.text) <= _LONGEST_LINE and _POSTING.search(run.text)]
    near = _lines((*zones.header, *posting, *leading), clock)
    near += _lines((run for run in zones.above if not run.linked and _NUMERIC.search(spaced(run))), clock)
    closing = [run for run in (*zones.inside[-3:], *zones.tail[:_TRAILING]) if run.linked * 2 <= run.length]
    after = [
        (dated, label)
        for dated, label in _lines(closing, clock)
        if label or dates.parse(_SIGNED.sub("", dated.text), clock.zone)
    ]
    # Several bare dates below a text are those of other articles.
    after = [(dated, label) for dated, label in after if label or len(after) == 1]
    lines = [*near, *after]
    told = [
        *_machine(structured, clock),
        *_times(root, clock),
        *(dated for dated, label in near if label != "updated"),
        *(dated for dated, label in after if label == "published"),
    ]
    candidates = [
        *(told or _scripted(root, zones, clock)),
        *(dated for dated, label in near if label == "updated"),
        *_in_url(url, clock),
        *(dated for dated, label in after if label != "published"),
        *_changed(structured, clock),
    ]
    published = candidates[0] if candidates else None
    if published and published.moment.precision == "day":
        published = next((finer for finer in candidates if _refines(finer.moment, published.moment)), published)
    shown = [dated for dated, label in lines if label == "updated"]
    updated = next(iter((*_changed(structured, clock), *shown)), None)
    if updated and published and updated.moment.at <= published.moment.at:
        updated = None
    return Dates(published, updated)


def _in_url(url: str, clock: Clock) -> Iterator[Dated]:
    moment = dates.in_url(url, clock.zone)
    if moment:
        yield Dated(moment, "url", url)


def _scripted(root: Element, zones: Zones, clock: Clock) -> Iterator[Dated]:
    """What the scripts say where readers are shown nothing.

    A page that shows `昨天` was drawn when it was saved, and its scripts may tell of that day.
    """
    if any(_RELATIVE.search(spaced(run)) for run in zones.header if len(run.text) <= _SHORT):
        return
    for value in scripts.dates(root, zones.headline):
        yield from _read(value, "script", clock)


def _refines(finer: Moment, day: Moment) -> bool:
    return finer.precision != "day" and finer.at.date() == day.at.date()


def _read(text: str, where: str, clock: Clock) -> Iterator[Dated]:
    moment = clock.read(text) if text else None
    if moment:
        yield Dated(moment, where, text[:_LONGEST_LINE])


def _machine(structured: Structured, clock: Clock) -> Iterator[Dated]:
    if structured.article:
        yield from _read(structured.article.published, "json-ld datePublished", clock)
    unlisted = (name for name in structured.metas if _PUBLISHED_NAME.search(name) and name not in _PUBLISHED)
    for name in (*_PUBLISHED, *unlisted):
        for content in structured.metas.get(name, ())[:1]:
            yield from _read(content, f"meta {name}", clock)


def _changed(structured: Structured, clock: Clock) -> Iterator[Dated]:
    if structured.article:
        yield from _read(structured.article.modified, "json-ld dateModified", clock)
    for name in _UPDATED:
        for content in structured.metas.get(name, ())[:1]:
            yield from _read(content, f"meta {name}", clock)


def _times(root: Element, clock: Clock) -> Iterator[Dated]:
    """Elements marked as the publication time: itemprop, then `<time>` that says so or has a datetime."""
    marked = elements(root, "//*[@itemprop='datePublished' or @pubdate]")
    plain = [
        time
        for time in root.iter("time")
        if _TIME_CLASS.search(f"{time.get('class') or ''} {time.get('itemprop') or ''}")
    ]
    for element in (*marked[:2], *plain[:2]):
        if "modif" in (element.get("class") or "") or "updat" in (element.get("class") or ""):
            continue
        stamp = element.get("datetime") or element.get("content") or ""
        yield from _read(stamp or text_of(element, _LONGEST_LINE), place(element), clock)


def _stamp(run: Run) -> str:
    """The datetime of a `<time>` in the line, or what its scripts are to print the time from; "" when it has none."""
    shown = [element for element, is_tail in run.pieces if not is_tail]
    times = (element.get("datetime") or "" for element in shown if element.tag == "time")
    told = (element.get(name) or "" for element in (*shown, run.owner) for name in _DATA)
    return next(filter(None, times), "") or next((value for value in told if _MOMENT.match(value)), "")


def _is_sentence(text: str) -> bool:
    """Whether a line tells of a day instead of being one: a sentence that no label opens."""
    return bool(_ENDED.search(text)) and not _PUBLISHED_LABEL.search(text[:_LABEL_LENGTH])


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    """Of a line with several dates, each that a label calls published or updated, with what stands before the next one.

    `更新时间：…　发表时间：…`, `成文日期：… 发布日期：…`, `发布时间：… 有效期：…`.
    """
    labels = list(_DATED_LABEL.finditer(text))
    if len(labels) > 1:
        for label, after in zip(labels, (*labels[1:], None), strict=True):
            told = text[label.end() : after.start() if after else len(text)]
            if label["published"] or label["updated"]:
                yield "published" if label["published"] else "updated", told


def _lines(runs: Iterable[Run], clock: Clock) -> list[tuple[Dated, str]]:
    """Dates in short lines: those labelled as publication first, unlabelled ones next, with their kind."""
    found: list[tuple[int, Dated, str]] = []
    for run in runs:
        text = spaced(run)
        if len(text) > _LONGEST_LINE or run.caption:
            continue
        stamp = _stamp(run)
        if not (stamp or _NUMERIC.search(text)) or _is_sentence(text):
            continue
        if run.linked * 2 > run.length and not stamp and len(HAN.findall(text)) > _POINTER:
            # A headline that leads elsewhere has the date of what is there.
            continue
        for label, told in _labelled(text):
            moment = clock.read(told)
            if moment:
                found.append((_RANK[label] - 1, Dated(moment, place(run.owner), text), label))
        if _OTHER_LABEL.search(text):
            continue
        moment = clock.read(stamp or text)
        if not moment:
            continue
        label = "published" if _PUBLISHED_LABEL.search(text) else "updated" if _UPDATED_LABEL.search(text) else ""
        found.append((_RANK[label], Dated(moment, place(run.owner), text), label))
    found.sort(key=lambda item: (item[0], item[1].moment.precision == "day"))
    return [(dated, label) for _, dated, label in found]


def chosen(found: Dates, text: str, where: str, clock: Clock) -> Dates:
    """The times with what an admin's selector points to as the published one, when it holds a date."""
    return Dates(next(_read(text, where, clock), found.published), found.updated)
