"""The numbers Word writes before paragraphs by itself (ECMA-376 part 1, §17.9): `一、`, `（二）`, `3.`, `①`, a bullet.

They stand nowhere in the text, and a reader misses them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element as Element

from syndicator.extract.document.word_styles import child, is_on
from syndicator.extract.document.xml import attribute, name

_DEEPEST = 9
_PLACE = re.compile(r"%([1-9])")
# What an ordered list of HTML says by itself.
_PLAIN = re.compile(r"%([1-9])[.)．）]?")
_LATIN_END = re.compile(r"[A-Za-z0-9.)]$")
_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 9999
# Letters of the alphabet; numbers that Unicode has in a circle from U+2460 on.
_LETTERS, _CIRCLED = 26, 20


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph: a bullet, a plain number (`value`), or a text that only `text` tells."""

    sort: Literal["bullet", "number", "text"]
    text: str = ""
    value: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class Numbers:
    """A document's lists, counted as its paragraphs come."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, list[_Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, number: str, depth: str) -> Label | None:
        """The label of the next paragraph of a list; None where it is in none (list 0 takes a paragraph out of one)."""
        abstract = self.lists.get(number)
        levels = self.levels.get(abstract or "")
        at = int(depth) if depth.isdecimal() else 0
        if abstract is None or not levels or at >= len(levels):
            return None
        level = levels[at]
        if level.form == "bullet":
            return Label("bullet", level=at)
        counts = self.counts.setdefault(abstract, [None] * len(levels))
        # A list that starts anew does so once.
        start = self.starts.pop((number, at), None)
        before = counts[at]
        counts[at] = start if start is not None else level.start if before is None else before + 1
        counts[at + 1 :] = [None] * (len(levels) - at - 1)
        text = _PLACE.sub(lambda place: self._shown(level, levels, counts, int(place[1]) - 1), level.text)
        if level.form == "none" or not text.strip():
            return None
        plain = _PLAIN.fullmatch(level.text)
        if level.form == "decimal" and plain and int(plain[1]) == at + 1:
            return Label("number", text, counts[at] or 0, at)
        return Label("text", text)

    def _shown(self, of: _Level, levels: list[_Level], counts: list[int | None], at: int) -> str:
        count = counts[at] if at < len(counts) else None
        return written(levels[at].start if count is None else count, "decimal" if of.legal else levels[at].form)


def read(root: Element | None) -> Numbers:
    """The lists of a numbering part; none where there is none."""
    numbers = Numbers()
    for element in root if root is not None else ():
        if name(element) == "abstractNum":
            levels = {_at(level): _level(level) for level in element if name(level) == "lvl"}
            numbers.levels[attribute(element, "abstractNumId")] = [levels.get(at, _Level()) for at in range(_DEEPEST)]
        elif name(element) == "num":
            abstract, key = child(element, "abstractNumId"), attribute(element, "numId")
            numbers.lists[key] = attribute(abstract, "val") if abstract is not None else ""
            for override in element:
                start = child(override, "startOverride")
                if start is not None and attribute(start, "val").isdecimal():
                    numbers.starts[key, _at(override)] = int(attribute(start, "val")[:6])
    return numbers


def joint(label: str) -> str:
    """What parts a label from its text: `一、` nothing, `1.` a space."""
    return " " if _LATIN_END.search(label) else ""


def written(count: int, form: str) -> str:
    """A number as a list writes it (§17.18.59, ST_NumberFormat)."""
    return _FORMS.get(form, str)(count) if 0 < count <= _MOST else str(count)


def _chinese(count: int) -> str:
    """1 to 9,999 in Han numerals: 10 is 十, 15 十五, 105 一百零五."""
    text, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + sign
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while count >= value:
            text, count = text + sign, count - value
    return text


def _letter(count: int) -> str:
    """1 is a, 26 z, 27 aa, 28 bb."""
    return chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)


def _circle(count: int) -> str:
    return chr(0x2460 + count - 1) if count <= _CIRCLED else f"({count})"


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital"), _chinese),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda count: _chinese(count).translate(_LEGAL)
    ),
    "ideographTraditional": lambda count: _STEMS[(count - 1) % len(_STEMS)],
    "ideographZodiac": lambda count: _BRANCHES[(count - 1) % len(_BRANCHES)],
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circle),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}


def _at(element: Element) -> int:
    depth = attribute(element, "ilvl")
    return int(depth) if depth in set("012345678") else 0


def _level(element: Element) -> _Level:
    start, form, text = child(element, "start"), child(element, "numFmt"), child(element, "lvlText")
    first = attribute(start, "val") if start is not None else "1"
    return _Level(
        int(first[:6]) if first.isdecimal() else 1,
        attribute(form, "val") if form is not None else "decimal",
        attribute(text, "val") if text is not None else "",
        bool(is_on(child(element, "isLgl"))),
    )
