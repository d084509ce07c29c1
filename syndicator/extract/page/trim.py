"""What stands around an article inside its own element: headline, dateline and byline before, furniture after."""

import re

from syndicator.extract.page.blocks import HEADINGS, Run
from syndicator.extract.page.phrases import ends, never
from syndicator.extract.page.site import key
from syndicator.text.byline import read_line

_SENTENCE = re.compile(r"[.!?。！？；…”\"»」:：]\s*[)）\]】]?\s*$")
_DATE = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d{2}|"
    r"(?:jan|feb|mar|apr|ma[iyr]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w*\.?,?\s+\d{1,4}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,10}\.?,?\s+(?:de\s+)?\d{4}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|von|par|por|di|av|af|door|text|kommentar von|author|written by|作者|来源|記者|记者|文|文字)\b|^(?:文|图|作者|来源)[:：/|]",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^[(（]?\s*(?:原标题|原題|原题|当前位置|您的位置|您现在的位置|所在位置|您当前的位置)")
_HEAD_RUNS = 30
_PROSE = 100
_HEADER_LENGTH = 200
_DATE_LENGTH = 110
_SHORT = 60
# A closing marker counts only where this share of the text stands before it, or what follows is small.
_ENOUGH = 300


def trim(runs: list[Run], headline: str) -> list[Run]:
    """The runs without the lines before the first paragraph and after the last that are not article."""
    runs = [run for run in runs if not never(run)]
    runs = _cut(runs[_head(runs, headline) :])
    while runs and _closing(runs[-1]):
        runs.pop()
    return runs


def _head(runs: list[Run], headline: str) -> int:
    """How many lines at the start come before the article."""
    title = key(headline)
    start = 0
    prose = 0
    for number, run in enumerate(runs[:_HEAD_RUNS]):
        if title and (key(run.text) == title or run.owner.tag == "h1") and prose <= 1:
            start = number + 1
        prose += _is_prose(run)
    for number in range(start, min(len(runs), start + _HEAD_RUNS)):
        run = runs[number]
        if _is_header(run, title):
            start = number + 1
        else:
            break
    return start


def _is_prose(run: Run) -> bool:
    return run.length >= _PROSE and run.linked * 2 < run.length and bool(_SENTENCE.search(run.text))


def _is_header(run: Run, title: str) -> bool:
    text = run.text
    if len(text) > _HEADER_LENGTH:
        return False
    if key(text) == title or _ORIGINAL.match(text):
        return True
    if len(text) <= _DATE_LENGTH and _DATE.search(text) and not _SENTENCE.search(text):
        return True
    if _BYLINE.match(text) and not _SENTENCE.search(text):
        return True
    if read_line(text).pure:
        return True
    return (
        run.owner.tag not in HEADINGS and run.owner.tag != "li" and not _SENTENCE.search(text) and run.length < _SHORT
    )


def _cut(runs: list[Run]) -> list[Run]:
    """The runs up to the first line that opens what follows articles."""
    total = sum(run.length for run in runs)
    before = 0
    for number, run in enumerate(runs):
        if number and before >= min(_ENOUGH, total * 0.3) and ends(run):
            after = total - before
            if after < before or _is_comment(run):
                return runs[:number]
        before += run.length
    return runs


_COMMENT = re.compile(r"评论|跟帖|跟贴|留言|comment|repl|kommentar|reaction|discussion", re.IGNORECASE)


def _is_comment(run: Run) -> bool:
    return bool(_COMMENT.search(run.text))


def _closing(run: Run) -> bool:
    """Whether the last line is no part of the article: credits alone, a heading over nothing, a link."""
    if run.owner.tag in HEADINGS:
        return True
    if run.linked * 2 > run.length and not _SENTENCE.search(run.text):
        return True
    if len(run.text) <= _HEADER_LENGTH and not _is_bracketed(run.text) and read_line(run.text).pure:
        return True
    return False


def _is_bracketed(text: str) -> bool:
    return text[:1] in "(（【[" and text[-1:] in ")）】]"
