"""Simplified and Traditional: which one a character belongs to, and converting a text for publishing.

Conversion is OpenCC's, phrase by phrase (头发 → 頭髮, 发展 → 發展); text already in the wanted script is
left alone, since converting it again could only spoil names.
"""

import re
from functools import cache

from opencc import OpenCC

from syndicator.model.source import Script

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff，、“”]+")
_CONFIG = {"hans": "t2s", "hant": "s2t"}


def convert(text: str, script: Script) -> str:
    """`text` in `script`; "keep" gives it back unchanged. Everything but Han characters stays as it is."""
    if script == "keep" or _in_it_already(text, script):
        return text
    return _HAN.sub(lambda run: _convert(run[0], _CONFIG[script]), text)


def _in_it_already(text: str, script: Script) -> bool:
    """Whether `text` is in `script`: what could be either is taken for Simplified, which most sources write."""
    chars = set(text)
    traditional_text = any(map(traditional_only, chars))
    if script == "hans":
        return not traditional_text
    return traditional_text and not any(map(simplified_only, chars))


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def _convert(text: str, config: str) -> str:
    converted: str = _converter(config).convert(text)
    return converted


@cache
def simple(char: str) -> str:
    """The Simplified form of one character, itself when it has no other."""
    return _convert(char, "t2s") if _HAN.fullmatch(char) else char


@cache
def traditional(char: str) -> str:
    """The commonest Traditional form of one character, itself when it has no other."""
    return _convert(char, "s2t") if _HAN.fullmatch(char) else char


@cache
def traditional_only(char: str) -> bool:
    """Whether `char` is written only in Traditional Chinese: 發 yes, 乾 (as in 乾隆) and 好 no.

    GB 2312, the Simplified character set, tells: 乾 is in it, 發 is not.
    """
    return simple(char) != char and not _held_by("gb2312", char)


@cache
def simplified_only(char: str) -> bool:
    """Whether `char` is written only in Simplified Chinese: 发 yes, 后 (also a Traditional character) and 好 no.

    Big5, the Traditional character set, tells: 后, 里 and 干 are in it, 发 is not.
    """
    return traditional(char) != char and not _held_by("cp950", char)


def _held_by(charset: str, char: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
