"""The tables of the reprint desk, and of the admins who decide there."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, false

from syndicator.model.reprint import Verdict
from syndicator.store.columns import Packed, Utc, Words
from syndicator.store.tables import METADATA

# model.reprint.ReprintRequest; `asked` is its Asked as an object, the one place of its personal data beside messages.
# `idempotency_key` is the asker's, so that a form sent twice is one; `digest` is of all that is asked and `network`
# of where it came from, by which the same request without a key is known again; `confirm_hash` is of the secret in
# the link that confirms an e-mail address. `outlet_key` is the asker's outlet as it
# is looked up.
requests = Table(
    "requests",
    METADATA,
    Column("number", Words, primary_key=True),
    Column("secret_hash", Words, nullable=False),
    Column("idempotency_key", Words),
    Column("created", Utc, nullable=False),
    Column("state", Words, nullable=False),
    Column("asked", JSON, nullable=False, server_default="{}"),
    Column("digest", Words, nullable=False, server_default=""),
    Column("network", Words, nullable=False, server_default=""),
    Column("confirm_hash", Words, nullable=False, server_default=""),
    Column("confirmed", Utc),
    Column("since", Utc),
    Column("waited", Integer, nullable=False, server_default="0"),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("erased", Utc),
    Column("outlet_key", Words, nullable=False, server_default=""),
    UniqueConstraint("idempotency_key"),
    Index("ix_requests_state", "state", "created"),
    Index("ix_requests_outlet", "outlet_key", "created"),
    Index("ix_requests_digest", "digest"),
)

# At most one of each outcome a request: a review, then a grant or a refusal.
decisions = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("request", Words, ForeignKey("requests.number"), nullable=False),
    Column("outcome", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("reason", Words, nullable=False),
    Column("verdicts", Packed(Verdict), nullable=False),
    Column("second", Words, nullable=False, server_default=""),
    UniqueConstraint("request", "outcome"),
)

# model.reprint.Proposal: a decision that waits for a second person; `terms` is its Terms as an object.
proposals = Table(
    "proposals",
    METADATA,
    Column("request", Words, ForeignKey("requests.number"), primary_key=True),
    Column("outcome", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("reason", Words, nullable=False),
    Column("terms", JSON, nullable=False),
)

# `reminded` is when its end was announced. `told` is, of a grant of a whole feed, the last change in that feed's
# journal that was looked at for its holder.
grants = Table(
    "grants",
    METADATA,
    Column("number", Words, primary_key=True),
    Column("request", Words, ForeignKey("requests.number"), nullable=False),
    Column("assigner", Words, nullable=False),
    Column("assignee", Words, nullable=False),
    Column("permissions", Packed(str), nullable=False),
    Column("duties", Packed(str), nullable=False),
    Column("constraints", Packed(tuple), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("issued", Utc, nullable=False),
    Column("feed", Words, nullable=False, server_default=""),
    Column("conditions", Packed(str), nullable=False, server_default="[]"),
    Column("fee", Words, nullable=False, server_default=""),
    Column("renews", Words, nullable=False, server_default=""),
    Column("revoked", Utc),
    Column("revoked_why", Words, nullable=False, server_default=""),
    Column("reminded", Utc),
    Column("told", Integer, nullable=False, server_default="0"),
    UniqueConstraint("request"),
    Index("ix_grants_valid_to", "valid_to"),
    Index("ix_grants_feed", "feed"),
)

# The articles of a grant in order; at -1 those that a grant of a whole feed covers and its holder may have.
# `told_version` and `told_status` are what its holder knows of each.
granted = Table(
    "granted",
    METADATA,
    Column("grant", Words, ForeignKey("grants.number"), primary_key=True),
    Column("article", Words, primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("credit", Words, nullable=False),
    Column("original", Words, nullable=False),
    Column("told_version", Integer, nullable=False, server_default="0"),
    Column("told_status", Words, nullable=False, server_default=""),
)

# model.reprint.Message.
messages = Table(
    "messages",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("request", Words, ForeignKey("requests.number"), nullable=False, index=True),
    Column("at", Utc, nullable=False),
    Column("who", Words, nullable=False),
    Column("text", Words, nullable=False),
)

# model.trail.Trace. Triggers refuse to change or remove a row.
trail = Table(
    "trail",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("who", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("request", Words, nullable=False, index=True),
    Column("grant", Words, nullable=False, index=True),
    Column("why", Words, nullable=False),
)

# model.appearance.Appearance; `digest` is of the grant and the address.
appearances = Table(
    "appearances",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("grant", Words, ForeignKey("grants.number"), nullable=False, index=True),
    Column("article", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("reported", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("due", Utc, index=True),
    Column("checked", Utc),
    Column("report", JSON),
    Column("trouble", Words, nullable=False, server_default=""),
    Column("found", Utc),
    Column("settled", Utc),
    Column("settled_by", Words, nullable=False, server_default=""),
    Column("note", Words, nullable=False, server_default=""),
    UniqueConstraint("digest"),
)

# model.outlet.Listed; `key` is its name as it is looked up.
outlets = Table(
    "outlets",
    METADATA,
    Column("listing", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("dated", Date),
    Column("note", Words, nullable=False),
    Column("domain", Words, nullable=False, server_default=""),
)

# Tries of each sort by each address and network (`scope` is a digest), by which they are counted.
attempts = Table(
    "attempts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("scope", String(64), nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Index("ix_attempts_scope", "scope", "at"),
)

# model.admin.Admin.
admins = Table(
    "admins",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("hint", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("revoked", Utc),
    Column("used", Utc),
    UniqueConstraint("digest"),
)

# Who is signed in; `digest` is of the cookie's secret.
sessions = Table(
    "sessions",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("admin", Words, ForeignKey("admins.name"), nullable=False, index=True),
    Column("created", Utc, nullable=False),
    Column("expires", Utc, nullable=False, index=True),
)

# The keys licences are signed with: `private` is a JWK (RFC 7517) with its secret part, emptied once it is retired. At
# most one is not.
signing_keys = Table(
    "signing_keys",
    METADATA,
    Column("kid", String(64), primary_key=True),
    Column("public", Words, nullable=False),
    Column("private", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("retired", Boolean, nullable=False, server_default=false()),
    Column("retired_at", Utc),
)
Index(
    "ix_signing_keys_current",
    signing_keys.c.retired,
    unique=True,
    sqlite_where=~signing_keys.c.retired,
    postgresql_where=~signing_keys.c.retired,
)
