"""The desk as its askers and admins meet it: `serve` as a process, a real mail server, links as the mails have them."""

import asyncio
import json
import re
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from lxml import html as lxml_html
from newsroom import FEED, article, declare, listing
from receivers import SECRET, Hook, Mailbox
from test_reprint_news import DESK, links, read

WAIT = 40
ASK_FIRST = """
[[source]]
kind = "html"
name = "asks"
url = "http://127.0.0.1:{port}/asks/"
item = "ul.list li"
[source.rights]
reprint = "permission"
"""


class Site:
    """The running service: asked over HTTP, told by its commands, read by mail."""

    def __init__(self, config, base, mailbox, hook):
        self.config = config
        self.base = base
        self.mailbox = mailbox
        self.hook = hook
        self.slugs = {}

    async def command(self, *words):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "syndicator.cli.main", "--config", str(self.config), *words,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        output, _ = await process.communicate()
        assert process.returncode == 0, output.decode()
        return output.decode()

    async def get(self, url, **headers):
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
            return answer.status, await answer.text()

    async def post(self, url, data=None, json=None, **headers):
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=data, json=json, headers=headers) as answer,
        ):
            return answer.status, await answer.json() if "json" in answer.content_type else await answer.text()

    async def ask(self, title, email, **other):
        today = datetime.now(UTC).date()
        wish = {
            "article": self.slugs[title], "outlet": "邻县日报", "use": "头版转载", "medium": "print", "email": email,
            "term_from": today.isoformat(), "term_to": (today + timedelta(days=30)).isoformat(), "language": "zh",
        }  # fmt: skip
        status, told = await self.post(f"{self.base}/reprints", json=wish | other)
        assert status == 201, told
        return told

    async def mail(self, to, word):
        """The one mail to somebody with this in its subject, once it has come."""
        async with asyncio.timeout(WAIT):
            while True:
                found = [mail for mail in self.mailbox.mails if mail["To"] == to and word in mail["Subject"]]
                if found:
                    assert len(found) == 1
                    return read(found[0])
                await asyncio.sleep(0.05)

    async def event(self, name, number):
        """The one webhook of that event, once it has come."""
        async with asyncio.timeout(WAIT):
            while True:
                found = [one for one in self.hook.bodies if (one["event"], one["request"]["number"]) == (name, number)]
                if found:
                    return found[0]
                await asyncio.sleep(0.05)

    async def confirm(self, email, word="请确认"):
        """Follow the link in the mail and press the button on its page."""
        letter = await self.mail(email, word)
        (link,) = (one for one in links(letter) if "/confirm?" in one)
        status, page = await self.get(link)
        assert status == 200
        return await self.submit(page)

    async def submit(self, page, index=0, **typed):
        form = lxml_html.document_fromstring(page, base_url=self.base).xpath('//form[@method="post"]')[index]
        fields = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
        return await self.post(f"{self.base}{form.get('action')}", data=fields | typed, Accept="text/html")


@asynccontextmanager
async def serving(config, port):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "syndicator.cli.main", "--config", str(config), "serve",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        yield base
    finally:
        process.terminate()
        await process.wait()


async def slugs(site, titles):
    """Wait until the articles are read; their names here by their titles."""
    async with asyncio.timeout(WAIT):
        while True:
            try:
                status, text = await site.get(f"{site.base}/feeds/haichuan.json")
            except aiohttp.ClientError:
                status, text = 0, ""
            if status == 200 and all(title in text for title in titles):
                break
            await asyncio.sleep(0.1)
    return {one["title"]: one["id"].rpartition(":")[2] for one in json.loads(text)["items"]}


FREE, ASKED = "海川县新桥建成通车", "海川县秋粮收购全部结束"


@pytest.fixture
async def site(tmp_path, newsroom, unused_tcp_port_factory, request):
    newsroom.pages["/news/"] = listing("/a/free.html")
    newsroom.pages["/a/free.html"] = article(FREE)
    newsroom.pages["/asks/"] = listing("/a/asked.html")
    newsroom.pages["/a/asked.html"] = article(ASKED, body="秋粮收购的数字已经公布。")
    port = unused_tcp_port_factory()
    config = declare(tmp_path, newsroom.port, port, FEED + ASK_FIRST)
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    mailbox, hook = Mailbox(unused_tcp_port_factory()), Hook(unused_tcp_port_factory())
    mailbox.start()
    await hook.start()
    text = config.read_text(encoding="utf-8")
    text = text.replace("http://feeds.haichuan.example", f"http://127.0.0.1:{port}")
    text = text.replace(f'["127.0.0.1:{newsroom.port}"]', f'["127.0.0.1:{newsroom.port}", "127.0.0.1:{hook.port}"]')
    told = DESK.format(hook=hook.port, mail=mailbox.port, secret=SECRET)
    if getattr(request, "param", "") == "no mail":
        told = told.partition("[mail]")[0]
    config.write_text(text + told, encoding="utf-8")
    try:
        async with serving(config, port) as base:
            made = Site(config, base, mailbox, hook)
            made.slugs = await slugs(made, (FREE, ASKED))
            yield made
    finally:
        mailbox.stop()
        await hook.stop()


async def test_from_the_wish_to_the_licence_in_both_languages(site):
    for language, email, confirm, granted in (
        ("zh", "zh@linxian.example", "请确认", "已授权"),
        ("en", "en@linxian.example", "Please confirm", "is granted"),
    ):
        told = await site.ask(FREE, email, language=language)
        assert told["state"] == "unconfirmed"
        status, _ = await site.confirm(email, confirm)
        assert status == 200
        letter = await site.mail(email, granted)
        assert FREE in letter[1]
        assert (await site.event("granted", told["number"]))["decision"]["by"] == "rules"
        for link in links(letter):
            status, page = await site.get(link)
            assert status == 200, link
        kit, own, licence = links(letter)
        assert "/kit?" in kit
        assert f"/reprints/{told['number']}?secret=" in own
        number = licence.rpartition("/")[2]
        assert number in (await site.get(licence))[1]
        credit = re.search("  (来源：.*)", letter[1].replace("\r", ""))[1]
        assert credit in lxml_html.document_fromstring((await site.get(kit))[1]).text_content()
    revoked = await site.command("reprints", "revoke", number, "--by", "李编辑", "--why", "稿件有误")
    assert number in revoked
    letter = await site.mail("en@linxian.example", "is revoked")
    assert "稿件有误" in letter[1]
    status, page = await site.get(links(letter)[0])
    assert status == 200
    assert "稿件有误" in page


async def test_a_person_asks_grants_and_refuses_by_command_and_by_api(site):
    numbers = {}
    for email in ("one@linxian.example", "two@linxian.example"):
        numbers[email] = (await site.ask(ASKED, email))["number"]
        await site.confirm(email)
        desk = await site.mail("desk@haichuan.example", numbers[email])
        (page,) = (one for one in links(desk) if "/admin/" in one)
        status, shown = await site.get(page, Accept="text/html")
        assert status == 200
        assert "/admin" in shown, "the way in, for who is not signed in"
    one, two = numbers.values()

    await site.command("reprints", "ask", one, "--by", "李编辑", "--text", "登在哪一版？")
    letter = await site.mail("one@linxian.example", "请补充说明")
    status, page = await site.get(links(letter)[0])
    assert status == 200
    assert "登在哪一版？" in page
    await site.submit(page, text="第二版")
    answered = await site.mail("desk@haichuan.example", f"{one} 已答复")
    assert "第二版" not in answered[1]
    await site.command("reprints", "grant", one, "--by", "李编辑", "--condition", "只用于第二版")
    letter = await site.mail("one@linxian.example", "已授权")
    assert "只用于第二版" in letter[1]
    assert [(await site.get(link))[0] for link in links(letter)] == [200, 200, 200]

    token = re.search(r"syn\S*_\S{20,}|\b[\w-]{40,}\b", await site.command("admins", "add", "王主任"))[0]
    decided = {"outcome": "refuse", "reason": "已签独家"}
    url = f"{site.base}/api/v1/reprints/{two}/decision"
    assert (await site.post(url, json=decided, Authorization="Bearer wrong"))[0] == 401
    status, told = await site.post(url, json=decided, Authorization=f"Bearer {token}")
    assert status == 200, told
    letter = await site.mail("two@linxian.example", "未获授权")
    assert "已签独家" in letter[1]
    assert (await site.event("refused", two))["decision"]["by"] == "王主任"

    status, page = await site.get(links(letter)[0])
    status, _ = await site.submit(page, -1)
    assert status == 200
    lines = await site.command("reprints", "trail", "--request", two, "--format", "csv")
    assert lines.splitlines()[0] == "number,at,who,step,request,grant,why"
    assert [line.split(",")[3] for line in lines.splitlines()[1:]] == [
        "asked", "confirmed", "decided", "decided", "erased",
    ]  # fmt: skip
    shown = await site.command("reprints", "show", two)
    assert "two@linxian.example" not in shown
    assert "已签独家" in shown


@pytest.mark.parametrize("site", ["no mail"], indirect=True)
async def test_without_a_mail_server_everything_works_and_the_page_says_so(site):
    told = await site.ask(FREE, "zh@linxian.example")
    assert told["state"] == "granted"
    assert (await site.get(told["status_url"]))[0] == 200
    told = await site.ask(ASKED, "zh@linxian.example")
    assert told["state"] == "waiting"
    assert "不会就这份申请发送邮件" in (await site.get(told["status_url"]))[1]
    await site.command("reprints", "refuse", told["number"], "--by", "李编辑", "--reason", "已签独家")
    assert "已签独家" in (await site.get(told["status_url"]))[1]
    assert await site.event("refused", told["number"])
    assert site.mailbox.mails == []
