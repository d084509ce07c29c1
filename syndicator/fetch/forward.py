"""An admin's own proxy between the browser's and the web: what it is asked, and what it answers.

HTTP/1.1: CONNECT for a tunnel (RFC 9110, section 9.3.6), absolute-form for the rest (RFC 9112, section 3.2.2), Basic
credentials in Proxy-Authorization (RFC 9110, section 11.7.2; RFC 7617).
"""

import asyncio
import re
from base64 import b64encode

from yarl import URL

from syndicator.errors import AddressRefused, ConnectionFailed
from syndicator.fetch.guard import Allowed
from syndicator.fetch.route import check_forwarded

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")
_GOOD = range(200, 300)
_UNAUTHORIZED = 407


def check(url: URL, name: str, allowed: Allowed) -> None:
    """Raise AddressRefused for `name`, where `url` is private by itself: what the proxy connects to is out of sight."""
    try:
        check_forwarded(url, allowed)
    except AddressRefused as error:
        raise AddressRefused(name, str(error)) from None


def credentials(proxy: URL) -> list[str]:
    """The header line that lets us in, none where the proxy's address has no name."""
    if proxy.user is None:
        return []
    word = b64encode(f"{proxy.user}:{proxy.password or ''}".encode()).decode()
    return [f"Proxy-Authorization: Basic {word}"]


async def tunnel(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: URL, proxy: URL, seconds: float
) -> None:
    """Have `proxy`, at the other end of these streams, connect us to `url`, in so many seconds.

    Raises ConnectionFailed.
    """
    name = f"{url.host}:{url.port}"
    host = f"[{url.raw_host}]" if ":" in (url.raw_host or "") else url.raw_host
    there = f"{host}:{url.port}"
    head = [f"CONNECT {there} HTTP/1.1", f"Host: {there}", *credentials(proxy), "", ""]
    writer.write("\r\n".join(head).encode("latin-1"))
    try:
        async with asyncio.timeout(seconds):
            await writer.drain()
            answer = await reader.readuntil(b"\r\n\r\n")
    except TimeoutError:
        raise ConnectionFailed(name, f"the proxy does not answer within {seconds:g} s") from None
    except (OSError, EOFError, asyncio.LimitOverrunError) as error:
        raise ConnectionFailed(name, "the proxy closed the connection instead of answering") from error
    status = _STATUS.match(answer)
    if status is None or int(status[1]) not in _GOOD:
        raise ConnectionFailed(name, f"the proxy answers {int(status[1]) if status else 'no HTTP'}")


def check_let_in(status: str, url: URL) -> None:
    """Raise ConnectionFailed where a status line is the proxy's own refusal of us."""
    if status.split(" ")[1:2] == [str(_UNAUTHORIZED)]:
        raise ConnectionFailed(f"{url.host}:{url.port}", f"the proxy answers {_UNAUTHORIZED}")
