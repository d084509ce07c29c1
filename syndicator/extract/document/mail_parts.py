"""The parts of a mail by what they are to a reader: its text, its pictures, the files and mails that came with it.

RFC 2045 to 2049 and 2387, by the standard library's parser, which takes apart whatever it is given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from syndicator.errors import ExtractError
from syndicator.extract.document import mail_header
from syndicator.text.charset import Decoded, decode

# Headers are written again as they came: folding them anew would read them first.
_POLICY = mail_header.Policy(refold_source="none")
_KNOWN = ("from", "subject", "date", "mime-version", "content-type", "received", "to", "message-id")
_MOST_PARTS, _DEEPEST = 500, 30
# Lines that may begin a part: the library looks at each before anybody can count the parts.
_MOST_LINES = 5000
_ENDLESS = f"the mail has more than {_MOST_PARTS} parts, or parts inside parts past any use"
_SEALED = {
    "application/pkcs7-mime": "it is encrypted or signed as a whole (S/MIME)",
    "application/x-pkcs7-mime": "it is encrypted or signed as a whole (S/MIME)",
    "multipart/encrypted": "it is encrypted (PGP)",
}
# What programs tell each other, and what proves a text that is read without it.
_SILENT = frozenset(
    {
        *("message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "text/calendar"),
        *("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"),
    }
)
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_HEAD_LINE = re.compile(rb"[ \t]|From |[!-9;-~]+[ \t]*:")
_NAMING = frozenset({"content-disposition", "content-type"})
_FILE_NAME = re.compile(r'name\s*=\s*"?([^";\r\n]+)', re.IGNORECASE)
_NAMELESS = {"text/plain": "text.txt", "text/html": "page.html"}


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a mail, in the forms it comes in; None where it does not come in that form."""

    plain: Decoded | None = None
    html: Decoded | None = None
    flowed: bool = False
    delsp: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """Something that came with a mail. `names` are those by which its text may show it (RFC 2392, RFC 2557)."""

    name: str
    kind: str
    body: bytes = field(repr=False)
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class Parts:
    """A mail taken apart."""

    message: Message
    texts: list[Text] = field(default_factory=list)
    pictures: list[File] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    count: int = 0


def read(body: bytes, charset: str = "") -> Parts:
    """A mail's parts; `charset` is the admin's for texts that name none.

    Raises ExtractError for what is no mail, or one that nobody but its receiver can read.
    """
    if body.count(b"\n--") > _MOST_LINES or body.count(b"multipart/") > _MOST_PARTS:
        raise ExtractError(_ENDLESS)
    try:
        message = message_from_bytes(_headed(body.lstrip(b"\xef\xbb\xbf\r\n\t ")), policy=_POLICY)
    except RecursionError:
        raise ExtractError(_ENDLESS) from None
    if not any(key.lower() in _KNOWN for key, _ in message.raw_items()):
        raise ExtractError("no mail: it has none of a mail's headers; save it from the mail program as .eml")
    answer = mail_header.text(message, "auto-submitted").lower()
    if message.get_content_type() == "multipart/report" or answer.startswith("auto-replied"):
        raise ExtractError("the mail is a mail program's report or automatic answer, and no article")
    parts = Parts(message)
    _gather(message, parts, charset, _DEEPEST)
    return parts


def _headed(body: bytes) -> bytes:
    """A mail without the lines of its header that are none: what follows one would be taken for its text."""
    end = _HEAD_END.search(body)
    head, rest = (body[: end.start()], body[end.start() :]) if end else (body, b"")
    lines = head.splitlines(keepends=True)
    return b"".join(line for line in lines if _HEAD_LINE.match(line)) + rest


def _gather(part: Message, found: Parts, charset: str, deepest: int) -> None:
    found.count += 1
    if found.count > _MOST_PARTS or deepest == 0:
        raise ExtractError(_ENDLESS)
    kind = part.get_content_type()
    if kind in _SEALED and str(part.get_param("smime-type") or "") != "signed-data":
        raise ExtractError(f"the mail can't be read: {_SEALED[kind]}; send it without")
    if kind == "multipart/alternative":
        _alternatives(part, found, charset, deepest)
    elif kind == "message/rfc822":
        _mail(part, found)
    elif part.is_multipart():
        for child in _children(part):
            _gather(child, found, charset, deepest - 1)
    else:
        _leaf(part, kind, found, charset)


def _alternatives(part: Message, found: Parts, charset: str, deepest: int) -> None:
    """One text in several forms: its plain one, its HTML one; what else comes in any of them is kept."""
    forms = Parts(found.message, count=found.count)
    for child in _children(part):
        _gather(child, forms, charset, deepest - 1)
    found.count = forms.count
    plain = next((text for text in forms.texts if text.plain and text.plain.text.strip()), Text())
    html = next((text.html for text in reversed(forms.texts) if text.html and text.html.text.strip()), None)
    if plain.plain or html:
        found.texts.append(Text(plain.plain, html, plain.flowed, plain.delsp))
    found.pictures += forms.pictures
    found.files += forms.files


def _mail(part: Message, found: Parts) -> None:
    """A mail that came with this one, as the file it is."""
    for inner in _children(part):
        subject = mail_header.text(inner, "subject")
        try:
            body = inner.as_bytes()
        except mail_header.BAFFLED:
            # It came in one piece: its text is in there, whatever its headers hold.
            body = inner.as_string().encode("utf-8", "surrogateescape")
        found.files.append(File(f"{subject or 'mail'}.eml", "message/rfc822", body))


def _leaf(part: Message, kind: str, found: Parts, charset: str) -> None:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip() or kind in _SILENT:
        return
    name = _name(part, found.message)
    # A mail that is nothing but a text has it as its text, however it calls it.
    attached = part is not found.message and (part.get_content_disposition() == "attachment" or bool(name))
    if kind in ("text/plain", "text/html") and not attached:
        decoded = decode(body, f"text/plain; charset={part.get_content_charset() or ''}", charset)
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        delsp = str(part.get_param("delsp") or "").lower() == "yes"
        found.texts.append(
            Text(plain=decoded, flowed=flowed, delsp=delsp) if kind == "text/plain" else Text(html=decoded)
        )
        return
    names = (str(part.get("content-id") or "").strip(" <>"), str(part.get("content-location") or "").strip(), name)
    file = File(name or _NAMELESS.get(kind, kind), kind, body, frozenset(filter(None, names)))
    (found.pictures if kind.startswith("image/") else found.files).append(file)


def _name(part: Message, message: Message) -> str:
    """The name of the file that a part of a mail is; "" where it has none."""
    name = mail_header.plain(part.get_filename() or "")
    if "\ufffd" not in name:
        return name
    # The library has no charset for bytes that came without one.
    raw = " ".join(str(value) for key, value in part.raw_items() if key.lower() in _NAMING)
    written = _FILE_NAME.search(raw)
    return mail_header.plain(written[1], mail_header.charset_of(message)) if written else name


def _children(part: Message) -> Iterator[Message]:
    inside = part.get_payload()
    yield from (child for child in inside if isinstance(child, Message)) if isinstance(inside, list) else ()
