"""The keys licences are signed with, on both engines: one signs at a time, however many processes there are."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from sqlalchemy import select

from syndicator.config import Config
from syndicator.fetch.client import Fetcher
from syndicator.flows import licence_keys
from syndicator.flows.catalog import Catalog
from syndicator.flows.library import Library
from syndicator.flows.services import Services
from syndicator.model.trail import Step
from syndicator.store import signing_keys, trail
from syndicator.store.database import Database
from syndicator.store.desk_tables import signing_keys as table

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PAYLOAD = '{"number": "G-1", "授权": "有效"}'.encode()


class Clock:
    def __init__(self):
        self.time = NOW

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


def house(database, clock, tmp_path, **reprint):
    config = Config.model_validate({"reprint": reprint, "root": tmp_path})
    return Services(config, Catalog(()), database, Fetcher(user_agent="tests"), Library(), clock, "tests")


@pytest.fixture
def services(database, clock, tmp_path):
    return house(database, clock, tmp_path)


def verified(token, keys):
    """The payload, by another library than the one that signed it. Raises jwt.InvalidSignatureError."""
    kid = jwt.get_unverified_header(token)["kid"]
    key = jwt.PyJWK(next(one for one in keys["keys"] if one["kid"] == kid)).key
    return jwt.PyJWS().decode(token, key, algorithms=["EdDSA"])


async def steps(services):
    async with services.database.read() as connection:
        return [one async for one in trail.every(connection)]


async def test_what_is_signed_is_verified_and_what_is_tampered_with_is_not(services):
    token = await licence_keys.sign(services, PAYLOAD)
    keys = await licence_keys.published(services)
    assert verified(token, keys) == PAYLOAD
    header = jwt.get_unverified_header(token)
    assert (header["alg"], header["typ"]) == ("EdDSA", "JWT")
    assert all("d" not in key for key in keys["keys"])
    head, body, signature = token.split(".")
    other = jwt.utils.base64url_encode(PAYLOAD.replace(b"G-1", b"G-2")).decode()
    for broken in (f"{head}.{other}.{signature}", f"{head}.{body}.{signature[:-4]}AAAA"):
        with pytest.raises(jwt.InvalidSignatureError):
            verified(broken, keys)


async def test_the_same_key_signs_until_it_is_old(services, clock):
    first = await licence_keys.sign(services, PAYLOAD)
    clock.time = NOW + timedelta(days=364)
    assert await licence_keys.sign(services, PAYLOAD) == first
    clock.time = NOW + timedelta(days=365)
    later = await licence_keys.sign(services, PAYLOAD)
    assert jwt.get_unverified_header(later)["kid"] != jwt.get_unverified_header(first)["kid"]
    assert [(one.step, one.who) for one in await steps(services)] == [(Step.KEY, "service")] * 2


async def test_key_days_is_as_configured(database, clock, tmp_path):
    services = house(database, clock, tmp_path, key_days=10)
    kid = jwt.get_unverified_header(await licence_keys.sign(services, PAYLOAD))["kid"]
    clock.time = NOW + timedelta(days=10)
    await licence_keys.renew(services)
    async with database.read() as connection:
        assert (await signing_keys.current(connection)).kid != kid


async def test_no_key_is_made_where_none_is_used(services):
    await licence_keys.renew(services)
    async with services.database.read() as connection:
        assert await signing_keys.current(connection) is None


async def test_a_retired_key_has_no_secret_any_more_and_goes_where_it_signed_nothing(services):
    kid = jwt.get_unverified_header(await licence_keys.sign(services, PAYLOAD))["kid"]
    new = await licence_keys.rotate(services, by="李主任", why="换人")
    assert [key["kid"] for key in (await licence_keys.published(services))["keys"]] == [new]
    async with services.database.read() as connection:
        rows = {row.kid: row for row in await connection.execute(select(table))}
    assert rows[kid].private == ""
    assert "d" in json.loads(rows[new].private)
    last = (await steps(services))[-1]
    assert (last.step, last.who, last.why) == (Step.KEY, "李主任", f"{new}: 换人")


async def test_processes_that_begin_at_once_make_one_key(services, database_url, clock, tmp_path):
    others = [Database(database_url) for _ in range(4)]
    for one in others:
        await one.start()
    try:
        houses = [house(one, clock, tmp_path) for one in others]
        tokens = await asyncio.gather(*(licence_keys.sign(one, PAYLOAD) for one in houses for _ in range(3)))
        assert len(set(tokens)) == 1
        clock.time = NOW + timedelta(days=400)
        tokens = await asyncio.gather(*(licence_keys.sign(one, PAYLOAD) for one in houses for _ in range(3)))
        assert len(set(tokens)) == 1
    finally:
        for one in others:
            await one.close()
    async with services.database.read() as connection:
        assert len((await connection.execute(select(table))).all()) == 2
