"""An article in lines for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from syndicator.model.article import Article
from syndicator.model.copy import Copy
from syndicator.text.diff import Paragraph, Segment

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
_SIGNS = {"same": " ", "removed": "-", "added": "+", "changed": "~", "moved": ">"}
_SHOWN = 60


def told(at: datetime) -> str:
    """A time in this machine's zone."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def line(article: Article) -> str:
    """One article in a line."""
    day = article.published.at.date().isoformat()
    return f"{article.slug}  {article.status:<8}  {day}  v{article.version}  {article.feed}  {article.title}"


def details(article: Article, copies: Sequence[Copy], given: Sequence[str]) -> list[str]:
    """Everything of an article that an admin decides by; `given` says in a line each which partner has it."""
    rights = article.rights
    rows = [
        ("id", article.id),
        ("title", article.title),
        ("status", str(article.status)),
        *(("held", f"{hold.code}: {hold.text}") for hold in article.holds),
        ("version", f"{article.version}, {told(article.updated)}; first seen {told(article.first_seen)}"),
        ("published", f"{article.published}{' (estimated)' if article.published.estimated else ''}"),
        ("address", article.url or "none"),
        ("source", article.source),
        ("outlet", article.outlet or "not named"),
        ("authors", "、".join(article.authors) or "none named"),
        ("holder", rights.holder or "unknown"),
        ("notice", rights.notice or "none"),
        ("credit", rights.credit or "none"),
        ("license", rights.license or "none"),
        ("reprint", str(rights.reprint)),
        *(("evidence", f"{one.field}: {one.text}  ({one.where})") for one in rights.evidence),
        *(("picture", f"{image.url}{'  (we serve a copy)' if image.copy else ''}") for image in article.images),
        *(("copy", _copy(copy)) for copy in copies),
        *(("given", one) for one in given),
    ]
    return [f"{name + ':':<11}{value}" for name, value in rows] + ["", article.body_text]


def _copy(copy: Copy) -> str:
    was = f", article {copy.was.rpartition(':')[2]}" if copy.was else ""
    return f"{copy.url}  {copy.similarity:.0%} the same, {copy.source}, seen {told(copy.first_seen)}{was}"


def marked(segments: Iterable[Segment]) -> str:
    """[-removed-]{+added+}, as wdiff writes it."""
    return "".join(_MARKS[segment.change].format(segment.text) for segment in segments)


def changed(text: Sequence[Paragraph]) -> Iterator[str]:
    """What changed in a text, a paragraph a line; those around a change are cut short, the others left out."""
    for place, paragraph in enumerate(text):
        sign = _SIGNS[paragraph.fate]
        if paragraph.fate == "changed":
            yield f"{sign} {marked(paragraph.segments)}"
        elif paragraph.fate != "same":
            yield f"{sign} {paragraph.segments[0].text}"
        elif any(one.fate != "same" for one in text[max(0, place - 1) : place + 2]):
            said = paragraph.segments[0].text
            yield f"{sign} {said[:_SHOWN]}{'…' if len(said) > _SHOWN else ''}"
