"""From what a run met to the source's state. Pure: it looks nothing up and knows no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syndicator.errors import BlockedPage, ExtractError, FieldsMissing, HttpStatus, PictureError, SyndicatorError
from syndicator.model.health import Health, State
from syndicator.model.run import LEFT_OUT, Run

# This share of the pages a run opened, and this many of them, make a fault the source's and not one page's.
_MOST, _SEVERAL = 0.5, 3
# A field its articles lack for so long is no longer one they have.
_FORGOTTEN = timedelta(days=30)
_REST_IS_NEWS = timedelta(days=1)
_SLOWER = "http-429"
# A list too long to be read whole.
CUT = "list-cut"
# Selectors that find nothing any more, while the reader goes on without them.
IDLE = "selector-idle"
# Said of what was kept: the end of a list, a picture or an attachment less is no fault of the source.
_NOTES = frozenset({CUT, LEFT_OUT, PictureError.code})


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a run met beside its record: why it failed, how many pages it opened, and what the store knows.

    `missing` are usual fields that none of the newest articles has, `usual` those they have; `until` is the end of
    a rest the host asked for; `again` are links that failed before and failed again, `lasting` is why those failed
    that came after the newest article; `cut` says what of the list was left out (None: it is the one read last
    time), `idle` are selectors that find nothing any more (None: no page was read); `shown` whether the bad page is
    saved, `suggestion` what to write instead.
    """

    error: SyndicatorError | None = None
    opened: int = 0
    newest: datetime | None = None
    rhythm: timedelta | None = None
    usual: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    until: datetime | None = None
    again: frozenset[str] = frozenset()
    lasting: tuple[str, ...] = ()
    cut: str | None = None
    idle: frozenset[str] | None = None
    shown: bool = False
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state and its reason."""

    state: State
    code: str = ""
    guard: str = ""
    fields: tuple[str, ...] = ()
    note: str = ""


def judge(before: Health, run: Run, seen: Sighting, now: datetime) -> Health:
    """The source's health after `run`. The same state goes on counting; another begins at `now`."""
    verdict = _of_error(seen.error, seen, now) if seen.error else _of_pages(run, seen) or _of_links(before, seen)
    forgotten = seen.missing if _is_forgotten(before, now) else ()
    verdict = verdict or _of_articles(seen, forgotten, now) or _partly(before, seen)
    same = before.state is verdict.state and before.judged is not None
    started = seen.newest if verdict.state is State.QUIET else now
    well = verdict.state is State.WELL
    return replace(
        before,
        state=verdict.state,
        since=before.since if same else started,
        code=verdict.code,
        guard=verdict.guard,
        fields=verdict.fields,
        note=verdict.note,
        misses=0 if well else before.misses + 1,
        same=0 if well else (before.same + 1 if same else 1),
        shown=seen.shown,
        suggestion=seen.suggestion,
        newest=seen.newest,
        rhythm=seen.rhythm,
        usual=tuple(name for name in seen.usual if name not in forgotten),
        until=seen.until if verdict.state is State.RESTING else None,
        judged=now,
    )


def overdue(health: Health, after: int, now: datetime) -> bool:
    """Whether admins should hear of this state: it lasted, it is bad, and it is not what they heard last."""
    if health.state is health.told or health.state is State.WELL:
        return False
    if health.state is State.QUIET:
        return True  # Its own rhythm was the patience.
    if health.state is State.RESTING and (health.since is None or now - health.since < _REST_IS_NEWS):
        return False
    return (health.misses if health.told is None else health.same) >= after


def recovered(health: Health) -> bool:
    """Whether admins heard of trouble that is over."""
    return health.told is not None and health.state is State.WELL


def _of_error(error: SyndicatorError, seen: Sighting, now: datetime) -> Verdict:
    """The state of a source whose list could not be read."""
    note = str(error)
    if isinstance(error, BlockedPage):
        return Verdict(State.BLOCKED, error.sort, error.guard, note=note)
    if seen.until is not None and seen.until > now:
        return Verdict(State.RESTING, error.code, note=note)
    if isinstance(error, FieldsMissing):
        return Verdict(State.FIELDS_MISSING, error.code, fields=("link",), note=note)
    if isinstance(error, ExtractError):
        return Verdict(State.LIST_MISSING, error.code, note=note)
    code = f"http-{error.status}" if isinstance(error, HttpStatus) else error.code
    return Verdict(State.RESTING if code == _SLOWER else State.FAILING, code, note=note)


def _of_pages(run: Run, seen: Sighting) -> Verdict | None:
    """The state of a source whose list is there while most of its articles' pages can't be read."""
    counted = (problem for problem in run.problems if problem.code not in _NOTES)
    problems = [problem for problem in counted if problem.url not in seen.again]
    if len(problems) < max(1, min(_SEVERAL, run.seen)) or len(problems) < _MOST * seen.opened:
        return None
    codes = [problem.code for problem in problems]
    most = _most(codes)
    if codes.count(most) * 2 < len(codes):
        return Verdict(State.FAILING, most, note=f"{len(codes)} of {seen.opened} pages fail")
    return _of_code(most, next(problem.text for problem in problems if problem.code == most))


def _of_links(before: Health, seen: Sighting) -> Verdict | None:
    """The same, where the pages failed before and wait to be asked for again: nothing that came since can be read.

    A dead link or two among articles is no state of the source.
    """
    if not seen.lasting:
        return None
    most = _most(seen.lasting)
    lasts = before.state is not State.WELL and before.code == most
    if len(seen.lasting) < (1 if lasts else _SEVERAL):
        return None
    return _of_code(most, before.note if lasts else f"its newest {len(seen.lasting)} links lead to no article")


def _most(codes: Sequence[str]) -> str:
    return max(sorted(set(codes)), key=codes.count)


def _of_code(code: str, note: str) -> Verdict:
    """The state of a source whose pages fail by `code`."""
    if code == BlockedPage.code:
        return Verdict(State.BLOCKED, note=note)
    if code in (ExtractError.code, FieldsMissing.code):
        return Verdict(State.FIELDS_MISSING, code, fields=("text",), note=note)
    return Verdict(State.RESTING if code == _SLOWER else State.FAILING, code, note=note)


def _partly(before: Health, seen: Sighting) -> Verdict:
    """The state of a source that is well, and what is not as its admin wants it all the same."""
    idle = tuple(sorted(seen.idle)) if seen.idle is not None else before.fields if before.code == IDLE else ()
    cut = seen.cut if seen.cut is not None else before.note if before.code == CUT else ""
    if idle:
        return Verdict(State.WELL, IDLE, fields=idle)
    return Verdict(State.WELL, CUT, note=cut) if cut else Verdict(State.WELL)


def _of_articles(seen: Sighting, forgotten: tuple[str, ...], now: datetime) -> Verdict | None:
    """The state of a source that can be read: what its articles lack, and whether any came."""
    missing = tuple(name for name in seen.missing if name not in forgotten)
    if missing:
        return Verdict(State.FIELDS_MISSING, "fields", fields=missing)
    if seen.newest and seen.rhythm and now - seen.newest > seen.rhythm:
        return Verdict(State.QUIET, "quiet")
    return None


def _is_forgotten(before: Health, now: datetime) -> bool:
    """Whether admins have known of missing fields for so long that they are missed no more."""
    return before.state is State.FIELDS_MISSING and before.since is not None and now - before.since > _FORGOTTEN
