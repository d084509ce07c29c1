"""The tables of pictures we copied."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from syndicator.store.columns import Utc, Words
from syndicator.store.tables import METADATA

# What became of each picture's address. `name` is the file we keep ("" where it can't be had, `note` says why);
# it names the bytes, so that several addresses may have one file.
pictures = Table(
    "pictures",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("url", Words, nullable=False),
    Column("name", Words, nullable=False, index=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("checked", Utc, nullable=False),
    Column("note", Words, nullable=False),
)

# Which articles show a file at any of their versions.
picture_uses = Table(
    "picture_uses",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("article", Words, ForeignKey("articles.id"), primary_key=True, index=True),
)
