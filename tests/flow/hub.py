"""A WebSub hub for tests, by the words of the W3C REC; and a program that runs another project's."""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

FLASK_HUB = """
import sys
from celery import Celery
from flask import Flask
from flask_websub.hub import Hub, SQLite3HubStorage

app = Flask(__name__)
app.config["PUBLISH_SUPPORTED"] = True
celery = Celery("hub", broker="memory://")
celery.conf.task_always_eager = True
hub = Hub(SQLite3HubStorage(sys.argv[2]), celery, SIGNATURE_ALGORITHM=sys.argv[3])
app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
app.run("127.0.0.1", int(sys.argv[1]))
"""

FLASK_SUBSCRIBER = """
import sys
from flask import Flask, jsonify, request
from flask_websub.subscriber import SQLite3SubscriberStorage, SQLite3TempSubscriberStorage, Subscriber, discover

app = Flask(__name__)
subscriber = Subscriber(SQLite3SubscriberStorage(sys.argv[2]), SQLite3TempSubscriberStorage(sys.argv[2]))
app.register_blueprint(subscriber.build_blueprint(url_prefix="/callbacks"))
events = []
subscriber.add_listener(lambda topic, name, body: events.append(["came", topic, body.decode()]))
subscriber.add_success_handler(lambda topic, name, mode: events.append([mode, topic, name]))
subscriber.add_error_handler(lambda topic, name, reason: events.append(["denied", topic, reason]))

@app.get("/subscribe")
def subscribe():
    return jsonify(subscriber.subscribe(**discover(request.args["url"])))

@app.get("/renew")
def renew():
    return jsonify(subscriber.renew(request.args["name"]))

@app.get("/unsubscribe")
def unsubscribe():
    subscriber.unsubscribe(request.args["name"])
    return jsonify(None)

@app.get("/events")
def told():
    return jsonify(events)

@app.get("/secret")
def secret():
    return jsonify(subscriber.storage[request.args["name"]]["secret"])

app.run("127.0.0.1", int(sys.argv[1]), threaded=True)
"""


@dataclass
class Hub:
    """Verifies intent, keeps subscriptions, delivers. A test changes how it behaves."""

    base: str
    subscribers: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    verified: list[tuple[int, str]] = field(default_factory=list)
    lease: str | None = None
    answer: int = 202
    denies: str | None = None
    moved: str = ""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def handle(self, request: web.Request) -> web.Response:
        """The hub's endpoint (sections 5.1 and 5.2)."""
        if self.moved and request.path != self.moved:
            return web.Response(status=307, headers={"Location": self.moved})
        form = dict(await request.post())
        self.asked.append(form)
        if self.answer != 202:
            return web.Response(status=self.answer, text="no such topic here")
        task = asyncio.create_task(self._verify(form))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return web.Response(status=202)

    async def _verify(self, form: dict[str, str]) -> None:
        callback, topic, mode = form["hub.callback"], form["hub.topic"], form["hub.mode"]
        query = {"hub.mode": mode, "hub.topic": topic, "hub.challenge": "challenge-" + str(len(self.verified))}
        if mode == "subscribe":
            query["hub.lease_seconds"] = self.lease or form["hub.lease_seconds"]
        if self.denies is not None:
            query = {"hub.mode": "denied", "hub.topic": topic, "hub.reason": self.denies}
        status, text = await get(callback, query)
        self.verified.append((status, text))
        if status // 100 == 2 and text == query.get("hub.challenge"):
            if mode == "subscribe":
                self.subscribers[topic, callback] = form
            else:
                self.subscribers.pop((topic, callback), None)

    async def settled(self) -> None:
        """Wait for the verifications under way."""
        while self.tasks:
            await asyncio.gather(*self.tasks)

    async def publish(
        self, topic: str, body: bytes, *, method: str = "sha256", signature: str | None = None
    ) -> list[int]:
        """Deliver content to every subscriber of a topic (section 7); returns their answers."""
        answers = []
        for (subscribed, callback), form in list(self.subscribers.items()):
            if subscribed == topic:
                digest = hmac.new(form["hub.secret"].encode(), body, getattr(hashlib, method)).hexdigest()
                signed = f"{method}={digest}" if signature is None else signature
                headers = {
                    "Content-Type": "application/rss+xml",
                    "Link": f'<{self.base}>; rel="hub", <{topic}>; rel="self"',
                    **({"X-Hub-Signature": signed} if signed else {}),
                }
                async with (
                    aiohttp.ClientSession() as session,
                    session.post(callback, data=body, headers=headers) as answer,
                ):
                    answers.append(answer.status)
        return answers


async def get(url: str, query: dict[str, str]) -> tuple[int, str]:
    """GET an address with a query added to it."""
    async with aiohttp.ClientSession() as session, session.get(url, params=query) as answer:
        return answer.status, await answer.text()
