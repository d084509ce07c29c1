"""Pages kept as they came, in data/pages/FEED/SOURCE/: the last good listing and the last bad page, no more.

Each is two files, the bytes and what is known of them; both are replaced whole. All functions block: for a thread.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from syndicator.model.draft import Lead
from syndicator.model.page import Page

Which = Literal["good", "bad"]

# Enough of any listing to see what it is, and of its items to find them again.
_MOST_BYTES, _MOST_ITEMS = 2_000_000, 200


@dataclass(frozen=True, slots=True)
class Saved:
    """A page, when it was saved, and the items a good listing had (address and title alone)."""

    page: Page
    at: datetime
    items: tuple[Lead, ...] = ()
    note: str = ""


def save(  # noqa: PLR0913 - what it is, where it goes, and what is said of it
    root: Path, source: str, which: Which, page: Page, at: datetime, *, items: Sequence[Lead] = (), note: str = ""
) -> None:
    """Keep a page in place of the one of its sort before. `root` is the data folder. Raises OSError."""
    folder = _folder(root, source)
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "url": page.url,
        "content_type": page.content_type,
        "status": page.status,
        "at": at.isoformat(),
        "note": note,
        "items": [[lead.url, lead.title] for lead in items[:_MOST_ITEMS]],
    }
    _replace(folder / f"{which}.page", page.body[:_MOST_BYTES])
    _replace(folder / f"{which}.json", json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def load(root: Path, source: str, which: Which) -> Saved | None:
    """A page kept, None where there is none that can be read."""
    folder = _folder(root, source)
    try:
        body = (folder / f"{which}.page").read_bytes()
        told: dict[str, Any] = json.loads((folder / f"{which}.json").read_bytes())
        page = Page(told["url"], body, told["content_type"], status=told["status"])
        items = tuple(Lead(url, title) for url, title in told["items"])
        return Saved(page, datetime.fromisoformat(told["at"]), items, told["note"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def path(root: Path, source: str, which: Which) -> Path:
    """Where the bytes of a page lie."""
    return _folder(root, source) / f"{which}.page"


def _folder(root: Path, source: str) -> Path:
    """A source's key is a feed's name and its own: small letters, digits, - and _ alone."""
    feed, _, name = source.partition("/")
    return root / "pages" / feed / name


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    fresh.write_bytes(content)
    fresh.replace(path)
