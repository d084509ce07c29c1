"""An asker in a real browser, without any script: ask, confirm by mail, read the licence in all its forms, take the kit,
tell where it ran; on a phone too."""

import importlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from aiohttp import web
from newsroom import declare
from receivers import SECRET
from test_reprint_news import DESK

from syndicator.config import load
from syndicator.fetch.browser import missing
from syndicator.flows import dispatch, licence
from syndicator.flows.ingest import ingest
from syndicator.flows.release import release_all
from syndicator.start import services as opened
from syndicator.store import articles
from syndicator.web.app import application

CHROMIUM = Path("/usr/bin/chromium")
TOOLS = [name for name in ("pdftotext", "pdftoppm", "zbarimg") if shutil.which(name) is None]

pytestmark = [
    pytest.mark.skipif(bool(missing(CHROMIUM)), reason=missing(CHROMIUM) or "Chromium is there"),
    pytest.mark.skipif(bool(TOOLS), reason=f"{', '.join(TOOLS)}: not installed"),
    pytest.mark.skipif(importlib.util.find_spec("typst") is None, reason="the pdf extra is not installed"),
]


@pytest.fixture
async def house(tmp_path, newsroom, mailbox, emptied, unused_tcp_port_factory):
    """The services at an address of their own, which is what links in mails lead to."""
    port = unused_tcp_port_factory()
    config = declare(tmp_path, newsroom.port)
    told = config.read_text("utf-8").replace("http://feeds.haichuan.example", f"http://127.0.0.1:{port}")
    config.write_text(told + DESK.format(hook=port, secret=SECRET, mail=mailbox.port), "utf-8")
    emptied(tmp_path / "data" / "syndicator.db")
    async with opened(load(config, environ={})) as services:
        await ingest(services, services.catalog.sources[0])
        await release_all(services)
        runner = web.AppRunner(application(services), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield services
        await runner.cleanup()


@pytest.fixture(params=[("zh", 1280), ("en", 390)], ids=["zh-wide", "en-phone"])
async def visit(request, tmp_path):
    language, width = request.param
    playwright = importlib.import_module("playwright.async_api")
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
        context = await browser.new_context(
            java_script_enabled=False,
            viewport={"width": width, "height": 844},
            locale="zh-CN" if language == "zh" else "en-GB",
        )
        yield Visit(await context.new_page(), language, width, tmp_path)
        await browser.close()


class Visit:
    """One asker's window."""

    def __init__(self, page, language, width, pictures):
        self.page, self.language, self.width, self.pictures = page, language, width, pictures

    def say(self, zh, en):
        return zh if self.language == "zh" else en

    async def press(self, zh, en):
        await self.page.get_by_role("button", name=self.say(zh, en), exact=True).click()

    async def fits(self, name):
        """Nothing is wider than the window; a picture of it is left in the test's folder."""
        await self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        wide = await self.page.locator("body").evaluate("body => document.documentElement.scrollWidth")
        assert wide <= self.width, name

    async def fill(self, day):
        for name, value in (
            ("outlet", "邻县日报"),
            ("email", "editor@linxian.example"),
            ("use", "网站首页转载全文"),
            ("term_to", (day + timedelta(days=60)).isoformat()),
        ):
            await self.page.locator(f"[name={name}]").fill(value)
        await self.page.locator("[name=medium]").select_option("web")


def ran(*words):
    """What a program of the system says."""
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


async def article(services):
    async with services.database.read() as connection:
        return (await articles.newest(connection, "haichuan", 1, services.now()))[0]


async def mailed(services, mailbox, words):
    """The mail to the asker that says so, once all that waits is sent."""
    await dispatch.send_all(services)
    told = [one.get_body(("plain",)).get_content() for one in mailbox.mails if "linxian" in one["To"]]
    (found,) = [text for text in told if words in text]
    return found


async def test_asked_confirmed_licensed_delivered_checked(house, newsroom, mailbox, visit):
    page, found = visit.page, await article(house)
    base = house.config.base_url
    await page.goto(f"{base}/reprints?article={found.slug}")
    await visit.fits("form")
    # The browser holds back a form that lacks something; what it does not know, the page says.
    await visit.fill(house.now().date())
    await page.locator("[name=email]").fill("no address")
    await page.locator("[name=email]").evaluate("field => field.type = 'text'")
    await visit.press("提交申请", "Send the request")
    assert await page.locator("#email-fault").is_visible()
    assert await page.locator("[name=use]").input_value() == "网站首页转载全文"
    await page.locator("[name=email]").fill("editor@linxian.example")
    await visit.press("提交申请", "Send the request")
    await visit.fits("unconfirmed")
    assert await page.locator(".badge.unconfirmed").is_visible()
    assert await page.locator(".badge.granted").count() == 0

    confirm = re.search(
        rf"{re.escape(base)}/reprints/\S+/confirm\?secret=\S+", await mailed(house, mailbox, "/confirm?")
    )[0]
    await page.goto(confirm)
    await visit.fits("confirm")
    await visit.press("确认并提交申请", "Confirm the request")
    await visit.fits("granted")
    assert await page.locator(".badge.granted").is_visible()
    status = page.url

    told = await mailed(house, mailbox, found.rights.credit)
    number = re.search(r"G-\d{8}-[0-9A-Z]{8}", told)[0]
    await on_paper(base, number, found, page, visit)
    await page.goto(status)
    await taken(page, found)
    await page.goto(status)
    await reported(newsroom, page, found, visit)

    await licence.revoke(house, number, "李编辑", "权利人改变了主意")
    assert number in await mailed(house, mailbox, "权利人改变了主意")
    await page.goto(f"{base}/grants/{number}")
    assert await page.locator(".badge.revoked").is_visible()


async def on_paper(base, number, found, page, visit):
    """The licence's page, its paper read back, its code, and its signature by another library."""
    await page.goto(f"{base}/grants/{number}")
    await visit.fits("licence")
    assert await page.locator(".badge.valid").is_visible()
    paper, picture = visit.pictures / "licence.pdf", visit.pictures / "paper"
    paper.write_bytes(await (await page.request.get(f"{base}/grants/{number}.pdf")).body())
    text = ran("pdftotext", paper, "-")
    for line in (number, "邻县日报", found.title, found.rights.holder):
        assert line in "".join(text.split()), line
    ran("pdftoppm", "-r", "150", "-png", "-singlefile", paper, picture)
    assert ran("zbarimg", "-q", "--raw", f"{picture}.png").strip() == f"{base}/grants/{number}"
    token = await (await page.request.get(f"{base}/grants/{number}.jws")).text()
    keys = jwt.PyJWKSet.from_dict(await (await page.request.get(f"{base}/.well-known/jwks.json")).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    signed = json.loads(jwt.PyJWS().decode(token, key.key, algorithms=["EdDSA"]))
    assert signed == await (await page.request.get(f"{base}/grants/{number}.json")).json()


async def taken(page, found):
    """The kit, and all of it in one file."""
    await page.locator("a[href*='/kit?']").first.click()
    assert found.rights.credit in await page.locator("textarea").nth(1).input_value()
    address = await page.locator("a[href*='kit.zip']").first.get_attribute("href")
    packed = await page.request.get(page.url.split("/reprints/")[0] + address)
    with zipfile.ZipFile(io.BytesIO(await packed.body())) as kit:
        names = kit.namelist()
        texts = [kit.read(name).decode() for name in names if name.endswith((".html", ".md", ".txt"))]
    assert {"licence.pdf", "licence.json", "licence.jws"} <= set(names)
    # Its address is a link in two of the three forms.
    said = found.rights.credit.partition("http")[0].strip()
    assert sum(said in text for text in texts) == 3


async def reported(newsroom, page, found, visit):
    """A reprint that leaves a paragraph out and names nobody: told of, looked at, shown side by side."""
    lines = [line for line in found.body_text.splitlines() if line.strip()]
    text = "".join(f"<p>{line}</p>" for line in (lines[0], *lines[2:]))
    newsroom.pages["/copy"] = (
        f"<html><head><meta charset='utf-8'><title>{found.title}</title></head><body><article><h1>{found.title}</h1>"
        f"{text}</article></body></html>"
    ).encode()
    await page.locator("form[action$='/reports'] [name=url]").fill(f"http://127.0.0.1:{newsroom.port}/copy")
    await page.locator("form[action$='/reports'] button").click()
    await visit.fits("report")
    assert "/reports/" in page.url
    assert await page.locator(".badge.distorted").is_visible()
    assert any(lines[1][:12] in table for table in await page.locator("table.passages").all_inner_texts())
