"""A proxy on loopback for one visit of a browser: each connection it makes passes the guard, all of them one limit.

Where an admin has a proxy of their own, it is the only one connected to, and asked for the rest (forward).

A browser looks up names and follows redirects by itself; behind this proxy it can do neither unseen. The address
that was looked up and checked is the one that is connected to. HTTP/1.1 (RFC 9110, section 9.3.6, CONNECT; RFC 9112,
section 3.2.2, absolute-form), one request a connection.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from yarl import URL

from syndicator.errors import AddressRefused, ConnectionFailed, FetchError
from syndicator.fetch import forward
from syndicator.fetch.guard import REFUSAL, Allowed, is_public, web_address
from syndicator.fetch.limits import Limits

_HEAD = 64 * 1024
_CHUNK = 64 * 1024
_MOST_CONNECTIONS = 64
_SCHEMES = {80: "http", 443: "https"}
# RFC 9110, section 7.6.1: between two hops alone.
_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate", "te", "upgrade"}
)
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Proxy:
    """Use as an async context manager; `address` is what to tell the browser.

    `full` is set once the bytes of all connections together pass the limit; every one is cut then, and
    `when_full` is called.
    """

    def __init__(self, limits: Limits, allowed: Allowed, onward: URL | None = None) -> None:
        """`allowed` are the admin's own hosts, as for reading without a browser; `onward` is a proxy of theirs."""
        self._limits = limits
        self._allowed = allowed
        self._onward = onward
        self._room = limits.max_bytes
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._refused: dict[str, FetchError] = {}
        self.full = False
        self.when_full: Callable[[], None] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        if self._server is None:
            raise RuntimeError("the proxy is not started")
        port: int = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def refusal(self, url: URL) -> FetchError | None:
        """Why no connection was made for `url`, None where one was or nobody asked."""
        return self._refused.get(_name(url))

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_HEAD)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        self._cut()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()
        self._server = None

    def _cut(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._tasks) >= _MOST_CONNECTIONS or self.full:
            writer.close()
            return
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError, TimeoutError):
            # A peer hung up, or spoke no HTTP: its connection ends here.
            return
        except asyncio.CancelledError:
            # Cut at the end of the visit: nobody waits for this one.
            return
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, whichever form it has."""
        async with asyncio.timeout(self._limits.read):
            head = await reader.readuntil(b"\r\n\r\n")
        line, *headers = head.decode("latin-1").split("\r\n")[:-2]
        method, target, _ = line.split(" ")
        try:
            url = _authority(target) if method == "CONNECT" else web_address(target)
            upstream = await self._connect(url, tunnel=method == "CONNECT")
        except FetchError as error:
            await self._refuse(writer, error)
            return
        try:
            if method == "CONNECT":
                writer.write(_ESTABLISHED)
                await self._tunnel((reader, writer), upstream)
            else:
                await self._forward(method, url, headers, (reader, writer), upstream)
        except FetchError as error:
            await self._refuse(writer, error)
        finally:
            upstream[1].close()

    async def _refuse(self, writer: asyncio.StreamWriter, error: FetchError) -> None:
        """Tell the browser, and remember for whoever asks why."""
        self._refused.setdefault(error.url, error)
        writer.write(_said(403, str(error)))
        await writer.drain()

    async def _tunnel(self, browser: _Streams, upstream: _Streams) -> None:
        """Both directions at once, until both have ended or one has failed."""
        tasks = [
            asyncio.create_task(self._pipe(browser[0], upstream[1])),
            asyncio.create_task(self._pipe(upstream[0], browser[1])),
        ]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _connect(self, url: URL, *, tunnel: bool) -> _Streams:
        """A connection to where `url` is had: its host, or the proxy to go by. Raises FetchError."""
        if self._onward is None:
            return await self._reach(url, _name(url))
        forward.check(url, _name(url), self._allowed)
        streams = await self._reach(self._onward, _name(url))
        try:
            if tunnel:
                await forward.tunnel(*streams, url, self._onward, self._limits.read)
        except BaseException:
            streams[1].close()
            raise
        return streams

    async def _reach(self, url: URL, name: str) -> _Streams:
        """A connection to the first address of the host that may be reached. Raises FetchError for `name`."""
        loop = asyncio.get_running_loop()
        host = url.host or ""
        ours = url in self._allowed
        try:
            async with asyncio.timeout(self._limits.connect):
                found = await loop.getaddrinfo(host, url.port, type=socket.SOCK_STREAM)
                checked = [info for info in found if ours or is_public(str(info[4][0]))]
                if not checked:
                    raise AddressRefused(name, f"{host}: {REFUSAL}")
                # A browser speaks TLS itself; to a proxy on an https address we do.
                return await _open(loop, checked, tls=host if url is self._onward and url.scheme == "https" else "")
        except TimeoutError:
            raise ConnectionFailed(name, f"no connection to {host} within {self._limits.connect:g} s") from None
        except OSError as error:
            raise ConnectionFailed(name, f"{host}: {error.strerror or error}") from error

    async def _forward(
        self,
        method: str,
        url: URL,
        headers: list[str],
        browser: _Streams,
        upstream: _Streams,
    ) -> None:
        """One plain request and its answer; both sides are told that none follows."""
        length = 0
        for header in headers:
            name, _, value = header.partition(":")
            if name.lower() == "transfer-encoding":
                browser[1].write(_said(411, "a length is required"))
                return
            if name.lower() == "content-length":
                length = int(value)
        target, own = url.raw_path_qs, list[str]()
        if self._onward:
            target, own = str(url), forward.credentials(self._onward)
        upstream[1].write(_rewritten(f"{method} {target} HTTP/1.1", headers, *own))
        if length:
            upstream[1].write(await browser[0].readexactly(min(length, self._limits.max_bytes)))
        status = "HTTP/1.1 100"
        while status.split(" ")[1].startswith("1"):
            async with asyncio.timeout(self._limits.read):
                answer = await upstream[0].readuntil(b"\r\n\r\n")
            self._count(len(answer))
            status, *named = answer.decode("latin-1").split("\r\n")[:-2]
        if self._onward:
            forward.check_let_in(status, url)
        browser[1].write(_rewritten(status, named))
        await self._pipe(upstream[0], browser[1])

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(_CHUNK):
            self._count(len(chunk))
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()

    def _count(self, size: int) -> None:
        self._room -= size
        if self._room < 0 and not self.full:
            self.full = True
            if self.when_full:
                self.when_full()
            self._cut()


async def _open(loop: asyncio.AbstractEventLoop, infos: Sequence[_Address], tls: str) -> _Streams:
    """Connect to the first of these addresses that answers; `tls` is the name to find on its certificate, "" for none.

    Raises OSError with the last one's reason.
    """
    failure = OSError("no address")
    for family, kind, protocol, _, address in infos:
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        try:
            await loop.sock_connect(made, address)
        except OSError as error:
            made.close()
            failure = error
            continue
        except BaseException:
            made.close()
            raise
        return await asyncio.open_connection(sock=made, limit=_HEAD, ssl=bool(tls) or None, server_hostname=tls or None)
    raise failure


def _name(url: URL) -> str:
    return f"{url.host}:{url.port}"


def _authority(target: str) -> URL:
    """The host and port of a CONNECT, as an address. Raises AddressRefused."""
    _, _, port = target.rpartition(":")
    scheme = _SCHEMES.get(int(port), "https") if port.isdecimal() else "https"
    return web_address(f"{scheme}://{target}/")


def _rewritten(first: str, headers: list[str], *own: str) -> bytes:
    """A head for the next hop: without what is for this one alone, with `own`, and an end after this message."""
    kept = [header for header in headers if header.partition(":")[0].strip().lower() not in _HOP_BY_HOP]
    return "\r\n".join([first, *kept, *own, "Connection: close", "", ""]).encode("latin-1")


def _said(status: int, text: str) -> bytes:
    body = text.encode("utf-8", "replace")
    return (
        f"HTTP/1.1 {status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ).encode() + body
