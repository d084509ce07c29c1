"""What is remembered of a source after a pass: validators, moves, failures. Nothing is looked up here."""

from dataclasses import replace
from datetime import datetime, timedelta

from syndicator.errors import BlockedPage, HttpStatus, SyndicatorError
from syndicator.flows.interval import configured
from syndicator.flows.listing import Found, Unread, is_passing, reading
from syndicator.model.run import SourceState
from syndicator.model.source import Source

_GONE = 410
# A host may ask for any wait; a day is the longest a source stays out of sight.
_LONGEST_REST = timedelta(days=1)


def current(source: Source, state: SourceState) -> SourceState:
    """The state as far as it holds for the source as it is configured now."""
    digest = configured(source)
    if state.configured == digest:
        return state
    return replace(state, configured=digest, moved_to="", gone=False)


def well(source: Source, state: SourceState, found: Found, *, complete: bool, at: datetime) -> SourceState:
    """After a pass begun at `at` that read the list: its validators, where nothing was missed.

    After another the list is read whole the next time; that it was read in the way it is configured is still known.
    """
    state = answered(state, at)
    if not complete:
        same_reading = state.body_hash.startswith(f"{reading(source)}:")
        body_hash = f"{reading(source)}:" if same_reading else ""
        return replace(state, etag=None, last_modified=None, body_hash=body_hash, moved_to=found.moved_to)
    if found.unread is Unread.SAME:
        return replace(state, moved_to=found.moved_to)
    return replace(
        state,
        etag=found.etag,
        last_modified=found.last_modified,
        body_hash=found.body_hash,
        moved_to=found.moved_to,
    )


def answered(state: SourceState, at: datetime) -> SourceState:
    """After a pass begun at `at` that went well."""
    return replace(state, last_success=at, failures=0, last_error="", not_before=None, gone=False)


def failed(state: SourceState, error: SyndicatorError, now: datetime) -> SourceState:
    """After a pass whose list could not be read. Where it had moved to is tried no more."""
    asked = error.retry_after if isinstance(error, HttpStatus | BlockedPage) else None
    return replace(
        state,
        failures=state.failures + 1,
        last_error=str(error),
        not_before=now + min(timedelta(seconds=asked), _LONGEST_REST) if asked else None,
        gone=isinstance(error, HttpStatus) and error.status == _GONE,
        moved_to=state.moved_to if is_passing(error) else "",
    )
