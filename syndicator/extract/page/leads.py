"""The lead: a sentence or two between headline and text, outside the text's own element."""

from syndicator.extract.page.blocks import HEADINGS, Run, Survey
from syndicator.extract.page.phrases import without_summary
from syndicator.extract.page.regions import words_of
from syndicator.extract.page.site import key
from syndicator.extract.page.structured import Structured

_NAMED_WORDS = (
    "lead lede leadtext standfirst summary intro introduction teaser abstract dek deck subtitle "
    "subheadline subhead description excerpt chapo chapeau "
    "sommario entradilla bajada vorspann ingress preamble perex kicker daoyu zhaiyao tldr"
)
_NAMED = frozenset(_NAMED_WORDS.split())
_BEFORE = 25
_SHORTEST, _LONGEST = 60, 900
_TELLING = 40


def find(seen: Survey, structured: Structured, headline: str, first: Run) -> list[Run]:
    """The lead's lines, none when there is no lead before `first`, the text's first line.

    A line is one when the page's description begins like it, or its element is named for it.
    """
    position = next(number for number, run in enumerate(seen.runs) if run is first)
    title = key(headline)
    start = next(
        (n for n in range(position - 1, max(-1, position - _BEFORE), -1) if key(seen.runs[n].text) == title), -1
    )
    if start < 0 or not title:
        return []
    descriptions = [key(structured.meta(name)) for name in ("og:description", "description", "twitter:description")]
    known = key(first.text)
    found: list[Run] = []
    for run in without_summary(seen.runs[start + 1 : position]):
        letters = key(run.text)
        if run.owner.tag in HEADINGS - {"h2", "h3"} or not _SHORTEST <= run.length <= _LONGEST or letters == known:
            continue
        described = any(len(letters) > _TELLING and text[:_TELLING] == letters[:_TELLING] for text in descriptions)
        if described or (run.furniture < 0 and not run.linked and _is_named(run)):
            found.append(run)
    return found[:2]


def _is_named(run: Run) -> bool:
    nodes = (run.owner, *list(run.owner.iterancestors())[:2])
    return any(
        words_of(f"{node.get('class') or ''} {node.get('id') or ''} {node.get('data-testid') or ''}") & _NAMED
        for node in nodes
    )
