"""Content negotiation by Accept-Encoding (RFC 9110 §12.5.3)."""

import re
from collections.abc import Sequence

_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_ALIASES = {"x-gzip": "gzip"}


def best(header: str | None, offered: Sequence[str]) -> str | None:
    """The coding to send: the reader's most wanted, ours first among equals; None when it accepts none of them.

    `offered` is in our order of preference and holds "identity". Without the header identity is sent:
    a reader that says nothing may not decompress.
    """
    if header is None:
        return "identity"
    weights = _weights(header)
    ranked = [(_weight(coding, weights), coding) for coding in offered]
    wanted = max(ranked, key=lambda pair: pair[0])
    return wanted[1] if wanted[0] > 0 else None


def _weight(coding: str, weights: dict[str, float]) -> float:
    if coding in weights:
        return weights[coding]
    if "*" in weights:
        return weights["*"]
    # Not named: identity is acceptable, though never wanted before a named coding; anything else is not.
    return 0.0001 if coding == "identity" else 0.0


def _weights(header: str) -> dict[str, float]:
    """Each coding of the header with its q-value; one that is malformed is passed over."""
    weights: dict[str, float] = {}
    for item in header.lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value.strip()) if _WEIGHT.fullmatch(value.strip()) else -1.0
        if coding and quality >= 0:
            weights[_ALIASES.get(coding, coding)] = quality
    return weights
