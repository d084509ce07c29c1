"""The site over a real database and a real server on loopback."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from feed_walk import some_months
from web_house import BASE, FEED, Clock, House

from syndicator.config import Config
from syndicator.fetch.client import Fetcher
from syndicator.flows.catalog import Catalog
from syndicator.flows.library import Library
from syndicator.flows.services import Services
from syndicator.store.database import Database
from syndicator.web.app import application


@pytest.fixture
def settings() -> dict:
    """What config.toml would say; a test may ask for more."""
    return {"site": {"name": "海川新闻分发", "base_url": BASE, "contact": "desk@feeds.example.org"}}


@pytest.fixture
async def house(tmp_path, settings, emptied) -> AsyncIterator[House]:
    config = Config.model_validate({**settings, "root": tmp_path})
    database = Database(emptied(tmp_path / "syndicator.db"))
    await database.start()
    clock = Clock()
    catalog = Catalog((FEED, replace(FEED, name="fresh", title="Not yet run", language="en")))
    fetcher = Fetcher(user_agent="tests")
    yield House(Services(config, catalog, database, fetcher, Library(), clock, "tests"), clock)
    await database.close()


@pytest.fixture
async def site(house, aiohttp_client):
    """A client of the running site."""
    return await aiohttp_client(application(house.services))


@pytest.fixture
async def months(house):
    """A feed with two closed months."""
    return await some_months(house)
