"""What is wrong with a feed file beyond the form of its keys."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from syndicator.config.problems import TomlFile
from syndicator.config.tables import FeedFile, RightsTable, SourceTable, signing_secret

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Checks:
    """What only the stages know: the kinds there are, and what a credit template may say.

    `credit` raises ValueError with the reason.
    """

    kinds: Collection[str]
    credit: Callable[[str], None]


def mistakes(file: TomlFile, name: str, table: FeedFile, data: Path, checks: Checks) -> Iterator[str]:
    """What pydantic can't see: names, kinds, addresses, folders and credit templates."""
    if not _NAME.fullmatch(name):
        yield file.problem((), "name the file with small letters, digits, - and _ alone: it becomes the feed's URL")
    yield from _credit(file, ("rights",), table.rights, checks)
    keys: set[str] = set()
    for index, source in enumerate(table.source):
        at: tuple[str | int, ...] = ("source", index)
        yield from _place(file, at, source, data, checks)
        key = source.name or str(index + 1)
        if key in keys or (source.name and not _NAME.fullmatch(source.name)):
            yield file.problem((*at, "name"), "source names are small letters, digits, - and _, each used once")
        keys.add(key)
        if source.rights:
            yield from _credit(file, (*at, "rights"), source.rights, checks)


def _place(file: TomlFile, at: tuple[str | int, ...], source: SourceTable, data: Path, checks: Checks) -> Iterator[str]:
    """What is wrong with a source's kind, or with what that kind needs to find its articles."""
    if source.kind not in checks.kinds:
        there = ", ".join(sorted(checks.kinds))
        yield file.problem((*at, "kind"), f"there is no kind {source.kind!r}; there are {there}")
    elif source.kind == "inbox":
        if Path(source.url).is_absolute() and not (data / source.url).is_dir():
            yield file.problem((*at, "url"), f"the folder {source.url} is missing")
    elif source.kind == "push":
        yield from _pushed(file, at, source)
    elif not re.match(r"https?://[^\s/]", source.url):
        yield file.problem((*at, "url"), "write an http:// or https:// address")
    if source.proxy and source.kind in ("inbox", "push"):
        yield file.problem((*at, "proxy"), f'kind "{source.kind}" is not read by way of a proxy; leave proxy out')
    if source.kind in ("html", "browser") and not source.item:
        yield file.problem((*at, "item"), f'kind "{source.kind}" needs item, the CSS selector of one row of the list')


def _pushed(file: TomlFile, at: tuple[str | int, ...], source: SourceTable) -> Iterator[str]:
    """What is wrong with the secret of a source that articles are pushed to."""
    if not source.secret and not source.secret_env:
        yield file.problem((*at, "secret"), 'kind "push" needs secret, or secret_env with the variable that holds it')
    elif source.secret_env:
        try:
            value = signing_secret(os.environ.get(source.secret_env, ""))
        except ValueError as error:
            yield file.problem((*at, "secret_env"), f"the variable {source.secret_env} is too short: {error}")
        else:
            if not value and not source.secret:
                yield file.problem((*at, "secret_env"), f"the variable {source.secret_env} is not set")


def _credit(file: TomlFile, at: tuple[str | int, ...], rights: RightsTable, checks: Checks) -> Iterator[str]:
    if rights.credit:
        try:
            checks.credit(rights.credit)
        except ValueError as error:
            yield file.problem((*at, "credit"), str(error))
