"""The form to ask with: empty, about what an address names, or as it was filled in before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows import reprint_desk, reprint_news
from syndicator.flows.release import place
from syndicator.model.feed import Audience, Entry, Feed
from syndicator.model.reprint import LICENSED, Asked, OutletKind
from syndicator.reprint import ask, medium, subject
from syndicator.web import access, body, desk, pages
from syndicator.web.articles import find, is_open_to, public
from syndicator.web.keys import FORMS, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

HONEYPOT: Final = "homepage"
"""A field no person sees: what fills it in fills in everything."""

TEXTS: Final = tuple(name for name in ask.LIMITS if name not in ("article", "feed"))
_TERM: Final = ("term_from", "term_to")
# What stands folded up until it is used.
_MORE: Final = ("channel", "territory", "reprint_language", "circulation", "edits", "translation", *ask.FLAGS)


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it is shown: what it is about, values as sent, the problem of each field, and one of the whole."""

    articles: tuple[str, ...] = ()
    feed: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


def from_query(request: web.Request) -> Filled:
    """What an address asks the form to hold."""
    query = request.query
    articles = tuple(line for value in query.getall("article", []) for line in subject.named(value))
    values = {name: query.get(name, "")[: ask.LIMITS[name]] for name in TEXTS}
    return Filled(articles[: subject.MOST], query.get("feed", "")[: subject.LONGEST], values)


def refused(request: web.Request, sent: body.Sent, problem: Problem) -> Filled:
    """The form as it was sent, with what is wrong with it."""
    named = [*sent.several.get("article", ()), *sent.several.get("articles", ())]
    articles = tuple(line for value in named for line in subject.named(value))
    values = {name: sent.text(name) for name in (*TEXTS, *ask.FLAGS, *_TERM, HONEYPOT)}
    faults = {fault.field: fault.detail for fault in problem.errors}
    notice = problem.detail or (say("ask.faults", request[LANGUAGE]) if faults else problem.title(request[LANGUAGE]))
    return Filled(articles[: subject.MOST + 1], sent.text("feed"), values, faults, notice)


async def again(request: web.Request, number: str) -> web.Response:
    """The form as the request called `number` had it, for whoever has its secret. Raises Problem (404, 429)."""
    found = await desk.opened(request, desk.secret(request), reprint_desk.status, number)
    today = request.app[SERVICES].now().astimezone(pages.zone(request)).date()
    response = await show(request, _as_before(found.asked, today))
    response.headers.update(desk.PRIVATE)
    return response


def _as_before(asked: Asked, today: date) -> Filled:
    """What was asked, to be asked again; a term that is over is not."""
    values = {name: str(getattr(asked, name)) for name in TEXTS}
    values |= {name: "yes" if getattr(asked, name) else "" for name in ask.FLAGS}
    if asked.term_from >= today:
        values["term_from"] = asked.term_from.isoformat()
    if asked.term_to >= today:
        values["term_to"] = asked.term_to.isoformat()
    return Filled(asked.articles, asked.feed, values)


async def show(request: web.Request, filled: Filled, problem: Problem | None = None) -> web.Response:
    """The form; where it was refused, as `problem` says."""
    services = request.app[SERVICES]
    about = [await _about(request, one) for one in filled.articles]
    known = [entry for entry in about if entry is not None]
    feed = await feed_for(request, subject.feed_name(filled.feed)) if filled.feed and not filled.articles else None
    is_known = bool(known) and len(known) == len(about)
    return pages.page(
        request,
        "ask.html",
        status=problem.status if problem else HTTPStatus.OK,
        headers={"Cache-Control": "no-store", **(problem.headers if problem else {})},
        here=_here(known if is_known else (), feed),
        about=known if is_known else (),
        feed=feed,
        unknown="\n".join(filled.articles),
        example=f"{place(services).base_url}/articles/…",
        filled=filled,
        values=filled.values,
        faults=filled.faults,
        media=medium.MEDIA,
        kinds=tuple(OutletKind),
        licensed=LICENSED,
        more=any(filled.values.get(name) or name in filled.faults for name in _MORE),
        honeypot=HONEYPOT,
        mail=reprint_news.tells_askers(services),
        limits=ask.LIMITS,
        today=services.now().astimezone(pages.zone(request)).date(),
        token=request.app[FORMS].token(services.now()),
    )


async def feed_for(request: web.Request, name: str) -> Feed | None:
    """The feed called `name` where whoever asks may know of it: one for all, or for the partner it shows to be."""
    feed = request.app[SERVICES].catalog.feed(name)
    if feed is None or feed.access is Audience.PUBLIC:
        return feed
    try:
        await access.admitted(request, feed)
    except Problem:
        return None
    return feed


async def _about(request: web.Request, named: str) -> Entry | None:
    """The public article a visitor names; nothing is shown of one that is withheld, or for others."""
    services = request.app[SERVICES]
    found = await find(services, subject.slug(named))
    return public(services, found) if found is not None and await is_open_to(request, found) else None


def _here(about: Sequence[Entry], feed: Feed | None) -> str:
    """Where the language links lead: never to an address with a secret in it, or with what somebody typed."""
    if about:
        return "/reprints?" + "&".join(f"article={entry.slug}" for entry in about)
    return f"/reprints?feed={feed.name}" if feed else "/reprints"
