"""Subscriptions to upstream feeds."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "subscriptions",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("source", "hub", "topic", "token", "secret", "stage")
        ),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in ("since", "lease", "heard", "retry")),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_subscriptions"),
        sa.UniqueConstraint("token", name="uq_subscriptions_token"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("subscriptions")
