"""Conditional, compressed answers to GET and HEAD (RFC 9110 §8.8, §12.5.3, §13; RFC 9111 §4.3)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from syndicator.deliver.accept import best
from syndicator.deliver.variants import Variant, Variants, etags_of
from syndicator.model.feed import Document

# Five minutes of a shared cache, and a day of the last good copy while we are down (RFC 5861).
CACHE_CONTROL = "public, max-age=300, stale-if-error=86400"
# A closed month changes by a takedown alone. Whoever has it has the article; caches that others are served from ask
# again as often as for the live feed, so that what was taken down is gone from them as soon.
CLOSED = "public, max-age=31536000, s-maxage=300, stale-if-error=86400"
# What has its name from its bytes.
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Manners:
    """How an answer may be kept: its Cache-Control, and the headers of a request that it depends on."""

    cache_control: str = CACHE_CONTROL
    vary: str = "Accept-Encoding"


PUBLIC = Manners()


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send. `body` is empty for HEAD and 304."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


def coding(ready: Variants, accept_encoding: str | None) -> str | None:
    """The coding a reader gets; None when it accepts none there is."""
    return best(accept_encoding, ready.codings)


def answer(  # noqa: PLR0913, PLR0917 - a request's headers
    ready: Variants,
    method: str = "GET",
    if_none_match: str | None = None,
    if_modified_since: str | None = None,
    accept_encoding: str | None = None,
    manners: Manners = PUBLIC,
) -> Answer:
    """The answer to a GET or HEAD, from the values of its headers (several lines joined by commas; None when absent).

    200, or 304 when the reader has it already (If-None-Match decides alone when present), 406 when no coding is
    accepted, 405 for another method.
    """
    if method not in ("GET", "HEAD"):
        return Answer(405, (("Allow", "GET, HEAD"), ("Content-Length", "0")))
    wanted = coding(ready, accept_encoding)
    held = _held(ready, ready.etag(wanted), if_none_match, if_modified_since) if wanted else None
    if held is not None:
        return Answer(304, _validators(ready.document, held, manners))
    chosen = in_coding(ready, accept_encoding)
    if chosen is None:
        return Answer(406, (("Vary", manners.vary), ("Content-Length", "0")))
    content = [("Content-Type", ready.document.media_type), ("Content-Length", str(len(chosen.body)))]
    if chosen.coding != "identity":
        content.append(("Content-Encoding", chosen.coding))
    headers = (*_validators(ready.document, chosen.etag, manners), *content)
    return Answer(200, headers, chosen.body if method == "GET" else b"")


def in_coding(ready: Variants, accept_encoding: str | None) -> Variant | None:
    """The most wanted coding that gains something; the next one where that is found out only now."""
    while (wanted := coding(ready, accept_encoding)) is not None:
        if found := ready.variant(wanted):
            return found
    return None


def _held(ready: Variants, etag: str, if_none_match: str | None, if_modified_since: str | None) -> str | None:
    """The ETag of the copy the reader has and may keep, or None.

    A copy in any of our codings is the same document: a reader that once got it as gzip need not load it again as br.
    """
    if if_none_match is not None:
        if if_none_match.strip() == "*":
            return etag
        given = set(etags(if_none_match))
        return next((ours for ours in (etag, *etags_of(ready.document.etag)) if ours in given), None)
    since = _http_date(if_modified_since)
    return etag if since and ready.document.last_modified.replace(microsecond=0) <= since else None


def _validators(document: Document, etag: str, manners: Manners) -> tuple[tuple[str, str], ...]:
    modified = format_datetime(document.last_modified.astimezone(UTC).replace(microsecond=0), usegmt=True)
    return (
        ("ETag", etag),
        ("Last-Modified", modified),
        ("Cache-Control", manners.cache_control),
        ("Vary", manners.vary),
    )


def etags(header: str) -> list[str]:
    """The opaque tags of an If-None-Match list, weakness marks dropped: it compares weakly. Ours hold no comma."""
    return [item.strip().removeprefix("W/") for item in header.split(",")]


def _http_date(header: str | None) -> datetime | None:
    """An HTTP date in any of its three forms, None when it is none of them."""
    if not header:
        return None
    try:
        date = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
