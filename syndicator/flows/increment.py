"""What is new in a feed since a document that was on offer."""

import asyncio

from syndicator.deliver.variants import Variants
from syndicator.flows.library import Shelf
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.publish import render
from syndicator.publish.formats import FORMATS


def known(shelf: Shelf, extension: str) -> tuple[str, ...]:
    """The validators of a format's documents that were on offer and are remembered, the last first."""
    return tuple(past.etags[extension] for past in shelf.past if extension in past.etags)


async def since(services: Services, shelf: Shelf, extension: str, etag: str) -> Variants:
    """The live document with those entries alone that a reader of the one with `etag` (one of those known) has not.

    Raises PublishError.
    """
    held = next(past.held for past in shelf.past if past.etags.get(extension) == etag)
    new = [entry for entry in shelf.entries if held.get(entry.id) != entry.version]
    modified = shelf.documents[extension].document.last_modified
    kept = services.library.pieces
    document = render.render(
        shelf.feed, shelf.entries, FORMATS[extension], place(services), modified, kept, shelf.part, new
    )
    return await asyncio.to_thread(Variants, document)
