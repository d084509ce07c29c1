"""Where alerts go in flow tests: a real SMTP server and a real webhook, both on loopback."""

import asyncio
import hashlib
import hmac
import json
from email import message_from_bytes
from email.policy import default

from aiohttp import web
from aiosmtpd.controller import Controller

SECRET = "what the desk and its hook share"  # noqa: S105 - a test's own

ALERTS = """[alerts]
email_to = ["desk@haichuan.example"]
webhook = "http://127.0.0.1:{hook}/alerts"
secret = "{secret}"
after = {after}
digest = "{digest}"
[mail]
host = "127.0.0.1"
port = {mail}
sender = "syndicator@feeds.example"
tls = "none"
"""


class Mailbox:
    """Mails as they came; `says` is the next reply where it is no 250."""

    def __init__(self, port):
        self.port = port
        self.mails = []
        self.says = ""
        self.came = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._server = Controller(self, hostname="127.0.0.1", port=port)

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.says:
            return self.says
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        # The server has a thread of its own.
        self._loop.call_soon_threadsafe(self.came.set)
        return "250 ok"

    def start(self):
        self._server.start()

    def stop(self):
        self._server.stop()

    def told(self):
        """Subject and words of each mail."""
        return [(mail["Subject"], mail.get_content()) for mail in self.mails]

    def ids(self):
        return [mail["Message-ID"] for mail in self.mails]


class Hook:
    """Bodies as they came, each with the right signature; `status` is what it answers."""

    def __init__(self, port):
        self.port = port
        self.bodies = []
        self.ids = []
        self.status = 204
        self._runner = None

    async def _answer(self, request):
        body = await request.read()
        time, _, digest = request.headers["X-Syndicator-Signature"].removeprefix("t=").partition(",sha256=")
        right = hmac.new(SECRET.encode(), time.encode() + b"." + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(right, digest)
        if self.status < 300:
            self.ids.append(request.headers["X-Syndicator-Delivery"])
            self.bodies.append(json.loads(body))
        return web.Response(status=self.status)

    async def start(self):
        app = web.Application()
        app.router.add_post("/alerts", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self):
        await self._runner.cleanup()
