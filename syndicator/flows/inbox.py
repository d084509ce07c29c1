"""A folder as a source: each file is taken in once, then moved to done/ or failed/."""

import asyncio
from pathlib import Path

from syndicator.errors import ExtractError, FetchError, StoreError, SyndicatorError
from syndicator.extract.kinds import KINDS
from syndicator.fetch import folder
from syndicator.flows import take
from syndicator.flows.record import Entry
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally
from syndicator.model.source import Source


async def take_in(services: Services, source: Source, tally: Tally, stopping: asyncio.Event, entry: Entry) -> None:
    """Take in every file that lies ready.

    A file is moved only after its article is stored; one found again after a crash between the two
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
    page = await asyncio.to_thread(folder.read, path)
    listing = await asyncio.to_thread(KINDS["inbox"].leads, page, source)
    for lead in listing.leads:
        await take.take(services, source, lead, tally)


async def _refuse(path: Path, error: SyndicatorError, tally: Tally) -> None:
    tally.problem(path.name, error)
    await asyncio.to_thread(folder.failed, path, str(error))
