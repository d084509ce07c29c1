"""A person at the desk in a real browser, without any script: sign in, read, decide, sign out; on a phone too."""

import importlib
import os
from pathlib import Path

import pytest
from aiohttp import web

from syndicator.fetch.browser import missing
from syndicator.flows import admins, reprint_desk
from syndicator.flows.ingest import ingest
from syndicator.model.reprint import RequestState
from syndicator.reprint import ask
from syndicator.store import articles, reprints
from syndicator.web.app import application

CHROMIUM = Path("/usr/bin/chromium")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(bool(missing(CHROMIUM)), reason=missing(CHROMIUM) or "Chromium is there")


@pytest.fixture
async def site(services, unused_tcp_port_factory):
    """The address of the running service."""
    port = unused_tcp_port_factory()
    runner = web.AppRunner(application(services), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


@pytest.fixture
async def browser():
    playwright = importlib.import_module("playwright.async_api")
    async with playwright.async_playwright() as driver:
        opened = await driver.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
        yield opened
        await opened.close()


@pytest.fixture
async def filed(services):
    """A request that a person must decide."""
    source = services.catalog.sources[0]
    await ingest(services, source)
    async with services.database.read() as connection:
        found = await articles.newest(connection, source.feed, 1, services.now())
    wish = ask.read(
        {
            "article": found[0].slug,
            "outlet": "邻县日报",
            "contact": "editor@linxian.example",
            "use": "随报附送的广告册",
            "medium": "print",
            "term": "90 days",
            "commercial": True,
        },
        services.now().date(),
        "zh",
    )
    request = (await reprint_desk.ask(services, wish)).request
    assert request.state is RequestState.WAITING
    return request


class Visit:
    """One admin's window, in one language and of one size."""

    def __init__(self, page, language, width, pictures):
        self.page, self.language, self.width, self.pictures = page, language, width, pictures

    def say(self, zh, en):
        return zh if self.language == "zh" else en

    async def press(self, zh, en):
        await self.page.get_by_role("button", name=self.say(zh, en), exact=True).click()

    async def follow(self, zh, en):
        await self.page.get_by_role("link", name=self.say(zh, en), exact=True).click()

    async def fits(self, name):
        """Nothing is wider than the window; a picture of it is left in the test's folder."""
        await self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        wide = await self.page.locator("body").evaluate("body => document.documentElement.scrollWidth")
        assert wide <= self.width, name

    async def enter(self, token):
        await self.page.get_by_label(self.say("令牌", "Token")).fill(token)
        await self.press("登录", "Sign in")


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def size(request):
    return request.param


@pytest.fixture(params=["zh", "en"])
async def visit(request, browser, size, tmp_path):
    locale = "zh-CN" if request.param == "zh" else "en-GB"
    context = await browser.new_context(java_script_enabled=False, viewport=size, locale=locale)
    yield Visit(await context.new_page(), request.param, size["width"], tmp_path)
    await context.close()


async def test_an_admin_signs_in_and_out(services, site, filed, visit):
    issued = await admins.add(services, "林编辑")
    page = visit.page
    await page.goto(f"{site}/admin/reprints/{filed.number}")
    assert page.url.startswith(f"{site}/admin/?next=")
    await visit.fits("enter")
    await visit.enter("synd_admin_wrong")
    assert await page.get_by_role("alert").is_visible()
    await visit.enter(issued.secret)
    assert page.url == f"{site}/admin/reprints/{filed.number}"
    (cookie,) = [one for one in await page.context.cookies() if one["name"] == "syndicator-admin"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    await visit.press("退出", "Sign out")
    assert page.url == f"{site}/admin/"
    await page.goto(f"{site}/admin/reprints")
    assert "/admin/?next=" in page.url


async def test_an_admin_decides_a_request_and_revokes_the_licence(services, site, filed, visit):
    page = visit.page
    await page.goto(f"{site}/admin/")
    await visit.enter((await admins.add(services, "林编辑")).secret)
    await visit.fits("queue")
    await page.get_by_role("link", name="邻县日报").click()
    await visit.fits("request")
    grant = page.locator("#grant")
    await grant.get_by_label(visit.say("附加条件", "Conditions")).fill("刊登后寄样报\n不得转授")
    await grant.get_by_label(visit.say("费用", "Fee")).fill("200 元")
    await grant.get_by_text(visit.say("更改授权范围", "Change what is licensed")).click()
    await grant.get_by_label(visit.say("媒介", "Medium")).select_option("web")
    await visit.fits("form")
    await visit.press("授权", "Grant")
    assert page.url == f"{site}/admin/reprints/{filed.number}"
    async with services.database.read() as connection:
        decided = await reprints.find(connection, filed.number)
    assert (decided.state, decided.decision.by) == (RequestState.GRANTED, "林编辑")
    assert decided.grant.conditions == ("刊登后寄样报", "不得转授")
    assert dict(decided.grant.constraints)["medium"] == "web"
    await page.get_by_role("link", name=decided.grant.number).click()
    await page.locator("#revoke > summary").click()
    await visit.fits("grant")
    await page.get_by_label(visit.say("撤销理由", "Why")).fill("改动了原文")
    await visit.press("撤销授权", "Revoke")
    assert await page.get_by_text("改动了原文").first.is_visible()
    await visit.follow("记录", "Record")
    await visit.fits("trail")
    async with page.expect_download() as downloading:
        await visit.follow("CSV", "CSV")
    text = Path(await (await downloading.value).path()).read_text(encoding="utf-8")
    assert decided.grant.number in text
