"""Config to Services: the only place that builds things."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from syndicator import __version__
from syndicator.config import Config
from syndicator.fetch.client import Fetcher
from syndicator.fetch.limits import Limits
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
        async with fetcher(config) as client:
            yield Services(
                config=config,
                catalog=Catalog(feeds),
                database=database,
                fetcher=client,
                library=Library(),
                now=lambda: datetime.now(UTC),
            )
    finally:
        await database.close()


def fetcher(config: Config) -> Fetcher:
    """The HTTP client as configured. The sample newsroom's address is ours, so it passes the guard."""
    ours = {f"127.0.0.1:{config.sample.port}"} if config.sample.enabled else set[str]()
    settings = config.fetch
    return Fetcher(
        user_agent=settings.user_agent or f"Syndicator/{__version__} (+{config.base_url}/)",
        limits=Limits(
            max_bytes=settings.max_bytes,
            connect=settings.connect.total_seconds(),
            read=settings.read.total_seconds(),
            total=settings.total.total_seconds(),
            max_redirects=settings.max_redirects,
        ),
        allow_hosts=frozenset(settings.allow_hosts) | ours,
        robots=settings.robots,
        per_host=settings.per_host,
        delay=settings.delay.total_seconds(),
    )
