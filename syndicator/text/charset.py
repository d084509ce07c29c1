"""Bytes to text: which charset a page is really in.

Labels are evidence, not orders: the first label that fits wins, valid UTF-8 outranks any label, and bytes
that fit no label are told apart by how much of what they decode to is everyday text. The names follow the
WHATWG Encoding Standard (§4.2: `gb2312` is read as GB18030, `iso-8859-1` as windows-1252).
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from syndicator.model.repair import Repair
from syndicator.text._letters import ACCENTS, EVERYDAY

_HEAD = 4096
_SAMPLE = 65536
# charset-normalizer's time grows with its input; 8 KB of non-ASCII text decide as well as all of it.
_DETECT = 8192
# A Han character in GBK looks like a two-byte UTF-8 sequence one time in seven: five in a row never happens by chance.
_CHANCE = 5
# A page with a summary cut in mid-character is still in its charset; a page in another one has errors everywhere.
# A broken one (a byte lost, the rest of the line read one late) has many, and still mostly makes sense.
_TOLERATED, _BROKEN, _DAMAGED = 0.02, 0.15, 0.4
# Everyday letters make up 40 % and more of real text and about 5 % of text decoded by the wrong table.
_SENSE, _NONSENSE = 0.2, 0.08

_LABELS = {
    "gb18030": "gb2312 gb_2312 gb_2312-80 gbk x-gbk gb18030 gb18030-2000 gb18030-2022 cp936 ms936 windows-936 chinese "
    "csgb2312 iso-ir-58 euc-cn hz hz-gb-2312 gb",
    "big5hkscs": "big5 big-5 big5-hkscs big5hkscs cn-big5 x-x-big5 csbig5 cp950 ms950 windows-950 big5-eten",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji cp932 windows-31j csshiftjis ms932",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cp949 uhc windows-949 cseuckr",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 unicode us-ascii-utf8 utf-8-sig utf8mb4 utf-8n",
    "utf-16-le": "utf-16 utf-16le utf16 ucs-2 iso-10646-ucs-2",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi windows-1252 cp1252 x-cp1252",
    "cp1254": "iso-8859-9 latin5 windows-1254 cp1254",
    "cp874": "tis-620 iso-8859-11 windows-874",
    "cp866": "ibm866 cp866",
    "koi8_u": "koi8-u koi8-ru",
    "koi8_r": "koi8-r koi8 koi",
    "mac_roman": "macintosh mac x-mac-roman",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_CODECS |= {f"windows-{n}": f"cp{n}" for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258)}
_CODECS |= {f"cp{n}": f"cp{n}" for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258)}
_CODECS |= {f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}

_NAMES = {"big5hkscs": "big5", "cp932": "shift_jis", "euc_jp": "euc-jp", "cp949": "euc-kr", "iso2022_jp": "iso-2022-jp"}
_NAMES |= {f"cp{n}": f"windows-{n}" for n in (874, *range(1250, 1259))}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = ("cp1252", "mac_roman", "iso8859_15")
_MULTIBYTE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_PROLOG = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w:.+-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff][^<>\r\n]*")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UNREADABLE = re.compile("[\ufffd\x80-\x84\x86-\x9f\ue000-\uf8ff]")
_LETTER = re.compile("[^\x00-\x7f]")
_UNCLEAN = re.compile("[\x00\ud800-\udfff]")

# Python's table is GB18030-2000; these have had characters of their own since (and A3A0 is a space in the standard).
_SINCE_2000 = {0xE5E5: 0x3000} | dict(
    zip(
        (*range(0xE78D, 0xE797), 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
        (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A), *range(0x9FB4, 0x9FBC)),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the charset it was in (a WHATWG name), and a `mojibake` repair where a label was overruled."""

    text: str
    charset: str
    repairs: tuple[Repair, ...] = ()


def decode(body: bytes, content_type: str = "", hint: str = "") -> Decoded:
    """Decode a page. `content_type` is the header as sent, `hint` the admin's charset; both may be "".

    Never raises: unreadable bytes become U+FFFD, NULs and lone surrogates are dropped. Looks at up to 64 KB of
    the non-ASCII part, so a 10 MB body costs its decoding and little more.
    """
    labels = _labels(body, content_type, hint)
    codec = _utf16(body) or _choose(body, labels)
    text = body.decode(codec, "replace").removeprefix("\ufeff")
    if codec == "gb18030":
        text = text.translate(_SINCE_2000) if _UNREADABLE.search(text) else text
    # What is read from UTF-8 holds no surrogate, and a NUL is found quicker by itself.
    if "\x00" in text or (codec != "utf-8" and _UNCLEAN.search(text)):
        text = _UNCLEAN.sub("", text)
    name = _named(codec)
    if body.isascii() or not labels or codec == labels[0]:
        return Decoded(text, name)
    return Decoded(text, name, (Repair("mojibake", 1, 1, _named(labels[0]), name, 1.0),))


def codec_of(label: str) -> str:
    """The Python codec a charset label means, "" for one no page should have."""
    return _CODECS.get(label.strip().lower().replace("_", "-"), "") or _CODECS.get(label.strip().lower(), "")


def _labels(body: bytes, content_type: str, hint: str) -> list[str]:
    """The codecs named for these bytes, most trusted first: the admin's, BOM, header, prolog, meta."""
    head = _COMMENT.sub(b"", body[:_HEAD])
    header = _HEADER.search(content_type)
    found = [codec_of(hint), *(codec for bom, codec in _BOMS if body.startswith(bom))]
    found += [codec_of(header[1])] if header else []
    for pattern in (_PROLOG, _META):
        if declared := pattern.search(head):
            codec = codec_of(declared[1].decode("ascii"))
            # A label read as ASCII can't be inside UTF-16 (WHATWG HTML §13.2.3.2).
            found.append("utf-8" if codec.startswith("utf-16") else codec)
    return list(dict.fromkeys(codec for codec in found if codec))


def _named(codec: str) -> str:
    return _NAMES.get(codec, codec.replace("iso8859_", "iso-8859-").replace("_", "-"))


def _choose(body: bytes, labels: list[str]) -> str:
    labels = [codec for codec in labels if not codec.startswith("utf-16")]
    if body.isascii():
        return "iso2022_jp" if "iso2022_jp" in labels else "utf-8"
    whole = labels == ["utf-8"] and _is_whole_utf8(body)
    sample = b"" if whole else _sample(body)
    if whole or _is_utf8(sample, labels):
        return "utf-8"
    fitting = [codec for codec in labels if _fits(sample, codec)]
    detected = "" if fitting and _sense(sample, fitting[0]) >= _SENSE else _everyday(sample)
    if fitting and (not detected or _sense(sample, fitting[0]) >= _NONSENSE):
        return fitting[0]
    if detected:
        return detected
    for codec in (*labels, "utf-8"):
        if _is_damaged(sample, codec):
            return codec
    return min([*labels, "utf-8", _single_byte(sample)], key=lambda codec: _errors(sample, codec))


def _utf16(body: bytes) -> str:
    """UTF-16 by its BOM, or by the NULs that ASCII mark-up has in it."""
    for bom, codec in _BOMS[1:]:
        if body.startswith(bom):
            return codec
    head = body[:512]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > max(len(head) // 8, _CHANCE) and even * 8 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > max(len(head) // 8, _CHANCE) and odd * 8 < even else ""


def _sample(body: bytes) -> bytes:
    """The non-ASCII stretches from the front, each whole up to a tag or line end, 64 KB at most."""
    pieces: list[bytes] = []
    size = 0
    for match in _HIGH.finditer(body):
        pieces.append(match[0][: _SAMPLE - size])
        size += len(pieces[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(pieces)


def _is_whole_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(sample: bytes, labels: list[str]) -> bool:
    text = sample.decode("utf-8", "replace")
    letters = _LETTER.findall(text)
    bad = text.count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    if bad > _TOLERATED * len(letters):
        return False
    few = len(letters) < _CHANCE and all(letter < "\u0800" for letter in letters)
    return not (few and any(codec in _MULTIBYTE and _errors(sample, codec) == 0 for codec in labels))


def _errors(sample: bytes, codec: str) -> float:
    """The share of non-ASCII characters that the codec could not read."""
    text = sample.decode(codec, "replace")
    letters = len(_LETTER.findall(text))
    return len(_UNREADABLE.findall(text)) / letters if letters else 0.0


def _fits(sample: bytes, codec: str) -> bool:
    if codec in _WESTERN:
        # Western text has its accents one at a time; two-byte text read as Western has them in long runs.
        runs = [len(run) for run in _HIGH_RUN.findall(sample)]
        return sum(run for run in runs if run >= _CHANCE) * 2 < sum(runs)
    return _readable(sample, codec)


def _readable(sample: bytes, codec: str) -> bool:
    errors = _errors(sample, codec)
    return errors <= _TOLERATED or (errors <= _BROKEN and codec in _MULTIBYTE and _sense(sample, codec) >= _SENSE)


def _is_damaged(sample: bytes, codec: str) -> bool:
    """Whether this is multi-byte text that lost its step, or is partly in another charset, yet makes sense."""
    if codec != "utf-8" and (codec not in _MULTIBYTE or _sense(sample, codec) < _NONSENSE):
        return False
    return _errors(sample, codec) <= _DAMAGED


def _sense(sample: bytes, codec: str) -> float:
    """The share of non-ASCII characters that are everyday ones of their script; 1.0 outside CJK charsets."""
    if codec not in _MULTIBYTE:
        return 1.0
    letters = _LETTER.findall(sample.decode(codec, "replace"))
    return sum(letter in EVERYDAY for letter in letters) / len(letters) if letters else 1.0


def _everyday(sample: bytes) -> str:
    """The CJK charset these bytes make sense in, "" when in none."""
    scores = [(_sense(sample, codec), codec) for codec in _MULTIBYTE if _readable(sample, codec)]
    best = max(scores, default=(0.0, ""))
    return best[1] if best[0] >= _SENSE else ""


def _single_byte(sample: bytes) -> str:
    """The one-byte charset of text that names none: Western where its accents say so, else as detected."""
    accents = _LETTER.findall(sample.decode("cp1252", "replace"))
    if sum(letter in ACCENTS for letter in accents) >= (1 - _TOLERATED) * len(accents):
        return "cp1252"
    best = from_bytes(sample[:_DETECT]).best()
    return codec_of(best.encoding) or "cp1252" if best else "cp1252"
