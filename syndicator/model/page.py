"""What a fetch brings back."""

from dataclasses import dataclass
from datetime import datetime

_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Page:
    """One response: bytes as served (content codings undone), never decoded to text.

    `url` is the address after redirects; `content_type` the header as sent ("" when none).
    A 304 answer has `not_modified` true and an empty body.
    `moved_to` is set when every redirect on the way was permanent (301, 308).
    `links` are the values of its Link headers, as sent, `tdm_reservation` and `tdm_policy` of those headers (TDMRep).
    `retrieved` is when it was asked for (UTC): "3 hours ago" counts from there, and `11-23` is the last one before.
    """

    url: str
    body: bytes
    content_type: str = ""
    status: int = 200
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    links: tuple[str, ...] = ()
    tdm_reservation: str = ""
    tdm_policy: str = ""
    retrieved: datetime | None = None

    @property
    def not_modified(self) -> bool:
        """True for a 304: what we have is still current."""
        return self.status == _NOT_MODIFIED
