"""Articles as a newsroom sends them: signed, once, at once, and every fault told."""

import asyncio
import io
import json
from dataclasses import replace

import pytest
from web_house import BASE, FEED, HOLDER, NOTICE, NOW

from syndicator.model.source import Source
from syndicator.store import articles, runs
from syndicator.web.api.signed import sign

SECRET = "b3f1c2" * 8
OTHER = "0a9e8d" * 8
STORY = {
    "id": "desk-18",
    "version": "1",
    "title": "海川县开通四条夜间公交",
    "body_text": "四条夜间公交线路二十三日晚开通。\n末班车二十三点发出。",
    "published": "2026-11-23T08:30:00+08:00",
    "authors": ["张三"],
    "source": HOLDER,
    "notice": NOTICE,
    "url": "https://news.example/2026/18.html",
}


@pytest.fixture
def desk(house):
    """A feed with one source to push to; another feed has a second one."""
    policy = FEED.policy
    sources = [
        Source(
            f"{feed}/desk", feed, "push", "", timezone="Asia/Shanghai", language="zh-CN", policy=policy, secret=secret
        )
        for feed, secret in (("haichuan", SECRET), ("fresh", OTHER))
    ]
    feeds = [replace(FEED, name=source.feed, sources=(*FEED.sources, source)) for source in sources]
    house.services.catalog.replace(tuple(feeds))
    return house


class Sender:
    """A newsroom's program."""

    def __init__(self, site, house):
        self.site = site
        self.house = house

    async def send(self, story, *, secret=SECRET, source="haichuan/desk", age=0, signature=None, **headers):
        body = story if isinstance(story, bytes) else json.dumps(story, ensure_ascii=False).encode()
        time = str(int(self.house.clock().timestamp()) - age)
        told = {
            "Content-Type": "application/json",
            "X-Syndicator-Source": source,
            "X-Syndicator-Signature": f"t={time},sha256={sign(secret, time, body)}" if signature is None else signature,
            **headers,
        }
        answer = await self.site.post(
            "/api/v1/articles", data=io.BytesIO(body), headers={name: value for name, value in told.items() if value}
        )
        return answer, await answer.json(content_type=None)

    async def titles(self, feed="haichuan"):
        shown = await (await self.site.get(f"/feeds/{feed}.json")).json(content_type=None)
        return [item["title"] for item in shown.get("items", [])]

    async def last_run(self, source="haichuan/desk"):
        async with self.house.services.database.read() as connection:
            return await runs.last(connection, source)


@pytest.fixture
def sender(site, desk):
    return Sender(site, desk)


async def test_an_article_is_out_at_once_with_its_rights(sender, site):
    answer, told = await sender.send(STORY)
    assert (answer.status, told["change"], told["status"], told["version"], told["holds"]) == (
        201, "new", "usable", 1, [],
    )  # fmt: skip
    assert told["id"].startswith("tag:")
    assert answer.headers["Location"] == told["page"]
    feed = await (await site.get("/feeds/haichuan.json")).json(content_type=None)
    item = feed["items"][0]
    assert item["title"] == STORY["title"]
    assert NOTICE.rstrip("。") in json.dumps(item, ensure_ascii=False)
    assert f"来源：{HOLDER}" in item["content_html"]
    assert (await site.get(told["page"].removeprefix(BASE))).status == 200
    run = await sender.last_run()
    assert (run.seen, run.new, run.problems, run.finished) == (1, 1, (), NOW)


async def test_sent_again_nothing_changes_and_an_edit_is_an_edit(sender):
    _, first = await sender.send(STORY)
    answer, told = await sender.send(STORY, **{"Idempotency-Key": "another"})
    assert (answer.status, told["change"], told["version"], told["id"]) == (200, "unchanged", 1, first["id"])
    answer, told = await sender.send({**STORY, "version": "2", "title": "海川县开通五条夜间公交"})
    assert (answer.status, told["change"], told["version"], told["id"]) == (200, "changed", 2, first["id"])
    assert await sender.titles() == ["海川县开通五条夜间公交"]


@pytest.mark.parametrize(
    ("first", "late"),
    [
        ({"version": "10"}, {"version": "9"}),
        ({"version": "2.1"}, {"version": "2.0"}),
        (
            {"version": "", "updated": "2026-11-23T10:00:00+08:00"},
            {"version": "", "updated": "2026-11-23T09:00:00+08:00"},
        ),
    ],
)
async def test_a_version_that_comes_late_changes_nothing(sender, first, late):
    await sender.send({**STORY, **first})
    answer, told = await sender.send({**STORY, **late, "title": "旧标题"})
    assert (answer.status, told["change"], told["superseded"]) == (200, "unchanged", True)
    assert await sender.titles() == [STORY["title"]]


async def test_two_versions_at_once_leave_the_later_one(sender):
    await sender.send(STORY)
    versions = [{**STORY, "version": str(number), "title": f"第{number}版标题"} for number in range(2, 8)]
    await asyncio.gather(*(sender.send(version) for version in reversed(versions)))
    assert await sender.titles() == ["第7版标题"]


async def test_canceled_is_gone_everywhere_and_stays_gone(sender, site):
    _, first = await sender.send(STORY)
    cancel = {"id": "desk-18", "version": "2", "status": "canceled"}
    answer, told = await sender.send(cancel)
    assert (answer.status, told["change"], told["status"], told["id"]) == (200, "changed", "canceled", first["id"])
    assert await sender.titles() == []
    assert (await site.get(first["page"].removeprefix(BASE))).status == 410
    answer, told = await sender.send(cancel, **{"Idempotency-Key": "again"})
    assert (answer.status, told["change"]) == (200, "unchanged")
    _, told = await sender.send({**STORY, "version": "3"})
    assert (told["status"], told["change"]) == ("canceled", "unchanged")
    assert await sender.titles() == []


async def test_a_cancellation_that_comes_first_keeps_the_article_from_coming_out(sender):
    _, told = await sender.send({"id": "desk-18", "version": "2", "status": "canceled"})
    assert told["status"] == "canceled"
    _, told = await sender.send(STORY)
    assert told["status"] == "canceled"
    assert await sender.titles() == []


async def test_an_embargo_is_kept_until_it_ends(sender, desk):
    _, told = await sender.send({**STORY, "embargo": "2026-11-24T12:00:00+08:00"})
    assert (told["status"], told["embargo"]) == ("usable", "2026-11-24T04:00:00+00:00")
    assert await sender.titles() == []
    desk.clock.pass_by(hours=2)
    await desk.release()
    assert await sender.titles() == [STORY["title"]]


@pytest.mark.parametrize(
    ("change", "hold"),
    [
        ({"status": "withheld"}, "sender"),
        ({"source": "新华社"}, "third-party"),
        ({"notice": ""}, "rights-unknown"),
        ({"holder": "东湾日报社", "notice": "版权归东湾日报社所有，转载请注明出处。"}, "contradiction"),
    ],
)
async def test_what_may_not_be_published_is_kept_and_said(sender, change, hold):
    answer, told = await sender.send({**STORY, **change})
    assert (answer.status, told["status"]) == (201, "withheld")
    assert hold in [one["code"] for one in told["holds"]]
    assert await sender.titles() == []
    assert (await sender.last_run()).withheld[0].title == STORY["title"]


async def test_ninjs_of_both_generations(sender):
    three = {
        "uri": "urn:haichuan:1", "version": "1", "pubStatus": "usable", "copyrightHolder": HOLDER,
        "copyrightNotice": NOTICE, "headlines": [{"value": "甲"}], "bodies": [{"contentType": "text/html", "value": "<p>正文甲</p>"}],
    }  # fmt: skip
    two = {
        "uri": "urn:haichuan:2", "version": "1", "pubstatus": "usable", "copyrightholder": HOLDER,
        "copyrightnotice": NOTICE, "headlines": [{"value": "乙"}], "bodies": [{"contenttype": "text/plain", "value": "正文乙"}],
    }  # fmt: skip
    for document in (three, two):
        answer, told = await sender.send(document)
        assert (answer.status, told["status"]) == (201, "usable")
    assert sorted(await sender.titles()) == ["乙", "甲"]
    answer, told = await sender.send({"uri": "urn:haichuan:1", "version": "2", "pubStatus": "canceled"})
    assert (answer.status, told["status"]) == (200, "canceled")
    assert await sender.titles() == ["乙"]


DIGEST = "0" * 64


@pytest.mark.parametrize(
    "how",
    [
        {"signature": ""},
        {"signature": "sha256=" + DIGEST},
        {"signature": f"t=now,sha256={DIGEST}"},
        {"signature": f"t=-5,sha256={DIGEST}"},
        {"signature": f"t={int(NOW.timestamp())},sha256={DIGEST}"},
        {"signature": f"t={int(NOW.timestamp())},sha256=é"},
        {"signature": "," * 5000},
        {"secret": OTHER},
        {"secret": ""},
        {"source": "haichuan/1"},
        {"source": "haichuan/none"},
        {"source": "fresh/desk"},
        {"source": ""},
        {"age": 301},
        {"age": -301},
    ],
)
async def test_unsigned_or_wrongly_signed_is_refused(sender, how):
    answer, told = await sender.send(STORY, **how)
    assert (answer.status, answer.content_type, told["code"]) == (401, "application/problem+json", "unauthorized")
    assert "WWW-Authenticate" in answer.headers
    assert told["detail"]
    assert await sender.last_run() is None
    async with sender.house.services.database.read() as connection:
        assert await articles.by_key(connection, "haichuan/desk", "desk-18") is None


async def test_a_signature_is_for_its_own_body_and_time(sender):
    body, time = json.dumps(STORY, ensure_ascii=False).encode(), str(int(NOW.timestamp()))
    signature = f"t={time},sha256={sign(SECRET, time, body)}"
    answer, _ = await sender.send({**STORY, "title": "另一篇"}, signature=signature)
    assert answer.status == 401
    answer, _ = await sender.send(STORY, signature=signature.replace(time, str(int(time) + 1)))
    assert answer.status == 401
    answer, _ = await sender.send(STORY, signature=signature.upper().replace("T=", "t=").replace("SHA256", "sha256"))
    assert answer.status == 201


async def test_while_a_secret_changes_two_signatures_may_be_sent(sender):
    body, time = json.dumps(STORY, ensure_ascii=False).encode(), str(int(NOW.timestamp()))
    signature = f"t={time},sha256={sign(OTHER, time, body)},sha256={sign(SECRET, time, body)}"
    answer, _ = await sender.send(STORY, signature=signature)
    assert answer.status == 201


async def test_the_only_source_need_not_be_named(sender, desk):
    desk.services.catalog.replace(desk.services.catalog.feeds[:1])
    answer, _ = await sender.send(STORY, source="")
    assert answer.status == 201


async def test_a_copied_request_changes_nothing_even_without_its_key(sender, desk):
    _, told = await sender.send(STORY, **{"Idempotency-Key": "a-1"})
    body, time = json.dumps(STORY, ensure_ascii=False).encode(), str(int(NOW.timestamp()))
    copy = f"t={time},sha256={sign(SECRET, time, body)}"
    desk.clock.pass_by(minutes=2)
    await sender.send({**STORY, "version": "", "title": "更正后的标题"})
    again, same = await sender.send(STORY, signature=copy)
    assert (again.status, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert (same["id"], same["change"]) == (told["id"], "unchanged")
    assert await sender.titles() == ["更正后的标题"]


async def test_an_idempotency_key_is_for_one_document_of_one_source(sender, desk):
    key = {"Idempotency-Key": "a-1"}
    first, told = await sender.send(STORY, **key)
    desk.clock.pass_by(minutes=1)
    again, same = await sender.send(STORY, **key)
    assert (first.status, again.status, same) == (201, 201, told)
    answer, problem = await sender.send({**STORY, "title": "另一篇"}, **key)
    assert (answer.status, problem["code"]) == (422, "key-reused")
    elsewhere, _ = await sender.send(
        {**STORY, "url": "", "title": "别处", "body_text": "另一篇稿件的正文。"},
        secret=OTHER,
        source="fresh/desk",
        **key,
    )
    assert elsewhere.status == 201
    desk.clock.pass_by(days=2)
    answer, told = await sender.send({**STORY, "version": "2", "title": "另一篇"}, **key)
    assert (answer.status, told["change"]) == (200, "changed")
    answer, _ = await sender.send(STORY, **{"Idempotency-Key": "k" * 256})
    assert answer.status == 400


async def test_every_wrong_field_is_named(sender):
    document = {"id": "x", "titel": "甲", "images": [{"url": "ftp://x.example/a"}], "authors": [5], "published": "soon"}
    answer, told = await sender.send(document, **{"Accept-Language": "en"})
    assert (answer.status, answer.content_type, told["code"]) == (422, "application/problem+json", "invalid-article")
    assert {(error["field"], error["code"]) for error in told["errors"]} == {
        ("authors", "not-a-list"),
        ("body_html", "missing"),
        ("images/0/url", "not-an-address"),
        ("published", "not-a-date"),
        ("titel", "unknown-field"),
        ("title", "missing"),
    }
    assert all(error["pointer"] == f"#/{error['field']}" and error["detail"] for error in told["errors"])
    run = await sender.last_run()
    assert (run.new, run.problems[0].code) == (0, "document")
    assert "titel" in run.problems[0].text


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{", {}, 400, "bad-request"),
        (b"\xff\xfe", {}, 400, "bad-request"),
        (b"[" * 100_000, {}, 400, "bad-request"),
        (b"[]", {}, 422, "invalid-article"),
        (b"{}", {"Content-Type": "text/plain"}, 415, "media-type"),
        (b"{}", {"Content-Encoding": "gzip"}, 415, "media-type"),
        (b" " * (2 * 1024 * 1024 + 1), {}, 413, "too-large"),
    ],
)
async def test_what_is_no_document(sender, body, headers, status, code):
    answer, told = await sender.send(body, **headers)
    assert (answer.status, answer.content_type, told["code"]) == (status, "application/problem+json", code)


async def test_an_article_may_be_longer_than_a_form(sender):
    answer, told = await sender.send({**STORY, "body_text": "长篇报道。" * 100_000})
    assert (answer.status, told["status"]) == (201, "usable")


async def test_a_body_without_a_length_is_read_no_further_than_the_limit(sender, site):
    async def endless():
        while True:
            yield b" " * 65536

    signature = f"t={int(NOW.timestamp())},sha256={DIGEST}"
    headers = {"X-Syndicator-Source": "haichuan/desk", "X-Syndicator-Signature": signature}
    answer = await site.post("/api/v1/articles", data=endless(), headers=headers)
    assert answer.status == 413


async def test_the_desks_forms_keep_their_own_limit(site, desk):
    answer = await site.post("/reprints", data=b"x" * 100_000, headers={"Content-Type": "application/json"})
    assert answer.status == 413
