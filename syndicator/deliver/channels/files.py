"""Channel `files`: a folder that any web server can serve, each document with its compressed siblings.

`feeds/a.atom` has `feeds/a.atom.gz`, `.br` and `.zst` beside it where those are smaller, all with the time its bytes
last changed. A file is written beside the old one and takes its place at once; the plain one comes last, so that what
was interrupted is found unfinished and done again. `.published` lists what is ours: nothing else there is touched.
"""

import asyncio
import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from syndicator.deliver.channel import Account, File
from syndicator.deliver.variants import Variants
from syndicator.errors import DeliverError

Result = TypeVar("Result")

LIST = ".published"
_SIBLINGS = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
# What was written and never took its place, because a process died an hour ago or more.
_LEFT, _OLD = ".new", 3600.0


class FilesTree:
    """`to` is the folder; it is made where it is not there."""

    name = "files"

    def __init__(self, to: str, account: Account) -> None:  # noqa: ARG002 - a folder needs no account
        """Take the folder; nothing is read or written yet."""
        self._root = Path(to)
        self._listed: frozenset[str] | None = None

    async def held(self) -> frozenset[str]:
        """What the list says."""
        return await self._do(self._known)

    async def put(self, files: Sequence[File]) -> int:
        """Write what differs. A file that is there byte for byte keeps its time."""
        return await self._do(lambda: self._put(files))

    async def remove(self, paths: Collection[str]) -> int:
        """Remove files with their siblings, and folders that are empty then."""
        return await self._do(lambda: self._remove(paths))

    async def _do(self, work: Callable[[], Result]) -> Result:
        try:
            return await asyncio.to_thread(work)
        except OSError as error:
            raise DeliverError(f"{error.filename or self._root}: {error.strerror or error}") from error

    def _known(self) -> frozenset[str]:
        if self._listed is None:
            self._root.mkdir(parents=True, exist_ok=True)
            for left in self._root.rglob(f".*{_LEFT}"):
                if time.time() - left.stat().st_mtime > _OLD:
                    left.unlink(missing_ok=True)
            try:
                self._listed = frozenset(json.loads((self._root / LIST).read_text(encoding="utf-8")))
            except FileNotFoundError:
                self._listed = frozenset()
            except ValueError as error:
                raise DeliverError(f"{self._root / LIST}: it is no list of ours any more: {error}") from error
        return self._listed

    def _list(self, paths: Iterable[str]) -> None:
        listed = frozenset(paths)
        if listed != self._known():
            self._replace(self._root / LIST, json.dumps(sorted(listed), ensure_ascii=False, indent=0).encode(), None)
            self._listed = listed

    def _put(self, files: Sequence[File]) -> int:
        # First: what is there and not listed would stay for good.
        self._list(self._known() | {file.path for file in files})
        return sum([self._write(file) for file in files])

    def _write(self, file: File) -> bool:
        path = self._at(file.path)
        document = file.document
        try:
            before = path.stat()
            if before.st_size == document.size and path.read_bytes() == document.body:
                return False
        except (FileNotFoundError, NotADirectoryError):
            before = None
        path.parent.mkdir(parents=True, exist_ok=True)
        modified = int(document.last_modified.timestamp())
        if before and int(before.st_mtime) >= modified and before.st_size == document.size:
            # Web servers make validators of time and size.
            modified = int(before.st_mtime) + 1
        made = {variant.coding: variant.body for variant in (file.variants or Variants(document)).offered}
        for coding, ending in _SIBLINGS.items():
            sibling = path.with_name(path.name + ending)
            if coding in made:
                self._replace(sibling, made[coding], modified)
            else:
                sibling.unlink(missing_ok=True)
        self._replace(path, document.body, modified)
        return True

    def _replace(self, path: Path, body: bytes, modified: int | None) -> None:
        """Put `body` there at once: readers see the old file or the new one."""
        new = path.with_name(f".{path.name}.{os.getpid()}{_LEFT}")
        try:
            new.write_bytes(body)
            if modified is not None:
                os.utime(new, (modified, modified))
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise

    def _remove(self, paths: Collection[str]) -> int:
        ours = [path for path in paths if path in self._known()]
        count = 0
        for name in ours:
            path = self._at(name)
            count += path.exists()
            # The plain one first: a server that looks for siblings looks for it, too.
            for ending in ("", *_SIBLINGS.values()):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            self._clear(path.parent)
        self._list(self._known() - set(ours))
        return count

    def _clear(self, folder: Path) -> None:
        while folder != self._root:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def _at(self, path: str) -> Path:
        """Where a path is. Raises DeliverError for one that leads elsewhere."""
        parts = path.split("/")
        if not all(parts) or any(part in (".", "..") or "\\" in part or "\0" in part for part in parts):
            raise DeliverError(f"{path!r} is no path below {self._root}", final=True)
        return self._root.joinpath(*parts)
