"""Lines that are links alone: mostly pointers elsewhere, but also subheadings, list items and cells of the article."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import HEADINGS, Run, groups

_SENTENCE = re.compile(r"[.!?。！？；…”\"]\s*[)）\]】]?$")
_POINTER, _ITEMS, _PROSE, _HEADING, _CELL = 0.6, 0.5, 100, 140, 300
_LISTS, _TABLES = frozenset(("ul", "ol", "dl")), frozenset(("table",))
_ITEM, _CELLS = frozenset(("li", "dd", "dt")), frozenset(("td", "th"))
_BOLD = frozenset(("strong", "b"))


@dataclass(slots=True)
class _Share:
    """How much text a list or table holds, how much of it in links, and its longest line."""

    length: int = 0
    linked: int = 0
    longest: int = 0
    runs: list[Run] = field(default_factory=list)


def sift(runs: list[Run]) -> list[Run]:
    """The runs without those that are links alone and do not belong to the text."""
    together = list(groups(runs))
    shares = _shares(runs)
    kept: list[Run] = []
    for number, group in enumerate(together):
        after = together[number + 1] if number + 1 < len(together) else []
        if not _is_pointer(group) or _opens(group, after) or _belongs(group[0].owner, shares):
            kept.extend(group)
    while kept and kept[-1].owner.tag in HEADINGS:
        kept.pop()
    return kept


def _is_pointer(group: list[Run]) -> bool:
    length = sum(run.length for run in group)
    linked = sum(run.linked for run in group)
    return linked > length * _POINTER and not any(_SENTENCE.search(run.text) for run in group)


def _opens(group: list[Run], after: list[Run]) -> bool:
    """Whether a linked line is the heading over the paragraph that follows it."""
    owner = group[0].owner
    if len(group) > 1 or len(group[0].text) > _HEADING or not (owner.tag in HEADINGS or _is_bold(group[0])):
        return False
    if sum(run.length for run in after) < _PROSE or _is_pointer(after):
        return False
    return not any(ancestor.tag in _ITEM for ancestor in owner.iterancestors())


def _is_bold(run: Run) -> bool:
    """Whether all of a line is bold."""
    for element, is_tail in run.pieces:
        text = element.tail if is_tail else element.text
        node = element.getparent() if is_tail else element
        while node is not None and node is not run.owner and node.tag not in _BOLD:
            node = node.getparent()
        if text and text.strip() and (node is None or node is run.owner):
            return False
    return True


def _belongs(owner: Element, shares: dict[Element, _Share]) -> bool:
    """Whether a linked item stands among items of text, in a list or in a table of data."""
    holder = _holder(owner)
    if holder is None:
        return False
    share = shares[holder]
    if share.linked > share.length * _ITEMS:
        return False
    return holder.tag in _LISTS or (share.longest <= _CELL and holder.find(".//table") is None)


def _holder(owner: Element) -> Element | None:
    """The list or table whose item or cell an element is in."""
    for element in (owner, *owner.iterancestors()):
        if element.tag in _LISTS or element.tag in _TABLES:
            return element
    return None


def _shares(runs: list[Run]) -> dict[Element, _Share]:
    shares: dict[Element, _Share] = {}
    for run in runs:
        holder = _holder(run.owner)
        if holder is not None:
            share = shares.setdefault(holder, _Share())
            share.length += run.length
            share.linked += run.linked
            share.longest = max(share.longest, run.length)
    return shares
