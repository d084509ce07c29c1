"""Pictures as files, named by their bytes: data/images/ab/cdef….jpg.

A file appears whole or not at all, whoever writes it and whatever stops them; one that is there never changes.
"""

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"([0-9a-f]{2})([0-9a-f]{62}\.[a-z0-9]{2,5})")


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """The folder they are in. Its functions block: for a thread."""

    folder: Path

    def put(self, body: bytes, extension: str) -> str:
        """Keep `body`; returns its name, "abcdef….jpg". Raises OSError."""
        name = name_of(body, extension)
        path = self._path(name)
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            with partial.open("xb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        _sync(path.parent)
        return name

    def find(self, name: str) -> Path | None:
        """The file called `name`, None for anything that is not there or no such name."""
        path = self._path(name) if _NAME.fullmatch(name) else None
        return path if path is not None and path.is_file() else None

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no mistake."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def name_of(body: bytes, extension: str) -> str:
    """The name of a file that holds `body`."""
    return f"{hashlib.sha256(body).hexdigest()}.{extension}"


def _sync(folder: Path) -> None:
    """Let the new name survive a power cut: the database will speak of it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
