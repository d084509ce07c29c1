"""The first sentences of an article, for readers that show no more."""

import re
from html import escape

from syndicator.model.feed import Entry

# Some 100 Chinese characters or 200 Latin ones fill the two or three lines a list gives an item.
_LENGTH = 200
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)\"']*|\.(?=\s)")
_SPACE = re.compile(r"\s+")
# Chinese sentences follow each other without a space.
_FULL_WIDTH_STOP = re.compile(r"(?<=[。！？…；：，、”」』）]) ")


def excerpt(text: str) -> str:
    """The start of `text` in one line: whole sentences where they fit, else cut and marked with `…`."""
    # Four times the length is enough to look at: an article is not mostly white space.
    line = _FULL_WIDTH_STOP.sub("", _SPACE.sub(" ", text[: _LENGTH * 4]).strip())
    if len(line) <= _LENGTH:
        return line
    ends = [found.end() for found in _SENTENCE_END.finditer(line, 0, _LENGTH)]
    if ends and ends[-1] >= _LENGTH // 4:
        return line[: ends[-1]].rstrip()
    return line[: _LENGTH - 1].rstrip() + "…"


def excerpt_html(entry: Entry) -> str:
    """An entry's summary as HTML, its credit line with it: some readers show this and nothing else."""
    paragraphs = (entry.summary, entry.credit)
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs if text)
