"""Who made the article and whose it is: bylines for readers, author fields for machines, the 来源 line."""

import re
from dataclasses import dataclass, replace

from lxml import html

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.regions import region_of
from syndicator.extract.page.site import Site, key
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place, text_of
from syndicator.text.byline import Credits, read_line
from syndicator.text.names import is_nobody

_AUTHOR_METAS = (
    "author",
    "article:author",
    "authors",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "cxenseparse:author",
    "article.author",
    "rnews:author",
    "twitter:data1",
)
_OUTLET_METAS = ("contentsource", "source", "article:source", "dc.source", "weibo:article:source", "mediaid")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BY = re.compile(r"^(?:by|von|par|por|di|af|av|door|text|autor|author|words by|written by)\s*:?\s+", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"https?:|www\.|@\S+\.\S+|\d{4}|[<>{}|]|min read", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Named:
    """A credit as read, and the place it was read from."""

    values: tuple[str, ...]
    where: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Everyone the page names. `outlet` is the 来源; empty Named values mean nobody."""

    authors: Named = Named((), "")
    editors: Named = Named((), "")
    photographers: Named = Named((), "")
    outlet: Named = Named((), "")


def find(root: html.HtmlElement, structured: Structured, header: list[Run], tail: list[Run], site: Site) -> Signed:
    """The credits of a page.

    `header` are the lines from the headline down to the first paragraph (with it), `tail` the last lines of the text and
    those right after. Names for machines come first, since they need no guessing; lines are read for the rest.
    """
    first = [(run, read_line(run.text)) for run in header]
    last = [(run, read_line(run.text)) for run in tail]
    lines = [*first, *last]
    authors = _machine_authors(structured, site) or _lines_of(lines, "authors") or _marked_authors(root)
    return Signed(
        authors=authors,
        editors=_lines_of(lines, "editors"),
        photographers=_lines_of(lines, "photographers"),
        outlet=_outlet(structured, lines),
    )


def chosen(found: Signed, author: tuple[str, str], outlet: tuple[str, str]) -> Signed:
    """The credits with what an admin's selectors point to (text, place; "" for none) as authors and outlet."""
    text, where = author
    names = read_line(text).authors or tuple(_clean(text))
    if names:
        found = replace(found, authors=Named(names, where, text))
    text, where = outlet
    name = read_line(text).outlet or text.strip()
    if name:
        found = replace(found, outlet=Named((name,), where, text))
    return found


def _lines_of(lines: list[tuple[Run, Credits]], name: str) -> Named:
    for run, credits in lines:
        values: tuple[str, ...] = getattr(credits, name)
        if values:
            return Named(values, place(run.owner), run.text)
    return Named((), "")


def _outlet(structured: Structured, lines: list[tuple[Run, Credits]]) -> Named:
    for name in _OUTLET_METAS:
        content = structured.meta(name)
        if content and not _NOT_A_NAME.search(content) and not is_nobody(content):
            return Named((content,), f"meta {name}", content)
    for run, credits in lines:
        if credits.outlet:
            return Named((credits.outlet,), place(run.owner), run.text)
    for run, credits in lines:
        if credits.affiliation:
            return Named((credits.affiliation,), place(run.owner), run.text)
    return Named((), "")


def _machine_authors(structured: Structured, site: Site) -> Named:
    article = structured.article
    if article and article.authors:
        names = tuple(dict.fromkeys(name for party in article.authors for name in _clean(party.name)))
        if names:
            return Named(names, "json-ld author")
    for name in _AUTHOR_METAS:
        for content in structured.metas.get(name, ()):
            names = tuple(_clean(content))
            if names and not any(site.names_it(found) for found in names):
                return Named(names, f"meta {name}", content)
    return Named((), "")


def _clean(name: str) -> list[str]:
    """A declared author as a list of names: `By` and addresses gone, nobody left out."""
    name = _BY.sub("", name.strip()).strip(" ,;|·-–—")
    if not name or len(name) > _LONGEST_NAME * 3 or _NOT_A_NAME.search(name) or is_nobody(name):
        return []
    parts = (
        [part.strip() for part in re.split(r"\s*(?:[;、]|,\s)\s*|\s+(?:and|und|et|y|&)\s+", name)]
        if " " in name
        else [name]
    )
    return [part for part in parts if part and len(part) <= _LONGEST_NAME and key(part) and not is_nobody(part)]


def _marked_authors(root: html.HtmlElement) -> Named:
    """Authors by rel=author, itemprop=author or a byline class, outside furniture."""
    for path in (
        "//*[@itemprop='author']",
        "//a[@rel='author']",
        "//*[contains(@class,'byline') or contains(@class,'author-name')]",
    ):
        for element in root.xpath(path)[:3]:
            if _commented(element):
                continue
            inner = element.xpath(".//*[@itemprop='name']")
            text = (element.get("content") or text_of(inner[0] if inner else element, 200)).strip()
            names = _clean(text)
            if names and len(text) <= _LONGEST_NAME:
                return Named(tuple(names), place(element), text)
    return Named((), "")


def _commented(element: html.HtmlElement) -> bool:
    return any(
        "comment" in f"{node.get('class')} {node.get('id')}".lower() or node.tag in ("aside", "footer")
        for node in element.iterancestors()
        if region_of(node) == "furniture"
    )
