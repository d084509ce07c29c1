"""The first tables."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_TABLES = (
    "articles",
    "versions",
    "aliases",
    "pages",
    "sources",
    "runs",
    "documents",
    "requests",
    "decisions",
    "grants",
    "counters",
)


def upgrade() -> None:
    """Go to this revision."""
    _articles()
    _versions()
    _aliases()
    _pages_and_sources()
    _runs_and_documents()
    _requests()
    _decisions_and_grants()


def downgrade() -> None:
    """Go back to an empty database."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[datetime]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def _maybe_texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def _maybe_times(*names: str) -> list[sa.Column[datetime]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _json(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _articles() -> None:
    op.create_table(
        "articles",
        *_texts("id", "slug", "feed", "source", "status"),
        *_integers("version"),
        *_times("published_at", "first_seen"),
        *_maybe_times("embargo", "canceled_at"),
        sa.Column("canceled_why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("slug", name="uq_articles_slug"),
        sa.Index("ix_articles_newest", "feed", "status", "published_at", "first_seen", "id"),
        sa.Index("ix_articles_source", "source", "first_seen"),
        sa.Index("ix_articles_status", "status", "first_seen"),
    )


def _versions() -> None:
    op.create_table(
        "versions",
        *_texts("article"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("url", "title", "body_html", "body_text", "published_zone", "published_precision"),
        sa.Column("published_estimated", sa.Boolean(), nullable=False),
        *_times("published", "updated"),
        *_texts("outlet", "section", "language"),
        *_texts("holder", "notice", "credit", "license", "usage_terms", "reprint", "said_status", "fingerprint"),
        *_json("subtitles", "authors", "editors", "images", "evidence", "holds", "repairs"),
        sa.PrimaryKeyConstraint("article", "version", name="pk_versions"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_versions_article"),
    )


def _aliases() -> None:
    op.create_table(
        "aliases",
        sa.Column("digest", sa.String(64), nullable=False),
        *_texts("scope", "name", "article"),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_aliases"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_aliases_article"),
        sa.Index("ix_aliases_article", "article"),
    )


def _pages_and_sources() -> None:
    op.create_table(
        "pages",
        sa.Column("digest", sa.String(64), nullable=False),
        *_texts("url", "body_hash"),
        *_maybe_texts("etag", "last_modified"),
        *_times("checked"),
        sa.PrimaryKeyConstraint("digest", name="pk_pages"),
    )
    op.create_table(
        "sources",
        *_texts("key", "body_hash", "moved_to", "last_error"),
        *_maybe_texts("etag", "last_modified"),
        *_maybe_times("last_success", "last_run", "not_before"),
        *_integers("failures"),
        sa.PrimaryKeyConstraint("key", name="pk_sources"),
    )


def _runs_and_documents() -> None:
    op.create_table(
        "runs",
        *_integers("id"),
        *_texts("source", "error"),
        *_times("started"),
        *_maybe_times("finished"),
        *_integers("seen", "new", "changed", "unchanged"),
        *_json("withheld", "problems"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.Index("ix_runs_finished", "finished"),
        sa.Index("ix_runs_source", "source", "started"),
        sa.Index("ix_runs_started", "started"),
    )
    op.create_table(
        "documents",
        *_texts("feed", "format", "etag"),
        *_times("changed"),
        sa.PrimaryKeyConstraint("feed", "format", name="pk_documents"),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        *_texts("number", "secret_hash", "article", "outlet", "contact", "use", "medium", "language", "state"),
        *_maybe_texts("idempotency_key"),
        sa.Column("term_from", sa.Date(), nullable=False),
        sa.Column("term_to", sa.Date(), nullable=False),
        *_times("created"),
        sa.PrimaryKeyConstraint("number", name="pk_requests"),
        sa.UniqueConstraint("idempotency_key", name="uq_requests_idempotency_key"),
        sa.Index("ix_requests_state", "state", "created"),
    )
    op.create_table(
        "counters",
        *_texts("series"),
        *_integers("value"),
        sa.PrimaryKeyConstraint("series", name="pk_counters"),
    )


def _decisions_and_grants() -> None:
    op.create_table(
        "decisions",
        *_integers("id"),
        *_texts("request", "outcome", "by", "reason"),
        *_times("at"),
        *_json("verdicts"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name="fk_decisions_request"),
        sa.UniqueConstraint("request", "outcome", name="uq_decisions_request_outcome"),
    )
    op.create_table(
        "grants",
        *_texts("number", "request", "article", "fingerprint", "assigner", "assignee", "credit"),
        *_integers("version"),
        *_json("permissions", "duties", "constraints"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        *_times("issued"),
        sa.PrimaryKeyConstraint("number", name="pk_grants"),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name="fk_grants_request"),
        sa.UniqueConstraint("request", name="uq_grants_request"),
    )
