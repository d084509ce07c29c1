"""Accept headers (RFC 9110, 12.4.2), as far as choosing between a page and JSON needs them."""

from collections.abc import Iterator

_LONGEST = 2000  # characters read: a real header has a few hundred


def weights(header: str) -> Iterator[tuple[str, float]]:
    """Each range of an Accept or Accept-Language header in small letters, with its q (1 when unclear)."""
    for item in header[:_LONGEST].split(","):
        name, *parameters = item.split(";")
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                weight = _quality(value)
        if name.strip():
            yield name.strip().lower(), weight


def wants_page(header: str) -> bool:
    """True when HTML is named and JSON is not named above it: browsers name it, programs don't."""
    best = {"html": 0.0, "json": 0.0}
    for name, weight in weights(header):
        if name in {"text/html", "application/xhtml+xml"}:
            best["html"] = max(best["html"], weight)
        elif name in {"application/json", "application/problem+json", "application/ld+json"}:
            best["json"] = max(best["json"], weight)
    return best["html"] > 0 and best["html"] >= best["json"]


def wants_json(header: str) -> bool:
    """True when JSON is named and HTML is not named at least as high."""
    named = any(weight > 0 and (name.endswith(("/json", "+json"))) for name, weight in weights(header))
    return named and not wants_page(header)


def _quality(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 1.0
    return weight if 0 <= weight <= 1 else 1.0
