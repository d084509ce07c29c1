"""An admin's own proxy on loopback, as Squid and its like: CONNECT and absolute-form, with a password where it has one."""

import asyncio
from base64 import b64encode

from yarl import URL


class Forwarder:
    """Use as an async context manager. `names` says where a host is really to be found: host → port on loopback."""

    def __init__(self, password: str = "", answer: bytes = b""):
        self.password, self.answer = password, answer
        self.names = {}
        self.asked = []
        self.port = 0

    @property
    def address(self):
        word = f"desk:{self.password}@" if self.password else ""
        return f"http://{word}127.0.0.1:{self.port}"

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _serve(self, reader, writer):
        try:
            await self._answer(reader, writer)
        except (OSError, EOFError):
            return
        finally:
            writer.close()

    async def _answer(self, reader, writer):
        line, *headers = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[:-2]
        method, target, _ = line.split(" ")
        self.asked.append(f"{method} {target}")
        word = f"Basic {b64encode(f'desk:{self.password}'.encode()).decode()}"
        sent = dict(header.split(": ", 1) for header in headers)
        if self.answer or (self.password and sent.get("Proxy-Authorization") != word):
            writer.write(self.answer or b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        url = URL(target if "://" in target else f"http://{target}")
        there = await asyncio.open_connection("127.0.0.1", self.names.get(url.host, url.port))
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            kept = [header for header in headers if not header.startswith(("Proxy-", "Connection"))]
            head = [f"{method} {url.raw_path_qs} HTTP/1.1", *kept, "Connection: close", "", ""]
            there[1].write("\r\n".join(head).encode())
        await asyncio.gather(_pipe(reader, there[1]), _pipe(there[0], writer))


async def _pipe(reader, writer):
    while chunk := await reader.read(65536):
        writer.write(chunk)
        await writer.drain()
    writer.close()
