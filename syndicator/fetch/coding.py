"""Undoing a body's content codings while it streams, within a size.

Only what we ask for: gzip and deflate. A stream that ends in its middle is an error: half an
article must not pass for the whole.
"""

import zlib

ACCEPTED = "gzip, deflate"
_GZIP_MAGIC = b"\x1f\x8b"
# zlib's window settings: 32 more than the window's size finds gzip or zlib by the header, a negative one is raw.
_AUTO = zlib.MAX_WBITS | 32
_RAW = -zlib.MAX_WBITS
# The low half of a zlib stream's first byte.
_ZLIB_METHOD = 8


class Full(Exception):  # noqa: N818 - an outcome the reader of the body turns into its own error
    """The decoded body passed its size; `part` is what still fits."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        super().__init__()


class Damaged(Exception):  # noqa: N818 - as above
    """The body is not what its Content-Encoding says, or ends too early."""


class Inflate:
    """A gzip or deflate stream, several gzip members one after another included."""

    def __init__(self, name: str) -> None:
        """`name` is "gzip" or "deflate"."""
        self._name = name
        self._stream: zlib._Decompress | None = None
        self._done = False

    def feed(self, data: bytes, room: int) -> bytes:
        """The decoded part of `data`, at most `room` bytes. Raises Full or Damaged."""
        parts: list[bytes] = []
        while data and not self._done:
            if self._stream is None:
                self._stream = zlib.decompressobj(self._window(data))
            try:
                part = self._stream.decompress(data, room + 1)
            except zlib.error as error:
                raise Damaged(f"the body is not valid {self._name}") from error
            if len(part) > room:
                raise Full(b"".join((*parts, part[:room])))
            room -= len(part)
            parts.append(part)
            data = b""
            if self._stream.eof:
                data = self._stream.unused_data
                self._stream = None
                # What follows the last member (padding, as some servers send) is no part of the body.
                self._done = self._name != "gzip" or not _GZIP_MAGIC.startswith(data[:2])
        return b"".join(parts)

    def end(self) -> None:
        """Say that nothing follows. Raises Damaged in the middle of a stream."""
        if self._stream is not None:
            raise Damaged(f"the body ends in the middle of its {self._name}")

    def _window(self, data: bytes) -> int:
        # "deflate" means zlib, but some servers send it raw.
        if self._name == "deflate" and data[0] & 0xF != _ZLIB_METHOD:
            return _RAW
        return _AUTO


class Plain:
    """No content coding."""

    def feed(self, data: bytes, room: int) -> bytes:
        """`data` itself. Raises Full where it is longer than `room`."""
        if len(data) > room:
            raise Full(data[:room])
        return data

    def end(self) -> None:
        """Nothing to do."""


def decoder(content_encoding: str) -> Inflate | Plain:
    """What undoes `content_encoding` (the header's value). Raises Damaged for what we did not ask for."""
    names = [name.strip().lower().removeprefix("x-") for name in content_encoding.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not names:
        return Plain()
    if names in (["gzip"], ["deflate"]):
        return Inflate(names[0])
    known = {"gzip", "deflate", "br", "zstd", "compress", "dcb", "dcz"}
    if known.isdisjoint(names):
        # "utf-8", "none" and the like: the header is wrong, the body is plain.
        return Plain()
    raise Damaged(f"the body comes as {content_encoding[:40]!r}, which was not asked for")
