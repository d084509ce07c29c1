"""Conditional, compressed answers to GET and HEAD (RFC 9110 §8.8, §12.5.3, §13; RFC 9111 §4.3)."""

import gzip
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import brotli  # type: ignore[import-untyped]  # it has no stubs; bytes in, bytes out

from syndicator.deliver.accept import best
from syndicator.model.feed import Document

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Five minutes of a shared cache, and a day of the last good copy while we are down (RFC 5861).
CACHE_CONTROL = "public, max-age=300, stale-if-error=86400"
# A feed is compressed once a change and sent many times: past these, more effort saves few bytes (bench/render.py).
_BROTLI_QUALITY, _ZSTD_LEVEL, _GZIP_LEVEL = 5, 9, 6
_PREFERENCE = ("br", "zstd", "gzip", "identity")


@dataclass(frozen=True, slots=True)
class Variant:
    """A document's bytes in one content coding ("br", "zstd", "gzip", "identity"); `etag` is strong and its own."""

    coding: str
    body: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Variants:
    """A document with its codings, best first. A coding that makes it no smaller is left out."""

    document: Document
    offered: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send. `body` is empty for HEAD and 304."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


def variants(document: Document) -> Variants:
    """Every coding of a document: the work of a change, not of a request. Equal documents, equal bytes."""
    encoded = {
        "br": brotli.compress(document.body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY),
        "zstd": zstd.compress(document.body, _ZSTD_LEVEL),
        # A fixed time in the header: gzip would write the present one.
        "gzip": gzip.compress(document.body, _GZIP_LEVEL, mtime=0),
        "identity": document.body,
    }
    offered = (
        Variant(coding, encoded[coding], _tagged(document.etag, coding))
        for coding in _PREFERENCE
        if coding == "identity" or len(encoded[coding]) < len(document.body)
    )
    return Variants(document, tuple(offered))


def answer(
    ready: Variants,
    method: str = "GET",
    if_none_match: str | None = None,
    if_modified_since: str | None = None,
    accept_encoding: str | None = None,
) -> Answer:
    """The answer to a GET or HEAD, from the values of its headers (several lines joined by commas; None when absent).

    200, or 304 when the reader has it already (If-None-Match decides alone when present), 406 when no coding is
    accepted, 405 for another method.
    """
    if method not in ("GET", "HEAD"):
        return Answer(405, (("Allow", "GET, HEAD"), ("Content-Length", "0")))
    coding = best(accept_encoding, tuple(variant.coding for variant in ready.offered))
    if coding is None:
        return Answer(406, (("Vary", "Accept-Encoding"), ("Content-Length", "0")))
    chosen = next(variant for variant in ready.offered if variant.coding == coding)
    held = _held(ready, chosen, if_none_match, if_modified_since)
    if held is not None:
        return Answer(304, _validators(ready.document, held))
    content = [("Content-Type", ready.document.media_type), ("Content-Length", str(len(chosen.body)))]
    if coding != "identity":
        content.append(("Content-Encoding", coding))
    return Answer(200, (*_validators(ready.document, chosen.etag), *content), chosen.body if method == "GET" else b"")


def _held(ready: Variants, chosen: Variant, if_none_match: str | None, if_modified_since: str | None) -> str | None:
    """The ETag of the copy the reader has and may keep, or None.

    A copy in any of our codings is the same document: a reader that once got it as gzip need not load it again as br.
    """
    if if_none_match is not None:
        if if_none_match.strip() == "*":
            return chosen.etag
        given = set(_etags(if_none_match))
        ours = (chosen.etag, *(variant.etag for variant in ready.offered))
        return next((etag for etag in ours if etag in given), None)
    since = _http_date(if_modified_since)
    return chosen.etag if since and ready.document.last_modified.replace(microsecond=0) <= since else None


def _validators(document: Document, etag: str) -> tuple[tuple[str, str], ...]:
    modified = format_datetime(document.last_modified.astimezone(UTC).replace(microsecond=0), usegmt=True)
    return (
        ("ETag", etag),
        ("Last-Modified", modified),
        ("Cache-Control", CACHE_CONTROL),
        ("Vary", "Accept-Encoding"),
    )


def _tagged(etag: str, coding: str) -> str:
    """A validator of its own for each coding: strong ones promise equal bytes (RFC 9110 §8.8.3.3)."""
    return etag if coding == "identity" else f'{etag.removesuffix(chr(34))}-{coding}"'


def _etags(header: str) -> list[str]:
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
