"""The kit's page in a real browser: its buttons copy, and its policy lets nothing else run."""

from pathlib import Path

import pytest
from test_kit_pages import ASKED

from syndicator.fetch.browser import missing

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = pytest.mark.skipif(bool(missing(CHROMIUM)), reason=missing(CHROMIUM) or "Chromium is there")


@pytest.fixture
async def kit(site, house):
    article = await house.keep("bridge", body_html="<p>海川县<strong>新桥</strong>今天通车。</p>")
    told = await (await site.post("/reprints", json={**ASKED, "article": article.slug})).json()
    return str(site.make_url(f"/reprints/{told['number']}/kit?secret={told['status_url'].partition('secret=')[2]}"))


@pytest.fixture
async def browser():
    playwright = pytest.importorskip("playwright.async_api", reason="the browser extra is not installed")
    async with playwright.async_playwright() as running:
        opened = await running.chromium.launch(executable_path=str(CHROMIUM))
        yield opened
        await opened.close()


async def page_of(browser, kit, **options):
    context = await browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"], **options)
    page = await context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    await page.goto(kit)
    return page, said


async def test_a_button_copies_what_stands_below_it(browser, kit):
    page, said = await page_of(browser, kit)
    for name in ("html-1", "markdown-1", "text-1", "credit-1"):
        button = page.locator(f'button[data-copies="{name}"]')
        await button.click()
        # It says so once it is done, which is not at once.
        await button.filter(has_text="已复制").wait_for(timeout=5000)
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied == await page.locator(f"#{name}").input_value()
    assert said == []


async def test_without_script_there_are_no_buttons_and_all_the_texts(browser, kit):
    page, _ = await page_of(browser, kit, java_script_enabled=False)
    assert await page.locator("button[data-copies]:visible").count() == 0
    assert "**新桥**" in await page.locator("#markdown-1").input_value()


async def test_nothing_of_an_article_runs_in_it(browser, site, house):
    body = "<p>文<script>document.title='x'</script><img src=x onerror=\"document.title='x'\"></p>"
    article = await house.keep("hostile", body_html=body, title='</textarea><script>document.title="x"</script>')
    told = await (await site.post("/reprints", json={**ASKED, "article": article.slug})).json()
    secret = told["status_url"].partition("secret=")[2]
    page, _ = await page_of(browser, str(site.make_url(f"/reprints/{told['number']}/kit?secret={secret}")))
    assert "刊用资料" in await page.title()
    assert await page.locator("#title-text-1").input_value() == article.title
