"""What the desk is written: that something waits for it, in as few words about the asker as will do.

A mailbox forgets nothing, so the asker's name, address and words stay on the request's page, where they are erased in
time; a private person is not named at all.
"""

from syndicator.model.appearance import Appearance
from syndicator.model.reprint import OutletKind, Proposal
from syndicator.reprint.letters import House, Subject, facts
from syndicator.reprint.letters_form import Go, Letter, Part, Quote, Rows, Say
from syndicator.reprint.letters_words import say


def waiting(house: House, about: Subject, language: str, why: str) -> Letter:
    """The rules leave it to a person, and why."""
    lead = (Say(say("desk.waiting.lead", language)), *((Quote(why),) if why else ()))
    return _letter(house, about, language, "waiting", *lead)


def reminder(house: House, about: Subject, language: str, since: str, *, escalated: bool) -> Letter:
    """It waits still, since a day written in words."""
    name = "escalated" if escalated else "reminder"
    return _letter(house, about, language, name, Say(say(f"desk.{name}.lead", language, since=since)))


def answered(house: House, about: Subject, language: str) -> Letter:
    """The asker has answered; the answer itself is on the request's page."""
    return _letter(house, about, language, "answered", Say(say("desk.answered.lead", language)))


def withdrawn(house: House, about: Subject, language: str) -> Letter:
    """Nothing more to do."""
    return _letter(house, about, language, "withdrawn", Say(say("desk.withdrawn.lead", language)))


def proposed(house: House, about: Subject, language: str, proposal: Proposal, *, declined: bool) -> Letter:
    """A decision waits for a second person, or did not get one."""
    name = "declined" if declined else "proposed"
    outcome = say(f"outcome.{proposal.outcome}", language)
    return _letter(
        house, about, language, name, Say(say(f"desk.{name}.lead", language, by=proposal.by, outcome=outcome))
    )


def found(house: House, about: Subject, language: str, seen: Appearance) -> Letter:
    """A reprint is not as its licence asks: where, and what of it."""
    faults = seen.report.faults if seen.report else ()
    listed = "\n".join(f"· {fault.reason(language)}" for fault in faults)
    parts: list[Part] = [Say(say("desk.found.lead", language))]
    if listed:
        parts.append(Quote(listed))
    parts.append(Rows(((say("desk.found.page", language), seen.url), (say("licence", language), seen.grant))))
    return _letter(house, about, language, "found", *parts, grant=seen.grant)


def outlet(about: Subject, language: str) -> str:
    """Who asks, as letters and webhooks of the desk say it."""
    asked = about.request.asked
    return say("private-person", language) if asked.kind is OutletKind.PERSON else asked.outlet


def page(house: House, about: Subject) -> str:
    """The request's page for those who decide."""
    return f"{house.base_url}/admin/reprints/{about.request.number}"


def _letter(house: House, about: Subject, language: str, name: str, *parts: Part, **values: str) -> Letter:
    subject = say(f"desk.{name}.subject", language, site=house.site, number=about.request.number, **values)
    named = facts(about, language, outlet(about, language))
    go = Go(say("desk.go", language), page(house, about), first=True)
    return Letter(language, subject, (*parts, named, go, Say(say("foot.desk", language, site=house.site))))
