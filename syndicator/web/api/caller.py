"""Who speaks to the partner API, and what they send it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import Fault, PartnerError
from syndicator.flows.access import Admitted
from syndicator.model.partner import Partner
from syndicator.web import access, body
from syndicator.web.answers import field_problem
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.security import from_elsewhere
from syndicator.web.words import say

# One partner's answers are nobody else's and are never kept.
PRIVATE: Final = {"Cache-Control": "no-store", "Vary": "Authorization"}
_LARGEST: Final = 16 * 1024


async def partner(request: web.Request) -> tuple[Partner, Admitted]:
    """The partner whose token a request shows. Raises Problem: 401, 403 or 429."""
    admitted = await access.admitted(request, None)
    if admitted.partner is None:
        # `admit` lets nobody in without a token where no feed is asked for.
        raise Problem(HTTPStatus.UNAUTHORIZED, "access-token-missing")
    return admitted.partner, admitted


async def changing(request: web.Request) -> tuple[Partner, Admitted]:
    """The same for a request that changes something.

    A browser sends the password that it once asked for (HTTP Basic) with requests that other sites make it send: those
    are refused (403).
    """
    if from_elsewhere(request, request.app[SERVICES].config.base_url):
        raise Problem(HTTPStatus.FORBIDDEN, "cross-site")
    return await partner(request)


async def sent(request: web.Request, limit: int = _LARGEST) -> Mapping[str, object]:
    """The JSON object of a request, of at most `limit` bytes. Raises Problem: 415, 413, 408 or 400."""
    if not (request.content_type == body.JSON or request.content_type.endswith("+json")):
        detail, headers = say("api.type", request[LANGUAGE]), {"Accept-Post": body.JSON}
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", detail, headers=headers)
    return (await body.read(request, limit)).fields


@contextmanager
def faults_told(request: web.Request) -> Iterator[None]:
    """Turn a PartnerError into 422 with every field that is wrong, in the words of whoever sent it."""
    try:
        yield
    except PartnerError as error:
        faults = tuple(field_problem(fault, request[LANGUAGE]) for fault in error.faults)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=faults) from None


class Fields:
    """An object's fields by their type; `done` tells of all that were wrong at once."""

    def __init__(self, fields: Mapping[str, object], known: Collection[str]) -> None:
        """Take the fields; those that are not `known` are wrong."""
        self._fields = fields
        self.faults = [Fault(name, "unknown-field", "is no field we know") for name in fields if name not in known]

    def text(self, name: str) -> str:
        """A text, "" where it is missing or null."""
        value = self._fields.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.faults.append(Fault(name, "not-text", "must be text"))
        return ""

    def required(self, name: str) -> str:
        """A text that must be there."""
        value = self.text(name)
        if not value and not any(fault.field == name for fault in self.faults):
            self.faults.append(Fault(name, "missing", "is required"))
        return value

    def flag(self, name: str) -> bool:
        """What is true or false; false where it is missing."""
        value = self._fields.get(name, False)
        if isinstance(value, bool):
            return value
        self.faults.append(Fault(name, "not-a-flag", "must be true or false"))
        return False

    def done(self) -> None:
        """Raise PartnerError if anything was wrong."""
        if self.faults:
            raise PartnerError(*self.faults)
