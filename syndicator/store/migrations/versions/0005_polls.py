"""What makes a reading cheap, sources that are gone, and what sites say about their own use."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Triggers, so that nothing that ever writes to articles can forget to count.
_COUNTED = "INSERT INTO changes (feed, number) VALUES (NEW.feed, 1) ON CONFLICT (feed) DO UPDATE SET number"
_COUNT = {
    "sqlite": (
        f"CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN {_COUNTED} = number + 1; END",
        f"CREATE TRIGGER articles_changed AFTER UPDATE ON articles BEGIN {_COUNTED} = number + 1; END",
    ),
    "postgresql": (
        f"""CREATE FUNCTION count_article_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {_COUNTED} = changes.number + 1; RETURN NULL; END $$""",
        # At commit, when nothing else is left to wait for: a feed's one counter, held any longer, would deadlock
        # writers who each still want a row of the other.
        """CREATE CONSTRAINT TRIGGER articles_changed AFTER INSERT OR UPDATE ON articles
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_article_change()""",
    ),
}
_UNCOUNT = {
    "sqlite": ("DROP TRIGGER articles_changed", "DROP TRIGGER articles_added"),
    "postgresql": ("DROP TRIGGER articles_changed ON articles", "DROP FUNCTION count_article_change()"),
}


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("sources", sa.Column("configured", sa.Text(), server_default="", nullable=False))
    op.add_column("sources", sa.Column("gone", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "entries",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_entries"),
    )
    op.create_table(
        "changes",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name="pk_changes"),
    )
    op.create_table(
        "site_terms",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("checked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_site_terms"),
    )
    op.create_index("ix_articles_embargo", "articles", ["embargo"])
    for statement in _COUNT[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Go back to the revision before."""
    for statement in _UNCOUNT[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_index("ix_articles_embargo", "articles")
    op.drop_table("site_terms")
    op.drop_table("changes")
    op.drop_table("entries")
    with op.batch_alter_table("sources") as table:
        table.drop_column("gone")
        table.drop_column("configured")
