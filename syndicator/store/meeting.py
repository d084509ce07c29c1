"""The article a page meets, if any, and what the page is to it: by its names, else by its words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.draft import Draft
from syndicator.model.rights import Attribution
from syndicator.model.source import Source
from syndicator.store import firsthand, sketches, standing
from syndicator.store.article_rows import article
from syndicator.store.firsthand import Meeting, Relation
from syndicator.store.identity import Match
from syndicator.text.likeness import Told, compare
from syndicator.text.sites import may_be_canonical, same_site
from syndicator.text.urls import canonical


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says, through which source, and the links that led to it.

    `declared` are the keys of the sources there are, None where nobody knows.
    """

    draft: Draft
    outcome: Attribution
    source: Source
    links: Sequence[str] = ()
    declared: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """The article as it stands, what the page is to it, and how alike their texts are (0 to 1)."""

    article: Article
    relation: Relation
    similarity: float


async def meet(conn: AsyncConnection, page: Page, match: Match) -> tuple[Met | None, Match]:
    """Whom a page meets, None for a new story; and its names matched to that article."""
    draft, similarity = page.draft, 1.0
    row = match.row
    if row is None:
        twin = await sketches.twin(conn, draft.title, draft.body_text)
        if twin is None or (page.source.kind == "push" and twin.row.source == page.source.key):
            # A sender names its articles: two names are two articles, however alike their words.
            return None, match
        row, similarity = twin.row, twin.likeness.resemblance
    kept = article(row)
    relation = firsthand.relate(
        firsthand.side_of(draft, page.outcome, page.source), firsthand.side_of_kept(kept), _meeting(page, match, kept)
    )
    if relation in (Relation.COPY, Relation.ORIGINAL) and similarity == 1.0:
        similarity = compare(Told(draft.title, draft.body_text), Told(kept.title, kept.body_text)).resemblance
    return Met(kept, relation, similarity), replace(match, row=row)


def _meeting(page: Page, match: Match, kept: Article) -> Meeting:
    by, draft = match.by, page.draft
    # Each of its own names that this article has only claimed until now.
    claimed = any(match.known[name.digest].id == kept.id for name in match.owed)
    own = {name.name for name in match.names if _own_of(match, name.digest, kept)}
    return Meeting(
        page=bool(own & {name.name for name in match.names if name.own}),
        key=by is not None and by.own and by.scope != "" and _own_of(match, by.digest, kept),
        led=canonical(kept.url) in {canonical(link) for link in page.links} if kept.url else False,
        claimed=claimed,
        points=_points(draft, kept, own),
        declared=page.declared is None or kept.source in page.declared,
        lost=any(hold.code == standing.WITHDRAWN for hold in kept.standing),
    )


def _own_of(match: Match, digest: str, kept: Article) -> bool:
    row = match.known.get(digest)
    return row is not None and row.own and row.id == kept.id


def _points(draft: Draft, kept: Article, own: set[str]) -> bool:
    """Whether a page says that the article's page, or another of that site, is the canonical one."""
    if not may_be_canonical(draft.canonical, draft.url):
        return False
    named = canonical(draft.canonical)
    if named == canonical(draft.url):
        return False
    return named in own or (same_site(named, kept.url) and not same_site(draft.url, kept.url))
