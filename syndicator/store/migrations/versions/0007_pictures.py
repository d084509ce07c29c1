"""Pictures we copied."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "pictures",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("checked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_pictures"),
        sa.Index("ix_pictures_name", "name"),
    )
    op.create_table(
        "picture_uses",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "article", name="pk_picture_uses"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_picture_uses_article"),
        sa.Index("ix_picture_uses_article", "article"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("picture_uses")
    op.drop_table("pictures")
