"""What bytes are when they should be a picture."""

import struct
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.errors import PictureError
from syndicator.fetch.picture import MEDIA_TYPES, look


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + b"\0" * 8


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int, height: int, before: bytes = b"") -> bytes:
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC2, 17, 8, height, width, 3) + bytes(9)
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9) + before + frame + b"\xff\xd9"


def webp(form: bytes, payload: bytes) -> bytes:
    chunk = form + struct.pack("<I", len(payload)) + payload
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def lossy(width: int, height: int) -> bytes:
    return webp(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(4))


def lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(4))


def extended(width: int, height: int) -> bytes:
    return webp(b"VP8X", bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


def avif(*sizes: tuple[int, int]) -> bytes:
    boxes = b"".join(struct.pack(">I4sIII", 20, b"ispe", 0, *size) for size in sizes)
    head = struct.pack(">I4s4sI", 24, b"ftyp", b"mif1", 0) + b"mif1avif"
    return head + struct.pack(">I4sI", 12 + len(boxes), b"meta", 0) + boxes


@pytest.mark.parametrize(
    ("body", "extension", "size"),
    [
        (png(640, 480), "png", (640, 480)),
        (gif(320, 200), "gif", (320, 200)),
        (jpeg(1024, 768), "jpg", (1024, 768)),
        (
            jpeg(1024, 768, b"\xff\xe1" + struct.pack(">H", 60_000) + bytes(59_998) + b"\xff\xff\xff\xdb\0\x04ab"),
            "jpg",
            (1024, 768),
        ),
        (lossy(550, 368), "webp", (550, 368)),
        (lossless(386, 395), "webp", (386, 395)),
        (extended(16_000, 900), "webp", (16_000, 900)),
        (avif((64, 64), (1204, 800)), "avif", (1204, 800)),
    ],
)
def test_a_picture_and_its_size(body, extension, size):
    picture = look(body)
    assert (picture.extension, (picture.width, picture.height)) == (extension, size)
    assert picture.media_type == MEDIA_TYPES[extension]


def test_a_picture_that_a_painter_made():
    for name in ("birds.png", "lanterns.png"):
        picture = look((files("syndicator.web.sample") / "pictures" / name).read_bytes())
        assert picture.extension == "png"
        assert min(picture.width, picture.height) > 100


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><body>403</body></html>", "web page"),
        (b"\xef\xbb\xbf  <html>", "web page"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b"%PDF-1.7", "no picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "no picture"),
        (b"\xff\xd8\xff", "damaged"),
        (b"\xff\xd8\xff\xe0\0\x10", "damaged"),
        (b"\xff\xd8" + b"\xff" * 20_000, "damaged"),
        (png(640, 480)[:20], "damaged"),
        (b"GIF89a\x01", "damaged"),
        (lossy(10, 10)[:28], "damaged"),
        (avif(), "damaged"),
        (png(1, 1), "show nothing"),
        (gif(600, 2), "show nothing"),
        (png(30_000, 200), "too many"),
        (jpeg(19_000, 19_000), "too many"),
    ],
)
def test_what_is_no_picture_to_keep(body, why):
    with pytest.raises(PictureError, match=why):
        look(body)


@given(
    st.sampled_from(
        [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n0000IHDR", b"GIF89a", b"RIFF0000WEBPVP8X", b"0000ftypavif"]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_are_a_picture_or_refused(start, rest):
    try:
        picture = look(start + rest)
    except PictureError:
        return
    assert min(picture.width, picture.height) >= 4
