"""A folder as a source: what lies ready in it, and where it goes afterwards.

A file leaves only by an atomic rename into done/ or failed/, never onto another file, so a pass can be
interrupted anywhere and repeated. Blocking: call from a thread.
"""

import os
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path

from syndicator.errors import FetchError, TooLarge
from syndicator.model.page import Page

MAX_BYTES = 10 * 1024 * 1024
# What holds its pictures may be larger: a mail of the size that servers still take.
MAX_WITH_PICTURES = 64 * 1024 * 1024
# A file that changed within this many seconds may still be being written.
SETTLED = 1.0
# A file of a kind nobody knows may be a program's, still at work: it is taken for a mistake after so many seconds.
STRAY = 600.0
_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".json": "application/json",
    ".ninjs": "application/json",
    ".xml": "application/xml",
    ".newsml": "application/xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroenabled.12",
    ".eml": "message/rfc822",
}
_WITH_PICTURES = frozenset({".docx", ".docm", ".eml"})
# Files that people put in for an article and that can't be read: they hear of it at once.
_KNOWN_NAMES = (
    ".doc .dot .wps .wpt .rtf .odt .pages .pdf .ofd .msg .mht .mhtml .xls .xlsx .et .ppt .pptx .dps .zip .rar .7z .jpg "
    ".jpeg .png .gif .webp .bmp .tif .tiff .heic .mp3 .mp4 .mov .avi .wav .m4a .md"
)
_KNOWN = frozenset(_KNOWN_NAMES.split())
# Names of files that are still being written, and of what systems leave in folders.
_PARTIAL_NAMES = ".part .partial .filepart .crdownload .download .opdownload .tmp .temp .upload .swp .lock .why"
_PARTIAL = frozenset(_PARTIAL_NAMES.split())
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_NAME_BYTES = 255


def scan(
    folder: Path, *, now: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
) -> tuple[Path, ...]:
    """The files ready to be taken in, by name; () where there is no folder.

    Hidden and partial files, symbolic links and folders are left alone. What can't be read is among them, to be
    refused with its reason: at once where it may hold an article, else when it has lain for ten minutes. A file
    changed within the last second is looked at once more a second later, and left for the next pass if it goes on
    changing. Raises FetchError where the folder can't be read.
    """
    try:
        first = {path: state for path, state in _files(folder) if not _may_be_at_work(path, now() - state.st_mtime)}
        young = {path: state for path, state in first.items() if abs(now() - state.st_mtime) < SETTLED}
        if young:
            sleep(SETTLED)
            second = dict(_files(folder))
            growing = {path for path, state in young.items() if _mark(second.get(path)) != _mark(state)}
            first = {path: state for path, state in first.items() if path not in growing}
    except OSError as error:
        raise FetchError(f"inbox:{folder.name}", f"the folder can't be read: {error.strerror}") from error
    return tuple(sorted(first))


def read(path: Path) -> Page:
    """The file's bytes as a Page with url `inbox:NAME`. Raises TooLarge, or FetchError where it can't be read."""
    url = f"inbox:{_name(path)}"
    suffix = path.suffix.lower()
    limit = MAX_WITH_PICTURES if suffix in _WITH_PICTURES else MAX_BYTES
    try:
        with path.open("rb") as file:
            changed = os.fstat(file.fileno()).st_mtime
            # Read no further than the limit: the file may have grown since it was listed.
            body = file.read(limit + 1)
    except OSError as error:
        raise FetchError(url, f"can't be read: {error.strerror}") from error
    # What can't be read at all is refused for what it is.
    if len(body) > limit and (suffix in _TYPES or suffix not in _KNOWN):
        raise TooLarge(url, f"the file passes {limit:,} bytes: put in the article without what makes it so large")
    return Page(url, body[:limit], content_type=_TYPES.get(suffix, ""), last_modified=formatdate(changed, usegmt=True))


def done(path: Path) -> None:
    """Move a file that was taken in to done/ beside it; nothing to do where it is gone. Raises FetchError."""
    _move(path, path.parent / "done", "")


def failed(path: Path, why: str) -> None:
    """Move a file that can't be taken in to failed/, the reason beside it as NAME.why. Raises FetchError."""
    _move(path, path.parent / "failed", why)


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The plain files of the folder itself that somebody put in, with their state."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            partial = entry.name.startswith((".", "~")) or entry.name.endswith("~")
            if partial or entry.name.lower() in _SYSTEM or Path(entry.name).suffix.lower() in _PARTIAL:
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path), entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                # Gone since the folder was listed.
                continue


def _may_be_at_work(path: Path, age: float) -> bool:
    """Whether a file of an unknown kind was changed so lately that a program may not be done with it."""
    suffix = path.suffix.lower()
    return suffix not in _TYPES and suffix not in _KNOWN and abs(age) < STRAY


def _mark(state: os.stat_result | None) -> tuple[int, int] | None:
    return (state.st_size, state.st_mtime_ns) if state else None


def _name(path: Path) -> str:
    """The file's name as text; one that is not UTF-8 is most likely from a Chinese system."""
    raw = os.fsencode(path.name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _move(path: Path, folder: Path, why: str) -> None:
    try:
        if not path.exists():
            return
        folder.mkdir(exist_ok=True)
        place = _claim(folder, path)
        if why:
            _write(place.with_name(f"{place.name}.why"), why)
        path.replace(place)
    except OSError as error:
        raise FetchError(f"inbox:{_name(path)}", f"can't be moved to {folder.name}/: {error.strerror}") from error


def _claim(folder: Path, path: Path) -> Path:
    """A place in `folder` that is ours: an empty file under the first free name.

    An empty file found there is taken as well: a move interrupted right after its claim left it,
    and replacing it loses nothing.
    """
    number = 0
    while True:
        number += 1
        suffix = path.suffix if number == 1 else f".{number}{path.suffix}"
        place = folder / f"{_cut(path.stem, _NAME_BYTES - len(f'{suffix}.why.part'))}{suffix}"
        try:
            place.touch(exist_ok=False)
        except FileExistsError:
            if place.is_symlink() or not place.is_file() or place.stat().st_size:
                continue
        return place


def _cut(stem: str, room: int) -> str:
    """`stem` in at most `room` bytes."""
    raw = os.fsencode(stem)
    return stem if len(raw) <= room else raw[:room].decode("utf-8", "ignore")


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` whole or not at all."""
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(f"{text}\n", encoding="utf-8", errors="backslashreplace")
    partial.replace(path)
