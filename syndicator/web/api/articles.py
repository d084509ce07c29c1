"""POST /api/v1/articles: a newsroom sends an article (docs/push.md)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from syndicator.errors import DocumentInvalid, ExtractError, PushKeyReused
from syndicator.flows import push
from syndicator.flows.push import Pushed
from syndicator.flows.release import place
from syndicator.model.rights import Status
from syndicator.web import body
from syndicator.web.answers import as_json, field_problem
from syndicator.web.api import signed
from syndicator.web.keys import REPORT, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

_PRIVATE: Final = {"Cache-Control": "no-store"}


async def send(request: web.Request) -> web.Response:
    """Take an article: 201 for a new one, 200 for one that was here, with its id, version, status and holds.

    Problems: 401 unsigned or wrongly signed, 415 no JSON by its type, 400 no JSON by its bytes,
    422 with every field that is wrong, or for an idempotency key of another document.
    """
    sent = await signed.read(request)
    if not (request.content_type == body.JSON or request.content_type.endswith("+json")):
        accepted = {"Accept-Post": body.JSON}
        detail = say("push.type", request[LANGUAGE])
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", detail, headers=accepted)
    key = body.idempotency_key(request)
    try:
        pushed = await push.push(request.app[SERVICES], sent.source, sent.body, signature=sent.digest, key=key)
    except DocumentInvalid as error:
        faults = tuple(field_problem(fault, request[LANGUAGE]) for fault in error.faults)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-article", errors=faults) from None
    except ExtractError:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.json", request[LANGUAGE])) from None
    except PushKeyReused:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "key-reused") from None
    if pushed.run:
        request.app[REPORT](pushed.run)
    return _answer(request, pushed)


def _answer(request: web.Request, pushed: Pushed) -> web.Response:
    new = pushed.change == "new"
    headers = dict(_PRIVATE)
    if new:
        headers["Location"] = place(request.app[SERVICES]).article(pushed.article.slug)
    if pushed.how == "replayed":
        headers["Idempotency-Replayed"] = "true"
    code = HTTPStatus.CREATED if new else HTTPStatus.OK
    return as_json(_shown(request, pushed), code, headers)


def _shown(request: web.Request, pushed: Pushed) -> Mapping[str, Any]:
    article = pushed.article
    shown: dict[str, Any] = {
        "id": article.id,
        "page": place(request.app[SERVICES]).article(article.slug),
        "version": article.version,
        "status": str(article.status),
        "change": pushed.change,
        "holds": [{"code": hold.code, "text": hold.text} for hold in article.holds],
    }
    if article.embargo and article.status is not Status.CANCELED:
        shown["embargo"] = article.embargo.isoformat()
    if pushed.how == "superseded":
        shown["superseded"] = True
    return shown
