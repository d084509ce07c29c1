"""Selectors for an article's fields whose selectors broke: ones that find what is known of articles on their pages now.

Where a page holds a known value (a headline, a date, a name, a text) the names of the elements there make short
selectors. One counts that finds the values on most of the pages at hand, as the source's kind itself reads them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract._naming import marks
from syndicator.extract.kinds import KINDS
from syndicator.extract.page import tree
from syndicator.extract.page.regions import region_of
from syndicator.extract.page.selectors import line, select
from syndicator.extract.page.site import key
from syndicator.model.draft import Draft, Lead
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import decode

# Each selector of an article's page, and the field it is for.
FIELDS = {"headline": "title", "published": "published", "author": "authors", "outlet": "outlet", "body": "body_text"}
_LONGEST = 4_000_000
# Elements that hold a value, selectors for each, and those tried by reading the pages.
_NODES, _NAMES, _MOST = 6, 60, 8
# How much longer than its value a line may be, and the share of a text's lines that are the text.
_BESIDE, _LINES = 40, 0.9
_SHORTEST = 10
_LONGER = 1.3
_UP = 5
# Longer than any line with a field on it.
_LINE = 500
_WHOLE = ("html", "head", "title", "body")
_NUMBERS = re.compile(r"\d{1,4}(?!\d)")
_LANDMARKS = ("article", "main", "header", "section")
_ATTRIBUTES = ("name", "property", "itemprop", "rel")
# The share of pages that a selector has to be right on.
_MOSTLY = 2 / 3


@dataclass(frozen=True, slots=True)
class Known:
    """An article's page as it is now, and what is known of the article; "" or () for what is not.

    `published` is a Moment as text.
    """

    page: Page
    title: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    body_text: str = ""


def idle(draft: Draft, source: Source) -> frozenset[str]:
    """The source's selectors that found nothing on a page whose fields were found otherwise."""
    places = {origin.field: origin.where for origin in draft.origins}
    return frozenset(
        name
        for name, field in FIELDS.items()
        if (chosen := getattr(source.selectors, name))
        and getattr(draft, field)
        and not places.get("body" if name == "body" else field, "").startswith(chosen)
    )


def broken(known: Sequence[Known], source: Source) -> frozenset[str]:
    """The source's selectors that find nothing on any of these pages, whose articles had it before. Raises nothing."""
    trees = _trees(known, source)
    names = (name for name in FIELDS if getattr(source.selectors, name))
    return frozenset(
        name
        for name in names
        if (having := [root for one, root in trees if getattr(one, FIELDS[name])])
        and not any(line(root, getattr(source.selectors, name))[0] for root in having)
    )


def suggest_fields(known: Sequence[Known], source: Source, names: Sequence[str]) -> dict[str, str]:
    """For each of the selectors `names` one that finds the known values; nothing for which there is none.

    Raises nothing: a page that can't be read is none.
    """
    trees = _trees(known, source)
    found: dict[str, str] = {}
    for name in names:
        having = [(one, root) for one, root in trees if getattr(one, FIELDS[name])]
        tried = islice(_candidates(having, name), _MOST)
        fitting = (selector for selector in tried if _is_right(having, _with(source, name, selector), name))
        if selector := next(fitting, ""):
            found[name] = selector
            source = _with(source, name, selector)
    return found


def written(found: dict[str, str]) -> str:
    """The selectors as a feed file has them."""
    return "; ".join(f"{name} = '{one}'" if '"' in one else f'{name} = "{one}"' for name, one in found.items())


def _trees(known: Sequence[Known], source: Source) -> list[tuple[Known, Element]]:
    read = []
    for one in known:
        try:
            text = decode(one.page.body[:_LONGEST], one.page.content_type, source.charset).text
            read.append((one, tree.parse(text)))
        except ExtractError:
            continue
    return read


def _candidates(having: list[tuple[Known, Element]], name: str) -> Iterator[str]:
    """Selectors that find something like the value on most pages, made from where it stands on one of them."""
    seen: set[str] = set()
    for one, root in having:
        for node in islice(_holding(root, one, name), _NODES):
            for selector in islice(_named(node), _NAMES):
                if selector not in seen and next(iter(select(root, selector)), None) is node:
                    seen.add(selector)
                    likely = sum(_is_like(_text(there, selector, name), other, name) for other, there in having)
                    if likely >= _enough(having):
                        yield selector


def _holding(root: Element, one: Known, name: str) -> list[Element]:
    """The innermost elements that hold the known value and little else, those in the page's furniture last."""
    held = [node for node in root.iter() if isinstance(node.tag, str) and node.tag not in _WHOLE]
    held = [node for node in held if _is_like(_own(node, name), one, name)]
    outer = {above for node in held for above in node.iterancestors()}
    inner = [node for node in held if node not in outer]
    return sorted(inner, key=lambda node: any(region_of(around) == "furniture" for around in node.iterancestors()))


def _own(node: Element, name: str) -> str:
    """What a selector gives for an element; of one that holds more than any line, only enough to see that."""
    if name == "body":
        return tree.text_of(node)
    return (node.get("content") or node.get("datetime") or "").strip() or tree.text_of(node, _LINE)


def _text(root: Element, selector: str, name: str) -> str:
    """What a selector finds on a page."""
    if name == "body":
        return next((text for node in select(root, selector) if (text := tree.text_of(node))), "")
    return line(root, selector)[0]


def _is_like(text: str, one: Known, name: str) -> bool:
    """Whether a text holds the known value and little else."""
    if name == "headline":
        return key(text) == key(one.title) != ""
    if name == "body":
        return _is_text(text, one.body_text)
    if name == "published":
        return len(text) <= 2 * _BESIDE and _is_dated(text, one.published)
    values = one.authors if name == "author" else (one.outlet,)
    return len(text) <= sum(map(len, values)) + _BESIDE and all(value in text for value in values)


def _is_text(text: str, known: str) -> bool:
    """Whether nearly all lines of a known text stand in a text that is not much longer."""
    here = "".join(text.split())
    lines = ["".join(told.split()) for told in known.splitlines() if len(told) >= _SHORTEST]
    short = len(here) <= _LONGER * len("".join(known.split())) + 2 * _BESIDE
    return bool(lines) and short and sum(told in here for told in lines) >= _LINES * len(lines)


def _is_dated(text: str, published: str) -> bool:
    """Whether the numbers of a day stand in a text; what the text says of them is read later."""
    day = [int(part) for part in published[:10].split("-")]
    numbers = [int(part) for part in _NUMBERS.findall(text)]
    named = any(letter.isalpha() for letter in text)
    return published[:10].replace("-", "") in text or (day[2] in numbers and (day[1] in numbers or named))


def _named(node: Element) -> Iterator[str]:
    """`meta[name="author"]`, `.byline`, `span.byline`, `.info .byline`, `.info span`, `article h1`, `h1`."""
    tag = node.tag
    for attribute in _ATTRIBUTES:
        value = node.get(attribute) or ""
        if value and '"' not in value and "\\" not in value and len(value) <= _BESIDE:
            yield f'{tag}[{attribute}="{value}"]'
    own = marks(node)
    yield from own
    yield from (f"{tag}{mark}" for mark in own if mark.startswith("."))
    around = list(islice(node.iterancestors(), _UP))
    for above in around:
        for name in marks(above):
            yield from (f"{name} {mark}" for mark in own)
            yield f"{name} {tag}"
            yield f"{name} > {tag}"
    yield from (f"{above.tag} {tag}" for above in around if above.tag in _LANDMARKS)
    if tag in ("h1", "time", "address", "article", "main"):
        yield str(tag)


def _with(source: Source, name: str, selector: str) -> Source:
    """The source with another selector."""
    told: dict[str, Any] = {name: selector}
    return replace(source, selectors=replace(source.selectors, **told))


def _is_right(having: list[tuple[Known, Element]], source: Source, name: str) -> bool:
    """Whether the source's kind reads the known value on enough of the pages."""
    return sum(_reads(one, source, name) for one, _ in having) >= _enough(having)


def _enough(having: list[tuple[Known, Element]]) -> float:
    return max(1, _MOSTLY * len(having))


def _reads(one: Known, source: Source, name: str) -> bool:
    try:
        draft = KINDS[source.kind].draft(one.page, Lead(one.page.url), source)
    except ExtractError:
        return False
    if name == "body":
        return _is_text(draft.body_text, one.body_text)
    if name == "headline":
        return key(draft.title) == key(one.title)
    if name == "published":
        return str(draft.published or "")[: len(one.published)] == one.published
    return bool(getattr(draft, FIELDS[name]) == getattr(one, FIELDS[name]))
