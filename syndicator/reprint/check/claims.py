"""The credit line taken apart: what it promises of the source, the people, the title and the way back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from syndicator.model.finding import Promised
from syndicator.reprint.check.tokens import folded

_PARTS = re.compile(r"\u3000+| {2,}|\s*[|｜丨•]\s*|[;；]\s*|\s+[·/—–-]\s+|[,，]\s*(?=[^\s:：，,]{1,12}[:：])")
# A single space parts what has labels, but for the space within one: `Original title: `.
_LABELS = re.compile(r"[ ](?=[^\s:：a-z][^\s:：]{0,15}[:：](?!//))")
_LABELLED = re.compile(r"^\W*(?P<label>[^:：\d]{1,24}?)\s*[:：]\s*(?P<value>.+)$")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
SOURCE = (
    r"(?:(?:文章|稿件|新闻|信息|内容|本文)?(?:来源|來源|稿源|出处|出處)于?|转载自|轉載自|转自|轉自|摘自|来自|來自|原载|原載|供稿|"
    r"source|from|via|courtesy of|credit|copyright|originally published (?:by|in|on)|reprinted from|republished from)"
)
PEOPLE = (
    r"(?:作者|记者|記者|通讯员|通訊員|文|图文|撰文|采写|编辑|編輯|责任编辑|责编|摄影|"
    r"by|authors?|written by|reporters?|editors?|edited by)"
)
TITLES = r"(?:原标题|原標題|原题|original title|originally titled)"
# A line of sentences: `Source: Hill Post. By Ann Lee.`
_SENTENCES = re.compile(
    rf"\.\s+(?=(?:{TITLES}|{PEOPLE}|{SOURCE}|original|link)\b)|。\s*(?=(?:{TITLES}|{PEOPLE}|{SOURCE}|原文|链接|鏈接))",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(rf"^\W*(?:{TITLES}|{PEOPLE}|{SOURCE})\s*[:：]", re.IGNORECASE)
_IS_SOURCE = re.compile(rf"^{SOURCE}$", re.IGNORECASE)
_JOINED = re.compile(r"\s*[、,，;；&]\s*|\s+and\s+")


class Sort(StrEnum):
    """What a part of a credit line names."""

    SOURCE = "source"
    PEOPLE = "people"
    TITLE = "title"
    ADDRESS = "address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """One part of a credit line: its label as printed ("" for none) and the values that must be shown."""

    sort: Sort
    label: str
    values: tuple[str, ...]


def claims(promised: Promised) -> tuple[Claim, ...]:
    """The parts of the promised credit line; the holder's comes first, even where the line has no label for it."""
    found = list(_claims(promised))
    if not any(claim.sort is Sort.SOURCE for claim in found) and promised.holder:
        found.insert(0, Claim(Sort.SOURCE, "", (promised.holder,)))
    told = {name for claim in found if claim.sort is Sort.PEOPLE for name in claim.values}
    credit = folded(promised.credit)
    others = tuple(name for name in promised.authors if name not in told and folded(name) in credit)
    if others:
        found.append(Claim(Sort.PEOPLE, "", others))
    return tuple(sorted(found, key=lambda claim: claim.sort is not Sort.SOURCE))


def _claims(promised: Promised) -> Iterator[Claim]:
    title = folded(promised.title)
    # A title may hold what parts a credit line.
    line = promised.credit.replace(promised.title, "\x00") if promised.title else promised.credit
    for part in _parts(line):
        labelled = _LABELLED.match(part)
        label, value = (labelled["label"], labelled["value"].strip()) if labelled else ("", part)
        value = value.replace("\x00", promised.title)
        if _ADDRESS.search(part):
            yield Claim(Sort.ADDRESS, "", (part,))
        elif title and folded(value).strip('"《》') == title.strip('"《》'):
            yield Claim(Sort.TITLE, label, (promised.title,))
        elif _IS_SOURCE.match(label) or (promised.holder and folded(value) == folded(promised.holder)):
            yield Claim(Sort.SOURCE, label, (value,))
        elif promised.holder and folded(promised.holder) in folded(value):
            yield Claim(Sort.SOURCE, label, (promised.holder,))
        elif not label and any(folded(name) in folded(value) for name in promised.authors):
            continue
        elif label:
            yield Claim(Sort.PEOPLE, label, tuple(filter(None, _JOINED.split(value))))
        else:
            yield Claim(Sort.OTHER, "", (value,))


def _parts(line: str) -> Iterator[str]:
    pieces = (piece.strip() for part in _PARTS.split(line) for piece in _SENTENCES.split(part))
    for part in filter(None, pieces):
        told = ""
        for piece in _LABELS.split(part):
            if told and _TWO_WORDS.match(f"{told} {piece}") and ":" not in told and "：" not in told:
                told += f" {piece}"
                continue
            if told:
                yield told
            told = piece
        yield told
