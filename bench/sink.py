"""Callbacks on every address of 127.21.0.0/16 that take whatever is POSTed to them and count it; GET tells the count.

Usage: python bench/sink.py
"""

import asyncio

from aiohttp import web
from process import serve_until_input_closes


async def main() -> None:
    """Serve until the input closes."""
    count = 0

    async def take(request: web.Request) -> web.Response:
        nonlocal count
        await request.read()
        count += 1
        return web.Response(status=204)

    async def tell(_request: web.Request) -> web.Response:
        return web.Response(text=str(count))

    app = web.Application(client_max_size=100_000_000)
    app.router.add_post("/{path:.*}", take)
    app.router.add_get("/{path:.*}", tell)
    # On all addresses: a callback's host is one of many, as in life.
    await serve_until_input_closes(web.AppRunner(app, access_log=None), "0.0.0.0")  # noqa: S104 - loopback's are among them


if __name__ == "__main__":
    asyncio.run(main())
