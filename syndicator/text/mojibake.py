"""Text decoded by the wrong charset, turned back where nothing was lost.

UTF-8 read as GBK (鍏ㄥ浗 for 全国), GBK or UTF-8 read as Latin-1 or Windows-1252 (È«¹ú, å…¨å›½). Only a text
that goes back whole counts, and that then reads as far better Chinese.
"""

import re

from syndicator.text.han import HAN
from syndicator.text.lexicon import lexicon
from syndicator.text.script import simple

_WESTERN = re.compile("[\x80-\xff\u0152-\u02dc\u2013-\u2122]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_SAMPLE = 300
_FEWEST = 2
# Nats a character that the mended text must be likelier by.
_BETTER = 2.0
_READS_WELL = -9.0


def mend(text: str) -> str | None:
    """`text` as it was before the wrong charset, or None when it is no mojibake beyond doubt."""
    if text.isascii():
        return None
    pairs = [("gb18030", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "utf-8")]
    if _mostly_western(text):
        pairs += [("latin-1", "gb18030"), ("cp1252", "gb18030")]
    for wrong, right in pairs:
        mended = _again(text, wrong, right)
        if mended is not None and _far_better(mended, wrong, right):
            return mended
    return None


def _again(text: str, wrong: str, right: str) -> str | None:
    try:
        mended = text.encode(wrong).decode(right)
        # The wrong reading must give exactly what we have, or a byte was lost on the way.
        return mended if mended != text and mended.encode(right).decode(wrong) == text else None
    except UnicodeError:
        return None


def _mostly_western(text: str) -> bool:
    """GBK bytes are two letters a character: a Western text has one accent among plain letters."""
    plain = sum(char.isascii() and char.isalpha() for char in text)
    return len(_WESTERN.findall(text)) > plain


def _far_better(mended: str, wrong: str, right: str) -> bool:
    """Whether `mended` is Chinese, and far likelier as such than its wrong reading."""
    sample = mended[:_SAMPLE]
    han = len(HAN.findall(sample))
    if han < _FEWEST or _NOT_TEXT.search(mended):
        return False
    after = lexicon().likelihood(_simplified(sample))
    before = lexicon().likelihood(_simplified(sample.encode(right).decode(wrong, "replace")))
    return after > _READS_WELL * len(sample) and after > before + _BETTER * han


def _simplified(text: str) -> str:
    return "".join(simple(char) for char in text)
