"""A folder as a source: each file is taken in once, then moved to done/ or failed/."""

import asyncio
from pathlib import Path

from syndicator.errors import ExtractError, FetchError, StoreError, SyndicatorError
from syndicator.extract.kinds import KINDS
from syndicator.fetch import folder
from syndicator.flows import revision, take
from syndicator.flows.record import Entry
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally
from syndicator.model.draft import Draft, Lead
from syndicator.model.run import LEFT_OUT, Problem
from syndicator.model.source import Source


async def take_in(services: Services, source: Source, tally: Tally, stopping: asyncio.Event, entry: Entry) -> None:
    """Take in every file that lies ready.

    A file is moved only after its articles are stored; one found again after a crash between the two
    is recognised by its content and changes nothing.
    """
    paths = await asyncio.to_thread(folder.scan, Path(source.url))
    tally.expect(len(paths))
    if paths:
        await entry.open(tally.run)
    for path in paths:
        if stopping.is_set():
            return
        try:
            await _file(services, source, path, tally)
        except (FetchError, ExtractError, StoreError) as error:
            await _refuse(path, error, tally)
        else:
            await asyncio.to_thread(folder.done, path)


async def _file(services: Services, source: Source, path: Path, tally: Tally) -> None:
    """Keep a file's articles; where some of several can't be taken, the others are, and then it is refused."""
    page = await asyncio.to_thread(folder.read, path)
    listing = await asyncio.to_thread(KINDS["inbox"].leads, page, source)
    # Each file was counted as one, and is one more where it is refused after all.
    tally.expect(tally.run.seen - 1 + len(listing.leads) + bool(listing.refused))
    for lead in listing.leads:
        if lead.draft is not None:
            await _keep(services, source, lead, lead.draft, tally)
    for note in listing.notes:
        if note not in listing.refused:
            tally.note(Problem(page.url, LEFT_OUT, note))
    if listing.refused:
        raise ExtractError(
            f"{len(listing.leads)} of its articles were taken, these were not: {'; '.join(listing.refused)}. "
            "Mend them and put the file in again: those that were taken are recognised"
        )


async def _keep(services: Services, source: Source, lead: Lead, draft: Draft, tally: Tally) -> None:
    draft = await take.illustrated(services, source, draft, tally)
    async with services.database.begin() as connection:
        # What only its bytes name has no versions.
        kept = None if draft.told else await revision.superseded(connection, source.key, lead.key, draft)
        if kept is None:
            kept = await take.put(connection, services, source, draft, key=lead.key)
            if not draft.told:
                await revision.note(connection, source.key, lead.key, draft)
    tally.kept(lead.url, kept)


async def _refuse(path: Path, error: SyndicatorError, tally: Tally) -> None:
    tally.problem(path.name, error)
    await asyncio.to_thread(folder.failed, path, str(error))
