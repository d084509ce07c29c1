"""A page's words to a stored article: new, changed or as it was."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import StoreError
from syndicator.model.article import Article, fingerprint
from syndicator.model.copy import Copy
from syndicator.model.draft import Draft
from syndicator.model.moment import Moment
from syndicator.model.rights import Attribution, Status
from syndicator.model.source import Source
from syndicator.store import clean, copies, identity, sketches, standing
from syndicator.store.article_rows import article_row, current, version_row
from syndicator.store.cancel import cancel
from syndicator.store.firsthand import Relation
from syndicator.store.meeting import Met, Page, meet
from syndicator.store.tables import articles, versions
from syndicator.text.urls import is_http

# A name taken, then the article changed, then its turn: three are enough unless names keep moving.
_ATTEMPTS = 5


_BY_SENDER = "供稿方撤稿 (canceled by its sender)"


@dataclass(frozen=True, slots=True)
class Kept:
    """The article as it stands after `keep`, and what that did to it.

    `copy` is what was found to repeat it, listed for the first time: the page just read, or (`was`) an
    article of ours whose original that page is.
    """

    article: Article
    change: Literal["new", "changed", "unchanged"]
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a page says, through which source, and when."""

    draft: Draft
    outcome: Attribution
    source: Source
    now: datetime


async def keep(  # noqa: PLR0913 - one value each of what a page, its listing and its feed say
    conn: AsyncConnection,
    draft: Draft,
    outcome: Attribution,
    source: Source,
    *,
    now: datetime,
    authority: str,
    key: str = "",
    aliases: Sequence[str] = (),
    embargo: datetime | None = None,
    declared: Collection[str] | None = None,
) -> Kept:
    """Store what a page says: a new article, a new version of the one it is, or nothing.

    The article is found by the page's address, by `key` (what the source's listing calls it) and,
    where the story is the same, by its canonical address, by `aliases` (links that led to it) and by its
    words. Equal fingerprints change nothing but add the new names. An article stays with the source that
    had it first, unless its original comes (see firsthand) or that source is not among `declared` any more,
    and stays canceled, whatever other pages say. A date the page does not give is the one it gave before,
    else `now`, stored once and marked estimated. `embargo` is for a draft that names none; saying nothing
    of one does not lift it. A sender's cancellation takes the article down. Raises StoreError.
    """
    draft = clean.deep(replace(draft, embargo=draft.embargo or embargo))
    links = [clean.text(alias) for alias in aliases]
    page = Page(draft, clean.deep(outcome), source, links, declared)
    said = _Said(draft, page.outcome, source, now)
    names = identity.names(draft, source.key, clean.text(key), links)
    for _ in range(_ATTEMPTS):
        kept = await _attempt(conn, said, page, names, authority)
        if kept is not None:
            return kept
    raise StoreError(f"{draft.url or key}: other writers kept taking its names; nothing was stored")


async def _attempt(
    conn: AsyncConnection, said: _Said, page: Page, names: Sequence[identity.Name], authority: str
) -> Kept | None:
    """What a page makes of the articles as they stand now; None where another writer came in between."""
    met, match = await meet(conn, page, await identity.match(conn, said.draft, names))
    kept = _new(said, authority) if met is None else _met(said, met, authority)
    if kept.change == "unchanged" and kept.copy is None and match.complete:
        return await _taken_down(conn, kept, said)
    try:
        async with _point_of_return(conn):
            await _write(conn, kept)
            await identity.claim(conn, kept.article.id, match)
    except identity.TakenError:
        # Among many writers of one article hoping again could go on for ever: now take turns.
        if match.row is not None:
            await identity.lock(conn, match.row.id)
        return None
    if kept.copy is not None:
        return replace(kept, copy=kept.copy if await copies.note(conn, kept.copy, kept.article) else None)
    return await _taken_down(conn, kept, said)


def _met(said: _Said, met: Met, authority: str) -> Kept:
    """What a page makes of the article it met."""
    before = met.article
    if met.relation is Relation.COPY:
        return Kept(before, "unchanged", _copy(before.id, said, met.similarity))
    if met.relation is Relation.ALIAS or (met.relation is Relation.MOVED and not _says_more(said, before)):
        return Kept(before, "unchanged")
    if met.relation is not Relation.ORIGINAL:
        return _known(said, before)
    kept = _new(said, authority) if before.feed != said.source.feed else _known(said, before, taking_over=True)
    if kept.change == "unchanged":
        return kept
    was = before.id if kept.change == "new" else ""
    told = (before.url, before.source, before.title, before.outlet, met.similarity, said.now, was)
    return replace(kept, copy=Copy(kept.article.id, *told))


def _copy(article_id: str, said: _Said, similarity: float) -> Copy:
    draft = said.draft
    return Copy(article_id, draft.url, said.source.key, draft.title, draft.outlet, similarity, said.now)


def _says_more(said: _Said, before: Article) -> bool:
    """Whether a page at a new address says anything that the article does not, the address itself apart."""
    rights = said.outcome.rights
    here = replace(rights, credit=rights.credit.replace(said.draft.url, before.url))
    told = replace(said, draft=replace(said.draft, url=before.url), outcome=replace(said.outcome, rights=here))
    return _known(told, before).change != "unchanged"


async def _taken_down(conn: AsyncConnection, kept: Kept, said: _Said) -> Kept:
    """The article canceled, where its own feed's sender cancels it; one never seen before is remembered as such."""
    before = kept.article
    if said.draft.status is not Status.CANCELED or Status.CANCELED is before.status or before.feed != said.source.feed:
        return kept
    gone = await cancel(conn, before.slug, why=_BY_SENDER, now=said.now)
    return Kept(gone or before, "new" if kept.change == "new" else "changed")


def _point_of_return(conn: AsyncConnection) -> AbstractAsyncContextManager[object]:
    """What another transaction's commit makes us undo; on SQLite none comes between, and it would cost a third."""
    return conn.begin_nested() if conn.dialect.name == "postgresql" else nullcontext()


def _new(said: _Said, authority: str) -> Kept:
    estimated = Moment(said.now.astimezone(said.source.zone), estimated=True)
    made = _article(
        said,
        id_=identity.mint(authority, said.source.feed, said.now),
        version=1,
        published=said.draft.published or estimated,
        first_seen=said.now,
    )
    return Kept(made, "new")


def _known(said: _Said, before: Article, *, taking_over: bool = False) -> Kept:
    if before.status is Status.CANCELED:
        return Kept(before, "unchanged")
    if said.draft.status is Status.CANCELED:
        # What takes an article down need not repeat its text; it stays on record as it was last published.
        return Kept(before, "unchanged")
    if said.draft.told and not is_http(said.draft.url):
        # A file's name is no way back, and another one no news.
        said = replace(said, draft=replace(said.draft, url=before.url))
    vague = said.draft.published is None or said.draft.published.estimated
    if vague and not before.published.estimated:
        said = replace(said, draft=replace(said.draft, published=before.published))
    embargo = said.draft.embargo or before.embargo
    same = fingerprint(said.draft, said.outcome) == before.fingerprint and embargo == before.embargo
    # A new address is news: it is the way back to the original.
    moved = "" != said.draft.url != before.url != ""
    if same and not moved and not taking_over:
        return Kept(before, "unchanged")
    after = _article(
        said,
        id_=before.id,
        version=before.version + 1,
        # Of two estimates the first was the nearer.
        published=before.published if vague else said.draft.published or before.published,
        first_seen=before.first_seen,
    )
    # A clock that was set back never makes an edit older than what it edits.
    updated = max(said.now, before.updated)
    after = replace(after, updated=updated, embargo=embargo)
    # A page that was gone and is read elsewhere is gone no more.
    ours = tuple(hold for hold in before.standing if not (moved and hold.code == standing.WITHDRAWN))
    if ours:
        after = replace(after, standing=ours, holds=after.holds + ours, status=Status.WITHHELD)
    return Kept(after, "changed")


def _article(said: _Said, *, id_: str, version: int, published: Moment, first_seen: datetime) -> Article:
    draft, outcome = said.draft, said.outcome
    return Article(
        id=id_,
        version=version,
        feed=said.source.feed,
        source=said.source.key,
        url=draft.url,
        title=draft.title,
        body_html=draft.body_html,
        body_text=draft.body_text,
        published=published,
        first_seen=first_seen,
        updated=said.now,
        rights=outcome.rights,
        status=outcome.status,
        fingerprint=fingerprint(draft, outcome),
        subtitles=draft.subtitles,
        authors=draft.authors,
        editors=draft.editors,
        outlet=draft.outlet,
        section=draft.section,
        language=draft.language or said.source.language,
        images=draft.images,
        holds=outcome.holds,
        repairs=draft.repairs,
        embargo=draft.embargo,
    )


async def _write(conn: AsyncConnection, kept: Kept) -> None:
    made = kept.article
    if kept.change == "new":
        await conn.execute(insert(articles), article_row(made))
    elif kept.change == "changed":
        before = (articles.c.version == made.version - 1) & articles.c.canceled_at.is_(None)
        still = articles.c.embargo_over & articles.c.embargo.is_not_distinct_from(made.embargo)
        row = {"source": made.source, "standing": made.standing, "embargo_over": still, **current(made)}
        changed = await conn.execute(update(articles).where(articles.c.id == made.id, before).values(row))
        if changed.rowcount != 1:
            raise identity.TakenError
    if kept.change != "unchanged":
        await conn.execute(insert(versions), version_row(made))
        await sketches.save(conn, made)
