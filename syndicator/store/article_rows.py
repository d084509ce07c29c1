"""Articles as rows: one of `articles`, one a version of `versions`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select

from syndicator.model.article import Article
from syndicator.model.rights import LEGAL, Hold, Reprint, Rights, Status
from syndicator.store import moments
from syndicator.store.codec import member
from syndicator.store.tables import articles, versions

_OF_VERSION = tuple(column for column in versions.c if column.name != "article")
_OF_ARTICLE = tuple(column for column in articles.c if column.name not in ("version", "lifted", "embargo_over"))
# A total order: what was published last, first.
NEWEST = (articles.c.published_at.desc(), articles.c.first_seen.desc(), articles.c.id.desc())


def can_be_seen(feed: str, now: datetime) -> ColumnElement[bool]:
    """The condition on `articles` that publish.select has, too: usable, and under no embargo any more."""
    return and_(
        articles.c.feed == feed,
        articles.c.status == Status.USABLE,
        articles.c.embargo.is_(None) | (articles.c.embargo <= now),
    )


def select_current(*more: Any) -> Select[Any]:
    """Every article at its current version, with `more` columns."""
    here = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    return select(*_OF_ARTICLE, *_OF_VERSION, *more).select_from(articles.join(versions, here))


def select_versions() -> Select[Any]:
    """Every article at every version."""
    return select(*_OF_ARTICLE, *_OF_VERSION).select_from(articles.join(versions))


def article_row(article: Article) -> Mapping[str, Any]:
    """The row of `articles` for a new one."""
    return {
        "id": article.id,
        "slug": article.slug,
        "feed": article.feed,
        "source": article.source,
        "first_seen": article.first_seen,
        "standing": article.standing,
        **current(article),
    }


def current(article: Article) -> Mapping[str, Any]:
    """What `articles` repeats of the current version."""
    return {
        "version": article.version,
        "status": article.status,
        "published_at": moments.instant(article.published),
        "embargo": article.embargo,
    }


def version_row(article: Article) -> Mapping[str, Any]:
    """The row of `versions`."""
    rights = article.rights
    said = tuple(hold for hold in article.holds if hold not in article.standing)
    return {
        "article": article.id,
        "version": article.version,
        "url": article.url,
        "title": article.title,
        "subtitles": article.subtitles,
        "body_html": article.body_html,
        "body_text": article.body_text,
        "published": moments.instant(article.published),
        "published_zone": moments.zone_name(article.published.at),
        "published_precision": article.published.precision,
        "published_estimated": article.published.estimated,
        "updated": article.updated,
        "authors": article.authors,
        "editors": article.editors,
        "outlet": article.outlet,
        "section": article.section,
        "language": article.language,
        "images": article.images,
        "holder": rights.holder,
        "notice": rights.notice,
        "credit": rights.credit,
        "license": rights.license,
        "usage_terms": rights.usage_terms,
        "reprint": rights.reprint,
        "evidence": rights.evidence,
        "said_status": Status.WITHHELD if said else Status.USABLE,
        "holds": said,
        "repairs": article.repairs,
        "fingerprint": article.fingerprint,
    }


def article(row: Row[Any]) -> Article:
    """The Article of a joined row.

    A canceled one is canceled at every version, moved `updated` when that happened, and has the
    reason among its holds. A hold of ours withholds every version. Raises StoreError for words this
    version does not know.
    """
    said = Status.WITHHELD if row.standing else member(Status, row.said_status)
    return Article(
        id=row.id,
        version=row.version,
        feed=row.feed,
        source=row.source,
        url=row.url,
        title=row.title,
        body_html=row.body_html,
        body_text=row.body_text,
        published=moments.moment(
            row.published, row.published_zone, row.published_precision, estimated=row.published_estimated
        ),
        first_seen=row.first_seen,
        updated=row.canceled_at or row.updated,
        rights=_rights(row),
        status=Status.CANCELED if row.canceled_at else said,
        fingerprint=row.fingerprint,
        subtitles=row.subtitles,
        authors=row.authors,
        editors=row.editors,
        outlet=row.outlet,
        section=row.section,
        language=row.language,
        images=row.images,
        holds=row.holds + row.standing + _cancellation(row),
        repairs=row.repairs,
        embargo=row.embargo,
        standing=row.standing,
    )


def _rights(row: Row[Any]) -> Rights:
    return Rights(
        holder=row.holder,
        notice=row.notice,
        credit=row.credit,
        license=row.license,
        usage_terms=row.usage_terms,
        reprint=member(Reprint, row.reprint),
        evidence=row.evidence,
    )


def _cancellation(row: Row[Any]) -> tuple[Hold, ...]:
    return (Hold(LEGAL if row.canceled_legal else "canceled", row.canceled_why),) if row.canceled_at else ()
