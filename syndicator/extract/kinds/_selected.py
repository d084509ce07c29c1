"""A list page read by the admin's CSS selectors: rows by `item`, in each the `link`, `title` and `date`."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from soupsieve import SelectorSyntaxError

from syndicator.errors import ExtractError, FieldsMissing
from syndicator.extract.kinds._listtext import list_text
from syndicator.extract.kinds._when import beside
from syndicator.model.draft import Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source
from syndicator.text.html import flatten, xml_safe
from syndicator.text.urls import absolute, canonical

# A headline is shorter; a row whose link wraps a whole teaser is cut, and the article's page has the real one.
_TITLE = 300
_NESTED = 8
# XHTML pages have one; with it BeautifulSoup warns that the page may be XML.
_PROLOG = re.compile(r"<\?xml\b[^<>]*>", re.IGNORECASE)
_CUT = ("…", "...", "......", "。。。")


def listing(page: Page, source: Source) -> Listing:
    """The rows' articles in page order, each address once, and the page that `next` links to.

    Raises ExtractError when the page has no row, no row has a link, or a selector is no CSS.
    """
    selectors = source.selectors
    soup, cut = _soup(page, source)
    base = _base(soup, page.url)
    rows = _shallow(_select(soup, selectors.item))
    if not rows:
        raise ExtractError(f"list missing: selector {selectors.item!r} found nothing at {page.url}")
    wanted = _kept(soup, rows, selectors.skip)
    here = canonical(page.url)
    leads: dict[str, Lead] = {}
    for row in wanted:
        lead = _lead(row, base, page, source)
        key = canonical(lead.url) if lead else here
        if lead and key != here:
            leads.setdefault(key, lead)
    if wanted and not leads:
        what = f"selector {selectors.link!r}" if selectors.link else "a link"
        raise FieldsMissing(f"links missing: {len(wanted)} items at {page.url}, but none with {what} to an article")
    notes = _notes(len(rows) - len(wanted), len(wanted) - len(leads))
    return Listing(tuple(leads.values()), _next(soup, base, page.url, selectors), seen=len(rows), notes=notes, cut=cut)


def _soup(page: Page, source: Source) -> tuple[BeautifulSoup, str]:
    """The page as a tree, decoded by us: given bytes, the parser empties a page whose label does not fit.

    And what of it was not read.
    """
    written, cut = list_text(page, source)
    text = _PROLOG.sub("", xml_safe(written))
    if "<" not in text:
        raise ExtractError(f"the page holds no HTML: {page.url}")
    try:
        return BeautifulSoup(flatten(text), "lxml"), cut
    except ParserRejectedMarkup as error:
        raise ExtractError(f"the page holds no HTML: {page.url}") from error


def _base(soup: BeautifulSoup, url: str) -> str:
    named = soup.select_one("base[href]")
    return (absolute(str(named["href"]), url) if named else "") or url


def _lead(row: Tag, base: str, page: Page, source: Source) -> Lead | None:
    selectors = source.selectors
    link = _link(row, selectors.link)
    url = absolute(str(link["href"]), base) if link else ""
    if not link or not url:
        return None
    named = _select(row, selectors.title)[:1] if selectors.title else []
    title = _text(named[0]) if named else _title(link)
    date = beside(_dated(row, link, source.selectors.date), source.zone, page.retrieved)
    return Lead(url.partition("#")[0] if "#!" not in url else url, title[:_TITLE], date)


def _link(row: Tag, selector: str) -> Tag | None:
    """The row's link: what the selector names (or the link in or around it), else the first link with words."""
    if selector:
        for found in _select(row, selector):
            link = found if found.name == "a" else (found.select_one("a[href]") or found.find_parent("a", href=True))
            if link and link.get("href"):
                return link
        return None
    links = [row, *row.select("a[href]")] if row.name == "a" and row.get("href") else row.select("a[href]")
    return next((link for link in links if _title(link)), links[0] if links else None)


def _title(link: Tag) -> str:
    """The link's words; its title attribute where those are cut short, the picture's name where there are none."""
    words, attribute = _text(link), " ".join(str(link.get("title") or "").split())
    cut = words.removesuffix("…").rstrip(".。… ") if words.endswith(_CUT) else ""
    if attribute and (not words or (cut and attribute.startswith(cut))):
        return attribute
    if words:
        return words
    picture = link.select_one("img[alt]")
    return " ".join(str(picture["alt"]).split()) if picture else ""


def _dated(row: Tag, link: Tag, selector: str) -> list[str]:
    """The row's texts that may hold its date."""
    if selector:
        return [str(found.get("datetime") or "") or _text(found) for found in _select(row, selector)[:1]]
    words = [str(time["datetime"]) for time in row.select("time[datetime]")]
    # A date in the headline is the story's, not the article's.
    pieces = (piece.strip() for piece in row.find_all(string=True) if link not in piece.parents or row is link)
    return [*words, *filter(None, pieces)]


def _next(soup: BeautifulSoup, base: str, url: str, selectors: Selectors) -> str:
    found = _select(soup, selectors.next)[:1] if selectors.next else []
    link = _link(found[0], "") if found else None
    address = absolute(str(link["href"]), base) if link else ""
    return address if address and canonical(address) != canonical(url) else ""


def _select(tag: Tag, selector: str) -> list[Tag]:
    try:
        return list(tag.select(selector))
    except (SelectorSyntaxError, NotImplementedError) as error:
        raise ExtractError(f"selector {selector!r} is no CSS: {str(error).splitlines()[0]}") from error


def _shallow(rows: list[Tag]) -> list[Tag]:
    """The rows without those deep inside others: reading each would take the square of their number."""
    known = {id(row) for row in rows}
    return [row for row in rows if sum(id(parent) in known for parent in row.parents) <= _NESTED]


def _kept(soup: BeautifulSoup, rows: list[Tag], skip: str) -> list[Tag]:
    """The rows that neither are nor hold what `skip` names."""
    skipped: set[int] = set()
    for named in _select(soup, skip) if skip else []:
        for tag in (named, *named.parents):
            if id(tag) in skipped:
                break
            skipped.add(id(tag))
    return [row for row in rows if id(row) not in skipped]


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def _notes(skipped: int, dropped: int) -> tuple[str, ...]:
    notes = [f"{skipped} items skipped by selector"] if skipped else []
    return (*notes, f"{dropped} items without a link of their own") if dropped else tuple(notes)
