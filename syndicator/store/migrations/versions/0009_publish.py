"""The journal of changes, partners with what each has, and our own hub's subscribers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_COUNTED = "INSERT INTO changes (feed, number) VALUES (NEW.feed, 1) ON CONFLICT (feed) DO UPDATE SET number"
# What shows outside; the rest (who lifted a hold, which source an article is read from) is nobody's news.
_SHOWS = " OR ".join(
    f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ("version", "status", "embargo", "embargo_over")
)
_NOTED = """INSERT INTO journal (article, feed, number)
    SELECT NEW.id, NEW.feed, number FROM changes WHERE feed = NEW.feed
    ON CONFLICT (article) DO UPDATE SET number = excluded.number"""
_FILLED = """INSERT INTO journal (article, feed, number)
    SELECT id, feed, ROW_NUMBER() OVER (PARTITION BY feed ORDER BY first_seen, id) FROM articles"""
# Every article has its own number, so the count starts again above them.
_RAISED = """UPDATE changes SET number = number + (SELECT COUNT(*) FROM articles WHERE articles.feed = changes.feed)"""

_COUNT = {
    "sqlite": (
        "DROP TRIGGER articles_added",
        "DROP TRIGGER articles_changed",
        f"CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN {_COUNTED} = number + 1; {_NOTED}; END",
        f"CREATE TRIGGER articles_changed AFTER UPDATE ON articles BEGIN {_COUNTED} = number + 1; END",
        # SQLite runs the triggers of one event in an order it does not promise: this one counts for itself.
        f"""CREATE TRIGGER articles_shown AFTER UPDATE ON articles WHEN {_SHOWS.replace("IS DISTINCT FROM", "IS NOT")}
        BEGIN {_COUNTED} = number + 1; {_NOTED}; END""",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION count_article_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            {_COUNTED} = changes.number + 1;
            IF TG_OP = 'INSERT' OR {_SHOWS} THEN
                {_NOTED};
            END IF;
            RETURN NULL;
        END $$""",
    ),
}
_UNCOUNT = {
    "sqlite": (
        "DROP TRIGGER articles_shown",
        "DROP TRIGGER articles_added",
        "DROP TRIGGER articles_changed",
        f"CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN {_COUNTED} = number + 1; END",
        f"CREATE TRIGGER articles_changed AFTER UPDATE ON articles BEGIN {_COUNTED} = number + 1; END",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION count_article_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {_COUNTED} = changes.number + 1; RETURN NULL; END $$""",
    ),
}


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("articles", sa.Column("embargo_over", sa.Boolean(), server_default=sa.false(), nullable=False))
    _journal()
    _partners()
    _subscribers()
    for statement in (_FILLED, _RAISED, *_COUNT[op.get_bind().dialect.name]):
        op.execute(statement)


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_journal"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_journal_article_articles"),
    )
    op.create_index("ix_journal_feed", "journal", ["feed", "number"])


def _partners() -> None:
    at = sa.DateTime(timezone=True)
    op.create_table(
        "partners",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("feeds", sa.JSON(), nullable=False),
        sa.Column("shape", sa.JSON(), nullable=False),
        sa.Column("starts", sa.Date()),
        sa.Column("ends", sa.Date()),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("networks", sa.JSON(), nullable=False),
        sa.Column("created", at, nullable=False),
        sa.Column("revoked", at),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_partners"),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", at, nullable=False),
        sa.Column("expires", at),
        sa.Column("revoked", at),
        sa.Column("used", at),
        sa.PrimaryKeyConstraint("digest", name="pk_tokens"),
        sa.ForeignKeyConstraint(["partner"], ["partners.name"], name="fk_tokens_partner_partners"),
    )
    op.create_index("ix_tokens_partner", "tokens", ["partner"])
    op.create_table(
        "routes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.JSON(), nullable=False),
        sa.Column("due", at),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("created", at, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_routes"),
        sa.ForeignKeyConstraint(["partner"], ["partners.name"], name="fk_routes_partner_partners"),
        sa.UniqueConstraint("partner", "channel", "to", name="uq_routes_partner_channel_to"),
    )
    op.create_index("ix_routes_partner", "routes", ["partner"])
    op.create_table(
        "receipts",
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", at, nullable=False),
        sa.Column("acknowledged", at),
        sa.PrimaryKeyConstraint("partner", "article", "version", "status", name="pk_receipts"),
        sa.ForeignKeyConstraint(["partner"], ["partners.name"], name="fk_receipts_partner_partners"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_receipts_article_articles"),
    )
    op.create_index("ix_receipts_article", "receipts", ["article", "version"])
    op.create_index("ix_receipts_at", "receipts", ["partner", "at"])


def _subscribers() -> None:
    at = sa.DateTime(timezone=True)
    op.create_table(
        "subscribers",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("topic", "callback", "feed", "extension", "secret", "partner", "token")
        ),
        sa.Column("lease", at, nullable=False),
        sa.Column("created", at, nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("due", at),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_subscribers"),
        sa.UniqueConstraint("digest", name="uq_subscribers_digest"),
    )
    op.create_index("ix_subscribers_due", "subscribers", ["due"])
    op.create_index("ix_subscribers_feed", "subscribers", ["feed", "extension"])
    op.create_index("ix_subscribers_partner", "subscribers", ["partner"])


def downgrade() -> None:
    """Go back to the revision before."""
    for statement in _UNCOUNT[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in ("subscribers", "receipts", "routes", "tokens", "partners", "journal"):
        op.drop_table(table)
    op.drop_column("articles", "embargo_over")
