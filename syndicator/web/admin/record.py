"""/admin/trail: what was done at the desk, by whom and why; all of it as CSV or JSON lines."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from syndicator.flows import trail_export
from syndicator.model.trail import Trace
from syndicator.store import trail
from syndicator.web import pages
from syndicator.web.admin import session
from syndicator.web.keys import SERVICES

_SHOWN: Final = 100
_FIELDS: Final = ("number", "at", "who", "step", "request", "grant", "why")
# What spreadsheets take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


async def page(request: web.Request) -> web.Response:
    """The last steps, newest first, and the links to all of them."""
    async with request.app[SERVICES].database.read() as connection:
        steps = await trail.newest(connection, _SHOWN)
    return pages.page(
        request,
        "admin/trail.html",
        me=request[session.SESSION].admin,
        token=session.token(request),
        trail=steps,
        shown=_SHOWN,
    )


async def as_csv(request: web.Request) -> web.StreamResponse:
    """All steps as CSV (RFC 4180)."""
    return await stream(request, "text/csv", _csv, "trail.csv", _row(_FIELDS))


async def as_lines(request: web.Request) -> web.StreamResponse:
    """All steps as JSON, one a line."""
    return await stream(request, "application/x-ndjson", lines, "trail.jsonl")


async def stream(  # noqa: PLR0913, PLR0917 - what is written, as what, from where on
    request: web.Request,
    media_type: str,
    write: Callable[[Sequence[Trace]], str],
    name: str,
    head: str = "",
    after: int = 0,
) -> web.StreamResponse:
    """The record from the step after number `after` on, as it is read: it may be longer than memory."""
    response = web.StreamResponse(status=HTTPStatus.OK, headers={"Cache-Control": "no-store"})
    response.content_type, response.charset = media_type, "utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    await response.prepare(request)
    await response.write(head.encode())
    async for steps in trail_export.pages(request.app[SERVICES], after):
        await response.write(write(steps).encode())
    await response.write_eof()
    return response


def lines(steps: Sequence[Trace]) -> str:
    """Steps as JSON, one a line."""
    return "".join(json.dumps(_told(step), ensure_ascii=False) + "\n" for step in steps)


def _csv(steps: Sequence[Trace]) -> str:
    return "".join(_row([_safe(str(value)) for value in _told(step).values()]) for step in steps)


def _told(step: Trace) -> dict[str, Any]:
    told = {name: getattr(step, name) for name in _FIELDS}
    return {**told, "at": step.at.isoformat(), "step": str(step.step)}


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
