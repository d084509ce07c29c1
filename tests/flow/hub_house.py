"""Our hub over real HTTP, with subscribers of its own kind: servers that verify, take in, refuse or dawdle."""

import asyncio
import hashlib
import hmac
import socket
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from syndicator.config import load
from syndicator.flows.confirm import Confirmation
from syndicator.flows.distribute import Distribution
from syndicator.flows.release import release, release_all
from syndicator.flows.take import keep
from syndicator.model.draft import Draft, Lead, Line
from syndicator.model.moment import Moment
from syndicator.start import services as opened
from syndicator.store import subscribers
from syndicator.web.app import application

NOTICE = "（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）"
FEED = """title = "{title}"
language = "zh-CN"
access = "{access}"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
kind = "push"
name = "desk"
secret = "0123456789abcdef0123456789abcdef"
"""


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def pass_by(self, **spans):
        self.time += timedelta(**spans)


@dataclass
class Delivery:
    """One POST, as it came."""

    path: str
    query: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Sink:
    """Callbacks on one port. A test changes how they behave."""

    port: int
    asked: list[dict[str, str]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    came: list[Delivery] = field(default_factory=list)
    denied: list[dict[str, str]] = field(default_factory=list)
    confirms: bool = True
    echo: Callable[[str], str] = str
    verify_status: int = 200
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    dawdlers: tuple[str, ...] = ()
    under_way: int = 0
    most: int = 0

    def url(self, path="/callback"):
        return f"http://127.0.0.1:{self.port}{path}"

    async def get(self, request):
        query = dict(request.query)
        self.queries.append(request.rel_url.raw_query_string)
        if query.get("hub.mode") == "denied":
            self.denied.append(query)
            return web.Response(text="")
        self.asked.append(query)
        if not self.confirms:
            return web.Response(status=404)
        return web.Response(text=self.echo(query["hub.challenge"]), status=self.verify_status, headers=self.headers)

    async def post(self, request):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            body = await request.read()
            if self.delay and (not self.dawdlers or request.path in self.dawdlers):
                await asyncio.sleep(self.delay)
            self.came.append(Delivery(request.path, request.rel_url.raw_query_string, body, dict(request.headers)))
            return web.Response(status=self.status, headers=self.headers)
        finally:
            self.under_way -= 1

    def bodies(self):
        return [delivery.body for delivery in self.came]


def is_signed(delivery, secret):
    digest = hmac.new(secret.encode(), delivery.body, hashlib.sha256).hexdigest()
    return delivery.headers.get("X-Hub-Signature") == f"sha256={digest}"


@asynccontextmanager
async def sink(port, host="127.0.0.1"):
    made = Sink(port)
    app = web.Application(client_max_size=50_000_000)
    app.router.add_get("/{path:.*}", made.get)
    app.router.add_post("/{path:.*}", made.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    yield made
    await runner.cleanup()


def declare(root, port, *, sinks=(), database="", more="", title="海川要闻", scheme="http"):
    """config.toml, and the feeds `haichuan` (for everybody) and `wire` (for partners)."""
    (root / "feeds").mkdir(exist_ok=True)
    for name, access in (("haichuan", "public"), ("wire", "partners")):
        declared = FEED.format(title=title, access=access)
        (root / "feeds" / f"{name}.toml").write_text(declared, encoding="utf-8")
    path = root / "config.toml"
    path.write_text(
        f'[server]\nport = {port}\n[site]\nbase_url = "{scheme}://127.0.0.1:{port}"\n'
        f'[data]\ndir = "data"\ndatabase = "{database}"\n[fetch]\ndelay = 0\n[schedule]\nrefresh = 1\n'
        f"[hub]\nallow_hosts = {list(sinks)}\n{more}",
        encoding="utf-8",
    )
    return path


class House:
    """The site and its hub. `hub` and `topic` are what a subscriber finds in a feed's headers."""

    def __init__(self, services, clock):
        self.services, self.clock = services, clock
        self.base = services.config.base_url
        self.hub = f"{self.base}/hub"
        self.confirmation = Confirmation(services)
        self.distribution = Distribution(services)

    def topic(self, extension="atom", name="haichuan", token=""):
        return f"{self.base}/feeds/{name}.{extension}" + (f"?{urlencode({'token': token})}" if token else "")

    async def write(self, *numbers, feed="haichuan", edition="", **said):
        """Keep articles, and publish their feed."""
        source = self.services.catalog.source(f"{feed}/desk")
        for number in numbers:
            made = draft(number, edition, self.clock(), **said)
            await keep(self.services, source, made, Lead(made.url, made.title))
        await self.release(feed)

    async def release(self, feed="haichuan"):
        await release(self.services, self.services.catalog.feed(feed))

    async def post(self, form, **headers):
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.hub, data=form, headers={"Accept-Language": "en", **headers}) as answer,
        ):
            return answer.status, await answer.text()

    async def get(self, url, **headers):
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
            return answer, await answer.read()

    async def ask(self, callback, mode="subscribe", *, topic=None, key="", confirm=True, **more):
        """Send a subscription request, and let the hub ask the callback; returns the answer's status."""
        form = {"hub.callback": callback, "hub.mode": mode, "hub.topic": topic or self.topic()}
        form |= {"hub.secret": key} if key else {}
        status, _ = await self.post({**form, **{f"hub.{name}": value for name, value in more.items()}})
        if confirm:
            await self.confirmation.all()
        return status

    async def bring(self):
        """What the hub's loops do after a change."""
        await self.distribution.all()
        await self.confirmation.all()

    @asynccontextmanager
    async def loops(self):
        """Both loops of the hub, as the schedule runs them."""
        stopping = asyncio.Event()
        loops = [asyncio.create_task(desk.run(stopping)) for desk in (self.confirmation, self.distribution)]
        try:
            yield
        finally:
            stopping.set()
            await asyncio.gather(*loops)

    async def everyone(self):
        async with self.services.database.read() as connection:
            return await subscribers.everyone(connection)

    async def body(self, topic=None):
        _, body = await self.get(topic or self.topic())
        return body


@asynccontextmanager
async def house(path, clock=None, port=None, tls=None):
    """The site as `serve` runs it, its loops left to the test; `tls` is an SSL context to serve it with."""
    clock = clock or Clock()
    async with opened(load(path, environ={})) as made:
        services = replace(made, now=clock)
        await release_all(services)
        runner = web.AppRunner(application(services), access_log=None)
        await runner.setup()
        if port is not None:
            await web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls).start()
        yield House(services, clock)
        await runner.cleanup()


async def until(condition, seconds=30):
    """Wait until `condition` holds, which another process or loop sees to."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):  # noqa: ASYNC110 - nothing here tells
            await asyncio.sleep(0.02)
    return found


class Names:
    """A name server of the test's own: `leads` says where each name leads, one answer after another."""

    def __init__(self):
        self.leads: dict[str, list[str]] = {}
        self._real = socket.getaddrinfo

    def __call__(self, host, *more, **how):
        answers = self.leads.get(host)
        if answers:
            host = answers.pop(0) if len(answers) > 1 else answers[0]
        return self._real(host, *more, **how)


def draft(number, edition="", now=None, **said):
    told = {
        "url": f"https://news.haichuan.example/{number}.html",
        "title": f"海川县第{number}号通告{edition}",
        "published": Moment((now or Clock().time) - timedelta(hours=2), "minute"),
        "authors": ("周文海",),
        "outlet": "海川县融媒体中心",
        "body_html": f"<p>海川县今天发布第{number}号通告{edition}，请各单位遵照执行。</p>",
        "body_text": f"海川县今天发布第{number}号通告{edition}，请各单位遵照执行。编号{number}。",
        "notices": (Line(NOTICE, "p"),),
        "language": "zh-CN",
    }
    return Draft(**{**told, **said})
