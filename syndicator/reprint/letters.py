"""What askers are written: one letter for each thing that happens to their request or their licence.

No letter holds anything of another asker, and none more of its own than the names of what was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from syndicator.model.reprint import Grant, GrantedArticle, ReprintRequest
from syndicator.reprint.letters_form import Go, Letter, Part, Quote, Rows, Say
from syndicator.reprint.letters_words import say
from syndicator.text.day import written

# So many credit lines stand in the letter itself; the others on the licence.
_CREDITS = 20


@dataclass(frozen=True, slots=True)
class House:
    """Who writes: the site's name, its address without a trailing slash, and where people can ask."""

    site: str
    base_url: str
    contact: str = ""

    def licence(self, grant: Grant) -> str:
        """A licence's public page."""
        return f"{self.base_url}/grants/{grant.number}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A request as letters name it: `titles` of what is asked for (or the feed's), `status` its secret link."""

    request: ReprintRequest
    titles: tuple[str, ...]
    status: str

    @property
    def language(self) -> str:
        """The asker's."""
        return "en" if self.request.asked.language == "en" else "zh"


def confirm(house: House, about: Subject, link: str, days: int) -> Letter:
    """Is this address yours? `link` confirms it, for so many days."""
    language = about.language
    return _letter(
        house,
        about,
        "confirm",
        Say(say("confirm.lead", language)),
        facts(about, language),
        Go(say("confirm.go", language), link, first=True),
        Say(say("confirm.until", language, days=days)),
    )


def received(house: House, about: Subject) -> Letter:
    """A person will look at it."""
    language = about.language
    parts = (Say(say("received.lead", language)), facts(about, language), *_key(about, "status.open"))
    return _letter(house, about, "received", *parts)


def granted(house: House, about: Subject, grant: Grant, kit: str, reason: str = "") -> Letter:
    """Granted: the number, what must be printed with it, and where everything is; `kit` is ready to print."""
    language = about.language
    parts: list[Part] = [Say(say("granted.lead", language)), _licence(about, grant), *_credits(grant, language)]
    if grant.conditions:
        listed = "\n".join(f"{number}. {one}" for number, one in enumerate(grant.conditions, 1))
        parts += [Say(say("granted.conditions", language)), Quote(listed)]
    if reason:
        parts += [Say(say("granted.reason", language)), Quote(reason)]
    parts += [Go(say("granted.kit", language), kit, first=True), *_key(about, "status.open")]
    return _letter(house, about, "granted", *parts, Go(say("granted.licence", language), house.licence(grant)))


def refused(house: House, about: Subject, reason: str) -> Letter:
    """Not granted, and why."""
    language = about.language
    parts = (Say(say("refused.lead", language)), Quote(reason), facts(about, language), *_key(about, "status.open"))
    return _letter(house, about, "refused", *parts)


def question(house: House, about: Subject, text: str) -> Letter:
    """The desk asks something back."""
    language = about.language
    return _letter(
        house,
        about,
        "question",
        Say(say("question.lead", language)),
        Quote(text),
        Go(say("question.go", language), about.status, first=True),
        Say(say("question.wait", language)),
        facts(about, language),
    )


def withdrawn(house: House, about: Subject) -> Letter:
    """Taken back by the asker, or by whoever had the link."""
    language = about.language
    return _letter(house, about, "withdrawn", Say(say("withdrawn.lead", language)), facts(about, language))


def revoked(house: House, about: Subject, grant: Grant) -> Letter:
    """The licence ended before its term, and why."""
    language = about.language
    return _letter(
        house,
        about,
        "revoked",
        Say(say("revoked.lead", language, grant=grant.number)),
        Quote(grant.revoked_why),
        _licence(about, grant),
        Go(say("granted.licence", language), house.licence(grant)),
        grant=grant.number,
    )


def expiring(house: House, about: Subject, grant: Grant, renew: str) -> Letter:
    """The licence ends soon; `renew` is where it goes on."""
    language = about.language
    end = written(grant.valid_to, language)
    return _letter(
        house,
        about,
        "expiring",
        Say(say("expiring.lead", language, grant=grant.number, end=end)),
        Go(say("expiring.go", language), renew, first=True),
        _licence(about, grant),
        Go(say("granted.licence", language), house.licence(grant)),
        grant=grant.number,
        end=end,
    )


def corrected(house: House, about: Subject, grant: Grant, part: GrantedArticle) -> Letter:
    """An article of the licence has changed."""
    language = about.language
    return _letter(
        house,
        about,
        "corrected",
        Say(say("corrected.lead", language)),
        Rows(((say("article", language), part.title), (say("licence", language), grant.number))),
        Go(say("corrected.go", language), f"{house.base_url}/articles/{part.slug}"),
        *_key(about, "status"),
        grant=grant.number,
    )


def gone(house: House, about: Subject, grant: Grant, part: GrantedArticle, *, for_good: bool = True) -> Letter:
    """An article of the licence was taken down, or put on hold: where it was, and nothing of what was in it."""
    language = about.language
    name = "gone" if for_good else "held"
    return _letter(
        house,
        about,
        name,
        Say(say(f"{name}.lead", language)),
        Rows(
            (
                (say("gone.ours", language), f"{house.base_url}/articles/{part.slug}"),
                (say("gone.original", language), part.original),
                (say("licence", language), grant.number),
            )
        ),
        grant=grant.number,
    )


def facts(about: Subject, language: str, outlet: str | None = None) -> Rows:
    """What every letter about a request names it by."""
    asked = about.request.asked
    return Rows(
        (
            (say("number", language), about.request.number),
            (say("outlet", language), asked.outlet if outlet is None else outlet),
            (say("article", language), named(about.titles, asked.feed, language)),
            (say("term", language), _days(asked.term_from, asked.term_to, language)),
        )
    )


def named(titles: Sequence[str], feed: str, language: str) -> str:
    """What is asked for in one line."""
    if not titles:
        return say("everything", language, feed=feed) if feed else ""
    if len(titles) == 1:
        return titles[0]
    count = len(titles) if language == "zh" else len(titles) - 1
    return say("articles", language, title=titles[0], count=count)


def _letter(house: House, about: Subject, name: str, *parts: Part, **values: str) -> Letter:
    language = about.language
    subject = say(f"{name}.subject", language, site=house.site, number=about.request.number, **values)
    foot = [say("foot", language, site=house.site)]
    if house.contact:
        foot.insert(0, say("contact", language, contact=house.contact))
    return Letter(language, subject, (*parts, *(Say(line) for line in foot)))


def _key(about: Subject, label: str) -> tuple[Part, ...]:
    return (
        Go(say(label, about.language), about.status, first=True),
        Say(say("status.keep", about.language)),
    )


def _licence(about: Subject, grant: Grant) -> Rows:
    language = about.language
    titles = tuple(part.title for part in grant.articles)
    return Rows(
        (
            (say("licence", language), grant.number),
            (say("outlet", language), grant.assignee),
            (say("article", language), named(titles, grant.feed, language)),
            (say("term", language), _days(grant.valid_from, grant.valid_to, language)),
            (say("granted.fee", language), grant.fee),
        )
    )


def _credits(grant: Grant, language: str) -> list[Part]:
    if not grant.articles:
        return [Say(say("granted.feed", language))]
    parts: list[Part] = []
    for one in grant.articles[:_CREDITS]:
        parts += [Say(say("granted.credit", language, title=one.title)), Quote(one.credit)]
    if more := len(grant.articles) - _CREDITS:
        parts += [Say(say("granted.credits", language, count=more))] if more > 0 else []
    return parts


def _days(start: date, end: date, language: str) -> str:
    return say("days", language, start=written(start, language), end=written(end, language))
