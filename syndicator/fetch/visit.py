"""One page to be visited by a browser, and how."""

from dataclasses import dataclass

from yarl import URL


@dataclass(frozen=True, slots=True)
class Visit:
    """`here` is what is asked for, `headers` what its host alone is sent, `wait` a CSS selector to wait for."""

    here: URL
    headers: tuple[tuple[str, str], ...]
    user_agent: str
    wait: str = ""
