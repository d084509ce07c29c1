"""Versions that a sender numbers or dates: an older one that comes after a later one changes nothing."""

import re

from syndicator.model.draft import Draft
from syndicator.store import articles, pushes
from syndicator.store.articles import Kept
from syndicator.store.database import Connection
from syndicator.store.pushes import Sent

_NUMBER = re.compile(r"\d{1,18}(?:\.\d{1,18}){0,3}")


async def superseded(connection: Connection, source: str, key: str, draft: Draft) -> Kept | None:
    """The article as it stands, where a later version of it came before this draft; None where this is the latest.

    Locks what is remembered of the article until the transaction ends.
    """
    before = await pushes.last(connection, source, key)
    known = await articles.by_key(connection, source, key)
    return Kept(known, "unchanged") if known is not None and _later(before, _sent(draft)) else None


async def note(connection: Connection, source: str, key: str, draft: Draft) -> None:
    """Remember that this version came last, after `superseded` said None."""
    await pushes.note(connection, source, key, _sent(draft))


def _sent(draft: Draft) -> Sent:
    return Sent(draft.revision, draft.updated.utc if draft.updated else None)


def _later(before: Sent, sent: Sent) -> bool:
    """Whether `before` is a later version than `sent`, by their numbers, else by when they were made."""
    counted = _NUMBER.fullmatch(before.revision) and _NUMBER.fullmatch(sent.revision)
    if counted and before.revision != sent.revision:
        return _numbers(before.revision) > _numbers(sent.revision)
    return before.at is not None and sent.at is not None and before.at > sent.at


def _numbers(revision: str) -> tuple[int, ...]:
    return tuple(int(part) for part in revision.split("."))
