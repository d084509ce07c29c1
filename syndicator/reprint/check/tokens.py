"""Text as units that can be compared: what width, white space, case and the style of marks are, is folded away.

A unit is a Han character, a word or number of other scripts, or a mark. Its form is what was written; its key is
the form with Simplified and Traditional folded too, so that a converted text meets its original.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from syndicator.text.script import simple, traditional

_PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
_LETTER = r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
_UNIT = re.compile(
    rf"(?<=[\u3400-\u9fff])[(（][{_PINYIN}]{{1,7}}[)）]|[0-9]+(?:[.,:][0-9]+)*|{_LETTER}+(?:['’]{_LETTER}+)*"
    r"|(?:\.{2,}|…+|。{2,})|-+|\S"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# One character for one, so that places in a text stay what they are. Marks that numbers hold (，。：) are folded
# after the text is cut into units, else 共3。5月 would hold the number 3.5.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，．：＇（）"}
_WIDTH |= dict.fromkeys(map(ord, "‐‑‒–—―−─━﹣"), ord("-"))
_STYLES = {
    **dict.fromkeys("“”„‟\"‘’‚‛'`＇´「」『』﹁﹂〝〞«»′″", '"'),
    **dict.fromkeys("（([［【〔〖﹝", "("),
    **dict.fromkeys("）)]］】〕〗﹞", ")"),
    **dict.fromkeys("。．｡", "."),
    **dict.fromkeys("〈＜", "《"),
    **dict.fromkeys("〉＞", "》"),
    **dict.fromkeys("·•・‧∙⋅", "·"),
    **dict.fromkeys("〜∼～", "~"),
}
# What conversions between the scripts make of a character and do not take back.
_VARIANTS = {"著": "着", "裏": "里", "裡": "里", "祇": "只", "衹": "只", "纔": "才", "嚐": "尝", "佈": "布", "餘": "余"}
_DASHES, _DOTS = re.compile("-+"), re.compile(r"\.{2,}|…+|。{2,}")


class _Simple(dict[int, str]):
    """One form for all that a conversion between the scripts makes of a character, looked up once."""

    def __missing__(self, key: int) -> str:
        char = chr(key)
        self[key] = _VARIANTS.get(char) or simple(traditional(simple(char)))
        return self[key]


_SIMPLE = _Simple()


@dataclass(frozen=True, slots=True)
class Units:
    """A text's units in order: their forms and keys, and how many readings in brackets were left out."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    readings: int = 0


def visible(text: str) -> str:
    """The text without characters that nobody sees."""
    return _INVISIBLE.sub("", text)


@lru_cache(maxsize=512)
def units(text: str) -> Units:
    """The units of one text."""
    found = _UNIT.findall(text.translate(_WIDTH))
    kept = [unit for unit in found if not _is_reading(unit)]
    forms = tuple(map(_form, kept))
    return Units(forms, tuple(map(_key, forms)), len(found) - len(kept))


def places(text: str) -> list[tuple[int, int]]:
    """Where in `text` each of its units stands."""
    found = _UNIT.finditer(text.translate(_WIDTH))
    return [unit.span() for unit in found if not _is_reading(unit[0])]


def folded(text: str) -> str:
    """The text as one string of forms, readings and all: equal for texts that differ in style alone."""
    text = visible(text)
    found = units(text)
    return "".join(map(_form, _UNIT.findall(text.translate(_WIDTH))) if found.readings else found.forms)


def unscripted(text: str) -> str:
    """The text as one string of keys: equal for texts that differ in style and script alone."""
    return folded(text).translate(_SIMPLE)


def one_script(text: str) -> str:
    """The text in one script, character by character: equal for texts that differ in script alone."""
    return text.translate(_SIMPLE)


def is_mark(form: str) -> bool:
    """Whether a unit is a mark: neither letter nor figure."""
    return not any(char.isalnum() for char in form)


def _is_reading(unit: str) -> bool:
    return len(unit) > 1 and unit[0] in "(（"


@lru_cache(maxsize=65536)
def _key(form: str) -> str:
    return form.translate(_SIMPLE)


@lru_cache(maxsize=65536)
def _form(unit: str) -> str:
    if len(unit) == 1:
        style = _STYLES.get(unit)
        return style or unicodedata.normalize("NFKC", unit).casefold().strip() or unit
    if _DASHES.fullmatch(unit):
        return "-"
    if _DOTS.fullmatch(unit):
        return "…"
    return unicodedata.normalize("NFKC", unit).casefold().replace("’", "'")
