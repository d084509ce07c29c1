"""Credits on one line of a page: who wrote, edited and photographed it, and where it comes from."""

import re

from syndicator.text.byline_en import read_english
from syndicator.text.byline_zh import read_chinese
from syndicator.text.credits import NOTHING, Credits
from syndicator.text.han import HAN

__all__ = ["Credits", "read_line"]

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WIDTHS = str.maketrans(dict.fromkeys("：﹕︰∶", ":") | dict.fromkeys("丨｜∣│┃▏▕❘", "|") | {"／": "/"})
# A longer line is never worth a search for credits: only its two ends are read.
_LONGEST = 400
_ENGLISH = re.compile(r"[A-Za-z]{2}")


def read_line(line: str) -> Credits:
    """Read the credits of one line of visible text; Credits() when it holds none.

    Chinese in both scripts and English. Body sentences that merely mention a reporter, a source or
    an editor give nothing. Never raises.
    """
    text = _SPACE.sub(" ", _INVISIBLE.sub("", line)).strip()
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
    if HAN.search(text):
        found = read_chinese(text.translate(_WIDTHS))
        if found or found.pure:
            return found
    if _ENGLISH.search(text):
        return read_english(text)
    return NOTHING
