"""The lines that belong to a headline: 引题 above it, 副题 below it, and what the page declares as such."""

from syndicator.extract.page.blocks import is_called
from syndicator.extract.page.site import key
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.zones import Zones

_METAS = (
    "introtitle",
    "pretitle",
    "subtitle",
    "articlesubtitle",
    "sub_title",
    "dcterms.alternative",
    "dc.title.alternative",
)
_ABOVE_WORDS = "yinti jianti shoulder pretitle toptitle introtitle overtitle eyebrow leadtitle"
_ABOVE = frozenset(_ABOVE_WORDS.split())
_BELOW_WORDS = (
    "subtitle subtit subtitles subheadline subhead subheading dek deck futi futit fubiaoti vicetitle "
    "secondtitle ftitle futitle titlesub"
)
_BELOW = frozenset(_BELOW_WORDS.split())
_DASHES = ("——", "--", "──", "—")
_SHORTEST, _LONGEST = 4, 120
_NEAR = 4


def find(structured: Structured, zones: Zones, title: str) -> tuple[str, ...]:
    """The sub-headlines in page order, each once, none that only repeats the headline."""
    found = [structured.meta(name) for name in _METAS]
    if structured.article:
        found.append(structured.article.subtitle)
    found += [run.text for run in zones.above[-_NEAR:] if is_called(run, _ABOVE)]
    if zones.found:
        below = (*zones.header[:_NEAR], *zones.inside[:1])
        found += [run.text.lstrip("—─-　 ") for run in below if is_called(run, _BELOW) or run.text.startswith(_DASHES)]
    letters = key(title)
    wanted = (text for text in found if _SHORTEST <= len(text) <= _LONGEST and key(text) not in letters)
    return tuple(dict.fromkeys(wanted))
