"""A request already answered once, byte for byte, answered again before aiohttp builds a Request of it.

Feed readers send the same bytes at every poll, and most of a small answer's cost is in reading them. A handler
marks a response as Repeatable, with a function that says whether the same request may have the same answer now: it is
asked before every repetition, so whatever decides access belongs in it. Everything unusual (a body, several requests at
once, a request in pieces, HTTP/1.0, a reader too slow for its answers) takes the ordinary way, and from then on so
does the whole connection where its bytes may no longer begin where a request begins.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from time import time
from typing import Any, Final

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

_END: Final = b"\r\n\r\n"
# What no feed reader sends in its own words, or what would make the next bytes something else than a request.
_UNUSUAL: Final = re.compile(
    rb"\n(?:content-length|transfer-encoding|upgrade|expect)[ \t]*:|(?<!\r)\n|\r(?!\n)", re.IGNORECASE
)
_LONGEST: Final = 4096
# Answers kept; with requests of some 300 bytes and shared bodies they are a few MB.
_MOST: Final = 10_000
# Headers that make an answer one visitor's, its length unknown, or this HTTP/1.0 or the last one on its connection.
_PERSONAL: Final = frozenset({"Set-Cookie", "Transfer-Encoding", "Connection"})


@dataclass(frozen=True, slots=True)
class Repeatable:
    """What a handler says of a response that depends on nothing but the request's bytes, while `still` is true."""

    still: Callable[[], bool]


REPEATABLE: Final = web.ResponseKey("repeatable", Repeatable)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as written: its head up to the value of Date, the rest of its head, its body."""

    still: Callable[[], bool]
    head: bytes
    tail: bytes
    body: bytes


class Answers:
    """Answers by the request they were given to. One for all connections of a server."""

    def __init__(self) -> None:
        self._lines: dict[bytes, dict[bytes, Answer]] = {}
        self.held = 0

    def find(self, request: bytes) -> Answer | None:
        """The answer that may be given again now."""
        line, rest = _split(request)
        answers = self._lines.get(line)
        found = answers.get(rest) if answers else None
        if found is None or found.still():
            return found
        self._forget(line)
        return None

    def keep(self, request: bytes, answer: Answer) -> None:
        """Remember an answer. Older ones go when its document has changed, all of them when there are too many."""
        line, rest = _split(request)
        if not all(other.still() for other in list(self._lines.get(line, {}).values())[:1]):
            self._forget(line)
        if self.held >= _MOST:
            self._lines.clear()
            self.held = 0
        answers = self._lines.setdefault(line, {})
        self.held += rest not in answers
        answers[rest] = answer

    def _forget(self, line: bytes) -> None:
        """Drop what was answered to a request line: its document has changed, and its bytes need the memory."""
        self.held -= len(self._lines.pop(line, {}))


class Runner(web.AppRunner):
    """Runs an application with the fast lane; without it where accesses are logged, since the lane logs nothing."""

    async def _make_server(self) -> web.Server:
        return _Server(await super()._make_server())


class _Server(web.Server):
    def __init__(self, ordinary: web.Server) -> None:
        super().__init__(
            ordinary.request_handler,
            request_factory=ordinary.request_factory,
            handler_cancellation=ordinary.handler_cancellation,
            **ordinary._kwargs,  # noqa: SLF001 - the settings of every connection, given out nowhere else
        )
        self.answers = Answers()

    def __call__(self) -> RequestHandler:
        return _Connection(self, self.answers, loop=self._loop, **self._kwargs)


class _Connection(RequestHandler):
    """`_aligned` while every chunk so far was one whole request; `_asked` is the one under way, b"" when none is."""

    __slots__ = ("_aligned", "_answers", "_asked")

    def __init__(self, server: web.Server, answers: Answers, **settings: Any) -> None:
        super().__init__(server, **settings)
        self._answers = answers
        self._aligned = not self._logging_enabled
        self._asked = b""

    def data_received(self, data: bytes) -> None:
        if self._aligned:
            if not self._asked and self._repeat(data):
                return
            self._aligned = not self._asked and _is_whole(data)
            self._asked = data if self._aligned else b""
        super().data_received(data)

    def _repeat(self, data: bytes) -> bool:
        """Answer as before, if that may be done now."""
        transport = self.transport
        # Whoever does not read its answers waits for the ordinary way to write the next.
        if transport is None or self._close or self._force_close or transport.get_write_buffer_size():
            return False
        found = self._answers.find(data)
        if found is None:
            return False
        transport.write(b"".join((found.head, _date(int(time())), found.tail, found.body)))
        self._next_keepalive_close_time = self._loop.time() + self._keepalive_timeout
        return True

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        given, gone = await super().finish_response(request, resp, start_time)
        # Only now: what comes in while an answer is being written is not a request by itself.
        asked, self._asked = self._asked, b""
        if asked and not gone:
            answer = _answer(request, given)
            if answer:
                self._answers.keep(asked, answer)
        return given, gone


def _answer(request: web.BaseRequest, response: web.StreamResponse) -> Answer | None:
    """A response as it was written, None when it is not one to repeat."""
    told = response.get(REPEATABLE)
    if told is None or not isinstance(response, web.Response) or not response.keep_alive:
        return None
    body = b"" if request.method == "HEAD" else response.body or b""
    headers = response.headers
    if not isinstance(body, bytes) or not _PERSONAL.isdisjoint(headers):
        return None
    lines = [f"HTTP/1.1 {response.status} {response.reason}"]
    lines += [f"{name}: {'' if name == 'Date' else value}" for name, value in headers.items()]
    before, date, after = "\r\n".join(lines).partition("\r\nDate: ")
    return Answer(told.still, f"{before}{date}".encode(), after.encode() + _END, body)


def _split(request: bytes) -> tuple[bytes, bytes]:
    """The request line, and the rest."""
    end = request.find(b"\r\n")
    return request[:end], request[end:]


def _is_whole(data: bytes) -> bool:
    """Whether a chunk is exactly one GET or HEAD request without a body."""
    return (
        len(data) <= _LONGEST
        and data.startswith((b"GET ", b"HEAD "))
        and data.find(_END) == len(data) - len(_END)
        and not _UNUSUAL.search(data)
    )


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()
