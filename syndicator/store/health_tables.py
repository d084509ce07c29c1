"""The tables of how sources are doing, and of what admins are told about it."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, false, text

from syndicator.model.parcel import Carried
from syndicator.store.columns import Packed, Utc, Words
from syndicator.store.tables import METADATA

_PRIVATE = text("private")

# One row a source (model.health.Health). `rhythm` is in seconds; `told` is empty when nothing is open.
health = Table(
    "health",
    METADATA,
    Column("source", Words, primary_key=True),
    Column("state", Words, nullable=False),
    Column("since", Utc),
    Column("code", Words, nullable=False),
    Column("guard", Words, nullable=False),
    Column("fields", Packed(str), nullable=False),
    Column("note", Words, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("same", Integer, nullable=False),
    Column("told", Words, nullable=False),
    Column("pending", Utc),
    Column("shown", Boolean, nullable=False),
    Column("suggestion", Words, nullable=False),
    Column("newest", Utc),
    Column("rhythm", Integer),
    Column("usual", Packed(str), nullable=False),
    Column("until", Utc),
    Column("judged", Utc),
)

# What is to be sent, written before anything is sent: a parcel a channel. `due` is when to try (again), None once
# it is `sent` or given up (`failed` says why); while one process tries, `due` lies as far ahead as its try may take.
# `host` is whom a slow answer is to be blamed on. What goes by a partner's `route` has the articles it brings in
# `carried`; `about` and `status` are of the one article, where it is one. `html` is a mail's other form. What is
# `private` is for its receiver alone, and there once under its id: once it is sent or given up its words are emptied.
outbox = Table(
    "outbox",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("parcel", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("to", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Utc, index=True),
    Column("sent", Utc),
    Column("failed", Words, nullable=False),
    Column("host", Words, nullable=False, server_default=""),
    Column("route", Integer),
    Column("about", Words, nullable=False, server_default=""),
    Column("status", Words, nullable=False, server_default=""),
    Column("carried", Packed(Carried), nullable=False, server_default="[]"),
    Column("html", Words, nullable=False, server_default=""),
    Column("private", Boolean, nullable=False, server_default=false()),
    Index("ix_outbox_route", "route", "about"),
    Index("uq_outbox_private", "parcel", "channel", unique=True, sqlite_where=_PRIVATE, postgresql_where=_PRIVATE),
)
