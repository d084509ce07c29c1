"""One form or body sent, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
from yarl import URL

from syndicator.fetch.exchange import Ask, as_fetch_error, target

# Redirects that keep the method (RFC 9110, sections 15.4.8 and 15.4.9); after others a form is not sent again.
_AGAIN = (307, 308)
# What is read of an answer: a sentence that says why not.
_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Posted:
    """An answer: its status, the start of its text, and where the form is to be sent instead, if anywhere."""

    status: int
    text: str = ""
    moved_to: URL | None = None

    @property
    def accepted(self) -> bool:
        """Whether it is a 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 - RFC 9110, section 15.3


async def post_form(session: aiohttp.ClientSession, ask: Ask, fields: Sequence[tuple[str, str]]) -> Posted:
    """Send `fields` urlencoded to `ask.url`. Raises FetchError where there is no answer, and nothing else."""
    return await _post(session, ask, list(fields))


async def post_body(session: aiohttp.ClientSession, ask: Ask, body: bytes) -> Posted:
    """Send `body`, of the type that the headers of `ask` give. Raises FetchError where there is no answer."""
    return await _post(session, ask, body)


async def _post(session: aiohttp.ClientSession, ask: Ask, data: list[tuple[str, str]] | bytes) -> Posted:
    limits = ask.limits
    timeout = aiohttp.ClientTimeout(
        total=limits.total, connect=limits.connect, sock_connect=limits.connect, sock_read=limits.read
    )
    headers = ask.headers.copy()
    # Its few words are not worth a decoder.
    headers["Accept-Encoding"] = "identity"
    with as_fetch_error(ask):
        async with session.post(
            ask.url, data=data, headers=headers, allow_redirects=False, timeout=timeout
        ) as response:
            if response.status in _AGAIN and (location := response.headers.get("Location")):
                return Posted(response.status, moved_to=target(ask.url, location))
            text = (await response.content.read(_SHOWN)).decode("utf-8", "replace")
            return Posted(response.status, " ".join("".join(c if c.isprintable() else " " for c in text).split()))
