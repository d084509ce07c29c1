"""What each version of an article changed, for people."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from syndicator.model.article import Article
from syndicator.model.draft import Image
from syndicator.text.diff import Paragraph, Segment, paragraphs, within


@dataclass(frozen=True, slots=True)
class Field:
    """One field that changed, with what changed inside it."""

    name: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """From one version to a later one: the fields that changed, and the text where it did."""

    before: int
    after: int
    at: datetime
    fields: tuple[Field, ...]
    text: tuple[Paragraph, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What changed, in a word each."""
        return tuple(field.name for field in self.fields) + (("text",) if self.text else ())


def edit(before: Article, after: Article) -> Edit:
    """What makes `after` another version than `before`. Pure."""
    old, new = _told(before), _told(after)
    fields = tuple(Field(name, within(old[name], new[name])) for name in new if old[name] != new[name])
    text = paragraphs(before.body_text, after.body_text)
    changed = any(paragraph.fate != "same" for paragraph in text)
    return Edit(before.version, after.version, after.updated, fields, text if changed else ())


def edits(versions: tuple[Article, ...]) -> tuple[Edit, ...]:
    """Every edit of an article, oldest first."""
    return tuple(edit(before, after) for before, after in pairwise(versions))


def _told(article: Article) -> dict[str, str]:
    """Everything material but the text, as a line each."""
    rights = article.rights
    return {
        "title": article.title,
        "subtitles": " / ".join(article.subtitles),
        "published": str(article.published),
        "authors": "、".join(article.authors),
        "editors": "、".join(article.editors),
        "outlet": article.outlet,
        "address": article.url,
        "pictures": " ".join(_picture(image) for image in article.images),
        "holder": rights.holder,
        "notice": rights.notice,
        "credit": rights.credit,
        "license": rights.license,
        "reprint": str(rights.reprint),
        "held": "; ".join(hold.text for hold in article.holds),
        "source": article.source,
    }


def _picture(image: Image) -> str:
    words = " ".join(filter(None, (image.caption, image.credit, "(our copy)" if image.copy else "")))
    return f"{image.url} {words}".strip()
