"""Feed files written by the service: whole, checked as any other, and put in place at once or not at all."""

import os
import tempfile
from pathlib import Path

from syndicator.config.feedcheck import Checks
from syndicator.config.feedfile import load_feed
from syndicator.errors import ConfigError
from syndicator.model.feed import Feed


def create(path: Path, text: str, data: Path, checks: Checks) -> Feed:
    """Write a feed file where there is none; returns what it declares.

    Raises ConfigError when there is one already, or with the mistakes in `text`. Nothing is left behind then.
    """
    with tempfile.TemporaryDirectory(prefix=".new-", dir=_folder(path)) as folder:
        fresh, feed = _checked(Path(folder), path, text, data, checks)
        try:
            # A link appears whole or not at all, and never in the place of another file.
            os.link(fresh, path)
        except FileExistsError:
            raise ConfigError(f"{_shown(path)}:1: file: is there already; nothing was written") from None
    return feed


def replace(path: Path, before: bytes, text: str, data: Path, checks: Checks) -> Feed:
    """Write a feed file anew, where it still is what it was (`before`); returns what it declares.

    Raises ConfigError when somebody changed it meanwhile, or with the mistakes in `text`; the old file stays then.
    """
    with tempfile.TemporaryDirectory(prefix=".new-", dir=_folder(path)) as folder:
        fresh, feed = _checked(Path(folder), path, text, data, checks)
        if path.read_bytes() != before:
            raise ConfigError(f"{_shown(path)}:1: file: was changed meanwhile; nothing was written")
        fresh.chmod(path.stat().st_mode)
        fresh.replace(path)
    return feed


def _checked(folder: Path, path: Path, text: str, data: Path, checks: Checks) -> tuple[Path, Feed]:
    """The text as a file of its name in a folder of its own, and the feed it declares. Raises ConfigError."""
    fresh = folder / path.name
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o644)
    try:
        return fresh, load_feed(fresh, data, checks)
    except ConfigError as error:
        raise ConfigError(*(line.replace(f"{folder.name}/", f"{path.parent.name}/") for line in error.lines)) from error


def _folder(path: Path) -> Path:
    if not path.parent.is_dir():
        raise ConfigError(f"config.toml:1: feeds.dir: the folder {path.parent} is missing; create it or set feeds.dir")
    return path.parent


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
