"""An article in the shape a partner asked for: how much of it, with or without pictures, in whose wording."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from syndicator.model.article import Article
from syndicator.model.draft import Image
from syndicator.model.feed import Feed, Place
from syndicator.model.partner import Extent, Shape
from syndicator.publish.clean import safe
from syndicator.publish.excerpt import excerpt
from syndicator.publish.pictures import served, shown
from syndicator.text import creditline
from syndicator.text.html import sanitize
from syndicator.text.pictureless import pictureless


@dataclass(frozen=True, slots=True)
class Shaped:
    """What of an article its shape decides. `subtitles` are those to show above the body."""

    body_html: str
    body_text: str
    subtitles: tuple[str, ...]
    images: tuple[Image, ...]
    credit: str


def shaped(article: Article, feed: Feed, place: Place, shape: Shape, origin_url: str) -> Shaped:
    """The article's body cleaned and cut to its shape. Rights are not its matter: a summary has the same."""
    credit = _credit(article, feed, shape)
    images = served(article.images, place) if shape.images else ()
    if shape.text is Extent.SUMMARY:
        summary = excerpt(safe(article.body_text))
        return Shaped(f"<p>{escape(summary, quote=False)}</p>" if summary else "", summary, (), images, credit)
    body = _body(article.body_html, origin_url) if shape.images else _words(article.body_html, origin_url)
    return Shaped(shown(body, article.images, place), safe(article.body_text), article.subtitles, images, credit)


def _credit(article: Article, feed: Feed, shape: Shape) -> str:
    """The credit line in the partner's wording where it has one, else its language's where the feed has no own.

    An article without a credit line gets none: it can't be published.
    """
    template = shape.credit
    if not template and shape.language and not _own_wording(article, feed):
        template = creditline.default(shape.language)
    if not template or not article.rights.credit.strip():
        return article.rights.credit
    line = creditline.line(
        template,
        holder=article.rights.holder,
        authors=article.authors,
        editors=article.editors,
        title=article.title,
        url=article.url,
        date=article.published.at.date().isoformat(),
    )
    return line or article.rights.credit


def _own_wording(article: Article, feed: Feed) -> bool:
    """Whether the owner's side prescribes how it is credited; True where the source is no longer declared."""
    return next((bool(source.policy.credit) for source in feed.sources if source.key == article.source), True)


@lru_cache(maxsize=2048)
def _body(html: str, base_url: str) -> str:
    """The body cleaned once more: the last door trusts no stage before it, and sees the same bodies at every look."""
    return sanitize(html, base_url)


@lru_cache(maxsize=2048)
def _words(html: str, base_url: str) -> str:
    return sanitize(pictureless(_body(html, base_url)), base_url)
