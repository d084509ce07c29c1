"""How sources are doing, and what admins are told."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "health",
        *(_text(name) for name in ("source", "state", "code", "guard", "note", "told", "suggestion")),
        *(_integer(name) for name in ("misses", "same")),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("usual", sa.JSON(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("rhythm", sa.Integer(), nullable=True),
        *(_time(name) for name in ("since", "pending", "newest", "until", "judged")),
        sa.PrimaryKeyConstraint("source", name="pk_health"),
    )
    op.create_table(
        "outbox",
        *(_integer(name) for name in ("number", "tries")),
        *(_text(name) for name in ("parcel", "channel", "to", "subject", "text", "body", "media_type", "failed")),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        *(_time(name) for name in ("due", "sent")),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.Index("ix_outbox_due", "due"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("outbox")
    op.drop_table("health")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _time(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)
