"""What an article says elsewhere, as a witness of what it says here: names and phrases come again."""

import math
from collections import Counter
from itertools import pairwise

_LIMIT = 60_000
# Weights in nats, set on damaged articles (bench/restore.py).
_BESIDE_SAME, _BETWEEN_SAME, _SAID_AT_ALL = 1.6, 3.0, 0.4


class Echo:
    """Which characters follow which in the article."""

    def __init__(self, text: str) -> None:
        text = text[:_LIMIT]
        self._size = len(text) + 200
        self._ones = Counter(text)
        self._twos = Counter(map("".join, pairwise(text)))
        self._threes = Counter(map("".join, zip(text, text[1:], text[2:], strict=False)))

    def __contains__(self, char: str) -> bool:
        return char in self._ones

    def bonus(self, left: str, char: str, right: str) -> float:
        """How much the article speaks for `char` between `left` and `right`, in nats."""
        total = _SAID_AT_ALL * math.log1p(100 * self._ones[char] / self._size)
        if left:
            total += _BESIDE_SAME * self._often(self._twos[left[-1] + char], self._ones[left[-1]])
        if right:
            total += _BESIDE_SAME * self._often(self._twos[char + right[0]], self._ones[right[0]])
        if left and right and self._threes[left[-1] + char + right[0]]:
            total += _BETWEEN_SAME
        return total

    @staticmethod
    def _often(pairs: int, alone: int) -> float:
        return math.log1p(60 * pairs / (alone + 3))
