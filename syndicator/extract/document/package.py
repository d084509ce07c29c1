"""An Office Open XML package (ECMA-376 part 2): a zip of parts, and how they name each other.

Nothing is unpacked that is not asked for, and nothing past its limit, whatever the zip's directory claims.
"""

import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.document import xml

# A 300-page book's text is 5 MB of XML; a camera's largest photo has 20 MB.
_XML, _PICTURE, _ALL = 32 * 1024 * 1024, 32 * 1024 * 1024, 160 * 1024 * 1024
_MOST_PARTS = 5000
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# What zipfile raises for a damaged zip: it reads what it finds there as numbers and names.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError),
    NotImplementedError,
)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True)
class Link:
    """What a part names by an id: another part, or an address outside."""

    sort: str
    target: str
    outside: bool = False


class Package:
    """One package. Every method raises ExtractError where the zip is broken or a part passes its limit."""

    def __init__(self, body: bytes) -> None:
        """Read the zip's directory."""
        if body.count(_DIRECTORY_ENTRY) > _MOST_PARTS:
            raise ExtractError(f"the zip has more than {_MOST_PARTS:,} parts")
        try:
            self._zip = zipfile.ZipFile(BytesIO(body))
        except _BROKEN as error:
            raise _damaged(error) from error
        self._parts = {_path(info.filename): info for info in self._zip.infolist()}
        self._left = _ALL

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, in small letters."""
        return tuple(self._parts)

    def part(self, name: str, limit: int = _PICTURE) -> bytes | None:
        """A part's bytes, None where there is no such part."""
        info = self._parts.get(_path(name))
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise ExtractError("the file is protected with a password: save it without one")
        if info.compress_type not in _METHODS:
            raise ExtractError(f"{name} is packed in a way that Word does not use: save the file anew")
        most = min(limit, self._left)
        try:
            with self._zip.open(info) as part:
                body = part.read(most + 1)
        except _BROKEN as error:
            raise _damaged(error) from error
        if len(body) > most:
            raise ExtractError(f"{name} unpacks to more than {most:,} bytes")
        self._left -= len(body)
        return body

    def xml(self, name: str) -> Element | None:
        """A part's root element, None where there is no such part."""
        body = self.part(name, _XML)
        return None if body is None else xml.parse(body, name)

    def links(self, name: str) -> dict[str, Link]:
        """What a part ("" for the package) names, by id."""
        folder, file = posixpath.split(_path(name))
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Link] = {}
        for element in root if root is not None else ():
            target = element.get("Target") or ""
            outside = (element.get("TargetMode") or "").lower() == "external"
            there = target if outside else _path(posixpath.join("/", folder, unquote(target)))
            found[element.get("Id") or ""] = Link((element.get("Type") or "").rpartition("/")[2], there, outside)
        return found


def _path(name: str) -> str:
    """A part's name in one form: they are compared without regard to case, and some programs write backslashes."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower() if name else ""


def _damaged(error: Exception) -> ExtractError:
    return ExtractError(f"the file is damaged ({error}): open it in Word, save it as .docx and put it in again")
