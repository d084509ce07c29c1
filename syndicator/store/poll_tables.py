"""The tables that make a reading cheap, and what sites say about their own use."""

from sqlalchemy import Column, Index, Integer, String, Table

from syndicator.model.rights import Evidence
from syndicator.store.columns import Packed, Utc, Words
from syndicator.store.tables import METADATA

# What each whole article of a listing said when it was last kept, as a hash, under its source and key; and when.
entries = Table(
    "entries",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("body_hash", Words, nullable=False),
    Column("kept", Utc, nullable=False, index=True),
)

# How often a feed's articles have changed, counted by triggers: who publishes it looks here whether to look further.
changes = Table(
    "changes",
    METADATA,
    Column("feed", Words, primary_key=True),
    Column("number", Integer, nullable=False),
)

# What a site, or a source's own list, says about machines that read it. `subject` is an origin or a source's key.
site_terms = Table(
    "site_terms",
    METADATA,
    Column("subject", Words, primary_key=True),
    Column("checked", Utc, nullable=False),
    Column("said", Packed(Evidence), nullable=False),
)

# Links of listings that led to no article: since when, how often they were asked, and when they are asked again (`due`;
# None: no more).
failed_leads = Table(
    "failed_leads",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("source", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("since", Utc, nullable=False),
    Column("checked", Utc, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Utc),
    Index("ix_failed_leads_source", "source", "due"),
)

# The processes that carry out runs, each until when it is sure to be alive unless it says so again.
workers = Table(
    "workers",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("until", Utc, nullable=False),
)
