"""The reprint desk: all that is asked, grants of several articles, talk, trail, lists, reprints seen; admins; keys."""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_UTC = sa.DateTime(timezone=True)
_ASKED = ("article", "outlet", "contact", "use", "medium", "term_from", "term_to", "language")
_OF_ONE = ("article", "version", "fingerprint", "credit")
_DONE_WITH = "the trail is only ever added to"
_GUARD = {
    "sqlite": tuple(
        f"CREATE TRIGGER trail_{event.lower()} BEFORE {event} ON trail BEGIN SELECT RAISE(ABORT, '{_DONE_WITH}'); END"
        for event in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        f"""CREATE FUNCTION keep_trail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_DONE_WITH}'; END $$""",
        "CREATE TRIGGER trail_kept BEFORE UPDATE OR DELETE ON trail FOR EACH ROW EXECUTE FUNCTION keep_trail()",
    ),
}


def upgrade() -> None:
    """Go to this revision."""
    _requests()
    _grants()
    _talk()
    _lists()
    _admins()
    op.add_column("outbox", sa.Column("html", sa.Text(), server_default="", nullable=False))
    op.add_column("outbox", sa.Column("private", sa.Boolean(), server_default=sa.false(), nullable=False))
    private = sa.text("private")
    once = ("uq_outbox_private", "outbox", ["parcel", "channel"])
    op.create_index(*once, unique=True, sqlite_where=private, postgresql_where=private)
    for statement in _GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def _requests() -> None:
    op.add_column("requests", sa.Column("asked", sa.JSON(), server_default="{}", nullable=False))
    for name in ("digest", "network", "confirm_hash", "outlet_key"):
        op.add_column("requests", _text(name, ""))
    for name in ("confirmed", "since", "erased"):
        op.add_column("requests", sa.Column(name, _UTC))
    for name in ("waited", "reminded"):
        op.add_column("requests", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    _gather()
    op.execute("UPDATE requests SET since = created WHERE state = 'waiting'")
    for name in _ASKED:
        op.drop_column("requests", name)
    op.create_index("ix_requests_digest", "requests", ["digest"])
    op.create_index("ix_requests_outlet", "requests", ["outlet_key", "created"])
    op.add_column("decisions", _text("second", ""))


def _gather() -> None:
    """What was asked, a column a field, as one object."""
    connection = op.get_bind()
    table = sa.table(
        "requests",
        sa.column("number"),
        sa.column("asked", sa.JSON),
        *(sa.column(name) for name in (*_ASKED, "outlet_key")),
    )
    for row in connection.execute(sa.select(table)).mappings().all():
        asked = {name: str(row[name]) for name in _ASKED if name != "article"} | {"articles": [row["article"]]}
        kept = {"asked": asked, "outlet_key": "".join(row["outlet"].split()).casefold()}
        connection.execute(table.update().where(table.c.number == row["number"]).values(kept))


def _grants() -> None:
    op.create_table(
        "granted",
        _text("grant"),
        _text("article"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(_text(name) for name in ("fingerprint", "title", "credit", "original")),
        sa.Column("told_version", sa.Integer(), server_default="0", nullable=False),
        _text("told_status", ""),
        sa.PrimaryKeyConstraint("grant", "article", name="pk_granted"),
        sa.ForeignKeyConstraint(["grant"], ["grants.number"], name="fk_granted_grant"),
    )
    op.create_index("ix_granted_article", "granted", ["article"])
    for name in ("feed", "fee", "renews", "revoked_why"):
        op.add_column("grants", _text(name, ""))
    op.add_column("grants", sa.Column("conditions", sa.JSON(), server_default="[]", nullable=False))
    for name in ("revoked", "reminded"):
        op.add_column("grants", sa.Column(name, _UTC))
    op.add_column("grants", sa.Column("told", sa.Integer(), server_default="0", nullable=False))
    _part()
    for name in _OF_ONE:
        op.drop_column("grants", name)
    op.create_index("ix_grants_valid_to", "grants", ["valid_to"])
    op.create_index("ix_grants_feed", "grants", ["feed"])


def _part() -> None:
    """The one article of each grant, with the title and the address that stood in its duties."""
    connection = op.get_bind()
    grants = sa.table("grants", sa.column("number"), sa.column("duties", sa.JSON), *map(sa.column, _OF_ONE))
    names = ("grant", "position", "title", "original", "told_version", *_OF_ONE)
    granted = sa.table("granted", *map(sa.column, names))
    for row in connection.execute(sa.select(grants)).mappings().all():
        duties = row["duties"] if isinstance(row["duties"], list) else json.loads(row["duties"])
        said = dict(duty.split(": ", 1) for duty in duties if ": " in duty)
        part = {name: row[name] for name in _OF_ONE} | {"grant": row["number"], "position": 0}
        part |= {"title": said.get("title", ""), "original": said.get("link", ""), "told_version": row["version"]}
        connection.execute(granted.insert().values(part))


def _talk() -> None:
    op.create_table(
        "messages",
        sa.Column("number", sa.Integer(), nullable=False),
        _text("request"),
        sa.Column("at", _UTC, nullable=False),
        _text("who"),
        _text("text"),
        sa.PrimaryKeyConstraint("number", name="pk_messages"),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name="fk_messages_request"),
    )
    op.create_index("ix_messages_request", "messages", ["request"])
    op.create_table(
        "proposals",
        _text("request"),
        _text("outcome"),
        _text("by"),
        sa.Column("at", _UTC, nullable=False),
        _text("reason"),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("request", name="pk_proposals"),
        sa.ForeignKeyConstraint(["request"], ["requests.number"], name="fk_proposals_request"),
    )
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        *(_text(name) for name in ("who", "step", "request", "grant", "why")),
        sa.PrimaryKeyConstraint("number", name="pk_trail"),
    )
    for name in ("at", "request", "grant"):
        op.create_index(f"ix_trail_{name}", "trail", [name])


def _lists() -> None:
    op.create_table(
        "outlets",
        *(_text(name) for name in ("listing", "key", "name")),
        sa.Column("dated", sa.Date()),
        _text("note"),
        _text("domain", ""),
        sa.PrimaryKeyConstraint("listing", "key", name="pk_outlets"),
    )
    op.create_table(
        "attempts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_attempts"),
    )
    op.create_index("ix_attempts_scope", "attempts", ["scope", "at"])
    op.create_index("ix_attempts_at", "attempts", ["at"])
    op.create_table(
        "appearances",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        *(_text(name) for name in ("grant", "article", "url", "reported")),
        sa.Column("created", _UTC, nullable=False),
        *(sa.Column(name, _UTC) for name in ("due", "checked", "found", "settled")),
        sa.Column("report", sa.JSON()),
        *(_text(name, "") for name in ("trouble", "settled_by", "note")),
        sa.PrimaryKeyConstraint("number", name="pk_appearances"),
        sa.ForeignKeyConstraint(["grant"], ["grants.number"], name="fk_appearances_grant"),
        sa.UniqueConstraint("digest", name="uq_appearances_digest"),
    )
    for name in ("grant", "due"):
        op.create_index(f"ix_appearances_{name}", "appearances", [name])


def _admins() -> None:
    op.create_table(
        "admins",
        _text("name"),
        sa.Column("digest", sa.String(64), nullable=False),
        _text("hint"),
        _text("email"),
        sa.Column("created", _UTC, nullable=False),
        *(sa.Column(name, _UTC) for name in ("revoked", "used")),
        sa.PrimaryKeyConstraint("name", name="pk_admins"),
        sa.UniqueConstraint("digest", name="uq_admins_digest"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), nullable=False),
        _text("admin"),
        *(sa.Column(name, _UTC, nullable=False) for name in ("created", "expires")),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        sa.ForeignKeyConstraint(["admin"], ["admins.name"], name="fk_sessions_admin"),
    )
    for name in ("admin", "expires"):
        op.create_index(f"ix_sessions_{name}", "sessions", [name])
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.String(64), nullable=False),
        _text("public"),
        _text("private"),
        sa.Column("created", _UTC, nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("retired_at", _UTC),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_keys"),
    )
    current = sa.text("NOT retired")
    op.create_index(
        "ix_signing_keys_current",
        "signing_keys",
        ["retired"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def downgrade() -> None:
    """Go back to the revision before: each grant's first article stays, and what was asked of it."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("DROP TRIGGER trail_kept ON trail")
        op.execute("DROP FUNCTION keep_trail()")
    for name in (
        "signing_keys",
        "sessions",
        "admins",
        "appearances",
        "attempts",
        "outlets",
        "trail",
        "proposals",
        "messages",
    ):
        op.drop_table(name)
    op.drop_index("uq_outbox_private", "outbox")
    for name in ("private", "html"):
        op.drop_column("outbox", name)
    _whole()
    _scatter()


def _whole() -> None:
    """Each grant with its first article in its own row."""
    for name in ("article", "fingerprint", "credit"):
        op.add_column("grants", _text(name, ""))
    op.add_column("grants", sa.Column("version", sa.Integer(), server_default="0", nullable=False))
    for name in _OF_ONE:
        first = f'SELECT {name} FROM granted WHERE granted."grant" = grants.number AND position = 0'  # noqa: S608 - names of ours
        op.execute(f"UPDATE grants SET {name} = ({first}) WHERE EXISTS ({first})")  # noqa: S608 - names of ours
    op.drop_index("ix_grants_valid_to", "grants")
    op.drop_index("ix_grants_feed", "grants")
    for name in ("told", "reminded", "revoked", "conditions", "revoked_why", "renews", "fee", "feed"):
        op.drop_column("grants", name)
    op.drop_table("granted")


def _scatter() -> None:
    """What was asked, a column a field."""
    connection = op.get_bind()
    for name in ("article", "outlet", "contact", "use", "medium", "language"):
        op.add_column("requests", _text(name, ""))
    for name in ("term_from", "term_to"):
        op.add_column("requests", sa.Column(name, sa.Date(), server_default="1970-01-01", nullable=False))
    table = sa.table(
        "requests", sa.column("number"), sa.column("asked", sa.JSON), *(sa.column(name) for name in _ASKED)
    )
    for row in connection.execute(sa.select(table.c.number, table.c.asked)).all():
        asked = row.asked if isinstance(row.asked, dict) else json.loads(row.asked)
        told = {name: asked.get(name, "") for name in _ASKED if name not in ("article", "term_from", "term_to")}
        told |= {
            name: sa.cast(sa.literal(asked[name]), sa.Date) if connection.dialect.name == "postgresql" else asked[name]
            for name in ("term_from", "term_to")
        }
        told["article"] = next(iter(asked.get("articles", ())), "")
        connection.execute(table.update().where(table.c.number == row.number).values(told))
    op.drop_index("ix_requests_digest", "requests")
    op.drop_index("ix_requests_outlet", "requests")
    for name in ("erased", "reminded", "waited", "since", "confirmed", "confirm_hash", "network", "digest", "asked"):
        op.drop_column("requests", name)
    op.drop_column("requests", "outlet_key")
    op.drop_column("decisions", "second")
