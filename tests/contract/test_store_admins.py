"""Admins, their sessions and the wrong tokens that are counted, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from syndicator.errors import StoreError
from syndicator.model.admin import Admin, Session
from syndicator.store import admins

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
LIN = Admin("林编辑", "a" * 64, "aaaa", "lin@haichuan.example")


async def test_an_admin_is_found_by_name_and_by_token(database):
    async with database.begin() as connection:
        await admins.add(connection, LIN, NOW)
        await admins.add(connection, Admin("wang", "b" * 64, "bbbb"), NOW)
    async with database.read() as connection:
        assert (await admins.find(connection, LIN.name)).email == LIN.email
        assert (await admins.by_token(connection, "b" * 64)).name == "wang"
        assert await admins.by_token(connection, "c" * 64) is None
        assert [one.name for one in await admins.everyone(connection)] == ["wang", "林编辑"]


async def test_a_name_is_one_admins_for_good(database):
    async with database.begin() as connection:
        await admins.add(connection, LIN, NOW)
        await admins.revoke(connection, LIN.name, NOW)
        with pytest.raises(StoreError, match="already"):
            await admins.add(connection, Admin(LIN.name, "c" * 64, "cccc"), NOW)
        assert (await admins.find(connection, LIN.name)).digest == LIN.digest


async def test_the_token_of_a_revoked_admin_is_none_until_it_is_renewed(database):
    async with database.begin() as connection:
        await admins.add(connection, LIN, NOW)
        assert await admins.revoke(connection, LIN.name, NOW)
        assert not await admins.revoke(connection, LIN.name, NOW)
        assert await admins.by_token(connection, LIN.digest) is None
        assert await admins.renew(connection, LIN.name, "d" * 64, "dddd")
        assert not await admins.renew(connection, "nobody", "e" * 64, "eeee")
        assert await admins.by_token(connection, LIN.digest) is None
        assert (await admins.by_token(connection, "d" * 64)).name == LIN.name


async def test_a_session_ends_when_it_expires_is_closed_or_its_admin_goes(database):
    ends = NOW + timedelta(hours=12)
    async with database.begin() as connection:
        await admins.add(connection, LIN, NOW)
        for secret in "xyz":
            await admins.open_session(connection, Session(secret * 64, LIN, NOW, ends))
        found = await admins.session(connection, "x" * 64, NOW)
        assert (found.admin.name, found.created, found.expires) == (LIN.name, NOW, ends)
        assert await admins.session(connection, "x" * 64, ends) is None
        await admins.extend(connection, "x" * 64, ends + timedelta(hours=1))
        assert await admins.session(connection, "x" * 64, ends)
        await admins.close(connection, "x" * 64)
        assert await admins.session(connection, "x" * 64, NOW) is None
        assert await admins.session(connection, "y" * 64, NOW)
        await admins.revoke(connection, LIN.name, NOW)
        assert await admins.session(connection, "y" * 64, NOW) is None, "though it is still there"
        assert await admins.close_all(connection, LIN.name) == 2


async def test_sessions_that_are_over_are_forgotten(database):
    async with database.begin() as connection:
        await admins.add(connection, LIN, NOW)
        for hours in (1, 2, 3):
            await admins.open_session(connection, Session(f"{hours}" * 64, LIN, NOW, NOW + timedelta(hours=hours)))
        assert await admins.forget(connection, NOW + timedelta(hours=2)) == 2
        assert await admins.close_all(connection, LIN.name) == 1
