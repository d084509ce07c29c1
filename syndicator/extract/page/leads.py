"""The lead: a sentence or two between headline and text, outside the text's own element."""

import re

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import HEADINGS, Run, Survey
from syndicator.extract.page.phrases import without_summary
from syndicator.extract.page.regions import words_of
from syndicator.extract.page.site import key
from syndicator.extract.page.structured import Structured

_NAMED_WORDS = (
    "lead lede leadtext standfirst summary intro introduction teaser abstract dek deck subtitle "
    "subheadline subhead description excerpt chapo chapeau "
    "sommario entradilla bajada vorspann ingress preamble perex kicker "
    "epigraph strapline catenaccio manchet unterzeile daoyu zhaiyao tldr"
)
_NAMED = frozenset(_NAMED_WORDS.split())
_NAMES = re.compile(r"^(?:class|id|data-(?:\w+-)?(?:testid|test|component|name|qa|hook|part|region|type))$")
# What may stand beside a lead's word in the name of its element.
_PLAIN_WORDS = "header headerteaser teasertext head text article articleteaser articleheader detail"
_PLAIN = _NAMED | frozenset(_PLAIN_WORDS.split())
_LONG_NAME = 80
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
        if described or (_may_be(run, seen) and not run.linked and _is_named(run)):
            found.append(run)
    return found[:2]


def _may_be(run: Run, seen: Survey) -> bool:
    """Whether a line stands in no furniture but what the lead itself is called: `header-teaser`."""
    around = seen.furniture[run.furniture] if run.furniture >= 0 else None
    return around is None or (around.element in _around(run) and _words(around.element) <= _PLAIN)


def _around(run: Run) -> tuple[Element, ...]:
    return (run.owner, *list(run.owner.iterancestors())[:2])


def _is_named(run: Run) -> bool:
    return any(_words(node) & _NAMED for node in _around(run))


def _words(node: Element) -> frozenset[str]:
    names = (str(value) for name, value in node.items() if _NAMES.match(str(name)))
    return words_of(" ".join(name for name in names if len(name) <= _LONG_NAME))
