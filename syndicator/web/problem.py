"""Errors: problem+json (RFC 9457) for programs, a plain page for people, never a traceback."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler

from syndicator.web import accept, pages
from syndicator.web.language import LANGUAGE

MEDIA_TYPE: Final = "application/problem+json"

_LOG = logging.getLogger(__name__)

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "bad-request": ("请求无法理解", "The request can't be understood"),
    "not-found": ("没有这个页面", "There is no such page"),
    "unknown-feed": ("没有这个订阅源", "There is no such feed"),
    "feed-not-ready": (
        "订阅源首次采集尚未完成，请稍后再来",
        "This feed's first run is not done yet; please come back soon",
    ),
    "unknown-part": (
        "这个订阅源没有这个月份或这一页",
        "This feed has no such month or page",
    ),
    "unknown-article": ("本站没有这篇稿件", "There is no such article here"),
    "withdrawn": ("这篇稿件已经撤回", "This article has been withdrawn"),
    "unknown-request": ("没有这个申请，或链接不完整", "There is no such request, or its link is incomplete"),
    "no-grant": ("这个申请没有授权", "This request has no licence"),
    "not-now": ("申请目前的状态不允许这样做", "This can't be done as the request stands"),
    "too-many-tries": ("请求过于频繁，请稍后再来", "Too many requests; please come back later"),
    "unknown-grant": ("没有这份授权", "There is no such licence"),
    "no-paper": ("暂时不能生成 PDF 授权书", "No PDF of this licence can be made at present"),
    "no-renewal": ("这份授权不能续期", "This licence can't be renewed"),
    "kit-closed": ("刊用资料现在不能使用", "The reprint kit is not open"),
    "invalid-request": ("申请内容有误", "The request can't be taken as it is"),
    "desk-closed": ("暂不受理转载申请", "The reprint desk is closed"),
    "form-refused": ("表格不是从本站提交的，或已过期", "The form was not sent from this site, or is too old"),
    "bad-cursor": ("cursor 无效", "This is no cursor of ours"),
    "key-reused": ("这个 Idempotency-Key 已用于另一份内容", "This Idempotency-Key was used for something else"),
    "access-token-missing": ("此内容只供合作方订阅", "This is for partners"),
    "access-token-unknown": ("令牌无效", "This token is not valid"),
    "access-token-expired": ("令牌已过期", "This token has expired"),
    "access-token-revoked": ("令牌已停用", "This token was revoked"),
    "access-partner-revoked": ("合作已终止", "The agreement has ended"),
    "access-term": ("不在合作期限内", "This is outside the agreement's term"),
    "access-feed-not-granted": ("合作范围不含此订阅源", "The agreement does not include this feed"),
    "access-network": ("此网络地址不能使用该令牌", "The token is not valid from this network address"),
    "access-rate": ("请求过于频繁", "Too many requests"),
    "invalid-fields": ("提交的内容有误", "What was sent can't be taken as it is"),
    "cross-site": ("不接受由其他网站发起的请求", "A request that another site made a browser send is not taken"),
    "unknown-token": ("没有这个令牌，或已停用", "There is no such token that works"),
    "unknown-route": ("没有这条投送线路", "There is no such route"),
    "withdrawn-by-law": ("依法不能提供这篇稿件", "The law does not allow us to show this article"),
    "removed-feed": ("这个订阅源已经停止", "This feed has ended"),
    "not-withdrawn": ("这篇稿件并未撤回", "This article has not been taken down"),
    "unauthorized": ("请求没有有效的签名", "The request carries no valid signature"),
    "invalid-article": ("稿件内容有误", "The article can't be taken as it is"),
    "not-signed-in": ("请先登录", "Sign in first"),
    "admin-token-missing": ("需要审核人的令牌", "This needs an admin's token"),
    "admin-token-unknown": ("令牌无效", "This token is not valid"),
    "admin-rate": ("错误尝试过多", "Too many wrong tokens"),
    "no-such-request": ("没有这个申请", "There is no such request"),
    "not-waiting": ("这份申请不在待办之列", "This request does not wait for a decision"),
    "second-person": ("须由另一位审核人同意", "A second person must approve this"),
    "several-owners": (
        "稿件分属不同权利人，请分别申请",
        "The articles have several owners: each needs its own request",
    ),
    "article-gone": ("申请的稿件已不存在", "An article that was asked for is no more"),
    "revoked-before": ("这份授权此前已经撤销", "This licence was revoked before"),
    "method": ("不支持这种请求方法", "This method is not supported here"),
    "too-large": ("提交的内容过大", "What was sent is too large"),
    "too-slow": ("提交的内容传得太慢", "What was sent took too long to arrive"),
    "media-type": ("不支持这种内容类型", "This content type is not supported"),
    "error": ("出错了，我们已记录", "Something went wrong here; it has been recorded"),
}
"""Each kind of problem with its title in zh and en."""

_BY_STATUS: Final[Mapping[int, str]] = {
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "media-type",
}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field of a request: `code` for programs, `detail` for people."""

    field: str
    code: str
    detail: str


class Problem(Exception):  # noqa: N818 - RFC 9457's word
    """An answer that is not what was asked for. Raise it; the middleware writes it.

    `kind` is a key of KINDS; `detail` a sentence in the visitor's language, "" when the title says it.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str = "",
        errors: tuple[FieldProblem, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        super().__init__(kind)

    def title(self, language: str) -> str:
        """What kind of problem it is, in words."""
        return KINDS[self.kind][0 if language == "zh" else 1]


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what a handler raises into an answer; what nobody expected is logged once and told in general words."""
    try:
        return await handler(request)
    except Problem as problem:
        return answer(request, problem)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        return answer(request, Problem(error.status, _BY_STATUS.get(error.status, "bad-request"), headers=headers))
    except Exception:  # noqa: BLE001 - the last line of defence: logged once, and no traceback leaves
        _LOG.exception("%s %s failed", request.method, request.path)
        return answer(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "error"))


def answer(request: web.Request, problem: Problem) -> web.Response:
    """A page where one was asked for, else problem+json; a feed reader that takes neither gets plain text."""
    language = request[LANGUAGE]
    header = request.headers.get("Accept", "")
    headers = {**problem.headers, "Cache-Control": "no-store", "Vary": "Accept, Accept-Language, Cookie"}
    if _is_feed(request):
        if not accept.wants_json(header):
            text = f"{problem.title(language)}\n"
            return web.Response(text=text, status=problem.status, headers=headers)
    elif accept.wants_page(header):
        return pages.page(request, "problem.html", status=problem.status, headers=headers, problem=problem)
    body = _body(request, problem, language)
    return web.Response(
        text=json.dumps(body, ensure_ascii=False), status=problem.status, headers=headers, content_type=MEDIA_TYPE
    )


def _is_feed(request: web.Request) -> bool:
    """A feed document was asked for: its reader must never be given an HTML page."""
    folder, _, name = request.path.rpartition("/")
    return folder.endswith("/feeds") and "." in name


def _body(request: web.Request, problem: Problem, language: str) -> Mapping[str, Any]:
    body: dict[str, Any] = {
        "type": f"{pages.base_url(request)}/problems#{problem.kind}",
        "title": problem.title(language),
        "status": int(problem.status),
        "code": problem.kind,
    }
    if problem.detail:
        body["detail"] = problem.detail
    if problem.errors:
        body["errors"] = [
            {"field": fault.field, "pointer": f"#/{fault.field}", "code": fault.code, "detail": fault.detail}
            for fault in problem.errors
        ]
    return body
