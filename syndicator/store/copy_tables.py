"""The tables that find a story told before, and what repeated it."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from syndicator.store.columns import Utc, Words
from syndicator.store.tables import METADATA

# The sketch of each article's present text (text.sketch): `lowest` are its hashes, eight bytes each.
sketches = Table(
    "sketches",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("article", Words, ForeignKey("articles.id"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("lowest", LargeBinary, nullable=False),
    UniqueConstraint("article"),
)

# The first few of those hashes, to look texts up by. The key is the table: no second copy of it.
marks = Table(
    "marks",
    METADATA,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey("sketches.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Pages that repeat an article; `was` is the article one was before its original came.
copies = Table(
    "copies",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("article", Words, ForeignKey("articles.id"), nullable=False, index=True),
    Column("url", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("first_seen", Utc, nullable=False),
    Column("was", Words, ForeignKey("articles.id")),
)
