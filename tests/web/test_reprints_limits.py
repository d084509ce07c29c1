"""How often one address and one network may ask, and try secrets; counted for all processes."""

import asyncio

import pytest
from web_house import BASE

from syndicator.model.rights import Reprint
from syndicator.web.app import application

WISH = {"outlet": "邻县日报", "use": "转载", "medium": "print", "term": "90 days"}
PROXY = "127.0.0.1"


@pytest.fixture
def settings(settings):
    limits = {"per_address": 2, "per_address_day": 3, "per_network": 4, "per_network_day": 6, "wrong_secrets": 3}
    return settings | {"reprint": limits, "server": {"trusted_proxies": [PROXY]}}


@pytest.fixture
async def ask(site, house):
    """Ask from an address and a network; each request is another one."""
    article = await house.keep("bridge")
    asked = iter(range(1000))

    async def ask(email="a@b.example", network="203.0.113.9", client=site, **more):
        body = {"article": article.slug, **WISH, "email": email, "use": f"转载{next(asked)}", **more}
        return await client.post("/reprints", json=body, headers={"X-Forwarded-For": network})

    return ask


async def test_one_address_may_ask_so_often_an_hour_and_a_day(ask, house):
    assert [(await ask(network=f"198.51.{number}.1")).status for number in range(3)] == [201, 201, 429]
    refused = await ask("A+tag@B.example", "192.0.2.1")
    assert refused.status == 429
    told = await refused.json()
    assert (refused.content_type, told["code"]) == ("application/problem+json", "too-many-tries")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert (await ask("other@b.example", "192.0.2.1")).status == 201
    house.clock.pass_by(seconds=int(refused.headers["Retry-After"]))
    assert [(await ask(network=f"198.18.{number}.1")).status for number in range(2)] == [201, 429]
    house.clock.pass_by(hours=2)
    by_day = await ask(network="198.18.9.1")
    assert by_day.status == 429
    assert int(by_day.headers["Retry-After"]) > 3600
    house.clock.pass_by(days=1)
    assert (await ask(network="198.18.9.1")).status == 201


@pytest.mark.parametrize(
    ("here", "there"), [("203.0.113.{}", "203.0.114.1"), ("2001:db8:1:1{:02x}::1", "2001:db8:1:200::1")]
)
async def test_one_network_may_ask_so_often(ask, here, there):
    statuses = [(await ask(f"a{number}@b.example", here.format(number + 1))).status for number in range(6)]
    assert statuses == [201, 201, 201, 201, 429, 429]
    assert (await ask("z@b.example", there)).status == 201


async def test_a_person_is_told_on_the_form_which_keeps_what_was_typed(ask, site, house):
    for _ in range(2):
        await ask()
    article = await house.keep("grain")
    headers = {"Accept": "text/html", "Accept-Language": "en", "X-Forwarded-For": "203.0.113.9"}
    response = await site.post(
        "/reprints", data={**WISH, "article": article.slug, "email": "a@b.example"}, headers=headers
    )
    text = await response.text()
    assert response.status == 429
    assert "try again in 60 minutes" in text
    assert 'value="邻县日报"' in text
    assert response.headers["Retry-After"]


async def test_the_same_again_does_not_count(ask, site, house):
    article = await house.keep("grain", reprint=Reprint.PERMISSION)
    answers = [await ask(use="同样", article=article.slug) for _ in range(5)]
    assert {answer.status for answer in answers} == {201}
    assert len({answer.headers["Location"] for answer in answers}) == 1, "it waits, and is the same request"
    assert [(await ask()).status for _ in range(2)] == [201, 429]


async def test_what_is_refused_does_not_count(ask):
    for _ in range(9):
        assert (await ask(medium="")).status == 422
        assert (await ask(article="none")).status == 404
    assert (await ask()).status == 201


async def test_two_processes_count_together(ask, site, house, aiohttp_client):
    other = await aiohttp_client(application(house.services))
    answers = await asyncio.gather(*(ask(client=one) for one in (site, other) * 4))
    assert sorted(answer.status for answer in answers) == [201, 201] + [429] * 6


async def test_wrong_secrets_are_counted_for_a_network(ask, site):
    told = await (await ask()).json()
    link = told["status_url"].removeprefix(BASE)
    wrong = f"/reprints/{told['number']}"

    async def get(path, network="203.0.113.7"):
        return (await site.get(path, headers={"X-Forwarded-For": network})).status

    assert [await get(link) for _ in range(5)] == [200] * 5
    assert [await get(wrong) for _ in range(5)] == [404] * 5, "no secret is no try"
    assert [await get(f"{wrong}?secret=x{number}") for number in range(3)] == [404] * 3
    assert await get(f"{wrong}/confirm?secret=x") == 429
    assert await get(link) == 429
    for step in ("confirm", "answer", "withdraw"):
        response = await site.post(f"{wrong}/{step}?secret=x", headers={"X-Forwarded-For": "203.0.113.200"})
        assert response.status == 429
        assert int(response.headers["Retry-After"]) <= 3600
    assert await get(link, "198.51.100.1") == 200
