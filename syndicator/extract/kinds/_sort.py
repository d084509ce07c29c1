"""What a dropped file is: by its bytes, which do not lie, then by its name. What can't be read says what to do."""

import re
from pathlib import PurePath
from typing import Literal

from syndicator.errors import ExtractError

Sort = Literal["docx", "eml", "json", "xml", "html", "text"]

_BY_NAME: dict[str, Sort] = {
    ".eml": "eml",
    ".json": "json",
    ".ninjs": "json",
    ".xml": "xml",
    ".newsml": "xml",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_AS_DOCX = "open it in Word or WPS, save it as .docx and put that in"
_WORDS = "save its text as .docx or .txt and put that in"
_UNPACK = "unpack it and put in the articles"
# By the first bytes: what it is, and what to do.
_MAGIC = (
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Office document (.doc, .wps, .xls)", _AS_DOCX),
    (re.compile(rb"\s*\{\\rtf"), "a Rich Text document (.rtf)", _AS_DOCX),
    (re.compile(rb"[\s\S]{0,1024}?%PDF-"), "a PDF document", _WORDS),
    (
        re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF.{4}WEBP|BM.{4}\0\0\0\0|II\*\0|MM\0\*", re.DOTALL),
        "a picture without an article",
        "put it into the article's .docx, or send both in one mail (.eml)",
    ),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ"), "a packed file", _UNPACK),
    (re.compile(rb".{4}ftyp|RIFF.{4}(?:AVI|WAVE)|ID3|\x1aE\xdf\xa3|OggS", re.DOTALL), "a film or a sound", _WORDS),
)
_ZIP = re.compile(rb"PK(?:\x03\x04|\x05\x06)")
# Old Office documents are folders in a file, whose names are in UTF-16.
_INSIDE_OLE = (
    ("EncryptedPackage", "a document protected with a password", "save it without one and put that in"),
    ("__substg1.0", "an Outlook message (.msg)", "save it as .eml, or as .docx or .txt, and put that in"),
    ("Workbook", "an Excel sheet (.xls)", _WORDS),
    ("PowerPoint Document", "a presentation (.ppt)", _WORDS),
)
# By the name, where the bytes say nothing.
_NAMED = {
    ".doc": ("a Word 97-2003 document (.doc)", _AS_DOCX),
    ".wps": ("a WPS document (.wps)", _AS_DOCX),
    ".rtf": ("a Rich Text document (.rtf)", _AS_DOCX),
    ".mht": ("a saved web page in one file (.mht)", "save it as .html and put that in"),
    ".mhtml": ("a saved web page in one file (.mht)", "save it as .html and put that in"),
}
# Text files whose format nobody means to publish as it stands.
_OTHER = frozenset(
    {".csv", ".tsv", ".py", ".js", ".css", ".log", ".ini", ".url", ".lnk", ".ofd", ".pages", ".ceb", ".caj"}
)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(r"\s*(?:<!doctype\s+html|<html|<head|<body)\b", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml\b|(?:\w+:)?(?:newsItem|newsMessage|packageItem)\b)", re.IGNORECASE)
_DAMAGED = 0.3
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def suffix_of(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return PurePath(name).suffix.lower()


def of_bytes(name: str, body: bytes) -> Sort | None:
    """What a file is by its bytes, or a name that says enough; None for what has to be decoded first.

    Raises ExtractError for what can't be read, with what to do instead.
    """
    if _ZIP.match(body):
        return "docx"
    for begins, what, instead in _MAGIC:
        if begins.match(body):
            inside = next((say for sign, *say in _INSIDE_OLE if _ole(body, sign)), (what, instead))
            raise _refused(name, *inside)
    suffix = suffix_of(name)
    # Some systems call a page .doc, so that Word opens it.
    if suffix in _NAMED and not _PAGE.match(body):
        raise _refused(name, *_NAMED[suffix])
    if suffix == ".docx":
        raise ExtractError("the file is damaged, it is no .docx: save it anew and put it in again")
    if suffix in _OTHER:
        raise _refused(name, f"no format for articles ({suffix})", _WORDS)
    return "eml" if suffix == ".eml" else None


def of_text(name: str, kind: str, text: str) -> Sort:
    """What a decoded file is; `kind` is its content type, if it came with one. Raises ExtractError for no text."""
    if len(_UNREADABLE.findall(text)) > _DAMAGED * len(text):
        raise _refused(name, "no text in any charset we know", _WORDS)
    named = _BY_NAME.get(suffix_of(name))
    if kind.startswith("text/html") or _MARKUP.match(text):
        return "html"
    if named in (None, "xml") and _XML.match(text):
        return "xml"
    return named or "text"


def _ole(body: bytes, sign: str) -> bool:
    return body.startswith(b"\xd0\xcf\x11\xe0") and sign.encode("utf-16-le") in body


def _refused(name: str, what: str, instead: str) -> ExtractError:
    return ExtractError(f"{name or 'the file'} is {what}: {instead}")
