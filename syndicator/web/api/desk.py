"""Who speaks to the desk's API: a program with an admin's token."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import AccessError, Fault, ReprintError
from syndicator.flows import admins
from syndicator.model.admin import Admin
from syndicator.reprint import plain
from syndicator.reprint.words import LONGEST
from syndicator.web import decided
from syndicator.web.address import network
from syndicator.web.answers import field_problem
from syndicator.web.api.caller import sent
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.words import say

PRIVATE: Final = {"Cache-Control": "no-store", "Vary": "Authorization, Accept-Language"}
_ASK: Final = {"WWW-Authenticate": 'Bearer realm="Syndicator desk"'}


async def admin(request: web.Request) -> Admin:
    """The admin whose token a request shows as Bearer (RFC 6750), in no other way. Raises Problem: 401 or 429."""
    scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        detail = say("admin.token.missing", request[LANGUAGE])
        raise Problem(HTTPStatus.UNAUTHORIZED, "admin-token-missing", detail, headers=_ASK)
    try:
        return await admins.by_token(request.app[SERVICES], token.strip(), network(request))
    except AccessError as error:
        if error.wait:
            headers = {"Retry-After": str(error.wait)}
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "admin-rate", headers=headers) from None
        raise Problem(HTTPStatus.UNAUTHORIZED, "admin-token-unknown", headers=_ASK) from None


async def read(request: web.Request, known: tuple[str, ...]) -> Mapping[str, object]:
    """The JSON object of a request. Raises Problem: 415, 413, 408, 400, or 422 for a field that we do not know."""
    fields = await sent(request, request.app[SERVICES].config.reprint.max_body)
    unknown = [
        field_problem(Fault(name, "unknown-field", ""), request[LANGUAGE]) for name in fields if name not in known
    ]
    if unknown:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=tuple(unknown))
    return fields


def text(request: web.Request, fields: Mapping[str, object], name: str) -> str:
    """A text that must be there, cleaned of what can't stand in a letter. Raises Problem (422)."""
    value = fields.get(name)
    cleaned = plain.paragraphs(value) if isinstance(value, str) else ""
    code = "not-text" if value is not None and not isinstance(value, str) else "" if cleaned else "missing"
    if code or len(cleaned) > LONGEST:
        code = code or "too-long"
        fault = FieldProblem(name, code, say(f"fault.{code}", request[LANGUAGE], limit=LONGEST))
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=(fault,))
    return cleaned


@contextmanager
def refusals(request: web.Request) -> Iterator[None]:
    """Turn what the desk can't do into an answer."""
    try:
        yield
    except ReprintError as error:
        raise decided.refused(request, error) from None
