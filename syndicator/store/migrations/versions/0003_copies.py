"""Stories told before, holds of ours, and pages that are gone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("articles", sa.Column("standing", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("articles", sa.Column("lifted", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("pages", sa.Column("gone", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "sketches",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("lowest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sketches"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_sketches_article"),
        sa.UniqueConstraint("article", name="uq_sketches_article"),
    )
    op.create_table(
        "marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mark", "number", name="pk_marks"),
        sa.ForeignKeyConstraint(["number"], ["sketches.number"], name="fk_marks_number"),
        sqlite_with_rowid=False,
    )
    _copies()


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_copies"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_copies_article"),
        sa.ForeignKeyConstraint(["was"], ["articles.id"], name="fk_copies_was"),
        sa.Index("ix_copies_article", "article"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    for table in ("copies", "marks", "sketches"):
        op.drop_table(table)
    with op.batch_alter_table("pages") as pages:
        pages.drop_column("gone")
    with op.batch_alter_table("articles") as articles:
        articles.drop_column("lifted")
        articles.drop_column("standing")
