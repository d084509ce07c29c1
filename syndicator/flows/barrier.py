"""Looking at every page that comes: whether something else came in its place."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager

from syndicator.errors import BlockedPage, ExtractError, HttpStatus
from syndicator.extract import blocked
from syndicator.model.page import Page


async def past(asked: str, answer: Awaitable[Page]) -> Page:
    """The page that `answer` brings for the address `asked`.

    Raises BlockedPage where a guard's or a login page came instead, with whatever status, and the FetchError family.
    """
    try:
        page = await answer
    except HttpStatus as error:
        if error.page is not None:
            await _refuse(error.page, asked, error.retry_after)
        raise
    if not page.not_modified:
        await _refuse(page, asked)
    return page


@contextmanager
def reading(page: Page) -> Iterator[None]:
    """Let an ExtractError raised while `page` is read say which page that was."""
    try:
        yield
    except ExtractError as error:
        error.page = error.page or page
        raise


async def _refuse(page: Page, asked: str, retry_after: float | None = None) -> None:
    block = await asyncio.to_thread(blocked.recognise, page, asked)
    if block:
        error = BlockedPage(f"{block} ({page.url})", sort=block.sort, guard=block.guard, retry_after=retry_after)
        error.page = page
        raise error
