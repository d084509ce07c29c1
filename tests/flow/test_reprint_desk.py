"""The desk over the real store, and its commands."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from newsroom import declare

from syndicator.cli.reprints import reprints as commands
from syndicator.errors import DeskClosed, KeyReused, ReprintError, UnknownArticle
from syndicator.flows import licence, reprint_decision, reprint_desk
from syndicator.flows.secret import secret
from syndicator.model.draft import Draft
from syndicator.model.reprint import Asked, Outcome, RequestState
from syndicator.model.rights import Attribution, Hold, Reprint, Rights
from syndicator.reprint import grant
from syndicator.start import services as opened
from syndicator.store import articles, reprints

HOLDER = "海川县融媒体中心"
GRANT, REFUSE = Outcome.GRANT, Outcome.REFUSE


async def keep(services, name, reprint=Reprint.ATTRIBUTION, holds=(), url=None, embargo=None):
    credit = f"来源：{HOLDER}　原标题：{name}"
    rights = Rights(HOLDER, f"版权归{HOLDER}所有", credit, "https://feeds.haichuan.example/l", "", reprint)
    draft = Draft(f"https://news.example/{name}.html" if url is None else url, name, body_text=f"{name}的正文。")
    async with services.database.begin() as connection:
        kept = await articles.keep(
            connection,
            draft,
            Attribution(rights, tuple(Hold(code, code) for code in holds)),
            services.catalog.feeds[0].sources[0],
            now=services.now(),
            authority="feeds.haichuan.example,2026",
            key=name,
            embargo=embargo,
        )
    return kept.article


def asked(article, **other):
    today = datetime.now(UTC).date()
    slug = article if isinstance(article, str) else article.slug
    return replace(
        Asked((slug,), "邻县日报", "头版", "print", today, today + timedelta(days=30), email="e@linxian.example"),
        **other,
    )


async def stored(services):
    async with services.database.read() as connection:
        return await reprints.all_requests(connection)


async def test_a_grant_is_decided_written_and_found_again(services):
    article = await keep(services, "新桥通车")
    receipt = await reprint_desk.ask(services, asked(article))
    assert receipt.request.state is RequestState.GRANTED
    assert receipt.request.decision.by == "rules"
    found = await reprint_desk.status(services, receipt.request.number, receipt.secret)
    assert found == receipt.request
    held = await licence.granted(services, found.grant.number)
    given = held.grant
    assert given == found.grant
    assert (held.articles, held.standing) == ((article,), "valid")
    assert given.articles[0].credit == article.rights.credit
    assert grant.duty(given, "link") == article.url


async def test_an_article_without_an_address_leads_back_to_its_page(services):
    article = await keep(services, "来稿", url="")
    receipt = await reprint_desk.ask(services, asked(article))
    assert grant.duty(receipt.request.grant, "link") == f"http://feeds.haichuan.example/articles/{article.slug}"


@pytest.mark.parametrize("secret_given", ["", "x", "\ud800"])
async def test_the_secret_opens_its_own_request_alone(services, secret_given):
    article = await keep(services, "新桥通车")
    one = await reprint_desk.ask(services, asked(article))
    other = await reprint_desk.ask(services, asked(article))
    assert await reprint_desk.status(services, one.request.number, secret_given) is None
    assert await reprint_desk.status(services, one.request.number, other.secret) is None
    assert await reprint_desk.status(services, "R0000-0000", one.secret) is None


async def test_an_article_that_is_unknown_or_under_embargo_cannot_be_asked_for(services):
    later = await keep(services, "明天的新闻", embargo=services.now() + timedelta(hours=1))
    for article in ("none", later):
        with pytest.raises(UnknownArticle):
            await reprint_desk.ask(services, asked(article))
    assert await stored(services) == ()


async def test_a_closed_desk_takes_nothing(services):
    article = await keep(services, "新桥通车")
    config = services.config
    closed = replace(
        services, config=config.model_copy(update={"reprint": config.reprint.model_copy(update={"open": False})})
    )
    with pytest.raises(DeskClosed):
        await reprint_desk.ask(closed, asked(article))
    assert await stored(services) == ()


async def test_one_key_is_one_request_with_one_secret(services):
    article = await keep(services, "新桥通车")
    receipts = await asyncio.gather(*(reprint_desk.ask(services, asked(article), "key") for _ in range(5)))
    assert len(set(receipts)) == 1
    assert len(await stored(services)) == 1
    with pytest.raises(KeyReused):
        await reprint_desk.ask(services, asked(article, use="内页"), "key")
    other = await reprint_desk.ask(services, asked(article, outlet="另一家"), "key")
    assert other.secret != receipts[0].secret


async def test_a_request_left_half_way_leaves_nothing(services, monkeypatch):
    article = await keep(services, "新桥通车")

    def breaks(*_):
        raise RuntimeError("the power went")

    monkeypatch.setattr(reprint_decision.grants, "write", breaks)
    with pytest.raises(RuntimeError, match="power"):
        await reprint_desk.ask(services, asked(article))
    assert await stored(services) == ()


@pytest.mark.parametrize(
    ("outcome", "reason", "state"), [(GRANT, "", RequestState.GRANTED), (REFUSE, "已签独家", RequestState.REFUSED)]
)
async def test_a_person_decides_what_the_rules_leave_open(services, outcome, reason, state):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    receipt = await reprint_desk.ask(services, asked(article))
    assert receipt.request.state is RequestState.WAITING
    decided = await reprint_decision.decide_by_person(services, receipt.request.number, outcome, "李编辑", reason)
    assert decided.state is state
    assert (decided.decision.by, decided.decision.reason) == ("李编辑", reason)
    assert (decided.grant is not None) is (outcome is GRANT)
    assert await reprint_desk.status(services, decided.number, receipt.secret) == decided
    with pytest.raises(ReprintError, match="decided before"):
        await reprint_decision.decide_by_person(services, decided.number, REFUSE, "李编辑", "又想了想")


async def test_two_people_at_once_make_one_decision(services):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    number = (await reprint_desk.ask(services, asked(article))).request.number
    outcomes = await asyncio.gather(
        reprint_decision.decide_by_person(services, number, GRANT, "李编辑", ""),
        reprint_decision.decide_by_person(services, number, REFUSE, "王编辑", "不行"),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, ReprintError) for outcome in outcomes) == 1


async def test_nobody_can_grant_what_was_withdrawn_meanwhile(services):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    number = (await reprint_desk.ask(services, asked(article))).request.number
    async with services.database.begin() as connection:
        await articles.cancel(connection, article.slug, why="更正", now=services.now())
    with pytest.raises(ReprintError, match="rights"):
        await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "")
    refused = await reprint_decision.decide_by_person(services, number, REFUSE, "李编辑", "已撤稿")
    assert refused.state is RequestState.REFUSED


async def test_a_number_that_is_none(services):
    with pytest.raises(ReprintError, match="no request"):
        await reprint_decision.decide_by_person(services, "R0000-0001", GRANT, "李编辑", "")
    assert await licence.granted(services, "G-1") is None


def test_the_secret_of_a_house_is_made_once_and_is_its_owners_alone(tmp_path):
    folder = tmp_path / "data"
    first = secret(folder)
    assert len(first) == 32
    assert secret(folder) == first
    assert [path.name for path in folder.iterdir()] == ["secret.key"]
    assert (folder / "secret.key").stat().st_mode & 0o077 == 0
    assert secret(tmp_path / "other") != first


# The commands


@pytest.fixture
def desk(tmp_path, unused_tcp_port):
    """Run one command over a house in which two requests wait and one was refused."""
    path = declare(tmp_path, unused_tcp_port)

    async def fill():
        from syndicator.config import load  # noqa: PLC0415 - the command reads the file itself

        async with opened(load(path, environ={})) as services:
            for name, holds in (("秋粮收购", ()), ("县图书馆", ()), ("来自他处", ("third-party",))):
                article = await keep(services, name, Reprint.PERMISSION, holds)
                await reprint_desk.ask(services, asked(article))

    asyncio.run(fill())

    def run(*words):
        return CliRunner().invoke(commands, words, obj=path)

    return run


def test_the_list_and_its_states(desk):
    lines = desk("list").output.splitlines()
    assert [line.split()[1] for line in lines] == ["refused", "waiting", "waiting"]
    assert "邻县日报  秋粮收购" in lines[2]
    assert len(desk("list", "--state", "waiting").output.splitlines()) == 2
    assert desk("list", "--state", "granted").output == "No requests.\n"
    assert desk("list", "--state", "lost").exit_code == 2


def test_show_tells_the_person_everything(desk):
    number = desk("list").output.split()[0]
    shown = desk("show", number).output
    for told in (number, "refused", "e@linxian.example", "头版", "来自他处", "third-party", "rights-unclear", HOLDER):
        assert told in shown


def test_grant_and_refuse(desk):
    first, second = (line.split()[0] for line in desk("list", "--state", "waiting").output.splitlines())
    granted = desk("grant", first, "--by", "李编辑")
    assert granted.exit_code == 0
    assert f"{first} granted: G-" in granted.output
    assert "http://feeds.haichuan.example/grants/G-" in granted.output
    assert "grant:" in desk("show", first).output
    refused = desk("refuse", second, "--by", "李编辑", "--reason", "已签独家")
    assert (refused.exit_code, refused.output) == (0, f"{second} refused\n")
    assert "refuse by 李编辑: 已签独家" in desk("show", second).output


@pytest.mark.parametrize(
    ("words", "code"),
    [(("grant", "R0000-0001"), 2), (("refuse", "R0000-0001", "--by", "li"), 2), (("show",), 2)],
)
def test_wrong_use(desk, words, code):
    assert desk(*words).exit_code == code


@pytest.mark.parametrize(
    "words", [("show", "R0"), ("grant", "R0", "--by", "li"), ("refuse", "R0", "--by", "l", "--reason", "n")]
)
def test_a_number_that_is_none_fails(desk, words):
    result = desk(*words)
    assert isinstance(result.exception, ReprintError)
    assert "R0" in str(result.exception)
