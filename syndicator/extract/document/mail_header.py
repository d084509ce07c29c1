"""What a mail's headers say, as programs really write them (RFC 5322, RFC 2047, RFC 2231).

The standard library reads a header by its declared charset alone and gives up on many that mail programs accept: words
in GB2312 with characters that only GBK has, characters cut in two between words, bytes without any encoding.
"""

import binascii
import re
from datetime import datetime
from email.message import Message
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.charset import decode
from syndicator.text.html import xml_safe

_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([BbQq])\?([^?]*)\?=")
_BETWEEN = re.compile(r"\?=\s+(?==\?)")
_FOLD = re.compile(r"\r?\n[ \t]*")
_EARLIEST = 1990
# The library's time grows with the square of a header's parameters.
_LONGEST = 4096
# What the standard library's header parser raises for headers it has no idea of.
BAFFLED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError)


class Policy(EmailPolicy):
    """The library's own policy, but a header that it can't read, or not in good time, is the text that stands there."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        """A header as an object, or as a plain text."""
        if len(str(value)) > _LONGEST:
            return _FOLD.sub(" ", str(value)[:_LONGEST])
        try:
            return super().header_fetch_parse(name, value)
        except BAFFLED:
            return _FOLD.sub(" ", str(value))


def text(message: Message, name: str) -> str:
    """A header on one line, decoded; "" where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return plain(raw, charset_of(message))


def charset_of(message: Message) -> str:
    """The charset of a mail's texts, in which its program most likely wrote what it did not encode."""
    said = (part.get_content_charset() for part in message.walk() if part.get_content_maintype() == "text")
    return next(filter(None, said), "")


def plain(raw: str, charset: str = "") -> str:
    """A header's raw text with its encoded words read; bytes that nothing is said of are in `charset`, if that fits."""
    words = _BETWEEN.sub("?=", _FOLD.sub(" ", raw))
    parts: list[tuple[str, bytes]] = []
    at = 0
    for word in _WORD.finditer(words):
        parts.append(("", _bytes(words[at : word.start()])))
        parts.append((word[1].lower(), _word(word)))
        at = word.end()
    parts.append(("", _bytes(words[at:])))
    joined: list[tuple[str, bytes]] = []
    for named, body in parts:
        # A program that counts bytes cuts characters in two: the halves are joined before they are read.
        if body and joined and joined[-1][0] == named:
            joined[-1] = (named, joined[-1][1] + body)
        elif body:
            joined.append((named, body))
    return " ".join(xml_safe("".join(_read(named or charset, body) for named, body in joined)).split())


def sent(message: Message, zone: ZoneInfo) -> Moment | None:
    """When a mail says it was sent, in `zone`; None where its date is none or impossible."""
    written = text(message, "date")
    try:
        at: datetime = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return dates.parse(written, zone) if written else None
    try:
        local = at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None
    return Moment(local) if local.year >= _EARLIEST else None


def _word(word: re.Match[str]) -> bytes:
    said = word[3]
    try:
        if word[2] in "Bb":
            bare = re.sub(r"[^A-Za-z0-9+/]", "", said)
            return binascii.a2b_base64(bare + "=" * (-len(bare) % 4))
        return binascii.a2b_qp(said.encode("ascii", "surrogateescape"), header=True)
    except (binascii.Error, ValueError):
        return _bytes(said)


def _bytes(raw: str) -> bytes:
    return raw.encode("utf-8", "surrogateescape")


def _read(charset: str, body: bytes) -> str:
    return decode(body, f"text/plain; charset={charset}" if charset else "").text
