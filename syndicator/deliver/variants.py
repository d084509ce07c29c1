"""A document in its content codings."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import brotli  # type: ignore[import-untyped]  # it has no stubs; bytes in, bytes out

from syndicator.deliver.gzipped import gzipped
from syndicator.model.feed import Document

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Compressed once a change and sent many times: past these, more effort saves few bytes (bench/render.py).
_BROTLI_QUALITY, _ZSTD_LEVEL = 5, 3
_IDENTITY = "identity"
_PREFERENCE = ("br", "zstd", "gzip", _IDENTITY)


@dataclass(frozen=True, slots=True)
class Variant:
    """A document's bytes in one content coding ("br", "zstd", "gzip", "identity"); `etag` is strong and its own."""

    coding: str
    body: bytes
    etag: str


class Variants:
    """A document in its codings, each made once: gzip at once, since it costs what changed, the others when asked for.

    A coding that makes it no smaller is offered no more. Equal documents, equal bytes.
    """

    def __init__(self, document: Document) -> None:
        """Make what costs little."""
        self.document = document
        self._codings: tuple[str, ...] = _PREFERENCE
        self._made: dict[str, Variant] = {}
        self._add("gzip", gzipped(document))

    @property
    def codings(self) -> tuple[str, ...]:
        """What it may be had in, best first."""
        return self._codings

    @property
    def offered(self) -> tuple[Variant, ...]:
        """Every coding of it, best first."""
        for coding in _PREFERENCE:
            self.variant(coding)
        return tuple(self._made[coding] for coding in self._codings)

    def is_made(self, coding: str) -> bool:
        """Whether a coding is ready; making one takes milliseconds, tens of them for a large document."""
        return coding in self._made or coding == _IDENTITY or coding not in self._codings

    def variant(self, coding: str) -> Variant | None:
        """It in one coding; None where that gains nothing."""
        if coding == _IDENTITY and coding not in self._made:
            # Next to no work, but as much memory again: many documents are never asked for as they are.
            self._made[coding] = Variant(coding, self.document.body, self.document.etag)
        elif not self.is_made(coding):
            self._add(coding, _ENCODERS[coding](self.document.body))
        return self._made.get(coding)

    def etag(self, coding: str) -> str:
        """The validator of a coding, made or not."""
        return _tagged(self.document.etag, coding)

    def _add(self, coding: str, body: bytes) -> None:
        if len(body) < self.document.size:
            self._made[coding] = Variant(coding, body, self.etag(coding))
        else:
            self._codings = tuple(other for other in self._codings if other != coding)


_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY),
    "zstd": lambda body: zstd.compress(body, _ZSTD_LEVEL),
}


def etags_of(etag: str) -> tuple[str, ...]:
    """The validators of a document's codings, made or not, by that of the document itself."""
    return tuple(_tagged(etag, coding) for coding in _PREFERENCE)


def _tagged(etag: str, coding: str) -> str:
    """A validator of its own for each coding: strong ones promise equal bytes (RFC 9110 §8.8.3.3)."""
    return etag if coding == _IDENTITY else f'{etag.removesuffix(chr(34))}-{coding}"'
