"""Captions of pictures in a document: the line below a picture, or else the one above, that reads like one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from syndicator.extract.document.pieces import Piece
from syndicator.extract.page.images import legend

_LONGEST = 200
_BEGINS = re.compile(
    r"[（(【\[]?\s*(?:[▲△▼▽↑↓]|(?:[上下左右]|本版|资料|資料|配)?(?:图|圖)(?:片|表)?(?:说明|說明)?"
    r"[\s\d一二三四五六七八九十①-⑳]{0,4}[为為:：/／.、．]|图\s?[\d一二三四五六七八九十]{1,2}\s|"
    r"(?:file )?(?:photo|pictured?|image|fig(?:ure|\.)?|caption)\s*(?:\d{1,2}\b|[:–—-]|by\b|courtesy\b))",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|[\s/／（(。，　])[^\s。，,；;]{2,20}\s*(?:摄影?|攝影?|供图|供圖|航拍)\s*[)）】\]]?[。.]?$"
    r"|\((?:photo|image|picture)s?\s*(?:by|:|courtesy)[^()]{2,60}\)\.?$",
    re.IGNORECASE,
)


def with_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each picture's caption taken into its figure."""
    found: list[Piece] = []
    taken = -1
    for number, piece in enumerate(pieces):
        if number == taken:
            continue
        if piece.sort != "figure" or piece.text:
            found.append(replace(piece, sort="line") if piece.sort == "caption" else piece)
            continue
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        before = found[-1] if len(found) > 1 else None
        if after is not None and is_caption(after):
            found.append(captioned(piece, after))
            taken = number + 1
        elif before is not None and is_caption(before) and not (len(found) > 1 and found[-2].sort == "figure"):
            found[-1] = captioned(piece, before)
        else:
            found.append(piece)
    return found


def is_caption(piece: Piece) -> bool:
    """Whether a line says of itself that it is one: by its style, `图为…`, `▲`, `… 张三 摄`, `Photo: …`."""
    if piece.sort == "caption":
        return True
    text = piece.text.strip()
    if piece.sort != "line" or not 0 < len(text) <= _LONGEST or "\n" in text:
        return False
    return bool(_BEGINS.match(text) or _SIGNED.search(text))


def captioned(figure: Piece, caption: Piece) -> Piece:
    """The figure with its caption, and the credit in it."""
    said, credit = legend(caption.text)
    images = tuple(replace(image, caption=said, credit=credit) for image in figure.images)
    inner = caption.html or escape(caption.text, quote=False)
    html = figure.html.removesuffix("</figure>") + f"<figcaption>{inner}</figcaption></figure>"
    return replace(figure, text=caption.text, html=html, images=images)
