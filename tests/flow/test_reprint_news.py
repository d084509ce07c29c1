"""Who is told of a request, when, and how often: on a real mail server and a real webhook."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from lxml import html as lxml_html
from newsroom import declare
from receivers import SECRET

from syndicator.cli.outbox import _line
from syndicator.config import load
from syndicator.flows import dispatch, erasure, licence, licence_watch, reprint_decision, reprint_desk, reprint_queue
from syndicator.model.draft import Draft
from syndicator.model.reprint import Asked, Outcome, OutletKind, RequestState, Terms
from syndicator.model.rights import Attribution, Hold, Reprint, Rights
from syndicator.start import services as opened
from syndicator.store import articles, outbox, reprints

HOLDER = "海川县融媒体中心"
DESK = """[reprint]
email_to = ["desk@haichuan.example"]
escalate_to = ["chief@haichuan.example"]
webhook = "http://127.0.0.1:{hook}/alerts"
secret = "{secret}"
language = "zh"
[mail]
host = "127.0.0.1"
port = {mail}
sender = "syndicator@feeds.example"
tls = "none"
"""
PERSONAL = ("王小明", "editor@linxian.example", "13800138000", "给头版用的话")


class Clock:
    ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.ahead

    def pass_(self, **time):
        self.ahead += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def services(tmp_path, emptied, mailbox, hook, clock):
    path = declare(tmp_path, hook.port)
    told = DESK.format(hook=hook.port, mail=mailbox.port, secret=SECRET)
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    emptied(tmp_path / "data" / "syndicator.db")
    async with opened(load(path, environ={})) as made:
        yield replace(made, now=clock)


async def keep(services, name, reprint=Reprint.ATTRIBUTION, body="正文。", holds=()):
    credit = f"来源：{HOLDER}　作者：周文海　原标题：{name}"
    rights = Rights(HOLDER, f"版权归{HOLDER}所有", credit, "https://feeds.haichuan.example/l", "", reprint)
    async with services.database.begin() as connection:
        kept = await articles.keep(
            connection,
            Draft(f"https://news.example/{name}.html", name, body_text=body, authors=("周文海",)),
            Attribution(rights, tuple(Hold(code, code) for code in holds)),
            services.catalog.feeds[0].sources[0],
            now=services.now(),
            authority="feeds.haichuan.example,2026",
            key=name,
        )
    return kept.article


def wish(article, **other):
    today = datetime.now(UTC).date()
    asked = Asked(
        (article.slug,), "邻县日报", "给头版用的话", "print", today, today + timedelta(days=30),
        person="王小明", email="editor@linxian.example", phone="13800138000",
    )  # fmt: skip
    return replace(asked, **other)


class Post:
    """What the post brought."""

    def __init__(self, services, mailbox):
        self._services = services
        self._mailbox = mailbox

    async def new(self):
        """Send what waits; the mails that came of it, by whom they are to."""
        before = len(self._mailbox.mails)
        assert await dispatch.send_all(self._services) == ()
        return {mail["To"]: read(mail) for mail in self._mailbox.mails[before:]}


@pytest.fixture
def post(services, mailbox):
    return Post(services, mailbox)


def read(mail: EmailMessage):
    """Subject, words and HTML of a mail, each as its reader sees it."""
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return mail["Subject"], plain.get_content(), html.get_content()


def links(letter):
    """The addresses of a letter, the same in both forms."""
    _, text, html = letter
    found = re.findall(r"^(https?://\S+)$", text.replace("\r", ""), re.MULTILINE)
    assert lxml_html.document_fromstring(html).xpath("//a/@href") == found
    return found


def link(letter, part):
    return next(one for one in links(letter) if part in one)


def secret(address):
    return address.rpartition("secret=")[2]


async def confirmed(services, post, article, **other):
    """Ask and follow the link in the mail; the request, and the mails that came then."""
    receipt = await reprint_desk.ask(services, wish(article, **other))
    assert receipt.request.state is RequestState.UNCONFIRMED
    (mail,) = (await post.new()).values()
    confirm = link(mail, "/confirm?secret=")
    assert f"/reprints/{receipt.request.number}/confirm" in confirm
    found = await reprint_desk.confirm(services, receipt.request.number, secret(confirm))
    return found, await post.new()


@pytest.mark.parametrize(("language", "word"), [("zh", "已授权"), ("en", "is granted")])
async def test_an_address_is_confirmed_and_the_licence_comes_with_its_credit(services, post, hook, language, word):
    article = await keep(services, "新桥通车")
    found, mails = await confirmed(services, post, article, language=language)
    assert found.state is RequestState.GRANTED
    assert list(mails) == ["editor@linxian.example"], "the desk has nothing to do"
    subject, text, html = mails["editor@linxian.example"]
    assert word in subject
    assert found.number in subject
    for part in (found.grant.number, article.rights.credit, "新桥通车"):
        assert part in text
        assert part in lxml_html.document_fromstring(html).text_content()
    status = link(mails["editor@linxian.example"], f"/reprints/{found.number}?secret=")
    assert await reprint_desk.status(services, found.number, secret(status)) == found
    assert links(mails["editor@linxian.example"])[-1].endswith(f"/grants/{found.grant.number}")
    (body,) = hook.bodies
    assert (body["event"], body["id"]) == ("granted", f"reprint-{found.number}-granted")
    assert body["grant"]["number"] == found.grant.number
    assert hook.ids == [body["id"]]


async def test_a_person_grants_with_a_condition(services, post, hook):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    found, mails = await confirmed(services, post, article)
    assert found.state is RequestState.WAITING
    asker, desk = mails["editor@linxian.example"], mails["desk@haichuan.example"]
    assert "已收到" in asker[0]
    assert "待审核" in desk[0]
    assert found.number in link(desk, "/admin/")
    terms = Terms(conditions=("只用于头版",), fee="免费")
    decided = await reprint_decision.decide_by_person(
        services, found.number, Outcome.GRANT, "李编辑", "欢迎常来", terms
    )
    mails = await post.new()
    ((_, text, html),) = mails.values()
    for part in ("只用于头版", "免费", "欢迎常来", decided.grant.number, article.rights.credit):
        assert part in text
        assert part in html
    assert [body["event"] for body in hook.bodies] == ["waiting", "granted"]
    assert hook.bodies[1]["decision"]["by"] == "李编辑"


async def test_a_refusal_says_why_in_the_askers_language(services, post, hook):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    found, mails = await confirmed(services, post, article, language="en")
    assert "We have your request" in mails["editor@linxian.example"][1]
    assert "待审核" in mails["desk@haichuan.example"][0], "the desk has a language of its own"
    await reprint_decision.decide_by_person(services, found.number, Outcome.REFUSE, "李编辑", "Exclusive to others")
    ((subject, text, _),) = (await post.new()).values()
    assert "was not granted" in subject
    assert "Exclusive to others" in text
    assert hook.bodies[-1]["event"] == "refused"


async def test_what_the_rules_refuse_is_refused_by_mail(services, post):
    article = await keep(services, "他处的稿件", holds=("third-party",))
    found, mails = await confirmed(services, post, article, language="en")
    assert found.state is RequestState.REFUSED
    ((subject, text, _),) = mails.values()
    assert "was not granted" in subject
    assert found.decision.verdicts[0].why("en") in text


async def test_a_question_and_its_answer(services, post, hook):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    found, _ = await confirmed(services, post, article)
    await reprint_decision.ask_back(services, found.number, "李编辑", "登在哪一版？")
    ((subject, text, html),) = (await post.new()).values()
    assert "请补充说明" in subject
    assert "登在哪一版？" in text
    assert "登在哪一版？" in html
    status = link((subject, text, html), f"/reprints/{found.number}?secret=")
    await reprint_desk.answer(services, found.number, secret(status), "登在第二版，责编是王小明")
    mails = await post.new()
    assert list(mails) == ["desk@haichuan.example"]
    assert "王小明" not in "".join(mails["desk@haichuan.example"]), "the answer is on the request's page"
    assert hook.bodies[-1]["event"] == "answered"
    await reprint_decision.ask_back(services, found.number, "李编辑", "那图片呢？")
    assert "那图片呢？" in (await post.new())["editor@linxian.example"][1], "a second question is another mail"


async def test_a_licence_is_revoked_with_its_reason(services, post, hook):
    article = await keep(services, "新桥通车")
    found, _ = await confirmed(services, post, article)
    await licence.revoke(services, found.grant.number, "李编辑", "稿件有误")
    ((subject, text, _),) = (await post.new()).values()
    assert "已撤销" in subject
    assert "稿件有误" in text
    assert hook.bodies[-1]["event"] == "revoked"
    assert hook.bodies[-1]["grant"]["revoked"]


async def test_what_is_withdrawn_is_told_to_those_who_knew_of_it(services, post, clock, hook):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    found, mails = await confirmed(services, post, article)
    status = link(mails["editor@linxian.example"], "?secret=")
    await reprint_desk.withdraw(services, found.number, secret(status))
    assert set(await post.new()) == {"editor@linxian.example", "desk@haichuan.example"}
    assert hook.bodies[-1]["event"] == "withdrawn"
    clock.pass_(days=2)
    never = await reprint_desk.ask(services, wish(article, outlet="另一家"))
    await post.new()
    await reprint_desk.withdraw(services, never.request.number, never.secret)
    assert await post.new() == {}


async def test_a_request_that_waits_is_remembered_and_then_told_to_the_chief(services, post, clock, hook):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    await confirmed(services, post, article)
    clock.pass_(days=3)
    await reprint_queue.remind(services)
    mails = await post.new()
    assert "提醒" in mails["desk@haichuan.example"][0]
    await reprint_queue.remind(services)
    assert await post.new() == {}
    clock.pass_(days=3)
    await reprint_queue.remind(services)
    mails = await post.new()
    assert "久未处理" in mails["chief@haichuan.example"][0]
    assert [body["event"] for body in hook.bodies] == ["waiting", "reminder", "escalated"]


async def test_holders_hear_of_corrections_takedowns_and_the_end(services, post, clock):
    article = await keep(services, "新桥通车")
    found, _ = await confirmed(services, post, article)
    await licence_watch.watch(services)
    assert await post.new() == {}
    await keep(services, "新桥通车", body="正文，更正后。")
    await licence_watch.watch(services)
    ((subject, text, html),) = (await post.new()).values()
    assert "更正" in subject
    assert link((subject, text, html), f"/articles/{article.slug}")
    clock.pass_(days=20)
    await licence_watch.watch(services)
    ((subject, text, html),) = (await post.new()).values()
    assert "到期" in subject
    assert link((subject, text, html), found.number)
    async with services.database.begin() as connection:
        await articles.cancel(connection, article.slug, why="撤稿", now=services.now())
    await licence_watch.watch(services)
    ((subject, text, _),) = (await post.new()).values()
    assert "撤稿" in subject
    assert article.url in text
    assert "新桥通车" not in text.replace(article.url, "")


async def test_nothing_of_an_asker_reaches_the_hook_the_desk_or_another(services, post, hook, mailbox):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    found, _ = await confirmed(services, post, article)
    other, _ = await confirmed(
        services, post, article, outlet="张三丰", kind=OutletKind.PERSON, email="zhang@person.example", person="张三丰"
    )
    for number in (found.number, other.number):
        await reprint_decision.decide_by_person(services, number, Outcome.GRANT, "李编辑", "")
    await post.new()
    secrets = [reprint_desk.secret_of(services, number) for number in (found.number, other.number)]
    told = json.dumps(hook.bodies, ensure_ascii=False)
    assert [word for word in (*PERSONAL, "张三丰", "zhang@", *secrets) if word in told] == []
    for mail in mailbox.mails:
        said = "".join(read(mail))
        theirs = {
            "editor@linxian.example": (secrets[1], "张三丰", other.number),
            "zhang@person.example": (secrets[0], "邻县日报", found.number),
        }
        hidden = theirs.get(mail["To"], (*PERSONAL, "张三丰", *secrets))
        assert [word for word in hidden if word in said] == []


async def test_a_mail_server_that_is_away_loses_nothing_and_doubles_nothing(
    services, mailbox, clock, unused_tcp_port_factory
):
    article = await keep(services, "新桥通车")
    receipt = await reprint_desk.ask(services, wish(article))
    mail = services.config.mail.model_copy(update={"port": unused_tcp_port_factory()})
    nobody = replace(services, config=services.config.model_copy(update={"mail": mail}))
    (line,) = await dispatch.send_all(nobody)
    assert "editor@linxian.example" not in line, "no address in a log"
    assert f"reprint-{receipt.request.number}-confirm by mail" in line
    async with services.database.read() as connection:
        (waiting,) = await outbox.waiting(connection)
    shown = _line(waiting)
    assert "linxian" not in shown
    assert "desk" in shown
    mailbox.says = "451 try later"
    clock.pass_(minutes=2)
    (line,) = await dispatch.send_all(services)
    assert "451" in line
    mailbox.says = ""
    clock.pass_(minutes=30)
    assert await dispatch.send_all(services) == ()
    clock.pass_(minutes=300)
    assert await dispatch.send_all(services) == ()
    assert mailbox.ids() == [f"<reprint-{receipt.request.number}-confirm@feeds.example>"]


async def test_a_server_that_repeats_the_address_does_not_bring_it_into_the_log(services, mailbox):
    article = await keep(services, "新桥通车")
    await reprint_desk.ask(services, wish(article))
    mailbox.says = "550 <Editor@linxian.example> is not here"
    (line,) = await dispatch.send_all(services)
    assert "550" in line
    assert "linxian" not in line


async def test_without_a_mail_server_everything_works_and_nothing_waits(services, hook):
    config = services.config
    silent = replace(services, config=config.model_copy(update={"mail": config.mail.model_copy(update={"host": ""})}))
    article = await keep(silent, "秋粮收购", Reprint.PERMISSION)
    receipt = await reprint_desk.ask(silent, wish(article))
    assert receipt.request.state is RequestState.WAITING, "there is no way to confirm an address"
    decided = await reprint_decision.decide_by_person(silent, receipt.request.number, Outcome.GRANT, "李编辑", "")
    assert (await reprint_desk.status(silent, decided.number, receipt.secret)).grant
    assert await dispatch.send_all(silent) == ()
    assert [body["event"] for body in hook.bodies] == ["waiting", "granted"], "the webhook needs no mail server"


# Erasure


async def test_who_asked_is_forgotten_in_time(services, post, clock):
    article = await keep(services, "新桥通车")
    found, mails = await confirmed(services, post, article)
    status = secret(link(mails["editor@linxian.example"], "?secret="))
    clock.pass_(days=200)
    assert await erasure.run(services) == 0, "the licence ended less than 180 days ago"
    clock.pass_(days=20)
    assert await erasure.run(services) == 1
    assert await erasure.run(services) == 0
    kept = await reprint_desk.status(services, found.number, status)
    assert kept.erased
    assert kept.asked.reach == ""
    assert kept.grant == found.grant


async def test_who_never_confirmed_is_forgotten_after_three_days(services, post, clock):
    article = await keep(services, "新桥通车")
    receipt = await reprint_desk.ask(services, wish(article))
    (mail,) = (await post.new()).values()
    assert "3 天内有效" in mail[1]
    clock.pass_(days=2, hours=23)
    assert await erasure.run(services) == 0
    clock.pass_(hours=2)
    assert await erasure.run(services) == 1
    async with services.database.read() as connection:
        assert await reprints.find(connection, receipt.request.number) is None
    assert await reprint_desk.confirm(services, receipt.request.number, secret(link(mail, "/confirm"))) is None


async def test_an_asker_has_it_erased_once_it_is_closed(services, post):
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    found, mails = await confirmed(services, post, article)
    key = secret(link(mails["editor@linxian.example"], "?secret="))
    with pytest.raises(erasure.ReprintError, match="withdraw it"):
        await erasure.by_asker(services, found.number, key)
    assert await erasure.by_asker(services, found.number, "wrong") is None
    await reprint_decision.decide_by_person(services, found.number, Outcome.REFUSE, "李编辑", "独家")
    gone = await erasure.by_asker(services, found.number, key)
    assert gone.erased
    assert await erasure.by_asker(services, found.number, key) == gone
    assert await post.new() == {}, "a mail that waited goes nowhere any more"
