"""What our hub's callbacks are to confirm, and what tells its subscribers' deliveries apart."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_WORDS = ("mode", "topic", "callback", "host", "feed", "extension", "secret", "partner", "token", "sent", "reason")


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("subscribers", sa.Column("host", sa.Text(), server_default="", nullable=False))
    op.add_column("subscribers", sa.Column("changes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("subscribers", sa.Column("wanted", sa.Text(), server_default="", nullable=False))
    op.create_index("ix_subscribers_host", "subscribers", ["host"])
    op.create_index("ix_subscribers_lease", "subscribers", ["lease"])
    op.create_table(
        "intents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("challenge", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _WORDS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("changes", "seconds", "tries")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("created", "due")),
        sa.PrimaryKeyConstraint("number", name="pk_intents"),
        sa.UniqueConstraint("digest", name="uq_intents_digest"),
    )
    op.create_index("ix_intents_due", "intents", ["due"])


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("intents")
    op.drop_index("ix_subscribers_lease", "subscribers")
    op.drop_index("ix_subscribers_host", "subscribers")
    with op.batch_alter_table("subscribers") as table:
        for name in ("wanted", "changes", "host"):
            table.drop_column(name)
