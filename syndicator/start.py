"""Config to Services: the only place that builds things."""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from syndicator import __version__
from syndicator.config import Config
from syndicator.fetch.browser import Browser
from syndicator.fetch.callback import Caller
from syndicator.fetch.client import Fetcher
from syndicator.fetch.guard import Allowed
from syndicator.fetch.limits import Limits
from syndicator.flows import presence
from syndicator.flows.catalog import Catalog
from syndicator.flows.declare import declared
from syndicator.flows.library import Library
from syndicator.flows.services import Services
from syndicator.store.database import Database


@asynccontextmanager
async def services(config: Config) -> AsyncIterator[Services]:
    """Open everything flows need, close it again at the end. Raises ConfigError or StoreError."""
    feeds = declared(config)
    config.data.mkdir(parents=True, exist_ok=True)
    database = Database(config.database_url)
    await database.start()
    try:
        async with fetcher(config) as client, browser(config, client) as chromium, caller(config) as calling:
            made = Services(
                config=config,
                catalog=Catalog(feeds),
                database=database,
                fetcher=client,
                library=Library(),
                now=lambda: datetime.now(UTC),
                worker=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
                browser=chromium,
                caller=calling,
            )
            async with _present(made):
                yield made
    finally:
        await database.close()


@asynccontextmanager
async def _present(services: Services) -> AsyncIterator[None]:
    """Keep this process on record as one that is alive."""
    staying = asyncio.create_task(presence.stay(services))
    try:
        yield
    finally:
        staying.cancel()
        with suppress(asyncio.CancelledError):
            await staying
        await presence.leave(services)


@asynccontextmanager
async def browser(config: Config, client: Fetcher) -> AsyncIterator[Browser]:
    """The browser for pages that need JavaScript; nothing is started before the first of them."""
    made = Browser(
        client,
        executable=config.fetch.chromium,
        user_agent=_user_agent(config),
        limits=_limits(config),
        allowed=Allowed(_ours(config)),
    )
    try:
        yield made
    finally:
        await made.close()


def fetcher(config: Config) -> Fetcher:
    """The HTTP client as configured."""
    settings = config.fetch
    return Fetcher(
        user_agent=_user_agent(config),
        limits=_limits(config),
        allow_hosts=_ours(config),
        robots=settings.robots,
        per_host=settings.per_host,
        delay=settings.delay.total_seconds(),
    )


def caller(config: Config) -> Caller:
    """What calls the hub's callbacks: the admin's hosts for reading are none of its."""
    hub = config.hub
    return Caller(
        user_agent=_user_agent(config), seconds=hub.timeout.total_seconds(), allow_hosts=frozenset(hub.allow_hosts)
    )


def _user_agent(config: Config) -> str:
    return config.fetch.user_agent or f"Syndicator/{__version__} (+{config.base_url}/)"


def _ours(config: Config) -> frozenset[str]:
    """The hosts that pass the guard: the admin's, and the sample newsroom."""
    sample = {f"127.0.0.1:{config.sample.port}"} if config.sample.enabled else set[str]()
    return frozenset(config.fetch.allow_hosts) | sample


def _limits(config: Config) -> Limits:
    settings = config.fetch
    return Limits(
        max_bytes=settings.max_bytes,
        connect=settings.connect.total_seconds(),
        read=settings.read.total_seconds(),
        total=settings.total.total_seconds(),
        max_redirects=settings.max_redirects,
    )
