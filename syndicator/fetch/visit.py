"""One page to be visited by a browser, and how."""

from dataclasses import dataclass

from yarl import URL

from syndicator.fetch.route import Route


@dataclass(frozen=True, slots=True)
class Visit:
    """`here` is what is asked for, `headers` what its host alone is sent, `wait` a CSS selector to wait for.

    `way` is by what name, and by which proxy of the admin's, if any.
    """

    here: URL
    headers: tuple[tuple[str, str], ...]
    way: Route
    wait: str = ""
