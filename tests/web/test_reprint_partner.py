"""A partner asks with its token: its standing agreement is all the leave it needs."""

import pytest
from web_house import NOW

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.model.partner import Partner, Token
from syndicator.model.rights import Reprint
from syndicator.store import partners, reprints

SECRET = TOKEN_PREFIX + "w" * 43
ASKED = {
    "outlet": "邻县日报",
    "contact": "editor@linxian.example",
    "use": "头版转载全文",
    "medium": "print",
    "term_from": "2026-12-01",
    "term_to": "2027-05-31",
}


@pytest.fixture
async def slug(house):
    """An article that its owner wants to be asked for, and a partner of its feed."""
    async with house.services.database.begin() as connection:
        await partners.save(connection, Partner("linxian", "邻县日报", feeds=("haichuan",)), NOW)
        await partners.add_token(connection, Token(digest_of(SECRET), "linxian", "wwww"), NOW)
    return (await house.keep("bridge", reprint=Reprint.PERMISSION)).slug


async def ask(site, slug, headers=None, query="", **other):
    return await site.post(f"/reprints{query}", json={"article": slug, **ASKED, **other}, headers=headers or {})


@pytest.mark.parametrize(
    ("headers", "query"),
    [({"Authorization": f"Bearer {SECRET}"}, ""), ({}, f"?token={SECRET}")],
    ids=["Bearer", "token"],
)
async def test_its_token_shows_that_it_is_the_partner(site, house, slug, headers, query):
    response = await ask(site, slug, headers, query)
    assert response.status == 201
    told = await response.json()
    assert told["state"] == "granted"
    assert SECRET not in await response.text()
    async with house.services.database.read() as connection:
        request = await reprints.find(connection, told["number"])
    assert request.asked.partner == "linxian"
    assert "agreement" in {verdict.rule for verdict in request.decision.verdicts}


async def test_a_name_alone_is_nothing(site, slug):
    assert (await (await ask(site, slug)).json())["state"] == "waiting"
    assert (await (await ask(site, slug, partner="linxian", use="再来")).json())["state"] == "waiting"


async def test_a_token_is_for_its_own_outlet(site, slug):
    headers = {"Authorization": f"Bearer {SECRET}"}
    assert (await (await ask(site, slug, headers, outlet="南山网")).json())["state"] == "waiting"


async def test_a_wrong_token_is_said_to_be_wrong(site, house, slug):
    response = await ask(site, slug, {"Authorization": f"Bearer {TOKEN_PREFIX}{'x' * 43}"})
    assert response.status == 401
    async with house.services.database.read() as connection:
        assert await reprints.all_requests(connection) == ()
