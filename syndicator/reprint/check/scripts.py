"""A granted text as the converters between the Chinese scripts write it.

They go phrase by phrase, each with a table of its own: 了解 becomes 瞭解 in one and 了解 in another, and Taiwan's
changes words as well (短信, 簡訊). A reprint that may be in the other script may be any of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opencc import OpenCC

from syndicator.model.finding import Passage, Promised
from syndicator.text.script import traditional_only

_TO_TRADITIONAL = ("s2t", "s2tw", "s2twp", "s2hk")
_TO_SIMPLIFIED = ("t2s", "tw2sp", "hk2s")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def converted(promised: Promised) -> Iterator[Promised]:
    """What was granted, in the other script, once for each converter that makes something else of it."""
    is_traditional = any(map(traditional_only, promised.text))
    seen = {promised.text}
    for name in _TO_SIMPLIFIED if is_traditional else _TO_TRADITIONAL:
        converter = _converter(name)
        text, title = converter.convert(promised.text), converter.convert(promised.title)
        if text in seen:
            continue
        seen.add(text)
        credit = promised.credit.replace(promised.title, title) if promised.title else promised.credit
        subtitles, captions = (tuple(map(converter.convert, one)) for one in (promised.subtitles, promised.captions))
        yield replace(promised, text=text, title=title, credit=credit, subtitles=subtitles, captions=captions)


def as_granted(passages: tuple[Passage, ...], text: str) -> tuple[Passage, ...]:
    """The passages of a converted text, each with the paragraph as it was granted."""
    lines = iter([line.strip() for line in text.splitlines() if line.strip()])
    return tuple(replace(passage, ours=next(lines, passage.ours)) if passage.ours else passage for passage in passages)
