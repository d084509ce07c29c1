"""Times a page gives to machines: JSON-LD, meta elements, microdata, `<time>`, and elements that are called a date."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.bylines import outside
from syndicator.extract.page.clock import Clock
from syndicator.extract.page.regions import words_of
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import elements, place, text_of
from syndicator.extract.page.zones import Zones
from syndicator.model.moment import Moment
from syndicator.text.datewords import PUBLISHED, UPDATED

_PUBLISHED_METAS = (
    "article:published_time og:article:published_time og:published_time pubdate publishdate publish_date publish-date "
    "publication_date publication-date publicationdate datepublished date_published date-published published_time "
    "published_at published firstpublishdate firstpublishedtime originalpublicationdate article_date_original "
    "article.published apub:time weibo:article:create_at bytedance:published_time bt:pubdate parsely-pub-date "
    "sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime rnews:datepublished mrf:publishedtime "
    "vr:published_time article.pubdate article-publication-date dcsext.articledate dc.date.issued dcterms.issued "
    "dcterms.created dc.date.created citation_publication_date citation_online_date dcterms.date dc.date "
    "displaydate createdate created creation_date datecreated ptime date time"
)
_PUBLISHED = tuple(_PUBLISHED_METAS.split())
_PUBLISHED_NAME = re.compile(r"publi(?:sh|shed|cation)?[-_.:]?(?:date|time|at|on)\b|(?:date|time)[-_.:]?publi")
_UPDATED_METAS = (
    "article:modified_time og:article:modified_time og:updated_time datemodified date_modified modified_time "
    "last-modified lastmodifiedtime dateupdate lastmod revised revision_date article_date_updated dcterms.modified "
    "dc.date.modified bytedance:updated_time weibo:article:update_at"
)
_UPDATED = tuple(_UPDATED_METAS.split())
_TIME_CLASS = re.compile(r"publi|post|creat|issue|entry-date|article", re.IGNORECASE)
_CHANGED_CLASS = re.compile(r"modif|updat", re.IGNORECASE)
_CALLED = (
    "//*[@datetime or @pubdate or contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'publish') "
    "or contains(@class, 'Publish') or contains(@class, 'posted') or contains(@class, 'time') or contains(@id, 'date')]"
)
_NAMES_OF_DATES = (
    "date dates datum datetime pubdate published publish publication posted postdate timestamp time pubtime "
    "createdate dateline entrydate articledate newsdate postedon posttime publishdate fecha"
)
_CALLED_DATE = frozenset(_NAMES_OF_DATES.split())
# The day the page was looked at, and the days of other things.
_OTHER_DAYS_NAMES = "today current now clock event events calendar weather expires start end"
_OTHER_DAYS = frozenset(_OTHER_DAYS_NAMES.split())
_LONGEST_LINE, _SHORT, _MOST, _TWICE = 160, 60, 60, 2


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment, and the place it was read from with the text it was read in."""

    moment: Moment
    where: str
    text: str


def read(text: str, where: str, clock: Clock) -> Iterator[Dated]:
    """The date of a text that is to hold one; nothing where it holds none."""
    moment = clock.read(text) if text else None
    if moment:
        yield Dated(moment, where, text[:_LONGEST_LINE])


def published(structured: Structured, clock: Clock) -> Iterator[Dated]:
    """What JSON-LD and meta elements call the time of publication, surest first."""
    if structured.article:
        yield from read(structured.article.published, "json-ld datePublished", clock)
    unlisted = (name for name in structured.metas if _PUBLISHED_NAME.search(name) and name not in _PUBLISHED)
    for name in (*_PUBLISHED, *unlisted):
        for content in structured.metas.get(name, ())[:1]:
            yield from read(content, f"meta {name}", clock)


def changed(structured: Structured, clock: Clock) -> Iterator[Dated]:
    """What JSON-LD and meta elements call the time of the last change."""
    if structured.article:
        yield from read(structured.article.modified, "json-ld dateModified", clock)
    for name in _UPDATED:
        for content in structured.metas.get(name, ())[:1]:
            yield from read(content, f"meta {name}", clock)


def times(root: Element, clock: Clock) -> Iterator[Dated]:
    """Elements marked as the publication time: microdata, RDFa, hAtom, then `<time>` that says so."""
    marked = elements(root, "//*[@itemprop='datePublished' or @pubdate or @property='datePublished']")
    plain = [
        time
        for time in root.iter("time", "abbr")
        if _TIME_CLASS.search(f"{time.get('class') or ''} {time.get('itemprop') or ''}")
    ]
    for element in (*marked[:_TWICE], *plain[:_TWICE]):
        # WordPress calls one time both: `entry-date published updated`.
        names = element.get("class") or ""
        if _CHANGED_CLASS.search(names) and "publi" not in names:
            continue
        stamp = (
            element.get("datetime") or element.get("content") or (element.get("title") if element.tag == "abbr" else "")
        )
        yield from read(stamp or text_of(element, _LONGEST_LINE), place(element), clock)


def called(root: Element, zones: Zones, clock: Clock) -> Iterator[Dated]:
    """The element nearest the text that is called a date and is nothing else; for pages that say it nowhere else."""
    depths = {node: depth for depth, node in enumerate(reversed([*zones.inside[0].owner.iterancestors()]))}
    best: tuple[int, Dated] | None = None
    for element in _until(elements(root, _CALLED), root, zones.inside[-1:])[:_MOST]:
        names = words_of(f"{element.get('class') or ''} {element.get('id') or ''}")
        if not (names & _CALLED_DATE or element.get("datetime")) or names & _OTHER_DAYS or outside(element, zones):
            continue
        text = text_of(element, _SHORT + 1)
        stamp = element.get("datetime") or ""
        moment = clock.read(stamp) if stamp else _alone(text, clock)
        if moment is None or (UPDATED.search(text) and not PUBLISHED.search(text)):
            continue
        depth = max((depths.get(node, -1) for node in element.iterancestors()), default=-1)
        if best is None or depth > best[0]:
            best = depth, Dated(moment, place(element), stamp or text)
    if best:
        yield best[1]


def _alone(text: str, clock: Clock) -> Moment | None:
    """The date that a short text is, behind a label or not."""
    if len(text) > _SHORT:
        return None
    return clock.alone(text)


def _until(found: Iterable[Element], root: Element, last: tuple[Run, ...]) -> list[Element]:
    """The elements in document order up to the end of the text."""
    wanted, kept = frozenset(found), []
    for element in root.iter() if wanted else ():
        if element in wanted:
            kept.append(element)
        if last and element is last[0].owner:
            break
    return kept
