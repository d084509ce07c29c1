"""What a stranger typed, as plain text that can stand in a record, a page or a licence."""

import re
import unicodedata

# Joiners shape emoji and some scripts; every other invisible format character can only deceive.
_KEPT_FORMAT = frozenset("\u200c\u200d")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def one_line(text: str) -> str:
    """`text` on one line: invisible, control, direction and surrogate characters gone, spaces collapsed."""
    return " ".join(_visible(_BREAK.sub(" ", text)).split())


def paragraphs(text: str) -> str:
    """Like `one_line`, but line breaks stay; empty lines go."""
    lines = (" ".join(_visible(line).split()) for line in _BREAK.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _visible(text: str) -> str:
    spaced = text.replace("\t", " ").replace("\n", " ")
    kept = "".join(c for c in spaced if c in _KEPT_FORMAT or unicodedata.category(c) not in _DROPPED)
    return unicodedata.normalize("NFC", _NONCHARACTER.sub("", kept))
