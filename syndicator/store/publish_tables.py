"""The tables of what goes out: the journal of changes, partners, what each has, and our hub's subscribers."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from syndicator.store.columns import Packed, Utc, Words
from syndicator.store.tables import METADATA

# The last change of each article that shows outside (its version, status or embargo), as its feed's count of changes
# then (`changes`). Triggers write it when a transaction commits, one transaction of a feed after another: whoever read
# up to a number has missed nothing before it.
journal = Table(
    "journal",
    METADATA,
    Column("article", Words, ForeignKey("articles.id"), primary_key=True),
    Column("feed", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Index("ix_journal_feed", "feed", "number"),
)

# model.partner.Partner; `shape` is its Shape as an object.
partners = Table(
    "partners",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("contact", Words, nullable=False),
    Column("feeds", Packed(str), nullable=False),
    Column("shape", JSON, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
    Column("rate", Integer, nullable=False),
    Column("networks", Packed(str), nullable=False),
    Column("created", Utc, nullable=False),
    Column("revoked", Utc),
    Column("note", Words, nullable=False),
)

# Never a token itself: `digest` is its SHA-256, `hint` its last characters, by which people tell two apart.
tokens = Table(
    "tokens",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("partner", Words, ForeignKey("partners.name"), nullable=False, index=True),
    Column("hint", Words, nullable=False),
    Column("label", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("expires", Utc),
    Column("revoked", Utc),
    Column("used", Utc),
)

# How changes are brought to partners. `cursor` is {feed: journal number} up to which parcels are in the outbox.
routes = Table(
    "routes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("partner", Words, ForeignKey("partners.name"), nullable=False, index=True),
    Column("channel", Words, nullable=False),
    Column("to", Words, nullable=False),
    Column("secret", Words, nullable=False),
    Column("every", Integer, nullable=False),
    Column("cursor", JSON, nullable=False),
    Column("due", Utc),
    Column("paused", Boolean, nullable=False),
    Column("created", Utc, nullable=False),
    UniqueConstraint("partner", "channel", "to"),
)

# What each route was last given of an article (`version`, `status`), and the version that waits for its next digest.
brought = Table(
    "brought",
    METADATA,
    Column("route", Integer, primary_key=True, autoincrement=False),
    Column("article", Words, ForeignKey("articles.id"), primary_key=True),
    Column("feed", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", Words, nullable=False),
    Column("waits", Integer, nullable=False),
)

# Which partner has which version, by which way first.
receipts = Table(
    "receipts",
    METADATA,
    Column("partner", Words, ForeignKey("partners.name"), primary_key=True),
    Column("article", Words, ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("status", Words, primary_key=True),
    Column("feed", Words, nullable=False),
    Column("how", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("acknowledged", Utc),
    Index("ix_receipts_article", "article", "version"),
    Index("ix_receipts_at", "partner", "at"),
)

# model.subscriber.Subscriber. `digest` is of topic and callback; while one process sends, `due` lies as far ahead
# as its try may take.
subscribers = Table(
    "subscribers",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("topic", Words, nullable=False),
    Column("callback", Words, nullable=False),
    Column("host", Words, nullable=False, server_default=""),
    Column("feed", Words, nullable=False),
    Column("extension", Words, nullable=False),
    Column("secret", Words, nullable=False),
    Column("partner", Words, nullable=False),
    Column("token", Words, nullable=False),
    Column("lease", Utc, nullable=False),
    Column("created", Utc, nullable=False),
    Column("sent", Words, nullable=False),
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("wanted", Words, nullable=False, server_default=""),
    Column("due", Utc, index=True),
    Column("tries", Integer, nullable=False),
    Column("failed", Words, nullable=False),
    UniqueConstraint("digest"),
    Index("ix_subscribers_feed", "feed", "extension"),
    Index("ix_subscribers_partner", "partner"),
    Index("ix_subscribers_host", "host"),
    Index("ix_subscribers_lease", "lease"),
)

# model.subscriber.Intent: what callbacks are to confirm, the last request for each `digest` alone, and denials.
intents = Table(
    "intents",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("challenge", String(64), nullable=False),
    Column("mode", Words, nullable=False),
    Column("topic", Words, nullable=False),
    Column("callback", Words, nullable=False),
    Column("host", Words, nullable=False),
    Column("feed", Words, nullable=False),
    Column("extension", Words, nullable=False),
    Column("secret", Words, nullable=False),
    Column("partner", Words, nullable=False),
    Column("token", Words, nullable=False),
    Column("sent", Words, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("reason", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("due", Utc, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    UniqueConstraint("digest"),
)
