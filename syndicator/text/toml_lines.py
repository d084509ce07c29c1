"""Where each key of a TOML text stands, since tomllib keeps no positions.

It reads only what is needed to find keys: table headers, `key =` at the start of a line, and
strings and brackets far enough to know when a value ends. The text is known to be valid TOML.
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
# What can open or close a value that runs over several lines; comments and plain strings are consumed first.
_TOKEN = re.compile(r"""\"{3}|'{3}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[\[\]{}]""")


def lines(text: str) -> dict[Path, int]:
    """Map each key path of valid TOML `text` to its line, counted from 1.

    Array tables have their index in the path: ("source", 1, "every").
    """
    found: dict[Path, int] = {(): 1}
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _logical_lines(text):
        if header := _HEADER.match(line):
            table = _enter(header[1], _parts(header[2]), counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = table
            for part in _parts(key[1]):
                path = (*path, part)
                found.setdefault(path, number)
    return found


def locate(found: dict[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest enclosing table that stands in the text."""
    while path not in found:
        path = path[:-1]
    return found[path]


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _enter(bracket: str, names: list[str], counts: dict[Path, int]) -> Path:
    """The path of a table header, with the index of each array table on the way."""
    path: Path = ()
    for depth, name in enumerate(names):
        path = (*path, name)
        last = depth == len(names) - 1
        if bracket == "[[" and last:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that begin a statement, with their numbers; the inside of long values is passed over."""
    depth = 0
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not depth and not fence:
            yield number, line
        value = line
        if not depth and not fence and (key := _KEY.match(line)):
            value = line[key.end() :]
        elif not depth and not fence:
            continue
        depth, fence = _after(value, depth, fence)


def _after(value: str, depth: int, fence: str) -> tuple[int, str]:
    """Bracket depth and open triple quote once `value` has been read."""
    at = 0
    while at < len(value):
        if fence:
            end = value.find(fence, at)
            if end < 0:
                return depth, fence
            at, fence = end + 3, ""
            continue
        token = _TOKEN.search(value, at)
        if token is None:
            break
        at = token.end()
        if token[0] in ('"""', "'''"):
            fence = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
    return depth, fence
