"""Writers as pages outside China sign them: by mark-up, in a line that begins `By`, under a portrait."""

import re
from itertools import pairwise

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import HEADINGS, Run
from syndicator.extract.page.declared import NOBODY, Named, byline_names, is_name, names_in
from syndicator.extract.page.tree import elements, place, squeeze, text_of
from syndicator.extract.page.zones import Zones
from syndicator.text.names import is_latin_name

_LABEL_ALONE = re.compile(
    r"^[\W_]*(?:by|written by|words by|author|von|par|por|text|story by|posted by)[\W_]*$", re.IGNORECASE
)
_HEADING_ALONE = re.compile(r"^(?:about the )?(?:authors?|writers?|written by)\W*$", re.IGNORECASE)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|writers?|by|people|staff|profiles?|contributors?|reporters?|autor(?:en|es)?|auteurs?|"
    r"redaktion|journalist(?:s|en)?|team|users?|producers?|byline|bio)/|@\w+$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^[\W_\d]*(?:(?:(?:written|words|story|text|reported|posted|article|report|analysis)\s+)?by|"
    r"(?:(?:ein\s+)?(?:beitrag|kommentar|text|gastbeitrag|interview|analyse)\s+)?von|par|por|"
    r"di|av|af|door|tekst|text|texte|texto|testo|autor(?:a|in)?|auteurs?|автор)\s*:?\s+(?P<names>\S.{1,100})$",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"^[^.!?]*\d{4}\b[^.!?]{0,40}\bby\s+(?P<names>[A-ZÀ-Þ][^\d.!?]{2,80})$")
_HANDLE = re.compile(r"^(?P<names>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’.-]*){1,3}),?\s*[(@]?@\w+\)?$")
_PEN_NAME = re.compile(r"^[Bb]y:?\s+(?P<name>[\w.-]{3,24})$")
_AUTHOR_CLASS = re.compile(r"author|byline|writer", re.IGNORECASE)
_SHORT, _MARKED = 60, 6
_LAST, _NEAR, _LEADING = 4, 3, 8


def after_label(zones: Zones) -> Named:
    """A name on the line after `By`."""
    for label, run in pairwise(zones.opening):
        if _LABEL_ALONE.match(label.text) and len(run.text) <= _SHORT:
            names = names_in(run.text) if run.text.islower() else byline_names(run.text, sure=True)
            if names:
                return Named(names, place(run.owner), run.text)
    return NOBODY


def marked(root: Element) -> Named:
    """Authors the mark-up names: itemprop and rel=author."""
    for element in elements(root, "//*[@itemprop='author'] | //a[contains(concat(' ', @rel, ' '), ' author ')]")[
        :_MARKED
    ]:
        inner = elements(element, ".//*[@itemprop='name']")
        text = element.get("content") or text_of(inner[0] if inner else element, 200)
        names = byline_names(text, sure=True)
        if names and not _commented(element):
            return _with_neighbours(names, element, text)
    return NOBODY


def _with_neighbours(names: tuple[str, ...], element: Element, text: str) -> Named:
    """The names, with those beside them in the same line: only one of two writers may have a page to link to."""
    parent = element.getparent()
    line = text_of(parent, _SHORT * 3) if parent is not None else ""
    more = byline_names(line) if len(line) <= _SHORT * 2 else ()
    return Named(more if set(names) < set(more) else names, place(element), line if set(names) < set(more) else text)


def said(zones: Zones) -> Named:
    """A line by the headline or right below the text that begins with `By`, `Von` or `Par`, or ends so after a date."""
    for run in (*zones.header, *zones.above, *zones.inside[:_LEADING], *zones.inside[-2:], *zones.tail[:_LEADING]):
        if len(run.text) > _SHORT * 2:
            continue
        said = _SAID.match(run.text) or _AFTER_DATE.match(run.text) or _HANDLE.match(run.text)
        names = byline_names(said["names"]) if said else ()
        pen_name = _PEN_NAME.match(run.text) if not names else None
        if names or pen_name:
            return Named(names or (pen_name["name"],) if pen_name else names, place(run.owner), run.text)
    return NOBODY


def classed(zones: Zones) -> Named:
    """Author links and elements called author or byline, between headline and text."""
    for run in (*zones.header, *zones.above):
        links = [link for link in run.owner.iter("a") if _AUTHOR_LINK.search(link.get("href") or "")]
        if not links and not _is_byline(run):
            continue
        names = byline_names(run.text) if len(run.text) <= _SHORT * 2 else ()
        names = names or tuple(dict.fromkeys(name for link in links for name in byline_names(text_of(link, 200))))
        if names:
            return Named(names, place(run.owner), run.text)
    return NOBODY


def portrayed(zones: Zones) -> Named:
    """A name below the text with a paragraph about its owner: `Ann Lee` and `Ann Lee is a reporter who …`."""
    lines = (*zones.inside[-2:], *zones.tail[:_LAST])
    for name, portrait in pairwise(lines):
        if is_latin_name(name.text) and " " in name.text and portrait.text.startswith(name.text + " "):
            return Named((name.text,), place(name.owner), portrait.text[:_SHORT])
    return NOBODY


def pictured(root: Element, zones: Zones) -> Named:
    """A name alone on a line by the headline or below the text that is also what a picture, the writer's, is called."""
    called = {squeeze(image.get("alt") or "") for image in root.iter("img")}
    for run in (*zones.header, *zones.inside[-2:]):
        if run.text in called and is_latin_name(run.text) and byline_names(run.text) == (run.text,):
            return Named((run.text,), place(run.owner), run.text)
    return NOBODY


def presented(zones: Zones) -> Named:
    """The names under a heading `Author` below the text, each with a job or a picture's initials beside it."""
    for number, label in enumerate(zones.tail):
        if _HEADING_ALONE.match(label.text):
            below = [
                run
                for run in zones.tail[number + 1 :]
                if " " in run.text and is_latin_name(run.text) and is_name(run.text)
            ]
            return Named(tuple(run.text for run in below[:_LAST]), place(label.owner), label.text)
    return NOBODY


def _is_byline(run: Run) -> bool:
    if run.owner.tag in HEADINGS:
        return False
    nodes = (
        run.owner,
        *list(run.owner.iterancestors())[:_NEAR],
        *(element for element, is_tail in run.pieces if not is_tail),
    )
    return any(
        node.tag not in ("body", "html", "main", "article")
        and _AUTHOR_CLASS.search(f"{node.get('class') or ''} {node.get('data-testid') or ''}")
        for node in nodes
    )


def _commented(element: Element) -> bool:
    return any("comment" in f"{node.get('class')} {node.get('id')}".lower() for node in element.iterancestors())
