"""A text in a few numbers, so that its near-duplicates are found among 100,000 others without reading them.

The numbers are the smallest hashes of the text's runs of four tokens (a bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997). A token is a Han character, or a word or number of other
scripts. Width, case, script, punctuation and a mirror's pinyin in brackets are folded away first, so that
a damaged copy meets its original.
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

from syndicator.text.script import simple, traditional

KEPT = 64
RUN = 4
# A book says no more about which book it is than its first chapters do.
_LONGEST = 100_000
_BYTES = 8

_READING = re.compile(r"(?<=[\u3400-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}\)")
# Scripts that part their words with spaces keep them whole; of any other one, each character is a token.
_TOKEN = re.compile(
    r"[0-9]+(?:[.,:][0-9]+)*|[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]+|[^\W_]"
)


class _Folded(dict[int, str]):
    """One form for all that a conversion between the scripts makes of a character (澄 and 澂), looked up once."""

    def __missing__(self, key: int) -> str:
        self[key] = simple(traditional(simple(chr(key))))
        return self[key]


_FOLDED = _Folded()


@dataclass(frozen=True, slots=True)
class Sketch:
    """`size` is how many different runs the text has, `lowest` the smallest of their hashes, ascending.

    Each is a signed 64-bit number.
    """

    size: int
    lowest: tuple[int, ...]


def tokens(text: str) -> list[str]:
    """The text's tokens, folded. A number keeps its points: 3.5 is one token."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    return _TOKEN.findall(_READING.sub("", folded).translate(_FOLDED))


def runs(told: list[str]) -> set[str]:
    """The different runs of four tokens; a shorter text is one run."""
    if len(told) < RUN:
        return {"\x1f".join(told)} if told else set()
    return set(map("\x1f".join, zip(told, told[1:], told[2:], told[3:], strict=False)))


def sketch(text: str) -> Sketch:
    """The sketch of a text: equal for texts that differ in nothing but what is folded away."""
    found = runs(tokens(text))
    return Sketch(len(found), tuple(map(_number, nsmallest(KEPT, map(_hash, found)))))


def resemblance(one: Sketch, other: Sketch) -> float:
    """An estimate of |both| / |either| of the two texts' runs, 0 to 1; its standard error is at most 1/16."""
    either = nsmallest(KEPT, {*one.lowest, *other.lowest})
    both = set(one.lowest) & set(other.lowest)
    return sum(mark in both for mark in either) / len(either) if either else 0.0


def _hash(run: str) -> bytes:
    return blake2b(run.encode("utf-8", "replace"), digest_size=_BYTES).digest()


def _number(mark: bytes) -> int:
    """In the order of the bytes, and small enough for a database's 64 bits with sign."""
    return int.from_bytes(mark) - 2**63
