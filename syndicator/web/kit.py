"""The reprint kit, for whoever holds the request's secret while the licence holds: a page, JSON, an archive."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from markupsafe import Markup

from syndicator.errors import PaperError
from syndicator.flows import kit as flow
from syndicator.flows import licence_keys, licence_paper, reprint_desk
from syndicator.flows.kit import Opened
from syndicator.flows.licence import Licence
from syndicator.reprint import kit_zip
from syndicator.reprint.kit import Kit
from syndicator.text.day import written
from syndicator.web import accept, answers, desk, grants, pages
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import ASSETS, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.security import SCRIPTED
from syndicator.web.words import say

_SCRIPT: Final = "copy.js"
_OVER: Final = frozenset({"expired", "revoked", "withdrawn", "gone"})


async def kit(request: web.Request) -> web.Response:
    """The kits of all articles of a licence; of a whole feed, the list of its articles."""
    found, held = await _open(request)
    if accept.wants_json(request.headers.get("Accept", "")):
        return answers.as_json(_told(request, found, held), headers=PRIVATE)
    return _page(request, found, held, found.kits)


async def article(request: web.Request) -> web.Response:
    """The kit of one article."""
    found, held = await _open(request)
    one = await _one(request, found)
    if accept.wants_json(request.headers.get("Accept", "")):
        return answers.as_json(_kit_told(one), headers=PRIVATE)
    return _page(request, found, held, (one,), f"/{one.slug}")


async def archive(request: web.Request) -> web.Response:
    """All files of a licence in one archive, the licence itself among them."""
    found, held = await _open(request)
    return await _packed(request, held, found.kits, held.grant.number)


async def article_archive(request: web.Request) -> web.Response:
    """The files of one article, with the licence."""
    found, held = await _open(request)
    one = await _one(request, found)
    return await _packed(request, held, (one,), f"{held.grant.number}-{one.slug}")


async def _open(request: web.Request) -> tuple[Opened, Licence]:
    """The kit, open. Raises Problem: 404 without the secret, 403 before its time, 410 after it, with the reason."""
    filed = await desk.opened(request, desk.secret(request), reprint_desk.status)
    found = await flow.opened(request.app[SERVICES], filed)
    closed = found.closed
    if not closed and found.missing and not found.kits:
        closed = "withdrawn" if all(one.why == "gone" for one in found.missing) else "held"
    if closed or found.licence is None:
        status = HTTPStatus.GONE if closed in _OVER else HTTPStatus.FORBIDDEN
        raise Problem(status, "kit-closed", _why(request, closed, found.licence), headers=PRIVATE)
    return found, found.licence


def _why(request: web.Request, closed: str, held: Licence | None) -> str:
    language = request[LANGUAGE]
    if held is None:
        return say("kit.closed.nothing", language)
    day = held.grant.valid_from if closed == "not-yet" else held.grant.valid_to
    return say(f"kit.closed.{closed}", language, day=written(day, language), why=held.grant.revoked_why)


async def _one(request: web.Request, found: Opened) -> Kit:
    one = await flow.one(request.app[SERVICES], found, request.match_info["slug"])
    if one is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article", headers=PRIVATE)
    return one


def _page(request: web.Request, found: Opened, held: Licence, kits: Sequence[Kit], path: str = "") -> web.Response:
    services, number, secret = request.app[SERVICES], found.request.number, desk.secret(request)
    feed = services.catalog.feed(held.grant.feed) if held.grant.feed else None
    script = request.app[ASSETS].find(_SCRIPT)
    return pages.page(
        request,
        "kit.html",
        headers={**PRIVATE, **SCRIPTED},
        here=f"/reprints/{number}/kit{path}?secret={secret}",
        back=desk.here(request, number, secret),
        key=f"?secret={secret}",
        zip=f"{pages.root(request)}/reprints/{number}/kit{path}.zip?secret={secret}",
        number=number,
        grant=held.grant,
        kits=[(one, Markup(one.html)) for one in kits],  # noqa: S704 - sanitised when it was made
        missing=found.missing if not path else (),
        listed=found.listed if not path else (),
        feed=feed.title if feed else held.grant.feed,
        everything=bool(held.grant.feed) and not path,
        integrity=script.integrity if script else "",
        image=lambda name: f"{pages.root(request)}/images/{name}",
    )


async def _packed(request: web.Request, held: Licence, kits: Sequence[Kit], name: str) -> web.Response:
    services = request.app[SERVICES]
    told = dict(await flow.files(services, kits))
    terms = grants.agreement(request, held)
    told["licence.json"] = terms
    told["licence.jws"] = (await licence_keys.sign(services, terms)).encode()
    try:
        told["licence.pdf"] = await licence_paper.paper(services, grants.sheet_of(request, held), held.grant.assigner)
    except PaperError:
        # In the log by now; the rest is worth having without it.
        told["licence.url"] = (
            f"[InternetShortcut]\r\nURL={pages.base_url(request)}/grants/{held.grant.number}\r\n".encode()
        )
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}.zip"'}
    return web.Response(body=kit_zip.packed(told), content_type="application/zip", headers=headers)


def _told(request: web.Request, found: Opened, held: Licence) -> Mapping[str, Any]:
    """The kits as JSON."""
    base, number = pages.base_url(request), found.request.number
    listed = [
        {"article": one.slug, "title": one.title, "kit": f"{base}/reprints/{number}/kit/{one.slug}"}
        for one in found.listed
    ]
    return {
        "grant": held.grant.number,
        "valid_to": held.grant.valid_to.isoformat(),
        "kits": [_kit_told(one) for one in found.kits],
        "missing": [{"article": one.slug, "why": one.why} for one in found.missing],
        **({"articles": listed} if held.grant.feed else {}),
    }


def _kit_told(one: Kit) -> Mapping[str, Any]:
    return {
        "article": one.slug,
        "version": one.version,
        "newest_version": one.newest,
        "title": one.title,
        "credit": one.credit,
        "original": one.original,
        "head": one.head,
        "html": one.html,
        "markdown": one.markdown,
        "text": one.text,
        "pictures": [
            {"file": image.copy, "caption": image.caption, "credit": image.credit, "alt": image.alt}
            for image in one.pictures
        ],
    }
