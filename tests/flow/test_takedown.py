"""An article is taken down: gone from every document, said wherever a format has a word for it, told by every way."""

import json

import feedparser
import pytest
from hub_house import declare, house, sink
from lxml import etree

from syndicator.flows import dispatch, takedown
from syndicator.flows.bring import bring
from syndicator.flows.publishing import Publishing, trees
from syndicator.model.partner import Partner
from syndicator.publish.formats import FORMATS
from syndicator.store import articles, partners, receipts, routes

SECRET = "what the paper and we share"  # noqa: S105 - a test's own
MORE = """[publish]
dir = "public"
[mail]
host = "127.0.0.1"
port = {port}
sender = "syndicator@feeds.example"
tls = "none"
"""
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@pytest.fixture
async def hook(unused_tcp_port_factory):
    async with sink(unused_tcp_port_factory()) as made:
        yield made


@pytest.fixture
async def here(tmp_path, hook, mailbox, unused_tcp_port):
    more = MORE.format(port=mailbox.port)
    path = declare(tmp_path, unused_tcp_port, sinks=[f"127.0.0.1:{hook.port}"], more=more)
    async with house(path, port=unused_tcp_port) as made:
        yield made


def said(extension, body):
    """The articles a document has, and those it says are gone."""
    if extension in {"rss", "rdf", "atom"}:
        gone = {one.get("ref") for one in etree.fromstring(body).iter(TOMBSTONE)}
        return {entry.title for entry in feedparser.parse(body).entries}, gone
    if extension == "newsml.xml":
        space = {"n": "http://iptc.org/std/nar/2006-10-01/"}
        items = etree.fromstring(body).findall(".//n:newsItem", space)
        is_gone = {one.get("guid"): "canceled" in one.find(".//n:pubStatus", space).get("qcode") for one in items}
        titles = {one.findtext(".//n:headline", namespaces=space) for one in items if not is_gone[one.get("guid")]}
        return titles, {name for name, gone in is_gone.items() if gone}
    told = json.loads(body)
    if extension == "json":
        return {item["title"] for item in told["items"]}, set()
    gone = {one["uri"] for one in told["associations"] if one["pubStatus"] == "canceled"}
    return {one["headlines"][0]["value"] for one in told["associations"] if one["uri"] not in gone}, gone


async def test_every_document_and_every_way_says_so(here, hook, mailbox, tmp_path):
    now = here.clock()
    paper = Partner("wanbao", "海川晚报", feeds=("haichuan",))
    async with here.services.database.begin() as connection:
        await partners.save(connection, paper, now)
        for channel, to in (("webhook", hook.url("/hook")), ("mail", "desk@wanbao.example")):
            await routes.add(connection, "wanbao", channel, to, SECRET, 0, {}, now)
    await here.write(1, 2)
    for extension in FORMATS:
        await here.ask(hook.url(f"/{extension}"), topic=here.topic(extension))
    await here.bring()
    (tree,) = trees(here.services)
    publishing = Publishing(here.services, tree, pytest.fail)

    async def everything():
        assert await bring(here.services) == ()
        assert await dispatch.send_all(here.services) == ()
        await here.bring()
        await publishing.once()

    await everything()
    hook.came.clear()
    mailbox.mails.clear()
    async with here.services.database.read() as connection:
        found = await articles.newest(connection, "haichuan", 9, now)
    gone = next(one for one in found if "第1号" in one.title)
    here.clock.pass_by(minutes=1)
    await takedown.cancel(here.services, gone, "法院要求")
    await everything()

    delivered = {delivery.path: delivery.body for delivery in hook.came}
    assert delivered.keys() == {"/hook", *(f"/{extension}" for extension in FORMATS)}
    assert len(hook.came) == len(delivered), "each once"
    for extension in FORMATS:
        body = await here.body(here.topic(extension))
        has_word = extension in {"atom", "ninjs.json", "newsml.xml"}
        assert said(extension, body) == ({"海川县第2号通告"}, {gone.id} if has_word else set()), extension
        assert "第1号".encode() not in body
        assert delivered[f"/{extension}"] == body
        assert (tmp_path / "public" / "feeds" / f"haichuan.{extension}").read_bytes() == body
    told = json.loads(delivered["/hook"])
    assert (told["uri"], told["pubStatus"]) == (gone.id, "canceled")
    ((subject, text),) = mailbox.told()
    assert subject == "[Syndicator] 撤稿通知，请立即删除"
    assert gone.id in text
    assert (await here.get(f"{here.base}/articles/{gone.slug}"))[0].status == 410
    assert not list((tmp_path / "public" / "articles").glob(f"{gone.slug}.*"))
    async with here.services.database.read() as connection:
        had = await receipts.of_article(connection, gone.id)
    assert [one.channel in {"webhook", "mail"} for one in had if one.status == "canceled"] == [True], "the first counts"
    assert all(one.partner == "wanbao" for one in had)


async def test_a_webhook_leads_to_no_private_address_and_no_redirect_is_followed(here, hook, unused_tcp_port_factory):
    """One that is none of `hub.allow_hosts`, however it is written; and one that answers 307 to another place."""
    await here.write(1)
    async with sink(unused_tcp_port_factory()) as inner:
        hook.status, hook.headers = 307, {"Location": inner.url()}
        refused = [inner.url(), f"http://localhost:{inner.port}/", f"http://[::ffff:127.0.0.1]:{inner.port}/"]
        async with here.services.database.begin() as connection:
            await partners.save(connection, Partner("wanbao", "海川晚报", feeds=("haichuan",)), here.clock())
            for to in [*refused, hook.url()]:
                await routes.add(connection, "wanbao", "webhook", to, SECRET, 0, {}, here.clock())
        assert await bring(here.services) == ()
        lines = await dispatch.send_all(here.services)
        assert len(lines) == 4
        assert sum("not a public one" in line for line in lines) == 3
        assert sum("HTTP 307" in line for line in lines) == 1
        assert all("(given up)" in line for line in lines)
        assert (len(hook.came), inner.came, inner.asked) == (1, [], [])
