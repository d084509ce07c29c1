"""When a listing's entry was kept: what no listing has any more is forgotten with time."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision. What was remembered of entries only saves work: each is read once more."""
    op.drop_table("entries")
    op.create_table(
        "entries",
        *_columns(),
        sa.Column("kept", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_entries"),
    )
    op.create_index("ix_entries_kept", "entries", ["kept"])


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("entries")
    op.create_table("entries", *_columns(), sa.PrimaryKeyConstraint("digest", name="pk_entries"))


def _columns() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
    )
