"""What a dropped file gives: its articles, those in it that can't be taken, and what else is to be said of it."""

import hashlib
from dataclasses import dataclass

from syndicator.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Item:
    """One article, and what it is called: by its sender, else by its bytes."""

    key: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Dropped:
    """The articles of a file. `refused` says which others in it can't be taken and why, `notes` what is passed over."""

    items: tuple[Item, ...]
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def key_of(body: bytes) -> str:
    """What an article is called that has no name but its bytes: the same bytes are the same article."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"
