"""Answers that several handlers give in the same form."""

import json
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Final, Protocol

from aiohttp import web

from syndicator.web.problem import FieldProblem
from syndicator.web.words import say

_DUMPS: Final = partial(json.dumps, ensure_ascii=False)


class Fault(Protocol):
    """A field that can't be taken: its path, a stable code, the limit it passed."""

    @property
    def field(self) -> str:
        """Where it is."""
        ...

    @property
    def code(self) -> str:
        """What is wrong with it."""
        ...

    @property
    def limit(self) -> int | str:
        """The number its sentence names."""
        ...


def as_json(
    value: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> web.Response:
    """An object for programs, Chinese as it is written."""
    return web.json_response(value, status=status, headers=headers, dumps=_DUMPS)


def field_problem(fault: Fault, language: str) -> FieldProblem:
    """A fault in the words of whoever sent the field."""
    return FieldProblem(fault.field, fault.code, say(f"fault.{fault.code}", language, limit=fault.limit))
