"""Partners, their tokens, who is let in, and what they have."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from store_newsroom import NOW, SOURCE, draft, keep

from syndicator.errors import AccessError, StoreError
from syndicator.flows.access import TOKEN_PREFIX, Access, digest_of
from syndicator.model.feed import Audience, Feed
from syndicator.model.partner import EVERY_FEED, Extent, How, Partner, Receipt, Shape, Token
from syndicator.store import partners, receipts
from syndicator.store.database import Database

OPEN = Feed("open", "公开")
CLOSED = Feed("closed", "只供合作方", access=Audience.PARTNERS)
SHAPE = Shape(text=Extent.SUMMARY, images=False, credit="据{holder}", language="en")
OUTLET = Partner("rizhao-daily", "日照日报", "desk@example.org", ("closed",), SHAPE, created=NOW)
SECRET = TOKEN_PREFIX + "a" * 43


async def _with(database: Database, partner: Partner = OUTLET, **token) -> None:
    async with database.begin() as connection:
        await partners.save(connection, partner, NOW)
        made = Token(digest_of(SECRET), partner.name, SECRET[-4:], "主用", NOW, **token)
        await partners.add_token(connection, made, NOW)


async def _admit(database, feed=CLOSED, token=SECRET, address="203.0.113.9", now=NOW):
    return await Access().admit(database, feed, token, address, now)


async def test_a_partner_is_kept_whole(database: Database):
    whole = replace(
        OUTLET, starts=date(2026, 1, 1), ends=date(2026, 12, 31), rate=60, networks=("10.0.0.0/8",), note="年度协议"
    )
    await _with(database, whole)
    async with database.read() as connection:
        assert await partners.find(connection, OUTLET.name) == whole
        assert await partners.find(connection, "nobody") is None
        (token,) = await partners.tokens_of(connection, OUTLET.name)
    assert (token.hint, token.label) == ("aaaa", "主用")
    assert SECRET not in repr(token)


async def test_no_token_without_a_partner(database: Database):
    with pytest.raises(StoreError):
        async with database.begin() as connection:
            await partners.add_token(connection, Token("0" * 64, "nobody", "xxxx"), NOW)


async def test_who_is_let_in(database: Database):
    await _with(database)
    assert (await _admit(database)).partner == OUTLET
    assert (await _admit(database)).shape == SHAPE
    assert (await _admit(database, feed=OPEN)).partner == OUTLET, "a public feed in the partner's shape"
    assert (await _admit(database, feed=OPEN, token="")).partner is None


@pytest.mark.parametrize(
    ("code", "partner", "token", "asked"),
    [
        ("token-missing", {}, {}, {"token": ""}),
        ("token-unknown", {}, {}, {"token": TOKEN_PREFIX + "b" * 43}),
        ("token-unknown", {}, {}, {"token": "\udcff", "feed": OPEN}),
        ("token-revoked", {}, {"revoked": NOW}, {}),
        ("token-expired", {}, {"expires": NOW}, {}),
        ("partner-revoked", {"revoked": NOW}, {}, {}),
        ("term", {"starts": date(2100, 1, 1)}, {}, {}),
        ("term", {"ends": date(2000, 1, 1)}, {}, {}),
        ("feed-not-granted", {"feeds": ("another",)}, {}, {}),
        ("network", {"networks": ("10.0.0.0/8", "2001:db8::/32")}, {}, {}),
        ("network", {"networks": ("10.0.0.0/8",)}, {}, {"address": "nonsense"}),
    ],
)
async def test_who_is_not(database: Database, code, partner, token, asked):
    await _with(database, replace(OUTLET, **partner))
    async with database.begin() as connection:
        if "revoked" in token:
            assert await partners.revoke_token(connection, OUTLET.name, SECRET[-4:], NOW) == 1
        if "expires" in token:
            assert await partners.expire_tokens(connection, OUTLET.name, NOW, "") == 1
    with pytest.raises(AccessError) as refused:
        await _admit(database, **asked)
    assert refused.value.code == code
    assert SECRET not in str(refused.value)


async def test_every_feed_is_every_feed(database: Database):
    await _with(database, replace(OUTLET, feeds=(EVERY_FEED,)))
    assert (await _admit(database)).partner is not None


async def test_the_last_day_of_a_term_is_whole_everywhere(database: Database):
    await _with(database, replace(OUTLET, starts=date(2026, 7, 2), ends=date(2026, 7, 2)))
    for moment in (datetime(2026, 7, 1, 11, tzinfo=UTC), datetime(2026, 7, 3, 11, tzinfo=UTC)):
        assert (await _admit(database, now=moment)).partner
    with pytest.raises(AccessError):
        await _admit(database, now=datetime(2026, 7, 3, 13, tzinfo=UTC))


async def test_a_minute_has_so_many_requests(database: Database):
    await _with(database, replace(OUTLET, rate=3))
    access = Access()
    for _ in range(3):
        await access.admit(database, CLOSED, SECRET, "", NOW)
    with pytest.raises(AccessError) as refused:
        await access.admit(database, CLOSED, SECRET, "", NOW)
    assert (refused.value.code, refused.value.wait) == ("rate", 20)
    await access.admit(database, CLOSED, SECRET, "", NOW + timedelta(seconds=20))
    with pytest.raises(AccessError):
        await access.admit(database, CLOSED, SECRET, "", NOW + timedelta(seconds=21))


async def test_what_was_answered_may_be_answered_again_while_nothing_changed(database: Database):
    await _with(database)
    access = Access()
    admitted = await access.admit(database, CLOSED, SECRET, "", NOW)
    assert access.still(admitted, CLOSED, NOW)
    async with database.begin() as connection:
        await partners.revoke_token(connection, OUTLET.name, SECRET[-4:], NOW)
    before = access.known
    await access.refresh(database, NOW)
    assert access.known == before + 1
    assert not access.still(admitted, CLOSED, NOW)
    await access.refresh(database, NOW)
    assert access.known == before + 1, "nothing changed"
    nobody = await access.admit(database, OPEN, "", "", NOW)
    assert access.still(nobody, OPEN, NOW)
    assert not access.still(nobody, replace(OPEN, access=Audience.PARTNERS), NOW)


async def test_where_addresses_or_numbers_matter_nothing_is_answered_again(database: Database):
    await _with(database, replace(OUTLET, networks=("203.0.113.0/24",)))
    access = Access()
    assert not access.still(await access.admit(database, CLOSED, SECRET, "203.0.113.9", NOW), CLOSED, NOW)


async def test_when_a_token_was_used_is_noted(database: Database):
    await _with(database)
    access = Access()
    await access.admit(database, CLOSED, SECRET, "", NOW)
    await access.refresh(database, NOW)
    async with database.read() as connection:
        (token,) = await partners.tokens_of(connection)
    assert token.used == NOW


async def test_receipts_are_kept_once(database: Database):
    await _with(database)
    article = (await keep(database, draft(1))).article
    given = Receipt(OUTLET.name, article.id, 1, "usable", SOURCE.feed, How.PULL, "atom", NOW)
    later = replace(given, how=How.PUSH, channel="webhook", at=NOW + timedelta(hours=1))
    second = replace(later, version=2)
    async with database.begin() as connection:
        await receipts.note(connection, (given, later))
        await receipts.note(connection, (later, second))
        await receipts.note(connection, ())
    async with database.read() as connection:
        assert await receipts.of_article(connection, article.id) == (given, second)
        assert await receipts.of_partner(connection, OUTLET.name) == (second, given)
    async with database.begin() as connection:
        assert await receipts.acknowledge(connection, OUTLET.name, article.id, NOW) == 2
        assert await receipts.acknowledge(connection, OUTLET.name, article.id, NOW) == 0
