"""What the outbox's parcels carry to whom, and what each route was last given of an article."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    for name in ("host", "about", "status"):
        op.add_column("outbox", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("outbox", sa.Column("route", sa.Integer()))
    op.add_column("outbox", sa.Column("carried", sa.JSON(), server_default="[]", nullable=False))
    op.create_index("ix_outbox_route", "outbox", ["route", "about"])
    op.create_table(
        "brought",
        sa.Column("route", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("waits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("route", "article", name="pk_brought"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_brought_article_articles"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("brought")
    op.drop_index("ix_outbox_route", "outbox")
    for name in ("carried", "route", "status", "about", "host"):
        op.drop_column("outbox", name)
