"""What bytes are, when they should be a picture: the format and size, from their first bytes and never from a name.

JPEG (ITU T.81 annex B), PNG (ISO 15948 §5), GIF89a, WebP (RFC 9649) and AVIF (ISO 23008-12, in an ISO 14496-12
file). SVG is refused: it can run scripts and fetch other files.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from syndicator.errors import PictureError

# A frame of more pixels stops a reader's device before it is seen; a smaller one than this only counts readers.
_MOST_SIDE, _MOST_PIXELS, _LEAST_SIDE = 20_000, 80_000_000, 4
# Where the sizes of an AVIF stand: its meta box comes first.
_HEAD = 64 * 1024
_MARK, _MOST_SEGMENTS = 0xFF, 5000
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_MARKUP = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's media type, the ending of a file that holds it, and its size in pixels."""

    media_type: str
    extension: str
    width: int
    height: int


def look(body: bytes) -> Picture:
    """What picture `body` is. Raises PictureError for anything else, one that is damaged, too large or too small."""
    for begins, extension, media_type, size in _FORMATS:
        if begins.match(body):
            try:
                width, height = size(body)
            except IndexError:
                raise PictureError(f"a damaged {extension} file") from None
            return _fit(Picture(media_type, extension, width, height))
    if _MARKUP.match(body[:256]):
        raise PictureError("an SVG file" if b"<svg" in body[:4096].lower() else "a web page, not a picture")
    raise PictureError("no picture of a known format" if body else "empty")


def _fit(picture: Picture) -> Picture:
    sides = (picture.width, picture.height)
    if max(sides) > _MOST_SIDE or picture.width * picture.height > _MOST_PIXELS:
        raise PictureError(f"{picture.width} by {picture.height} pixels are too many")
    if min(sides) < _LEAST_SIDE:
        raise PictureError(f"{picture.width} by {picture.height} pixels show nothing")
    return picture


def _number(body: bytes, at: int, length: int, *, little: bool = False) -> int:
    part = body[at : at + length]
    if len(part) < length:
        raise IndexError
    return int.from_bytes(part, "little" if little else "big")


def _png(body: bytes) -> tuple[int, int]:
    return _number(body, 16, 4), _number(body, 20, 4)


def _gif(body: bytes) -> tuple[int, int]:
    return _number(body, 6, 2, little=True), _number(body, 8, 2, little=True)


def _jpeg(body: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if body[at] != _MARK:
            break
        marker = body[at + 1]
        if marker in _START_OF_FRAME:
            return _number(body, at + 7, 2), _number(body, at + 5, 2)
        # Any number of 0xFF may fill the space before a marker; some markers have no length.
        at += 1 if marker == _MARK else 2 if marker in _ALONE else 2 + max(2, _number(body, at + 2, 2))
    raise IndexError


def _webp(body: bytes) -> tuple[int, int]:
    form = body[12:16]
    if form == b"VP8X":
        return _number(body, 24, 3, little=True) + 1, _number(body, 27, 3, little=True) + 1
    if form == b"VP8L":
        bits = _number(body, 21, 4, little=True)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _number(body, 26, 2, little=True) & 0x3FFF, _number(body, 28, 2, little=True) & 0x3FFF


def _avif(body: bytes) -> tuple[int, int]:
    """The largest of the sizes: one a tile or thumbnail, one the whole picture."""
    sizes = [(_number(body, at + 8, 4), _number(body, at + 12, 4)) for at in _each(body[:_HEAD], b"ispe")]
    if not sizes:
        raise IndexError
    return max(sizes, key=lambda size: size[0] * size[1])


def _each(body: bytes, sign: bytes) -> Iterator[int]:
    at = body.find(sign)
    while at >= 0:
        yield at
        at = body.find(sign, at + 1)


_FORMATS: tuple[tuple[re.Pattern[bytes], str, str, Callable[[bytes], tuple[int, int]]], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "jpg", "image/jpeg", _jpeg),
    (re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL), "png", "image/png", _png),
    (re.compile(rb"GIF8[79]a"), "gif", "image/gif", _gif),
    (re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL), "webp", "image/webp", _webp),
    (re.compile(rb".{4}ftyp(?=.{0,60}avi[fs])", re.DOTALL), "avif", "image/avif", _avif),
)
MEDIA_TYPES = {extension: media_type for _, extension, media_type, _ in _FORMATS}
