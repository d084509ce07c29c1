"""Links that failed, who carries out which run, and pages that can be forgotten."""

from collections.abc import Callable, Sequence
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from syndicator.text.urls import canonical

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_PAGES = sa.table("pages", sa.column("digest", sa.String), sa.column("url", sa.Text))


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "failed_leads",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_failed_leads"),
        sa.Index("ix_failed_leads_source", "source", "due"),
    )
    op.create_table(
        "workers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workers"),
    )
    op.add_column("runs", sa.Column("worker", sa.Text(), server_default="", nullable=False))
    op.create_index("ix_pages_checked", "pages", ["checked"])
    # By the same key as an article's address, so that one can be looked up by the other.
    _key_pages(lambda url: _digest("", canonical(url)))


def downgrade() -> None:
    """Go back to the revision before."""
    _key_pages(lambda url: _digest(canonical(url)))
    op.drop_index("ix_pages_checked", "pages")
    with op.batch_alter_table("runs") as table:
        table.drop_column("worker")
    op.drop_table("workers")
    op.drop_table("failed_leads")


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _key_pages(key: Callable[[str], str]) -> None:
    connection = op.get_bind()
    taken: set[str] = set()
    for old, url in connection.execute(sa.select(_PAGES.c.digest, _PAGES.c.url)).all():
        here, new = _PAGES.c.digest == old, key(url)
        # Two rows of one address since its canonical form was improved: what is forgotten is read once more.
        again = new in taken
        connection.execute(sa.delete(_PAGES).where(here) if again else sa.update(_PAGES).where(here).values(digest=new))
        taken.add(new)
