"""A page of a source, brought the way its kind needs it: by our client, or by a browser that runs its scripts."""

from syndicator.errors import ConnectionFailed
from syndicator.flows.barrier import past
from syndicator.flows.services import Services
from syndicator.model.page import Page
from syndicator.model.source import Source


async def visit(  # noqa: PLR0913 - what is asked for, and what is known of it
    services: Services,
    source: Source,
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    wait: str = "",
) -> Page:
    """The page at `url`; with a validator given, possibly "not modified".

    A browser, which knows no validators, waits until there is something that matches the CSS selector
    `wait`. Raises the FetchError family, and BlockedPage where a guard's or a login page came instead.
    """
    if source.kind != "browser":
        answer = services.fetcher.get(url, etag=etag, last_modified=last_modified, manner=source.manner)
        return await past(url, answer)
    if services.browser is None:
        raise ConnectionFailed(url, "there is no browser here to read it with")
    return await past(url, services.browser.get(url, manner=source.manner, wait=wait))
