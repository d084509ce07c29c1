"""What readers could see, month by month, and closed months as written."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    at = sa.DateTime(timezone=True)
    op.create_table(
        "shown",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("month", sa.String(7)),
        sa.Column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("article", name="pk_shown"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_shown_article_articles"),
    )
    op.create_index("ix_shown_month", "shown", ["feed", "month"])
    op.create_table(
        "noted",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name="pk_noted"),
    )
    op.create_table(
        "months",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("closed", at, nullable=False),
        sa.PrimaryKeyConstraint("feed", "month", name="pk_months"),
    )
    op.create_table(
        "archives",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("contents", sa.String(64), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("changed", at, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "month", "format", name="pk_archives"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    for table in ("archives", "months", "noted", "shown"):
        op.drop_table(table)
