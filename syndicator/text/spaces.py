"""U+3000, which mirrors made a plain space: where one surely stood.

A paragraph begins with two, and a note at its end is set off by two. A single space between words may
have been either and stays.
"""

import re
from collections.abc import Iterator

_INDENT = re.compile(r"^(  |\u3000 | \u3000)(?=\S.*[^\s\x21-\x7e])")
_APART = re.compile(r"(?<=[^\s\x21-\x7e])(  |\u3000 | \u3000)(?=[^\s\x21-\x7e])")
_SURE, _LIKELY = 0.97, 0.93


def ideographic(line: str) -> Iterator[tuple[int, int, float]]:
    """Spans of `line` that were U+3000, with how sure that is."""
    if found := _INDENT.match(line):
        yield found.start(1), found.end(1), _SURE
    for found in _APART.finditer(line):
        yield found.start(1), found.end(1), _LIKELY
