"""An article as its newsroom sends it: document | lead | attribute | store | release, at once."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from typing import Literal

from syndicator.errors import PushError, PushKeyReused
from syndicator.extract.kinds import KINDS
from syndicator.flows import revision, take
from syndicator.flows.record import recorded
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.draft import Lead
from syndicator.model.page import Page
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.store import articles, pushes
from syndicator.store.articles import Kept
from syndicator.store.pushes import Answer

_How = Literal["taken", "superseded", "replayed"]


@dataclass(frozen=True, slots=True)
class Pushed:
    """The article as it stands, what the document did to it, and how it was taken.

    `how`: "taken", "superseded" (a later version had come before it, nothing was changed) or
    "replayed" (the same request came before; this is its answer). `run` is None for a replay.
    """

    article: Article
    change: str
    how: _How
    run: Run | None = None


def sources(services: Services) -> tuple[Source, ...]:
    """The sources that articles may be pushed to."""
    return tuple(source for source in services.catalog.sources if source.kind == "push")


async def push(services: Services, source: Source, body: bytes, *, signature: str, key: str = "") -> Pushed:
    """Take in one document, and publish what came of it.

    `signature` is this request's own and `key` its sender's idempotency key: another request with one
    of them changes nothing, and by its key gets the first answer again. Raises DocumentInvalid naming
    the fields that are wrong, ExtractError for what is no JSON, PushKeyReused, or StoreError.
    """
    names = (f"key {key}", f"signature {signature}") if key else (f"signature {signature}",)
    before = await _answered(services, source, body, names)
    if before is not None:
        return before
    async with recorded(services, source) as tally:
        tally.expect(1)
        page = Page("push:", body, "application/json")
        listing = await asyncio.to_thread(KINDS["push"].leads, page, source)
        lead = listing.leads[0]
        if lead.draft is not None:
            lead = replace(lead, draft=await take.illustrated(services, source, lead.draft, tally))
        kept, how = await _keep(services, source, lead, _hash(body), names)
        tally.kept(lead.url, kept)
    return Pushed(kept.article, kept.change, how, tally.run)


async def _answered(services: Services, source: Source, body: bytes, names: tuple[str, ...]) -> Pushed | None:
    """The answer a request of one of these names was given; None when it is the first."""
    async with services.database.read() as connection:
        for name in names:
            answer = await pushes.answered(connection, source.key, name, services.now())
            if answer is None:
                continue
            if answer.body != _hash(body):
                raise PushKeyReused("this idempotency key was used for another document")
            article = await articles.find(connection, answer.slug)
            if article is None:
                raise PushError(f"the article {answer.slug} is gone")
            # Without a key of its sender's it is one more request that changes nothing.
            return Pushed(article, answer.change if name.startswith("key ") else "unchanged", "replayed")
    return None


async def _keep(services: Services, source: Source, lead: Lead, body: str, names: tuple[str, ...]) -> tuple[Kept, _How]:
    """Store the lead's draft unless a later version came before it, and the answer, in one transaction."""
    draft = lead.draft
    if draft is None:
        raise PushError("the document holds no article")
    how: _How = "taken"
    async with services.database.begin() as connection:
        before = await revision.superseded(connection, source.key, lead.key, draft)
        if before is not None:
            how, kept = "superseded", before
        else:
            kept = await take.put(connection, services, source, draft, key=lead.key)
            await revision.note(connection, source.key, lead.key, draft)
        given = Answer(body, kept.article.slug, kept.change)
        for name in names:
            await pushes.answer(connection, source.key, name, given, services.now())
    return kept, how


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
