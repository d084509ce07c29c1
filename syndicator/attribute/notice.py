"""Copyright, reprint and license notices: one line to a Notice, many lines to the ones that count."""

import re
from collections.abc import Sequence

from syndicator.attribute import holder, licenses, notice_en, notice_zh
from syndicator.attribute.fold import fold
from syndicator.attribute.reading import Reading, stricter
from syndicator.model.draft import Line
from syndicator.model.rights import Notice, Reprint
from syndicator.text.han import HAN

# A field that holds the owner's name and nothing else.
_HOLDER_FIELD = re.compile(r"rightsholder|copyrightholder|meta (?:copyright|og:copyright)$", re.IGNORECASE)
_FOOTER = re.compile(r"foot|bottom|copyright|copy-?right|\bmeta\b|banquan|\bend\b|json-ld", re.IGNORECASE)
_OF_ARTICLE = re.compile(
    r"(?:本|此|该|以上)(?:文|条|篇|稿|则|新闻|报道|作品|文章|内容|稿件)|this\s+(?:article|story|piece|post|report|"
    r"column|work)\b",
    re.IGNORECASE,
)
_SITE_WIDE = re.compile(r"ICP|公安网备|all\s+rights\s+reserved|^\W*(?:©|copyright)|凡本|本网站|本站所有", re.IGNORECASE)
_LONGEST = 3000


def read(line: str, where: str = "") -> Notice | None:
    """Read one line of visible text, or one field; None when it is no notice.

    `where` is the line's place in the page and goes into the Notice; a field that names the owner by
    itself (`meta copyright`) needs no wording. A line that only says whom to write to about copyright
    gives a Notice that states nothing (see `states`). Never raises.
    """
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", line).strip()[:_LONGEST]
    if not text:
        return None
    found = _both(text)
    if found is None and _HOLDER_FIELD.search(where):
        name = holder.clean(text)
        found = Reading(holder=name) if name and not holder.is_self(name) else None
    if found is None:
        return None
    return Notice(
        text=_own_words(text, found.start),
        holder=found.holder,
        reprint=found.reprint,
        condition=found.condition,
        license=found.license,
        where=where,
    )


def states(notice: Notice) -> bool:
    """Whether a notice states anything: an owner, terms, a condition, a license, or that rights are reserved."""
    said = notice.holder or notice.condition or notice.license or notice.reprint is not Reprint.UNKNOWN
    return bool(said) or bool("版权所有" in fold(notice.text))


def read_all(lines: Sequence[Line]) -> tuple[Notice, ...]:
    """Every notice in `lines`, best first.

    The article's own stand before the site's, and those that name an owner before the others.
    """
    found = [(notice, number) for number, line in enumerate(lines) if (notice := read(line.text, line.where))]
    unique: dict[str, tuple[Notice, int]] = {}
    for notice, number in found:
        unique.setdefault(notice.text, (notice, number))
    return tuple(notice for notice, _ in sorted(unique.values(), key=lambda pair: (*_rank(pair[0]), pair[1])))


def _rank(notice: Notice) -> tuple[bool, bool, bool, bool]:
    of_article = bool(_OF_ARTICLE.search(notice.text)) and not notice.text.lstrip("①②③④ ").startswith("凡")
    footer = bool(_FOOTER.search(notice.where) or _SITE_WIDE.search(notice.text))
    return (not states(notice), not of_article, footer, notice.holder is None)


def _both(text: str) -> Reading | None:
    """What the Chinese and the English grammar read together; a line may be in both languages."""
    chinese = notice_zh.read(text) if HAN.search(text) else None
    english = notice_en.read(text) if re.search(r"©|\([cC]\)|[A-Za-z]{2}|署名", fold(text)) else None
    if chinese is None or english is None:
        return chinese or english
    if not chinese.said and not english.said:
        return chinese
    terms = stricter(chinese.reprint, english.reprint)
    if chinese.condition and chinese.reprint is Reprint.UNKNOWN and not english.license:
        # "转载请注明出处" beside a footer's "All rights reserved" is the owner's own, more exact word.
        terms = Reprint.UNKNOWN
    return Reading(
        holder=chinese.holder or english.holder,
        reprint=terms,
        condition=chinese.condition or english.condition,
        license=english.license or licenses.canonical(text) * bool(english.license),
        said=True,
        start=chinese.start if chinese.said and not english.holder else 0,
    )


def _own_words(text: str, start: int) -> str:
    """The notice as printed, without the body text before it and without brackets that wrap all of it."""
    words = text[start:].strip()
    pairs = {"（": "）", "(": ")", "【": "】", "[": "]", "「": "」"}
    if len(words) > 1 and words[0] in pairs and words.rstrip("。.")[-1:] == pairs[words[0]]:
        inside = words.rstrip("。.")[1:-1]
        if words[0] not in inside and pairs[words[0]] not in inside:
            return inside.strip()
    return words
