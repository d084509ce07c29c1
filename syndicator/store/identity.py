"""Which article a page is: its names, and the id made once for a new one.

An address an article was read at, and what its listing calls it, are its own names. The others (the
canonical address a page claims, the link that led to it, where a page for phones stands otherwise, what a file
tells of itself) are claims: many sites name one canonical address, or send every dead link to one page, and
many files are called `news.docx`, so a claim counts only when the story is the same. Addresses are names in
their canonical form, without tracking parameters.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import StoreError
from syndicator.model.draft import Draft
from syndicator.store import upsert
from syndicator.store.article_rows import select_current
from syndicator.store.tables import aliases, articles, digest
from syndicator.text.likeness import Likeness, Told, compare
from syndicator.text.sites import desktop, may_be_canonical, same_site
from syndicator.text.urls import canonical

_AUTHORITY = re.compile(r"[a-z0-9.@_-]+,\d{4}(-\d\d){0,2}")
# Crockford's base 32 in lower case: sorts like the number, and has no letters to misread.
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_SECONDS_BITS = 35
_CHANCE_BITS = 45
# Half-rewritten text still shares most of its runs, another story next to none.
_SAME = 0.3


@dataclass(frozen=True, slots=True)
class Name:
    """An address (`scope` "") or what a source's listing calls an article. `own`: see the module."""

    scope: str
    name: str
    own: bool

    @property
    def digest(self) -> str:
        """The name's key in `aliases`."""
        return digest(self.scope, self.name)


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of a draft's names: the article's row, None for a new one, and every known name's row.

    `by` is the name that led to the article, None where none did.
    """

    row: Row[Any] | None
    names: Sequence[Name]
    known: Mapping[str, Row[Any]]
    by: Name | None = None

    @property
    def complete(self) -> bool:
        """Whether every name is on record, so that `claim` would write nothing."""
        return not (self.fresh or self.owed)

    @property
    def fresh(self) -> Sequence[Name]:
        """Names nobody has, in the order of their digests: two transactions then never wait for each other."""
        fresh = (name for name in self.names if name.digest not in self.known)
        return sorted(fresh, key=lambda name: name.digest)

    @property
    def owed(self) -> Sequence[Name]:
        """Own names that are on record as mere claims."""
        return [
            name for name in self.names if name.own and name.digest in self.known and not self.known[name.digest].own
        ]


def names(draft: Draft, source: str, key: str, links: Sequence[str]) -> tuple[Name, ...]:
    """A draft's names, the surest first. Raises StoreError when it has no address and no key."""
    here = canonical(draft.url)
    address = [Name("", here, own=not draft.told)] if here else []
    called = [Name(source, key, own=True)] if key else []
    found = dict.fromkeys([*called, *address] if draft.told else [*address, *called])
    claimed = (draft.canonical,) if may_be_canonical(draft.canonical, here) else ()
    for claim in map(canonical, (*links, *claimed, *desktop(here))):
        if claim and claim != here:
            found[Name("", claim, own=False)] = None
    if not any(name.own for name in found):
        raise StoreError("an article needs an address or a key, or it would be new each time")
    return tuple(found)


async def match(conn: AsyncConnection, draft: Draft, draft_names: Sequence[Name]) -> Match:
    """The article a draft belongs to, as it stands. Nothing is locked: writing checks that it still stands so."""
    statement = (
        select_current(aliases.c.digest, aliases.c.own)
        .join(aliases, aliases.c.article == articles.c.id)
        .where(aliases.c.digest.in_([name.digest for name in draft_names]))
    )
    known = {row.digest: row for row in await conn.execute(statement)}
    for name in draft_names:
        row = known.get(name.digest)
        if row is not None and ((name.own and row.own) or _claimed(draft, row)):
            return Match(row, draft_names, known, name)
    return Match(None, draft_names, known)


def _claimed(draft: Draft, row: Row[Any]) -> bool:
    """Whether a claim holds: the story is the same, and another site's page has its very words.

    A file's name is many files', and short texts share little but their notice: its headline is the same, or its words.
    """
    likeness = _likeness(draft, row.title, row.body_text)
    if draft.told:
        return likeness.same or (draft.title.strip() == row.title.strip() != "" and not likeness.form)
    if same_site(draft.url, row.url) or not (draft.url and row.url):
        return same_story(draft, row.title, row.body_text)
    return likeness.same


async def lock(conn: AsyncConnection, article: str) -> None:
    """Keep other transactions from changing an article until this one ends."""
    await conn.execute(select(articles.c.id).where(articles.c.id == article).with_for_update())


def same_story(draft: Draft, title: str, body_text: str) -> bool:
    """Whether a draft tells what a stored article tells: the same title, or much of the same text.

    Tomorrow's weather report has both, and other numbers.
    """
    likeness = _likeness(draft, title, body_text)
    titled = draft.title.strip() == title.strip() != ""
    return not likeness.form and (titled or likeness.contained >= _SAME)


def _likeness(draft: Draft, title: str, body_text: str) -> Likeness:
    return compare(Told(draft.title, draft.body_text), Told(title, body_text))


class TakenError(Exception):
    """Another transaction took a name, or changed the article, since it was looked up: look again."""


async def claim(conn: AsyncConnection, article: str, match: Match) -> None:
    """Give an article its draft's names.

    A claim of another article stays with that one; an own name that another article merely claimed
    moves here. Raises TakenError, after which the names written are to be rolled back.
    """
    for name in match.owed:
        claimed = (aliases.c.digest == name.digest) & aliases.c.own.is_(False)
        if (await conn.execute(update(aliases).where(claimed).values(article=article, own=True))).rowcount != 1:
            raise TakenError
    if fresh := match.fresh:
        statement = upsert.insert(conn, aliases).on_conflict_do_nothing().returning(aliases.c.digest)
        written = await conn.execute(statement, [_alias(name, article) for name in fresh])
        if {name.digest for name in fresh if name.own} - set(written.scalars()):
            raise TakenError


def _alias(name: Name, article: str) -> dict[str, Any]:
    return {"digest": name.digest, "scope": name.scope, "name": name.name, "article": article, "own": name.own}


def mint(authority: str, feed: str, now: datetime) -> str:
    """A new article's id, a tag: URI (RFC 4151) whose last part sorts by time and is unique by chance."""
    if not _AUTHORITY.fullmatch(authority):
        raise StoreError(f"{authority!r} is not a tag: authority such as example.org,2026 (RFC 4151)")
    number = (int(now.timestamp()) << _CHANCE_BITS) | secrets.randbits(_CHANCE_BITS)
    shifts = range(_SECONDS_BITS + _CHANCE_BITS - 5, -1, -5)
    token = "".join(_LETTERS[(number >> shift) & 31] for shift in shifts)
    return f"tag:{authority}:{quote(feed, safe='')}:{token}"
