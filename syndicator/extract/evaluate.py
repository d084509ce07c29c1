"""How well a page was read, against labels made by hand.

The scores are those of `articles.json` folders: titles exact after NFKC without punctuation and spaces, dates to the
day and to the minute, authors as F1 over all names, the outlet as any of its listed spellings, and the body as F1 over
shingles of four words, a Han character being one word. A label that is absent is not judged.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from syndicator.model.draft import Draft
from syndicator.model.moment import Moment

_WORD = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\\W\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_PARTS = re.compile(r"\s*(?:[;,]\s|\s(?:and|&)\s)\s*(?:and\s+)?")
_SHINGLE = 4
_DAY_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Labels:
    """One record of articles.json. None means the label was not made.

    `date` "" means that the page carries none, `authors` () that it names nobody.
    """

    file: str
    group: str
    language: str = ""
    url: str = ""
    charset: str = ""
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] | None = None
    editors: tuple[str, ...] | None = None
    outlets: tuple[str, ...] | None = None
    body: str | None = None
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Counts over the names of one page: given and right, given and wrong, not given."""

    right: int = 0
    wrong: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One page's scores, 0 to 1; None where there is no label to judge by.

    `invented` is 1.0 when authors are given for a page labelled with nobody. `snippets` is the share of labelled
    snippets that the body rightly has or lacks.
    """

    labels: Labels
    title: float | None = None
    day: float | None = None
    minute: float | None = None
    names: Names | None = None
    parted: Names | None = None
    invented: float | None = None
    editors: Names | None = None
    outlet: float | None = None
    precision: float | None = None
    recall: float | None = None
    body: float | None = None
    snippets: float | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The means of one group of pages. `pages` counts them; a score is None where no page has the label."""

    group: str
    pages: int
    scores: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def read_labels(text: str) -> tuple[Labels, ...]:
    """The records of an articles.json. Raises ValueError or KeyError where it is not one."""
    return tuple(_labels(record) for record in json.loads(text))


def _labels(record: dict[str, object]) -> Labels:
    def names(name: str) -> tuple[str, ...] | None:
        value = record.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list) else None

    def text(name: str) -> str | None:
        return str(record[name] or "") if name in record else None

    return Labels(
        file=str(record["file"]),
        group=str(record["set"]),
        language=text("language") or "",
        url=text("url") or "",
        charset=text("charset") or "",
        title=text("title"),
        date=text("date"),
        authors=names("authors"),
        editors=names("editors"),
        outlets=names("source"),
        body=text("body"),
        holds=names("with_") or (),
        lacks=names("without") or (),
    )


def judge(labels: Labels, draft: Draft | None, error: str = "") -> Judgement:
    """Compare what was read (None: nothing could be) with the labels."""
    draft = draft or Draft(url=labels.url, title="")
    precision, recall, score = body_scores(draft.body_text, labels.body) if labels.body else (None, None, None)
    given = draft.outlet
    return Judgement(
        labels=labels,
        title=float(title_key(draft.title) == title_key(labels.title)) if labels.title else None,
        day=_day(draft.published, labels.date),
        minute=_minute(draft.published, labels.date),
        names=_names(draft.authors, labels.authors),
        parted=_names(draft.authors, tuple(filter(None, _PARTS.split("; ".join(labels.authors or ()))))),
        invented=float(bool(draft.authors)) if labels.authors == () else None,
        editors=_names(draft.editors, labels.editors),
        outlet=float(_name_key(given) in map(_name_key, labels.outlets)) if labels.outlets else None,
        precision=precision,
        recall=recall,
        body=score,
        snippets=_snippets(draft.body_text, labels),
        error=error,
    )


def title_key(title: str) -> str:
    """A title as it is compared: NFKC, without punctuation and spaces."""
    folded = unicodedata.normalize("NFKC", title)
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] not in "PZC")


def body_scores(text: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a text over shingles of four words, counted as often as they stand there."""
    ours, theirs = _shingles(text), _shingles(expected)
    both = sum((ours & theirs).values())
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / ours.total(), both / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _name_key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _names(given: tuple[str, ...], expected: tuple[str, ...] | None) -> Names | None:
    if not expected:
        return None
    ours, theirs = {_name_key(name) for name in given}, {_name_key(name) for name in expected}
    return Names(len(ours & theirs), len(ours - theirs), len(theirs - ours))


def _day(given: Moment | None, expected: str | None) -> float | None:
    """A page without a date is judged too: a date given for it is wrong."""
    if expected is None:
        return None
    if not expected:
        return float(given is None)
    if given is None:
        return 0.0
    # A label may name a month alone.
    return float(_local(given, expected).date().isoformat().startswith(expected[:_DAY_LENGTH]))


def _minute(given: Moment | None, expected: str | None) -> float | None:
    if not expected or len(expected) <= _DAY_LENGTH:
        return None
    if given is None or given.precision == "day":
        return 0.0
    theirs = datetime.fromisoformat(expected).replace(second=0, microsecond=0)
    return float(_local(given, expected).replace(second=0, microsecond=0) == theirs)


def _local(given: Moment, expected: str) -> datetime:
    """What was read, on the label's clock: in its zone where it names one, as printed where it does not."""
    zone = datetime.fromisoformat(expected).tzinfo if len(expected) > _DAY_LENGTH else None
    if zone is None:
        return given.at.replace(tzinfo=None)
    return given.at.replace(tzinfo=zone) if given.precision == "day" else given.at.astimezone(zone)


def _snippets(text: str, labels: Labels) -> float | None:
    if not labels.holds and not labels.lacks:
        return None
    squeezed = "".join(text.split())
    right = sum("".join(snippet.split()) in squeezed for snippet in labels.holds)
    right += sum("".join(snippet.split()) not in squeezed for snippet in labels.lacks)
    return right / (len(labels.holds) + len(labels.lacks))


_MEANS = ("title", "day", "minute", "outlet", "precision", "recall", "body", "snippets")


def summarise(group: str, judgements: Iterable[Judgement]) -> Summary:
    """The means of some pages.

    "author" is F1 over all names of the pages that name somebody, "parted" the same with labels such as `A and B`
    counted as two names, "honest" the share of the pages naming nobody for which nobody was given.
    """
    judged = list(judgements)
    scores: dict[str, float] = {}
    counts: dict[str, int] = {}
    for name in _MEANS:
        values = [value for one in judged if (value := getattr(one, name)) is not None]
        if values:
            scores[name], counts[name] = sum(values) / len(values), len(values)
    for name, score in (("author", "names"), ("parted", "parted"), ("editor", "editors")):
        names = [value for one in judged if (value := getattr(one, score)) is not None]
        if names:
            right = sum(one.right for one in names)
            scores[name] = 2 * right / max(2 * right + sum(one.wrong + one.missed for one in names), 1)
            counts[name] = len(names)
    honest = [1 - one.invented for one in judged if one.invented is not None]
    if honest:
        scores["honest"], counts["honest"] = sum(honest) / len(honest), len(honest)
    return Summary(group, len(judged), scores, counts)
