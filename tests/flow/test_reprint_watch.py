"""Known reprints on a real server: told of, looked at, looked at again, findings settled."""

from dataclasses import replace
from datetime import timedelta
from html import escape

import pytest
from click.testing import CliRunner
from newsroom import declare

from syndicator.cli.verify import verify
from syndicator.errors import ReprintError
from syndicator.flows import reprint_desk, reprint_look, reprint_watch
from syndicator.model.draft import Draft
from syndicator.model.finding import Aspect, Faith
from syndicator.model.reprint import Asked
from syndicator.model.rights import Attribution, Reprint, Rights
from syndicator.model.trail import Step
from syndicator.store import appearances, articles, trail

HOLDER = "海川县融媒体中心"
TITLE = "新桥通车首日车流平稳"
TEXT = (
    "本报讯（记者王海）11月24日上午，海川县新桥正式通车，首日通行车辆三千二百余辆。",
    "县交通局负责人介绍，大桥全长1260米，双向四车道，从开工到通车历时二十六个月。",
    "家住河东的李秀英说，过去绕行要四十分钟，如今不到十分钟就能到县医院。",
    "当天现场安排了十二名志愿者引导车辆，没有发生拥堵。",
)


@pytest.fixture
def outlet(newsroom):
    """What another outlet's site shows at each path, and where it is."""
    return newsroom.pages, f"http://127.0.0.1:{newsroom.port}"


@pytest.fixture
async def granted(services):
    """A request that the rules granted, with its secret and its article."""
    feed = services.catalog.feeds[0]
    credit = f"来源：{HOLDER}　作者：王海　原标题：{TITLE}　原文：https://news.example/bridge.html"
    rights = Rights(HOLDER, f"版权归{HOLDER}所有", credit, "https://feeds.haichuan.example/l", "", Reprint.ATTRIBUTION)
    draft = Draft("https://news.example/bridge.html", TITLE, body_text="\n".join(TEXT), authors=("王海",))
    async with services.database.begin() as connection:
        kept = await articles.keep(
            connection,
            draft,
            Attribution(rights, ()),
            feed.sources[0],
            now=services.now(),
            authority="feeds.haichuan.example,2026",
            key="bridge",
        )
    today = services.now().date()
    asked = Asked((kept.article.slug,), "邻县日报", "头版", "web", today, today + timedelta(days=30))
    receipt = await reprint_desk.ask(services, asked)
    assert receipt.request.grant
    return receipt, kept.article


def page(article, paragraphs=TEXT, title=TITLE, credit=True):
    line = f"<p>{escape(article.rights.credit)} <a href='{article.url}'>原文</a></p>" if credit else ""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><meta charset='utf-8'><title>{title} - 邻县日报</title></head><body><nav><a href='/'>首页</a></nav>"
        f"<article><h1>{title}</h1>{text}{line}</article><footer>邻县日报 版权所有</footer></body></html>"
    ).encode()


async def told(services, receipt, url):
    return await reprint_watch.told_by_asker(services, receipt.request.number, receipt.secret, url)


async def test_a_faithful_reprint_is_looked_at_and_again_the_next_night(services, outlet, granted):
    (shown, site), (receipt, article) = outlet, granted
    shown["/a"] = page(article)
    known = await told(services, receipt, f"{site}/a")
    assert await reprint_watch.check_due(services) == 1
    (seen,) = await reprint_watch.of_request(services, receipt.request.number)
    assert seen.report.verdict is Faith.FAITHFUL, seen.report
    assert (seen.number, seen.article, seen.trouble, seen.found) == (known.number, article.slug, "", None)
    assert timedelta(0) <= seen.due - seen.checked - timedelta(days=1) < timedelta(seconds=1)
    assert await reprint_watch.check_due(services) == 0
    assert await reprint_watch.findings(services) == ()
    again = await told(services, receipt, f"{site}/a?utm_source=x")
    assert again.number == known.number


async def test_a_distorted_one_waits_in_the_queue_until_it_is_settled_or_mended(services, outlet, granted):
    (shown, site), (receipt, article) = outlet, granted
    shown["/a"] = page(article, (TEXT[0].replace("三千二百", "八千二百"), *TEXT[1:]), credit=False)
    known = await told(services, receipt, f"{site}/a")
    seen = await reprint_watch.check_now(services, known.number)
    assert seen.report.verdict is Faith.DISTORTED
    assert {one.aspect for one in seen.report.faults} >= {Aspect.TEXT, Aspect.CREDIT}
    assert [one.number for one in await reprint_watch.findings(services)] == [known.number]
    settled = await reprint_watch.settle(services, known.number, "李编辑", "已电话联系")
    assert (settled.settled_by, settled.note) == ("李编辑", "已电话联系")
    assert await reprint_watch.findings(services) == ()
    # The same again is settled still; something else is a new finding.
    await reprint_watch.check_now(services, known.number)
    assert await reprint_watch.findings(services) == ()
    shown["/a"] = page(article, (*TEXT[:2], TEXT[3]))
    await reprint_watch.check_now(services, known.number)
    assert len(await reprint_watch.findings(services)) == 1
    shown["/a"] = page(article)
    assert (await reprint_watch.check_now(services, known.number)).report.verdict is Faith.FAITHFUL
    assert await reprint_watch.findings(services) == ()
    with pytest.raises(ReprintError, match="no open finding"):
        await reprint_watch.settle(services, known.number, "李编辑", "")
    async with services.database.read() as connection:
        steps = [one.step for one in await trail.of(connection, receipt.request.number, receipt.request.grant.number)]
    assert steps.count(Step.REPORTED) == 1
    assert Step.SETTLED in steps
    assert Step.CHECKED in steps


async def test_a_page_that_cannot_be_read_is_trouble_and_not_a_finding(services, outlet, granted):
    (_, site), (receipt, _) = outlet, granted
    known = await told(services, receipt, f"{site}/nothing")
    seen = await reprint_watch.check_now(services, known.number)
    assert "404" in seen.trouble
    assert (seen.report, seen.found) == (None, None)
    assert seen.due


@pytest.mark.parametrize("url", ["", "邻县日报头版", "ftp://news.example/a", "javascript:alert(1)"])
async def test_an_address_that_is_none_is_refused(services, granted, url):
    with pytest.raises(ReprintError) as refused:
        await told(services, granted[0], url)
    assert refused.value.field == "url"


async def test_nobody_tells_of_a_reprint_without_the_secret(services, granted):
    receipt, _ = granted
    assert await reprint_watch.told_by_asker(services, receipt.request.number, "x", "https://a.example/") is None


async def test_a_page_inside_our_network_is_not_read(services, granted):
    known = await told(services, granted[0], "http://10.0.0.1/admin")
    seen = await reprint_watch.check_now(services, known.number)
    assert seen.trouble
    assert seen.report is None


async def test_the_licence_is_found_by_what_the_page_holds(services, outlet, granted):
    (shown, site), (receipt, article) = outlet, granted
    shown["/a"], shown["/b"] = (
        page(article),
        "<html><meta charset=utf-8><body><p>另一家的另一条新闻。</p></body></html>".encode(),
    )
    look = await reprint_look.identify(services, f"{site}/a")
    assert (look.grant.number, look.article) == (receipt.request.grant.number, article.slug)
    with pytest.raises(ReprintError, match="--grant"):
        await reprint_look.identify(services, f"{site}/b")


async def test_many_processes_look_once(services, granted):
    await told(services, granted[0], "https://a.example/1")
    async with services.database.begin() as connection:
        first = await appearances.claim(connection, services.now(), timedelta(minutes=10), 20)
        assert len(first) == 1
        assert await appearances.claim(connection, services.now(), timedelta(minutes=10), 20) == ()


async def test_a_reprint_long_after_its_term_is_looked_at_no_more(services, outlet, granted):
    (shown, site), (receipt, article) = outlet, granted
    shown["/a"] = page(article)
    known = await told(services, receipt, f"{site}/a")
    later = (
        replace(services, now=lambda: services_now + timedelta(days=90)) if (services_now := services.now()) else None
    )
    seen = await reprint_watch.check_now(later, known.number)
    assert seen.due is None
    assert Aspect.TERM in {one.aspect for one in seen.report.faults}


def test_the_command_says_what_is_wrong_and_how_it_ended(tmp_path, unused_tcp_port):
    config = declare(tmp_path, unused_tcp_port)
    result = CliRunner().invoke(verify, ["http://127.0.0.1:9/x", "--grant", "G-1"], obj=config)
    assert isinstance(result.exception, ReprintError)
    assert "no grant G-1" in str(result.exception)
