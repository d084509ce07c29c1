"""GET /api/v1/articles: follow what changes, without a gap (docs/following.md)."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from syndicator.errors import AccessError, CursorError
from syndicator.flows import cursor as cursors
from syndicator.flows.access import Admitted
from syndicator.flows.cursor import Cursor
from syndicator.flows.follow import Change, Followed
from syndicator.flows.follow import follow as read_on
from syndicator.flows.receipts import followed
from syndicator.flows.release import place
from syndicator.model.feed import Audience, Feed
from syndicator.model.parcel import Carried
from syndicator.publish.formats import ninjs
from syndicator.web import access
from syndicator.web.address import address
from syndicator.web.keys import BACKGROUND, SERVICES, STOPPING, WAITING
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.words import say

_USUAL, _MOST = 100, 500
_LONGEST_WAIT: Final = 30
# Other processes' changes are looked for so often; those of this one are heard of at once.
_LOOK: Final = 2.0
_HEADERS: Final = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
_CHANNEL: Final = "api"


@dataclass(frozen=True, slots=True)
class _Question:
    """What a reader asks: from where on, at most how many, and how many seconds it would wait for the first."""

    feeds: Sequence[Feed]
    reader: Admitted
    since: Cursor
    limit: int
    wait: int


async def follow(request: web.Request) -> web.Response:
    """The articles that changed since a cursor, with the cursor to go on with: usable ones whole, others by name.

    Problems: 400 for a cursor that is none of ours, 401, 403, 404 and 429 as for feeds, 422 with every wrong parameter.
    """
    question = await _question(request)
    try:
        found = await _await(request, question)
    except CursorError as error:
        detail = say("follow.cursor", request[LANGUAGE])
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-cursor", detail) from error
    _note(request, question.reader, found.changes)
    home = place(request.app[SERVICES]).base_url
    after = cursors.written(found.cursor, home)
    body = await asyncio.to_thread(_written, found, after)
    response = web.Response(body=body, content_type="application/json", charset="utf-8", headers=_HEADERS)
    query = [(name, value) for name, value in request.query.items() if name not in {"since", access.PARAMETER}]
    response.headers.add("Link", f'<{home}/api/v1/articles?{urlencode([*query, ("since", after)])}>; rel="next"')
    return response


async def _question(request: web.Request) -> _Question:
    faults: list[FieldProblem] = []
    limit = _number(request, "limit", _USUAL, (1, _MOST), faults)
    wait = _number(request, "wait", 0, (0, _LONGEST_WAIT), faults)
    if faults:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=tuple(faults))
    feeds, reader = await _feeds(request)
    since, home = request.query.get("since", ""), place(request.app[SERVICES]).base_url
    try:
        return _Question(feeds, reader, cursors.read(since, home) if since else {}, limit, wait)
    except CursorError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-cursor", say("follow.cursor", request[LANGUAGE])) from error


async def _feeds(request: web.Request) -> tuple[Sequence[Feed], Admitted]:
    """The feeds asked for, else all that whoever asks may read."""
    catalog = request.app[SERVICES].catalog
    wanted = [catalog.feed(name) for name in dict.fromkeys(request.query.getall("feed", []))]
    feeds = [feed for feed in wanted if feed is not None]
    if len(feeds) < len(wanted):
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-feed")
    if not feeds and not access.token(request):
        return [feed for feed in catalog.feeds if feed.access is Audience.PUBLIC], Admitted()
    reader = await access.admitted(request, feeds[0] if feeds else None)
    if not feeds:
        return [feed for feed in catalog.feeds if _may_read(reader, feed)], reader
    for feed in feeds[1:]:
        _check(request, reader, feed)
    return feeds, reader


async def _await(request: web.Request, question: _Question) -> Followed:
    """What there is, once there is something or the reader's time is up. Raises CursorError, Problem."""
    services, clock = request.app[SERVICES], asyncio.get_running_loop()
    changed, end = services.library.changed, clock.time() + question.wait
    since, asked = question.since, question
    while True:
        seen = changed.number
        found = await read_on(services, asked.feeds, since, asked.limit, asked.reader.shape)
        since, left = found.cursor, end - clock.time()
        if found.changes or left <= 0 or request.app[STOPPING].is_set() or request.app[WAITING].locked():
            return found
        if not found.more:
            async with request.app[WAITING]:
                await changed.after(seen, min(left, _LOOK))
            for feed in asked.feeds:
                _check(request, asked.reader, feed)


def _may_read(reader: Admitted, feed: Feed) -> bool:
    return feed.access is Audience.PUBLIC or (reader.partner is not None and reader.partner.may_read(feed.name))


def _check(request: web.Request, reader: Admitted, feed: Feed) -> None:
    """Whether a reader is still let in to a feed, without counting another request. Raises Problem."""
    services = request.app[SERVICES]
    if not reader.token and feed.access is Audience.PARTNERS:
        raise access.problem(request, AccessError("token-missing", "this is for partners: send your token"))
    try:
        if reader.token:
            services.access.check(reader.token, feed, address(request), services.now())
    except AccessError as error:
        raise access.problem(request, error) from None


def _note(request: web.Request, reader: Admitted, told: Sequence[Change]) -> None:
    partner = reader.partner
    if partner is None or not told:
        return
    carried = [Carried(one.feed.name, one.article.id, one.article.version, one.status) for one in told]
    work = followed(request.app[SERVICES], partner, carried, _CHANNEL)
    request.app[BACKGROUND].start(f"receipts of {partner.name}", work)


def _written(found: Followed, after: str) -> bytes:
    """The answer: each article a line, a usable one as it stands in ninjs."""
    lines = b",\n".join(map(_line, found.changes))
    tail = json.dumps({"next": after, "more": found.more})
    return b'{"articles":[\n' + lines + b"\n]," + tail.removeprefix("{").encode("ascii") + b"\n"


def _line(change: Change) -> bytes:
    told: dict[str, object] = {"id": change.article.id, "status": str(change.status)}
    if change.entry is None:
        return json.dumps(told, ensure_ascii=False).encode("utf-8")
    told |= {"feed": change.feed.name, "version": change.entry.version}
    head = json.dumps(told, ensure_ascii=False).removesuffix("}").encode("utf-8")
    return head + b', "article": ' + ninjs.article(change.entry).rstrip() + b"}"


def _number(request: web.Request, name: str, usual: int, bounds: tuple[int, int], faults: list[FieldProblem]) -> int:
    """A whole number of the query; what is wrong with it is added to `faults`."""
    text = request.query.get(name, str(usual))
    if text.isascii() and text.isdigit() and len(text) <= len(str(bounds[1])) and bounds[0] <= int(text) <= bounds[1]:
        return int(text)
    detail = say("fault.not-within", request[LANGUAGE], limit=f"{bounds[0]} – {bounds[1]}")
    faults.append(FieldProblem(name, "not-within", detail))
    return usual
