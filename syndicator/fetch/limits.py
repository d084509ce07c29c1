"""How much of our time and memory one answer may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    `max_bytes` counts the body with its content codings undone and holds while streaming;
    `connect` covers name lookup, TCP and TLS; `read` is the longest silence between two reads;
    `total` bounds one request and its answer, anew for each redirect.
    """

    max_bytes: int = 10 * 1024 * 1024
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    max_redirects: int = 5
