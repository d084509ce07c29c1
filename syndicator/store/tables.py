"""The tables. migrations/versions makes them; a test holds that both agree.

Addresses are looked up by digest: they have no length limit, and PostgreSQL's index entries have one.
"""

from hashlib import sha256

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

from syndicator.model.draft import Image
from syndicator.model.repair import Repair
from syndicator.model.rights import Evidence, Hold
from syndicator.model.run import Problem, Withheld
from syndicator.store.columns import Packed, Utc, Words

# Named constraints can be changed by a later migration on both engines.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def digest(*parts: str) -> str:
    """The key of an address or of a scoped name: SHA-256 in hex."""
    return sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _required(name: str, kind: type[Words | Utc | Integer | Boolean] = Words) -> Column[object]:
    return Column(name, kind, nullable=False)


# What an article is whatever its text says; `version` is the current one, `status` and
# `published_at` are its, repeated here for the index that every feed is read from. `standing` are the
# holds that are ours and not the page's, `lifted` the codes of those an admin lifted (see standing).
articles = Table(
    "articles",
    METADATA,
    Column("id", Words, primary_key=True),
    _required("slug"),
    _required("feed"),
    _required("source"),
    _required("version", Integer),
    _required("status"),
    _required("published_at", Utc),
    _required("first_seen", Utc),
    Column("embargo", Utc),
    # Whether its end was noted (see journal).
    Column("embargo_over", Boolean, nullable=False, server_default=false()),
    Column("canceled_at", Utc),
    Column("canceled_why", Words, nullable=False, server_default=""),
    # Whether the law demanded it, and not its owner.
    Column("canceled_legal", Boolean, nullable=False, server_default=false()),
    Column("standing", Packed(Hold), nullable=False, server_default="[]"),
    Column("lifted", Packed(str), nullable=False, server_default="[]"),
    UniqueConstraint("slug"),
    Index("ix_articles_newest", "feed", "status", "published_at", "first_seen", "id"),
    Index("ix_articles_source", "source", "first_seen"),
    Index("ix_articles_status", "status", "first_seen"),
    Index("ix_articles_embargo", "embargo"),
)

# What an article said at one time. `published_zone` is "+08:00[Asia/Shanghai]" (see moments).
versions = Table(
    "versions",
    METADATA,
    Column("article", Words, ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _required("url"),
    _required("title"),
    Column("subtitles", Packed(str), nullable=False),
    _required("body_html"),
    _required("body_text"),
    _required("published", Utc),
    _required("published_zone"),
    _required("published_precision"),
    _required("published_estimated", Boolean),
    _required("updated", Utc),
    Column("authors", Packed(str), nullable=False),
    Column("editors", Packed(str), nullable=False),
    _required("outlet"),
    _required("section"),
    _required("language"),
    Column("images", Packed(Image), nullable=False),
    _required("holder"),
    _required("notice"),
    _required("credit"),
    _required("license"),
    _required("usage_terms"),
    _required("reprint"),
    Column("evidence", Packed(Evidence), nullable=False),
    _required("said_status"),
    Column("holds", Packed(Hold), nullable=False),
    Column("repairs", Packed(Repair), nullable=False),
    _required("fingerprint"),
)

# Every name an article goes by. `scope` is "" for an address, a source's key for what its listing
# calls the article. `own` marks an address it was read at, or a listing's key: its beyond doubt.
aliases = Table(
    "aliases",
    METADATA,
    Column("digest", String(64), primary_key=True),
    _required("scope"),
    _required("name"),
    Column("article", Words, ForeignKey("articles.id"), nullable=False, index=True),
    _required("own", Boolean),
)

# `digest` is that of the alias "" of its address: whether a page is an article's own is looked up by it.
pages = Table(
    "pages",
    METADATA,
    Column("digest", String(64), primary_key=True),
    _required("url"),
    Column("etag", Words),
    Column("last_modified", Words),
    _required("body_hash"),
    Column("checked", Utc, nullable=False, index=True),
    # When it was first found gone, None while it is there.
    Column("gone", Utc),
)

sources = Table(
    "sources",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("etag", Words),
    Column("last_modified", Words),
    _required("body_hash"),
    _required("moved_to"),
    Column("last_success", Utc),
    Column("last_run", Utc),
    _required("failures", Integer),
    _required("last_error"),
    Column("not_before", Utc),
    Column("configured", Words, nullable=False, server_default=""),
    Column("gone", Boolean, nullable=False, server_default=false()),
)

runs = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    _required("source"),
    _required("started", Utc),
    Column("finished", Utc, index=True),
    _required("seen", Integer),
    _required("new", Integer),
    _required("changed", Integer),
    _required("unchanged", Integer),
    Column("withheld", Packed(Withheld), nullable=False),
    Column("problems", Packed(Problem), nullable=False),
    _required("error"),
    # Who carries it out (see workers), "" where it was over when it was recorded.
    Column("worker", Words, nullable=False, server_default=""),
    Index("ix_runs_source", "source", "started"),
    Index("ix_runs_started", "started"),
)

documents = Table(
    "documents",
    METADATA,
    Column("feed", Words, primary_key=True),
    Column("format", Words, primary_key=True),
    _required("etag"),
    _required("changed", Utc),
)

# The version of each pushed article that came last: one sent before it changes nothing any more.
pushes = Table(
    "pushes",
    METADATA,
    Column("digest", String(64), primary_key=True),
    _required("source"),
    _required("key"),
    _required("revision"),
    Column("sent", Utc),
)

# The answer to each pushed request, for a day, so that one sent twice is one.
push_answers = Table(
    "push_answers",
    METADATA,
    Column("digest", String(64), primary_key=True),
    _required("body"),
    _required("slug"),
    _required("change"),
    Column("at", Utc, nullable=False, index=True),
)

# What we are subscribed to at WebSub hubs; `token` is the secret part of our callback's address.
subscriptions = Table(
    "subscriptions",
    METADATA,
    Column("source", Words, primary_key=True),
    _required("hub"),
    _required("topic"),
    _required("token"),
    _required("secret"),
    _required("stage"),
    Column("since", Utc),
    Column("lease", Utc),
    Column("heard", Utc),
    _required("missed", Boolean),
    Column("retry", Utc),
    _required("note"),
    UniqueConstraint("token"),
)

# The last number given out, a row a series ("R2026").
counters = Table(
    "counters",
    METADATA,
    Column("series", Words, primary_key=True),
    _required("value", Integer),
)
