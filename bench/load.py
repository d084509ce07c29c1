"""Requests over kept-alive connections, in a process of its own: `ask` starts it and reads its count.

Usage: python bench/load.py PORT CONNECTIONS COUNT SECONDS < REQUEST
Sends the same bytes over and over, at most COUNT times and SECONDS long; prints a JSON object.
"""

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass

_HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answers:
    """How many answers came, and what each of them was."""

    count: int
    seconds: float
    status: int
    length: int


def ask(port: int, request: bytes, *, connections: int = 16, count: int = 20_000, seconds: float = 2.0) -> Answers:
    """Load a server on loopback. Raises RuntimeError when two answers differ in status or length."""
    command = [sys.executable, __file__, str(port), str(connections), str(count), str(seconds)]
    done = subprocess.run(command, input=request, capture_output=True, check=False)  # noqa: S603 - this very file
    if done.returncode:
        raise RuntimeError(done.stderr.decode().strip().splitlines()[-1])
    return Answers(**json.loads(done.stdout))


def request(method: str, path: str, **headers: str) -> bytes:
    """A request as a feed reader sends it; an underscore in a header's name stands for a hyphen."""
    told = {"Host": "127.0.0.1", "User-Agent": "bench", "Accept": "*/*"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = (f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()))
    return "\r\n".join(lines).encode() + _HEAD_END


class _Load:
    """What is still to be asked, and what came."""

    def __init__(self, request: bytes, count: int) -> None:
        self.request = request
        self.left = count
        self.busy = 0
        self.done = 0
        self.shape: tuple[int, int] | None = None
        self.finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def fail(self, why: str) -> None:
        if not self.finished.done():
            self.finished.set_exception(RuntimeError(why))


class _Connection(asyncio.Protocol):
    """One request after the other. Only the first answer is parsed: the others must be as long."""

    def __init__(self, load: _Load) -> None:
        self._load = load
        self._due = 0
        self._seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._load.busy += 1
        self._next()

    def data_received(self, data: bytes) -> None:
        if not self._due:
            self._seen += data
            if _HEAD_END not in self._seen:
                return
            self._due = self._shape(self._seen)
            data, self._seen = self._seen, b""
            self._left = self._due
        self._left -= len(data)
        if self._left < 0:
            self._load.fail("an answer was longer than the first")
        if self._left == 0:
            self._load.done += 1
            self._left = self._due
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        self._load.fail(f"the server closed a connection ({exc})")

    def _next(self) -> None:
        load = self._load
        if load.left <= 0:
            load.busy -= 1
            if not load.busy and not load.finished.done():
                load.finished.set_result(None)
            return
        load.left -= 1
        self._transport.write(load.request)

    def _shape(self, start: bytes) -> int:
        head, _, _ = start.partition(_HEAD_END)
        first, *lines = head.decode("latin-1").split("\r\n")
        status = int(first.split()[1])
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        bodiless = self._load.request.startswith(b"HEAD ") or status == 304
        length = len(head) + len(_HEAD_END) + (0 if bodiless else int(fields["content-length"]))
        if (self._load.shape or (status, length)) != (status, length):
            self._load.fail("two answers differ")
        self._load.shape = status, length
        return length


async def _run(port: int, connections: int, count: int, seconds: float) -> Answers:
    loop = asyncio.get_running_loop()
    load = _Load(sys.stdin.buffer.read(), count)
    started = loop.time()
    for _ in range(connections):
        await loop.create_connection(lambda: _Connection(load), "127.0.0.1", port)
    loop.call_later(seconds, setattr, load, "left", 0)
    await load.finished
    assert load.shape is not None
    return Answers(load.done, loop.time() - started, *load.shape)


if __name__ == "__main__":
    given = asyncio.run(_run(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
    print(json.dumps({name: getattr(given, name) for name in Answers.__slots__}))
