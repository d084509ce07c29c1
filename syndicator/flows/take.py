"""One article: its page (or the listing's own copy) to a stored version."""

from dataclasses import dataclass, replace

from syndicator.attribute.resolve import resolve
from syndicator.extract.suggest_fields import idle
from syndicator.flows import article_pages, enclosed, pictures
from syndicator.flows.article_pages import Whole
from syndicator.flows.listing import entry
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally
from syndicator.model.draft import Draft, Lead
from syndicator.model.rights import Attribution, Evidence
from syndicator.model.run import LEFT_OUT, Problem
from syndicator.model.source import Source
from syndicator.store import articles, entries, pages
from syndicator.store import pictures as stored_pictures
from syndicator.store.articles import Kept
from syndicator.store.database import Connection
from syndicator.store.pages import PageState
from syndicator.text.urls import canonical


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page that was read says about machines that use it, and the source's selectors that found nothing on it.

    `idle` is None where no page was read.
    """

    said: tuple[Evidence, ...] = ()
    idle: frozenset[str] | None = None


async def take(services: Services, source: Source, lead: Lead, tally: Tally, before: PageState | None = None) -> Taken:
    """Follow one lead and keep what it says.

    `before` is what is remembered of the page, where that is known already. Raises FetchError, ExtractError or
    StoreError.
    """
    if lead.draft:
        draft = await illustrated(services, source, lead.draft, tally)
        tally.kept(lead.url, await keep(services, source, draft, lead))
        return Taken()
    whole = await article_pages.read(services, source, lead, before)
    if whole is None:
        tally.unchanged()
        return Taken()
    draft = await illustrated(services, source, whole.draft, tally)
    tally.kept(lead.url, await keep(services, source, draft, lead, whole))
    return Taken(whole.said, idle(whole.draft, source))


async def illustrated(services: Services, source: Source, draft: Draft, tally: Tally) -> Draft:
    """The draft with its pictures kept: those that came with it, and where its source says so those elsewhere.

    The latter only where its rights allow it to be shown at all. What is left out of it is told.
    """
    for text in draft.left_out:
        tally.note(Problem(draft.url, LEFT_OUT, text))
    had = await enclosed.keep(services, draft)
    missing = had.missing
    if source.images == "copy" and not attributed(services, source, had.draft).holds:
        had = await pictures.copy(services, source, had.draft)
        missing = (*missing, *had.missing)
    for problem in missing:
        tally.note(problem)
    return had.draft


def attributed(services: Services, source: Source, draft: Draft, said: tuple[Evidence, ...] = ()) -> Attribution:
    """The rights of a draft, with our own license pages where it names no license.

    `said` is what its page says about machines that use it: on record beside the rest, for people to weigh.
    """
    outcome = resolve(draft, source, license_base=services.config.base_url)
    # A document of terms that a page links to is not the license its text goes out under.
    told = (replace(one, field="rsl") if one.field == "license" else one for one in said)
    return replace(outcome, rights=replace(outcome.rights, evidence=(*outcome.rights.evidence, *told)))


async def keep(  # noqa: PLR0913 - what was read, where, and what led there
    services: Services, source: Source, draft: Draft, lead: Lead, whole: Whole | None = None, *, led: str = ""
) -> Kept:
    """Store a draft with its rights, and what is remembered of its pages, in one transaction.

    `led` is an address of the article that is no more, where this is read in its place.
    """
    aliases, states = (whole.addresses, whole.states(services, source)) if whole else ((), ())
    aliases = (*aliases, led) if led else aliases
    async with services.database.begin() as connection:
        said = whole.said if whole else ()
        kept = await put(connection, services, source, draft, key=lead.key, aliases=aliases, said=said)
        for state in states:
            await pages.save(connection, state)
        if lead.draft and source.kind != "inbox":
            await entries.save(connection, source.key, *entry(source, lead), services.now())
    return kept


async def put(  # noqa: PLR0913 - where it goes, what it is, and its names
    connection: Connection,
    services: Services,
    source: Source,
    draft: Draft,
    *,
    key: str,
    aliases: tuple[str, ...] = (),
    said: tuple[Evidence, ...] = (),
) -> Kept:
    """Store a draft with its rights in a transaction that is open. Raises StoreError."""
    draft = replace(draft, url=canonical(draft.url))
    kept = await articles.keep(
        connection,
        draft,
        attributed(services, source, draft, said),
        source,
        now=services.now(),
        authority=services.config.site.authority,
        key=key,
        aliases=aliases,
        declared={one.key for one in services.catalog.sources},
    )
    if kept.change != "unchanged":
        await stored_pictures.use(connection, kept.article)
    return kept
