"""Whether the credit stands at the article: every part of the line, in its words, before or after the text.

A value counts where it stands by itself: `海川日报社` is not `海川日报`. A credit in the foot of the site, in a
list of other articles or among comments is none, and neither is one that nobody sees.
"""

import re
from collections.abc import Iterable, Iterator

from syndicator.model.finding import Aspect, Finding, Mark, Passage, Promised
from syndicator.reprint.check.claims import PEOPLE, SOURCE, TITLES, Claim, Sort, claims
from syndicator.reprint.check.furniture import is_caption, is_surrounding
from syndicator.reprint.check.names import stands
from syndicator.reprint.check.page import Page
from syndicator.reprint.check.place import Place
from syndicator.reprint.check.roles import CAPTION
from syndicator.reprint.check.tokens import folded, places, unscripted
from syndicator.reprint.check.words import why
from syndicator.text.urls import host_of

_STATED = re.compile(
    rf"(?<![a-z])(?P<label>{SOURCE})\s*(?P<colon>[:：])?\s*"
    rf"(?P<value>[^\s|｜,，;；()（）\[\]【】。]{{2,40}}(?: [A-Z][\w'’.-]*){{0,8}})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?<![a-z\u4e00-\u9fff])(?P<label>{PEOPLE}|{TITLES})\s*[:：]\s*(?P<value>[^\n|｜;；\u3000]{{2,60}})",
    re.IGNORECASE,
)
_TITLED = re.compile(rf"(?<![a-z]){TITLES}\s*[:：]\s*\S", re.IGNORECASE)
_TAKEN = re.compile(
    r"(?:转载自|轉載自|转自|轉自|摘自|reprinted from|republished from)\s*[:：]?\s*"
    r"(?P<value>[^\n|｜,，;；()（）。\u3000]{2,60})",
    re.IGNORECASE,
)
_ALIKE = 0.5
_ROW, _HEADLINE = 3, 6


def judge(place: Place, promised: Promised) -> Finding:
    """OK when every part of the credit line stands at the article and no other source is named there."""
    page, free = place.page, promised.script_free
    beside = [number for number in place.beside if not _is_list(place, number, promised)]
    near = "\n".join((*(page.blocks[number].parted for number in beside), _edges(place)))
    # Who took a picture need not have written the text.
    of_text = "\n".join(
        (*(page.blocks[number].parted for number in beside if not _is_caption(page, number)), _edges(place))
    )
    headline = "\n".join(page.blocks[number].text for number in place.headlines)
    # A line that names the original title has to have it right, whatever the headline says.
    below = "\n".join(
        (*(page.blocks[number].parted for number in beside if number not in place.headlines), _edges(place))
    )
    headline = below if not free and _TITLED.search(below) else f"{headline}\n{headline.replace(chr(10), ' ')}\n{near}"
    where = {Sort.PEOPLE: of_text, Sort.TITLE: headline}
    parts = [claim for claim in claims(promised) if claim.sort is not Sort.ADDRESS]
    missing = [
        claim
        for claim in parts
        if not all(stands(value, where.get(claim.sort, near), claim.sort, free=free) for value in claim.values)
    ]
    source = next((claim for claim in missing if claim.sort is Sort.SOURCE), None)
    if source is not None:
        return _without_source(place, promised, source, near)
    if missing:
        return _without_part(missing, near)
    others = list(_other_sources(near, promised, parts))
    if others:
        passages = tuple(Passage("added", "", told) for told in others)
        return Finding(Aspect.CREDIT, Mark.UNSURE, "credit-conflict", why("credit-conflict", told=others[0]), passages)
    told = (page.blocks[number] for number in beside)
    line = next((block.text for block in told if _has_source(block.parted, parts, free=free)), "")
    return Finding(Aspect.CREDIT, Mark.OK, "credit", why("credit"), (Passage("same", promised.credit, line),))


def _is_caption(page: Page, number: int) -> bool:
    block = page.blocks[number]
    return page.roles[block.node] == CAPTION or (is_caption(block.text) and not _STATED.search(block.text))


def _is_list(place: Place, number: int, promised: Promised) -> bool:
    """Whether a line is other articles' headlines: a link to another page of the site, or several long links.

    Not so where any of them leads to the owner's site; above the text a source may be a link to its page.
    """
    if number in place.page.teasers and (number > place.last or place.page.roles[place.page.blocks[number].node]):
        return True
    block, ours = place.page.blocks[number], host_of(promised.original_url)
    links = [link for link in place.page.links if link.block == number and link.shows]
    if number > place.last and block.linked >= _HEADLINE and not is_surrounding(block.text):
        # A headline that leads to another page of the site, with that article's own source behind it.
        own = host_of(place.page.url)
        if links and all(host_of(link.url) == own for link in links) and _STATED.search(block.parted):
            return True
    long = block.linked >= _HEADLINE * max(len(links), 1)
    return len(links) >= _ROW and long and not any(host_of(link.url) == ours for link in links)


def _edges(place: Place) -> str:
    """What stands in the first and last line of the text beside the text itself, where a credit may be run in."""
    stream, blocks = place.stream, place.page.blocks
    start = place.seeds[0].there - stream.span(place.first)[0]
    end = stream.span(place.last)[1] - place.seeds[-1].there_end
    first, last = blocks[place.first].text, blocks[place.last].text
    first = first[: places(first)[start][0]] if start else ""
    last = last[places(last)[-end][0] :] if end else ""
    return f"{first}\n{last}"


def _has_source(text: str, parts: Iterable[Claim], *, free: bool) -> bool:
    sources = (claim for claim in parts if claim.sort is Sort.SOURCE)
    return any(stands(value, text, Sort.SOURCE, free=free) for claim in sources for value in claim.values)


def _without_source(place: Place, promised: Promised, claim: Claim, near: str) -> Finding:
    """Why the holder is not named at the article: misspelt, somebody else, elsewhere on the page, or nowhere."""
    holder = claim.values[0]
    for told in _sources(near):
        code = "credit-misspelt" if _alike(holder, told) >= _ALIKE else "credit-other"
        passage = Passage("changed", holder, told)
        return Finding(Aspect.CREDIT, Mark.WRONG, code, why(code, ours=holder, told=told), (passage,))
    page, near_blocks = place.page, set(place.around)
    for number, block in enumerate(page.blocks):
        inside = place.first <= number <= place.last and not page.roles[block.node]
        if (
            number not in near_blocks
            and not inside
            and page.shown(block.concealed)
            and stands(holder, block.parted, Sort.SOURCE, free=promised.script_free)
        ):
            passage = Passage("changed", promised.credit, block.text)
            return Finding(Aspect.CREDIT, Mark.WRONG, "credit-moved", why("credit-moved"), (passage,))
    passage = Passage("left-out", promised.credit, "")
    return Finding(Aspect.CREDIT, Mark.MISSING, "credit-missing", why("credit-missing"), (passage,))


def _without_part(missing: Iterable[Claim], near: str) -> Finding:
    """Which parts of the line are not there, with what the page has in their place where that can be told."""
    signed = [(found["label"], found["value"].strip()) for found in _SIGNED.finditer(near)]
    passages: list[Passage] = []
    for claim in missing:
        ours = f"{claim.label}：{'、'.join(claim.values)}" if claim.label else "、".join(claim.values)
        told = next(
            (f"{label}：{value}" for label, value in signed if _alike("".join(claim.values), value) >= _ALIKE), ""
        )
        passages.append(Passage("changed" if told else "left-out", ours, told))
    wrong = any(passage.theirs for passage in passages)
    code, mark = ("credit-part-wrong", Mark.WRONG) if wrong else ("credit-part-missing", Mark.MISSING)
    listed = "；".join(passage.ours for passage in passages)
    return Finding(Aspect.CREDIT, mark, code, why(code, ours=listed), tuple(passages))


def _sources(text: str) -> Iterator[str]:
    """Every source a text names after a label with a colon; after 转自 and its like without one, too."""
    for found in _STATED.finditer(text):
        if found["colon"] or found["label"][0] in "转轉摘" or found["label"].lower().endswith("from"):
            yield found["value"].strip('"“”《》「」 .')


def _other_sources(near: str, promised: Promised, parts: Iterable[Claim]) -> Iterator[str]:
    """Sources named beside the right one. A paper that says from whom it took the article may name itself first."""
    fold = unscripted if promised.script_free else folded
    known = {fold(value) for claim in parts if claim.sort is Sort.SOURCE for value in claim.values}
    known |= {fold(name) for name in (promised.holder, *promised.authors)} - {""}
    taken = " ".join(found[0] for found in _TAKEN.finditer(near))
    if _has_source(taken, parts, free=promised.script_free):
        return
    whole = fold(promised.credit)
    for told in _sources(near):
        name = fold(told)
        if name not in whole and not any(one in name or name in one for one in known) and "://" not in told:
            yield told


def _alike(one: str, other: str) -> float:
    """How much of the characters of the first are in the second, in pairs of neighbours or one by one."""
    here, there = folded(one), folded(other)
    if not here or not there:
        return 0.0
    return 2 * len(set(here) & set(there)) / (len(set(here)) + len(set(there)))
