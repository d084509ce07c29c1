"""Telling askers and the desk what happened to a request: put in the outbox with the step itself.

Askers are written to by mail, in the language they asked in; the desk by mail and by its webhook. What is told has the
same id however often the step is tried, by which the outbox has it once: `reprint-R2026-0001-granted`.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from syndicator.flows import reprint_link
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.appearance import Appearance
from syndicator.model.parcel import Parcel
from syndicator.model.reprint import Grant, GrantedArticle, Proposal, ReprintRequest, RequestState
from syndicator.model.rights import Status
from syndicator.reprint import letters, letters_desk
from syndicator.reprint.decide import why
from syndicator.reprint.letters import House, Subject
from syndicator.reprint.letters_form import Letter, html, plain
from syndicator.store import articles, outbox
from syndicator.store.database import Connection
from syndicator.text.day import written


def tells_askers(services: Services) -> bool:
    """Whether askers are written to at all: whether a mail server is configured."""
    return bool(services.config.mail.host)


def parcels_of(number: str) -> str:
    """How the ids of all that is told of a request begin."""
    return f"reprint-{number}-"


async def confirm(services: Services, connection: Connection, request: ReprintRequest) -> None:
    """Ask the asker to confirm their address."""
    about = await _subject(services, connection, request)
    link = reprint_link.confirm(services, request.number)
    letter = letters.confirm(_house(services), about, link, reprint_link.CONFIRM_WITHIN.days)
    await _to_asker(services, connection, request, "confirm", letter)


async def decided(services: Services, connection: Connection, request: ReprintRequest) -> None:
    """Tell the asker what was decided, or the desk that a request waits for a person."""
    about, house = await _subject(services, connection, request), _house(services)
    decision, grant = request.decision, request.grant
    reason = why(decision, about.language) if decision else ""
    if request.state is RequestState.GRANTED and grant is not None:
        # What the rules say of a grant, the licence says better.
        said = reason if decision and decision.by != "rules" else ""
        letter = letters.granted(house, about, grant, reprint_link.kit(services, request.number), said)
        await _to_asker(services, connection, request, "granted", letter)
        await _to_hook(services, connection, about, "granted")
    elif request.state is RequestState.REFUSED:
        await _to_asker(services, connection, request, "refused", letters.refused(house, about, reason))
        await _to_hook(services, connection, about, "refused")
    else:
        await _to_asker(services, connection, request, "received", letters.received(house, about))
        ours = why(decision, _language(services)) if decision else ""
        letter = letters_desk.waiting(house, about, _language(services), ours)
        await _to_desk(services, connection, request, "waiting", letter)
        await _to_hook(services, connection, about, "waiting")


async def proposed(services: Services, connection: Connection, request: ReprintRequest, proposal: Proposal) -> None:
    """Tell the desk that a decision waits for a second person."""
    about, language = await _subject(services, connection, request), _language(services)
    letter = letters_desk.proposed(_house(services), about, language, proposal, declined=False)
    await _to_desk(services, connection, request, _once(services, "proposed"), letter)


async def declined(services: Services, connection: Connection, request: ReprintRequest, proposal: Proposal) -> None:
    """Tell the desk that a proposed decision was declined."""
    about, language = await _subject(services, connection, request), _language(services)
    letter = letters_desk.proposed(_house(services), about, language, proposal, declined=True)
    await _to_desk(services, connection, request, _once(services, "declined"), letter)


async def asked(services: Services, connection: Connection, request: ReprintRequest, text: str) -> None:
    """Put the desk's question to the asker."""
    about = await _subject(services, connection, request)
    letter = letters.question(_house(services), about, text)
    await _to_asker(services, connection, request, _once(services, "question"), letter)


async def answered(services: Services, connection: Connection, request: ReprintRequest, text: str) -> None:  # noqa: ARG001 - the answer stays on the request's page
    """Tell the desk that its question was answered."""
    about, name = await _subject(services, connection, request), _once(services, "answered")
    letter = letters_desk.answered(_house(services), about, _language(services))
    await _to_desk(services, connection, request, name, letter)
    await _to_hook(services, connection, about, "answered", name)


async def withdrawn(services: Services, connection: Connection, request: ReprintRequest) -> None:
    """Tell the desk that a request it may be looking at was withdrawn, and the asker that it was done.

    Before an address is confirmed nobody was told of the request, and so nobody is told that it is over.
    """
    if request.decision is None:
        return
    about, house = await _subject(services, connection, request), _house(services)
    await _to_asker(services, connection, request, "withdrawn", letters.withdrawn(house, about))
    letter = letters_desk.withdrawn(house, about, _language(services))
    await _to_desk(services, connection, request, "taken-back", letter)
    await _to_hook(services, connection, about, "withdrawn")


async def waiting(services: Services, connection: Connection, request: ReprintRequest, *, escalated: bool) -> None:
    """Remind the desk of a request that waits, or tell those it escalates to."""
    about, language = await _subject(services, connection, request), _language(services)
    since = (request.since or request.created).astimezone(_zone(services)).date()
    name = _once(services, "escalated" if escalated else "reminder")
    said = written(since, language)
    letter = letters_desk.reminder(_house(services), about, language, said, escalated=escalated)
    await _to_desk(services, connection, request, name, letter, escalated=escalated)
    await _to_hook(services, connection, about, "escalated" if escalated else "reminder", name)


async def revoked(services: Services, connection: Connection, request: ReprintRequest, grant: Grant) -> None:
    """Tell the grantee that their licence was revoked, and why."""
    about = await _subject(services, connection, request)
    letter = letters.revoked(_house(services), about, grant)
    await _to_asker(services, connection, request, f"{grant.number}-revoked", letter)
    await _to_hook(services, connection, about, "revoked", f"{grant.number}-revoked")


async def expiring(services: Services, connection: Connection, request: ReprintRequest, grant: Grant) -> None:
    """Tell the grantee that their licence ends soon, with the link that renews it."""
    about = await _subject(services, connection, request)
    letter = letters.expiring(_house(services), about, grant, reprint_link.renew(services, request.number))
    await _to_asker(services, connection, request, f"{grant.number}-expiring", letter)


async def corrected(
    services: Services, connection: Connection, request: ReprintRequest, grant: Grant, slug: str
) -> None:
    """Tell the grantee that a granted article was corrected or taken down."""
    about, house = await _subject(services, connection, request), _house(services)
    article = await articles.find(connection, slug)
    if article is None:
        return
    # A licence for all of a feed names no article.
    whole = GrantedArticle(article.id, article.version, "", article.title, article.rights.credit, article.url)
    part = next((one for one in grant.articles if one.slug == slug), whole)
    if article.status is Status.USABLE:
        letter = letters.corrected(house, about, grant, replace(part, title=article.title))
    else:
        letter = letters.gone(house, about, grant, part, for_good=article.status is Status.CANCELED)
    await _to_asker(services, connection, request, _once(services, f"{grant.number}-{slug}-{article.status}"), letter)


async def found(
    services: Services, connection: Connection, request: ReprintRequest, grant: Grant, seen: Appearance
) -> None:
    """Tell the desk that a reprint is not what was granted."""
    about = await _subject(services, connection, request)
    letter = letters_desk.found(_house(services), about, _language(services), seen)
    name = _once(services, f"{grant.number}-found-{seen.number}")
    await _to_desk(services, connection, request, name, letter)


async def _to_asker(
    services: Services, connection: Connection, request: ReprintRequest, name: str, letter: Letter
) -> None:
    if request.asked.email and tells_askers(services):
        await _mail(services, connection, request, name, letter, (request.asked.email,))


async def _to_desk(  # noqa: PLR0913 - what, about which request, under which name, to whom
    services: Services,
    connection: Connection,
    request: ReprintRequest,
    name: str,
    letter: Letter,
    *,
    escalated: bool = False,
) -> None:
    desk = services.config.reprint
    to = (desk.escalate_to if escalated else ()) or desk.email_to
    if to and tells_askers(services):
        await _mail(services, connection, request, f"desk-{name}", letter, to)


async def _mail(  # noqa: PLR0913, PLR0917 - what, about which request, under which name, to whom
    services: Services,
    connection: Connection,
    request: ReprintRequest,
    name: str,
    letter: Letter,
    to: tuple[str, ...],
) -> None:
    parcel = Parcel(parcels_of(request.number) + name, letter.title, plain(letter), "", html=html(letter), private=True)
    await outbox.put(connection, parcel, "mail", ", ".join(to), services.now())


async def _to_hook(services: Services, connection: Connection, about: Subject, event: str, name: str = "") -> None:
    """POST an event to the desk's webhook, `name` where it may happen more than once to a request."""
    desk = services.config.reprint
    if desk.webhook:
        number = parcels_of(about.request.number) + (name or event)
        body = {"id": number, "event": event, "at": services.now().isoformat(), **_told(services, about)}
        parcel = Parcel(number, "", "", json.dumps(body, ensure_ascii=False), private=True)
        await outbox.put(connection, parcel, "webhook", desk.webhook, services.now())


def _told(services: Services, about: Subject) -> Mapping[str, Any]:
    """A request for the desk's own programs: no secret, no words of its asker's, nothing of a person."""
    request, here = about.request, place(services)
    asked, decision, grant = request.asked, request.decision, request.grant
    told: dict[str, Any] = {
        "request": {
            "number": request.number,
            "state": str(request.state),
            "url": letters_desk.page(_house(services), about),
            "created": request.created.isoformat(),
            "outlet": letters_desk.outlet(about, _language(services)),
            "kind": str(asked.kind),
            "articles": [here.article(slug) for slug in asked.articles],
            "feed": asked.feed,
            "medium": asked.medium,
            "term": {"from": asked.term_from.isoformat(), "to": asked.term_to.isoformat()},
        }
    }
    if decision:
        reason = why(decision, _language(services))
        said = {"outcome": str(decision.outcome), "by": decision.by, "at": decision.at.isoformat(), "reason": reason}
        told["decision"] = said
    if grant:
        told["grant"] = {
            "number": grant.number,
            "url": _house(services).licence(grant),
            "valid_from": grant.valid_from.isoformat(),
            "valid_to": grant.valid_to.isoformat(),
            "revoked": grant.revoked.isoformat() if grant.revoked else None,
        }
    return told


async def _subject(services: Services, connection: Connection, request: ReprintRequest) -> Subject:
    there = [await articles.find(connection, slug) for slug in request.asked.articles]
    # What may not be published is not told by a mail either: its address stands for it.
    titles = [
        article.title if article and article.status is Status.USABLE else place(services).article(slug)
        for slug, article in zip(request.asked.articles, there, strict=True)
    ]
    return Subject(request, tuple(titles), reprint_link.status(services, request.number))


def _house(services: Services) -> House:
    site = services.config.site
    return House(site.name, place(services).base_url, site.contact)


def _language(services: Services) -> str:
    """The desk's."""
    return services.config.reprint.language or services.config.alerts.language


def _once(services: Services, event: str) -> str:
    """The name of what may happen several times to a request: its step's time tells it from the others."""
    return f"{event}-{int(services.now().timestamp() * 1000)}"


def _zone(services: Services) -> ZoneInfo:
    feed = next(iter(services.catalog.feeds), None)
    return ZoneInfo(feed.timezone if feed else "UTC")
