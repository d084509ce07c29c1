"""A headline where the page declares none that it shows: the emphasised line above the text."""

import re

from syndicator.extract.page.blocks import HEADINGS, Run, is_called, within
from syndicator.extract.page.phrases import ends, never
from syndicator.extract.page.site import key
from syndicator.extract.page.title import Title
from syndicator.extract.page.tree import place
from syndicator.text.byline import read_line

_BACK, _FAR, _PROSE = 14, 60, 60
_SHORTEST, _LONGEST, _TOGETHER = 8, 160, 3
_EMPHASIS = frozenset(("strong", "b", "font", "big", "center", "th", "caption")) | HEADINGS
_NAMED_WORDS = "title headline biaoti bt subject topic heading name tit arttitle font01"
_NAMED = frozenset(_NAMED_WORDS.split())
_NO_HEADLINE = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]|\d{1,2}:\d{2}|https?:|[>＞]{1,2}|当前位置|您的位置|"
    r"^[\[【][^】\]]{0,8}[】\]]$|[。；;]$|^by\b|^第?\s?[A-Z]?\d{1,3}\s?版|^[A-Z]\d{2}\s?[:：]?\s?\S{2,4}$",
    re.IGNORECASE,
)
# A blog's, a site's or a paper's name set as h1 or title on every page of it.
_SITE = re.compile(
    r"(?:博客|空间|论坛|首页|门户网站|[\u4e00-\u9fff]{2}网|^.{2,6}[日晚早晨商时]报|数字报|电子[报版]|第\s?[A-Z]?\d{1,3}\s?版|(?<!\w)[A-Z]\d{2}\s?版|"
    r"\bblog|\bhome ?page|weblog)$",
    re.IGNORECASE,
)
_SURE = ("json-ld", "meta og:title", "meta articletitle")


def doubtful(title: Title, runs: list[Run], first: Run) -> bool:
    """Whether a headline needs another look: there is none, or no declared one, and it is not shown above the text."""
    if not title.text:
        return True
    if title.where.startswith(_SURE):
        return False
    if _SITE.search(title.text):
        return True
    letters = key(title.text)
    position = next(number for number, run in enumerate(runs) if run is first)
    above = runs[max(0, position - _FAR) : position + 3]
    if title.element is not None and any(within(run.owner, title.element) for run in above):
        return False
    return not any(key(run.text) == letters for run in above)


def find(title: Title, runs: list[Run], inside: list[Run]) -> Title:
    """The nearest emphasised line above the first paragraph, else `title`; a plain line where there is no title.

    An edition's page lists all its headlines: the line that is one of them is this article's.
    """
    prose = next((run for run in inside if run.length >= _PROSE and run.owner.tag not in HEADINGS), inside[0])
    position = next(number for number, run in enumerate(runs) if run is prose)
    lines = [run for run in reversed(runs[max(0, position - _BACK) : position]) if _may_be(run)]
    listed = {run.text for run in runs if run.linked == run.length}
    known = next((run for run in lines if run.text in listed), None)
    if known is not None:
        return Title(known.text, f"line that the page's own list has ({place(known.owner)})", known.owner)
    emphasised = next((number for number, run in enumerate(lines) if _emphasised(run)), None)
    if emphasised is not None:
        near = lines[emphasised : emphasised + _TOGETHER]
        run = next((run for run in near if _is_headline(run)), near[0])
        return Title(run.text, f"emphasised line ({place(run.owner)})", run.owner)
    plain = lines[0] if lines else None
    if not title.text and plain:
        return Title(plain.text, f"line above the text ({place(plain.owner)})", plain.owner)
    return title


def _may_be(run: Run) -> bool:
    if run.caption or not _SHORTEST <= run.length <= _LONGEST or run.linked * 2 > run.length:
        return False
    return not (_NO_HEADLINE.search(run.text) or never(run) or ends(run) or read_line(run.text))


def _is_headline(run: Run) -> bool:
    """Whether a line is called a headline and nothing more: the ones around it may be `bt-f`, a sub-headline."""
    names = f"{run.owner.get('class') or ''} {run.owner.get('id') or ''}".lower().split()
    return run.owner.tag in ("h1", "h2") or not _NAMED.isdisjoint(names)


def _emphasised(run: Run) -> bool:
    nodes = (run.owner, *(element for element, is_tail in run.pieces if not is_tail))
    return any(node.tag in _EMPHASIS for node in nodes) or is_called(run, _NAMED)
