"""What stands around an article inside its own element: headline, dateline and byline before, furniture after."""

import re
from itertools import islice

from syndicator.extract.page.blocks import HEADINGS, Run
from syndicator.extract.page.notices import may_be_notice
from syndicator.extract.page.phrases import ends, is_foot, is_own, is_platform, never, without_summary
from syndicator.extract.page.regions import parts_of
from syndicator.extract.page.remarks import closes, is_beat, is_drawn, is_stamp, pleads
from syndicator.extract.page.site import key
from syndicator.extract.page.tree import text_of
from syndicator.text.byline import read_line
from syndicator.text.credits import NOTHING

_SENTENCE = re.compile(r"[.!?。！？；…”\"»」:：]\s*[)）\]】]?\s*$")
_DATE = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d{2}|"
    r"(?:jan|feb|mar|apr|ma[iyr]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|янв|фев|мар|апр|мая|июн|июл|авг|сен|"
    r"окт|ноя|дек)\w*\.?,?\s+\d{1,4}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,10}\.?,?\s+(?:de\s+)?\d{4}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|von|par|por|di|av|af|door|text|kommentar von|author|written by|作者|来源|記者|记者|文|"
    r"文字)\b|^(?:文|图|作者|来源)[:：/|]",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^[(（]?\s*(?:原标题|原題|原题|当前位置|您的位置|您现在的位置|所在位置|您当前的位置)")
# A picture's sentence, with who took it behind: `……。记者 张三 摄`.
_CAPTIONED = re.compile("[。！？][^。！？]{0,20}(?:摄|攝|供图|供圖)$")
_HEAD_RUNS = 30
_PROSE, _SENTENCE_LENGTH = 100, 30
_HEADER_LENGTH = 200
_DATE_LENGTH = 110
_SHORT = 60
_WIDE = 1.5
_MOST_DATES = 3
_LEADING = 6
_SIGNED_WORDS = "byline bylines author authors autor autoren autores auteur auteurs writer"
_SIGNED, _ABOVE = frozenset(_SIGNED_WORDS.split()), 3
_STAMP = re.compile(
    r"(?:19|20)\d{2}\D{1,3}\d{1,2}\D{1,3}\d{1,2}\D{1,6}\d{1,2}[:：]\d{2}\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{2}|"
    r"\d{4})\b.{0,6}\d{1,2}[:.]\d{2}|\d{1,2}:\d{2}\s?(?:uhr|gmt|utc|cet|et|pm|am)\b",
    re.IGNORECASE,
)
_PORTRAITS, _PORTRAIT_HEAD = 5, 260
_PORTRAIT = re.compile(
    r"^[*•\s]*(?:about |dr\.? |prof\.? )?[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|"
    r"la)){1,4},?(?: [^.]{0,40}?,)? "
    r"(?:is|was|has|writes|covers|holds|serves|works|reports|joined|lives|ist|arbeitet|schreibt|est|es)\b"
)
_JOB = re.compile(
    r"\b(?:writer|author|editor|reporter|journalist|founder|co-founder|ceo|owner|director|professor|"
    r"researcher|lecturer|specialist|contributor|expert|consultant|"
    r"correspondent|manager|blogger|columnist|coach|producer|strategist|analyst|critic|head of|"
    r"vice president|freelance\w*|redakteur\w*|journalist\w*|autor\w*)\b",
    re.IGNORECASE,
)
# A closing marker counts only where this share of the text stands before it, or what follows is small.
_ENOUGH, _EARLY, _REST, _RESUMED = 300, 0.3, 0.25, 400


def trim(runs: list[Run], headline: str) -> list[Run]:
    """The runs without the lines before the first paragraph and after the last that are not article."""
    runs = [run for run in _cut(without_summary(runs)) if not (_is_remark(run) or ends(run))]
    runs = runs[_head(runs, headline) :]
    runs = [run for number, run in enumerate(runs) if number >= _LEADING or not _between(run)]
    while runs and _closing(runs[-1]):
        runs.pop()
    return _without_portraits(runs)


def _is_remark(run: Run) -> bool:
    return never(run) or pleads(run.text, linked=run.linked > 0) or is_drawn(run.text)


def _between(run: Run) -> bool:
    """Whether a line between a lead and the text, or at the end, is the dateline or byline."""
    text = run.text
    if run.owner.tag not in HEADINGS and is_stamp(text, listed=run.owner.tag in ("li", "td", "th")):
        return True
    if run.owner.tag not in HEADINGS and _is_signature(run):
        return True
    if len(text) > _DATE_LENGTH or _SENTENCE.search(text) or run.owner.tag in ("li", "td", "th"):
        return False
    if _STAMP.search(text) or _BYLINE.match(text):
        return True
    signed = read_line(text)
    # In brackets it closes a short report.
    return signed.pure and not (_is_bracketed(text) and signed.authors)


def _is_signature(run: Run) -> bool:
    """Whether a short line stands in a small element called byline or author."""
    if len(run.text) > _SHORT or _SENTENCE.search(run.text):
        return False
    near = (run.owner, *islice(run.owner.iterancestors(), _ABOVE))
    signed = next((node for node in near if parts_of(node) & _SIGNED), None)
    return signed is not None and len(text_of(signed, _HEADER_LENGTH + 1)) <= _HEADER_LENGTH


def _without_portraits(runs: list[Run]) -> list[Run]:
    """The runs up to the paragraphs about the author, where these are the last ones."""
    first = max(len(runs) - _PORTRAITS, len(runs) * 3 // 4)
    for number in range(first, len(runs)):
        if number and _is_portrait(runs[number]):
            return runs[:number]
    return runs


def _head(runs: list[Run], headline: str) -> int:
    """How many lines at the start come before the article."""
    title = key(headline)
    # Of several the writer's own are headings of the text.
    alone = sum(run.owner.tag == "h1" for run in runs) == 1
    start = 0
    prose = 0
    for number, run in enumerate(runs[:_HEAD_RUNS]):
        if prose:
            break
        if (title and key(run.text) == title) or (alone and run.owner.tag == "h1"):
            start = number + 1
        prose += _is_prose(run)
    dates = 0
    for number in range(start, min(len(runs), start + _HEAD_RUNS)):
        run = runs[number]
        dates += bool(_DATE.search(run.text[:_HEADER_LENGTH]))
        # A schedule is made of dates; the line under a headline has one or two.
        if dates > _MOST_DATES or not _is_header(run, title):
            break
        start = number + 1
    return start if dates <= _MOST_DATES else start - _MOST_DATES


def _is_prose(run: Run) -> bool:
    return run.length >= _PROSE and run.linked * 2 < run.length and bool(_SENTENCE.search(run.text))


def _is_header(run: Run, title: str) -> bool:
    text = run.text
    if len(text) > _HEADER_LENGTH:
        return False
    if key(text) == title or _ORIGINAL.match(text) or text.startswith(("——", "--", "──")):
        return True
    if len(text) <= _DATE_LENGTH and _DATE.search(text) and not _SENTENCE.search(text):
        return True
    if _BYLINE.match(text) and not _SENTENCE.search(text):
        return True
    if read_line(text).pure:
        return True
    return (
        run.owner.tag not in HEADINGS
        and run.owner.tag != "li"
        and not _SENTENCE.search(text)
        and run.length < _SHORT
        and not _CAPTIONED.search(text)
    )


def _cut(runs: list[Run]) -> list[Run]:
    """The runs up to the first line that opens what follows articles.

    Such lines also stand over boxes amid the text: only where little prose follows is it the end. Comments are prose,
    so their heading is the end wherever enough text stands before it.
    """
    left = [0] * (len(runs) + 1)
    for number in range(len(runs) - 1, -1, -1):
        left[number] = left[number + 1] + (runs[number].length if _is_sentence(runs[number]) else 0)
    before = 0
    for number, run in enumerate(runs):
        enough = before >= max(min(_ENOUGH, left[0] * _EARLY), 1)
        opens = enough and (ends(run) or closes(run.text))
        if opens and (left[number] < before * _REST or _is_comment(run)) and not _resumes(runs, number):
            return runs[:number]
        before += run.length if _is_sentence(run) else 0
    return runs


def _resumes(runs: list[Run], number: int) -> bool:
    """Whether the text goes on after the marker, in the element it stood in before: the marker opens a box in it."""
    before = next((run for run in reversed(runs[:number]) if _is_sentence(run)), None)
    if before is None:
        return False
    home = before.owner.getparent()
    after = (run for run in runs[number + 1 :] if run.owner.getparent() is home and run.owner is not before.owner)
    return sum(run.length for run in after if _is_sentence(run)) > _RESUMED


def _is_sentence(run: Run) -> bool:
    if run.length < _SENTENCE_LENGTH or run.linked * 2 >= run.length:
        return False
    # Chinese lines of verse and diaries go without stops.
    return bool(_SENTENCE.search(run.text)) or run.length > len(run.text) * _WIDE


_COMMENT = re.compile(
    r"评论|評論|跟帖|跟贴|留言|[上下]一[篇條条]|comment|repl|kommentar|reaction|discussion", re.IGNORECASE
)


def _is_comment(run: Run) -> bool:
    return bool(_COMMENT.search(run.text))


def _closing(run: Run) -> bool:
    """Whether the last line is no part of the article: credits alone, a heading over nothing, a link, a site's foot."""
    text = run.text
    if run.owner.tag in HEADINGS or is_foot(run) or is_own(run):
        return True
    if run.linked * 2 > run.length and not _SENTENCE.search(text):
        return True
    if (len(text) <= _DATE_LENGTH and _STAMP.search(text) and not _SENTENCE.search(text)) or is_stamp(text):
        return True
    return len(text) <= _HEADER_LENGTH and _is_credit(text)


def _is_credit(text: str) -> bool:
    """Whether a short line at the end says who made the article, what it was called, or what the platform thinks."""
    if is_platform(text) or _ORIGINAL.match(text):
        return True
    signed = read_line(text) if not may_be_notice(text) else NOTHING
    # A report's own signature stands in brackets: `（记者 张三）`; its editors are the site's.
    kept = _is_bracketed(text) and bool(signed.authors or signed.photographers or signed.outlet)
    return signed.pure and not kept


def _is_portrait(run: Run) -> bool:
    """Whether a paragraph presents the author: `Li Ming is a reporter who …`."""
    return is_beat(run.text) or (bool(_PORTRAIT.match(run.text)) and bool(_JOB.search(run.text[:_PORTRAIT_HEAD])))


def _is_bracketed(text: str) -> bool:
    return text[:1] in "(（【[" and text[-1:] in ")）】]"
