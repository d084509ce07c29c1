"""When the article was published and last changed, as the page says it for machines or for readers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from lxml.etree import _Element as Element

from syndicator.extract.page import date_marks, scripts, shown
from syndicator.extract.page.blocks import Run, spaced
from syndicator.extract.page.clock import Clock
from syndicator.extract.page.date_marks import Dated
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.bywords import parts
from syndicator.text.datewords import LABELS, POSTED, PUBLISHED, UPDATED
from syndicator.text.han import HAN

_NUMERIC = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|[〇○零一二三四五六七八九]{4}年|\d{1,2}月\d{1,2}日|民[国國]")
_PUBLISHING = "发布|發布|發佈|发表|發表|张贴|刊发|发稿|出版|成文|上传|添加|录入|创建|签发|印发"
_PUBLISHED_LABEL = re.compile(
    rf"(?:{_PUBLISHING})(?:时间|日期|時間|于|於|\s*[:：/@]|\s*(?=\d{{4}}))|(?<=[\d日])\s*(?:{_PUBLISHING})(?:$|\s)|"
    r"(?:日期|时间|時間)\s*[:：/\]】]"
)
_UPDATED_LABEL = re.compile(r"更新|修改|编辑于|最后")
_DATED_LABEL = re.compile(
    r"(?:(?P<published>(?:发布|發布|發佈|发表|發表|首发|刊发|发稿|上传|发文|公布)(?:时间|日期|時間|于)?)|"
    r"(?P<updated>(?:最[后後])?(?:更新|修改)(?:时间|日期|時間|于)?)|[\u3400-\u9fff]{0,4}(?:日期|时间|有效期|时效))\s*[:：/]?\s*(?=[\[【(（]?\d{4})"
)
# Days that are no article's; among them the day on which a site's clock says the page is read.
_OTHER_LABEL = re.compile(
    r"版权|copyright|©|ICP|备案|访问|截至|截止|有效期|expires|joined|注册|登录|登入|登陆|客户端下载|今[天日]是|现在是|设为首页|"
    r"加入收藏|农历|農曆|天气|天氣|欢迎(?:您|光临|来到)|无障碍",
    re.IGNORECASE,
)
_LONGEST_LINE = 160
_RANK = {"published": 0, "": 1, "updated": 2}
# A forum says below a post who posted it when.
_POSTING = re.compile(r"本[帖贴文]由.{1,20}?于")
_SIGNED = re.compile(r"\s+by\s.{2,40}$", re.IGNORECASE)
_BAR = re.compile(r"\s[|·•]\s")
_ENDED = re.compile("[。！？!?…”]$")
_RELATIVE = re.compile(r"(?:^|\s)(?:昨天|前天|\d+\s?(?:天|周|个月|年)前)(?:$|\s|\d)")
_DATA = ("data-timestamp", "data-time", "data-date", "data-datetime", "data-pubtime", "data-publish-time", "data-ts")
_MOMENT = re.compile(r"^(?:(?:19|20)\d{2}[-/年.]\d|1\d{9}(?:\d{3})?$)")
_MACHINES = ("json-ld", "meta")
_LABEL_LENGTH, _POINTER, _SEVERAL = 12, 8, 2
_LEADING, _TRAILING, _SHORT = 6, 8, 60
# What closes the date that opens a paragraph: `(21. November 2022) Energy …`, `Jan. 5, 2026 /PRNewswire/ --`.
_OPENING = re.compile(r"^.{0,60}?\d{4}\s*(?:\)|[-–—|:]|/PR|\(GLOBE)")
_OPENS, _LINES_THAT_OPEN = 90, 3


@dataclass(frozen=True, slots=True)
class Dates:
    """What the page says of its times; None where it says nothing."""

    published: Dated | None = None
    updated: Dated | None = None


def find(root: Element, structured: Structured, zones: Zones, clock: Clock, url: str) -> Dates:
    """The times of the article.

    A machine's date wins over a line's, except that a line of the same day may give the time of day, and that the day
    readers are shown as the article's is the article's.
    """
    near, after = _near(zones, clock), _after(zones, clock)
    opening = list(_opening(zones, clock))
    lines = [*near, *after]
    told = [
        *date_marks.published(structured, clock),
        *date_marks.times(root, clock),
        *(dated for dated, label in near if label != "updated"),
        *(dated for dated, label in after if label == "published"),
        *opening,
    ]
    told = told or list(date_marks.called(root, zones, clock))
    candidates = [
        *(told or _scripted(root, zones, clock)),
        *(dated for dated, label in near if label == "updated"),
        *_in_url(url, clock),
        *(dated for dated, label in after if label != "published"),
        *date_marks.changed(structured, clock),
    ]
    candidates = [dated for dated in candidates if not (structured.occasions and _announced(dated, structured))]
    changed = next(date_marks.changed(structured, clock), None)
    published = candidates[0] if candidates else shown.month(zones, clock)
    if published and published.where.startswith(_MACHINES):
        published = shown.otherwise(zones, published.moment, changed.moment if changed else None, clock) or published
    if published and published.moment.precision == "day":
        published = next((finer for finer in candidates if _refines(finer.moment, published.moment)), published)
    if published:
        published = shown.on_their_clock(published, near)
    updated = changed or next((dated for dated, label in lines if label == "updated"), None)
    if updated and published and updated.moment.at <= published.moment.at:
        updated = None
    return Dates(published, updated)


def _announced(dated: Dated, structured: Structured) -> bool:
    """Whether a date of a page that announces an event is the event's or, like it, one that readers are to come on."""
    return not dated.where.startswith(_MACHINES) or dated.moment.at.date().isoformat() in structured.occasions


def _near(zones: Zones, clock: Clock) -> list[tuple[Dated, str]]:
    """The dates in the lines under the headline, then in those above it."""
    leading = [run for run in zones.inside[:_LEADING] if len(run.text) <= _SHORT]
    posting = [run for run in zones.inside if len(run.text) <= _LONGEST_LINE and _POSTING.search(run.text)]
    above = (run for run in zones.above if run.linked * 2 <= run.length and _NUMERIC.search(spaced(run)))
    return [*_lines((*zones.header, *posting, *leading), clock), *_lines(above, clock)]


def _after(zones: Zones, clock: Clock) -> list[tuple[Dated, str]]:
    """The dates in the last lines of the text and right below it."""
    closing = [run for run in (*zones.inside[-3:], *zones.tail) if run.linked * 2 <= run.length]
    after = [
        (dated, label)
        for number, (dated, label) in enumerate(_lines(closing, clock))
        if label or (number < _TRAILING and (clock.alone(_SIGNED.sub("", dated.text)) or _signs(dated.text)))
    ]
    # Several bare dates below a text are those of other articles.
    return [(dated, label) for dated, label in after if label or len(after) == 1]


def _opening(zones: Zones, clock: Clock) -> Iterator[Dated]:
    """The date that opens a press release or a notice: first in its lines, closed by a dash or bracket."""
    for run in zones.inside[:_LINES_THAT_OPEN]:
        opens = _OPENING.match(run.text[:_OPENS])
        if opens and len(run.text) > _SHORT:
            yield from date_marks.read(opens[0], place(run.owner), clock)


def _signs(text: str) -> bool:
    """Whether a line names a writer behind a label: `Author: Ann am 29.12.2010` is of the text above it."""
    return any(part.role == "author" for part in parts(text))


def _in_url(url: str, clock: Clock) -> Iterator[Dated]:
    moment = dates.in_url(url, clock.zone)
    if moment:
        yield Dated(moment, "url", url)


def _scripted(root: Element, zones: Zones, clock: Clock) -> Iterator[Dated]:
    """What the scripts say where readers are shown nothing.

    A page that shows `昨天` was drawn when it was saved, and its scripts may tell of that day; where it shows `3小时前`
    the two are the same day.
    """
    if any(_RELATIVE.search(spaced(run)) for run in zones.header if len(run.text) <= _SHORT):
        return
    for value in scripts.dates(root, zones.headline):
        yield from date_marks.read(value, "script", clock)


def _refines(finer: Moment, day: Moment) -> bool:
    """Whether a moment tells the time on that day; midnight is how systems write a day."""
    return finer.precision != "day" and finer.at.date() == day.at.date() and finer.at.time() != time()


def _stamp(run: Run) -> str:
    """The datetime of a `<time>` in the line, or what its scripts are to print the time from; "" when it has none."""
    shown = [element for element, is_tail in run.pieces if not is_tail]
    near = [node for element in shown for node in (element, element.getparent()) if node is not None]
    times = (node.get("datetime") or "" for node in near if node.tag in ("time", "relative-time", "time-ago"))
    told = (element.get(name) or "" for element in (*shown, run.owner) for name in _DATA)
    return next(filter(None, times), "") or next((value for value in told if _MOMENT.match(value)), "")


def _is_sentence(text: str) -> bool:
    """Whether a line tells of a day instead of being one: a sentence that no label opens."""
    if not _ENDED.search(text) or POSTED.match(text):
        return False
    return not (_PUBLISHED_LABEL.search(text[:_LABEL_LENGTH]) or PUBLISHED.search(text[:_LABEL_LENGTH]))


def _kind(text: str) -> str:
    """What a line calls its date: published, updated, or nothing."""
    if _PUBLISHED_LABEL.search(text) or PUBLISHED.search(text) or POSTED.match(text):
        return "published"
    return "updated" if _UPDATED_LABEL.search(text) or UPDATED.search(text) else ""


def _elsewhen(stamp: str, text: str, clock: Clock) -> bool:
    """Whether a line says another day of publication than its mark-up, which then is the day of a change."""
    marked, shown = clock.read(stamp), clock.read(text)
    return bool(marked and shown and abs((marked.at.date() - shown.at.date()).days) > 1)


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    """Of a line with several dates, each that a label calls published or updated, with what stands before the next one.

    `更新时间：…　发表时间：…`, `成文日期：… 发布日期：…`, `发布时间：… 有效期：…`.
    """
    for pattern in (_DATED_LABEL, LABELS):
        labels = list(pattern.finditer(text))
        if len(labels) < _SEVERAL:
            continue
        for label, after in zip(labels, (*labels[1:], None), strict=True):
            told = text[label.end() : after.start() if after else len(text)]
            if label["published"] or label["updated"]:
                yield "published" if label["published"] else "updated", told


def _lines(runs: Iterable[Run], clock: Clock) -> list[tuple[Dated, str]]:
    """Dates in short lines: those labelled as publication first, unlabelled ones next, with their kind."""
    found: list[tuple[int, Dated, str]] = []
    for run in runs:
        text = spaced(run)
        if len(text) > _LONGEST_LINE or (run.caption and not clock.alone(_BAR.split(text)[0])):
            continue
        stamp = _stamp(run)
        if stamp and PUBLISHED.search(text) and _elsewhen(stamp, text, clock):
            stamp = ""
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
        label = _kind(text)
        found.append((_RANK[label], Dated(moment, place(run.owner), text), label))
    found.sort(key=lambda item: (item[0], item[1].moment.precision == "day"))
    return [(dated, label) for _, dated, label in found]


def chosen(found: Dates, text: str, where: str, clock: Clock) -> Dates:
    """The times with what an admin's selector points to as the published one, when it holds a date."""
    return Dates(next(date_marks.read(text, where, clock), found.published), found.updated)
