"""Servers on loopback for the fetch tests: one that says any bytes, one that says any answer."""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager, suppress


class Request:
    """What a client sent: method, target and headers (names in small letters)."""

    def __init__(self, head):
        first, *lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines if line)
        self.headers = {name.lower(): value.strip() for name, _, value in pairs}


class Hostile:
    """A server that answers each request with what `script` yields for its target.

    `script` maps a target to bytes, to a coroutine function of (request, writer) for anything
    slower or longer, or to a list of these to take one after another. robots.txt is missing unless scripted.
    """

    def __init__(self, script):
        self.script = {"/robots.txt": answer(404), **script}
        self.requests = []
        self.port = 0

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def url(self, target):
        return f"http://{self.host}{target}"

    def targets(self):
        """What was asked for, robots.txt left out."""
        return [request.target for request in self.requests if request.target != "/robots.txt"]

    async def handle(self, reader, writer):
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = Request(await reader.readuntil(b"\r\n\r\n"))
            self.requests.append(request)
            say = self.script.get(request.target, answer(404))
            if isinstance(say, list):
                say = say.pop(0) if len(say) > 1 else say[0]
            if isinstance(say, Callable):
                await say(request, writer)
            else:
                writer.write(say.replace(b"{host}", self.host.encode()))
                await writer.drain()
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()


@asynccontextmanager
async def hostile(script):
    """A Hostile that listens."""
    server = Hostile(script)
    tasks = set()

    async def handle(reader, writer):
        task = asyncio.current_task()
        tasks.add(task)
        try:
            await server.handle(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            tasks.discard(task)

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listener.wait_closed()


def answer(status=200, body=b"", *headers):
    """A well-formed answer; `headers` are whole lines."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def moved(location, status=302):
    """A redirect; {host} in `location` becomes the server's own."""
    return answer(status, b"", f"Location: {location}")
