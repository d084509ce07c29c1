"""The tables of what readers could see, month by month, and of months as they were closed (RFC 5005)."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from syndicator.store.columns import Utc, Words
from syndicator.store.tables import METADATA

# Every article that could ever be seen outside. `month` ("2026-11") is the one it belongs to, None for one
# that could not be seen when its month closed and waits for another; `version` is the one its month was closed with.
shown = Table(
    "shown",
    METADATA,
    Column("article", Words, ForeignKey("articles.id"), primary_key=True),
    Column("feed", Words, nullable=False),
    Column("month", String(7)),
    Column("version", Integer),
    Index("ix_shown_month", "feed", "month"),
)

# Up to which change of its journal a feed's articles are in `shown`; its row is held while that is brought up to date.
noted = Table(
    "noted",
    METADATA,
    Column("feed", Words, primary_key=True),
    Column("number", Integer, nullable=False),
)

months = Table(
    "months",
    METADATA,
    Column("feed", Words, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("closed", Utc, nullable=False),
)

# A closed month as written: its bytes (zstd), and a digest of what is in it, which only a takedown changes.
archives = Table(
    "archives",
    METADATA,
    Column("feed", Words, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("format", Words, primary_key=True),
    Column("contents", String(64), nullable=False),
    Column("etag", Words, nullable=False),
    Column("changed", Utc, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
