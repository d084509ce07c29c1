"""Mails as mail programs write them, byte by byte: nothing here is put in order by a library; and how they are read."""

import base64
import quopri
from collections.abc import Sequence

from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Draft, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source

SOURCE = Source("haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", language="zh-CN")
TITLE = "东湾镇千亩晚稻开镰"
LEAD = "本报讯（记者 张三）11月20日上午，东湾镇的三台收割机开进稻田，千亩晚稻开镰。种粮大户周德发说，今年亩产比去年高出五十公斤。"
MORE = "镇农技站站长介绍，全镇晚稻面积三千二百亩，预计本月底收完，烘干和仓储已经安排妥当，农机手们正抢晴抓收，力争颗粒归仓。"
NOTICE = "（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）"
STORY = [LEAD, MORE, NOTICE]
BODY = "\n".join(STORY)
ENGLISH = (
    "HAICHUAN, Nov. 20 -- The first combine harvesters rolled into the paddies of Dongwan on Friday morning, weeks ahead of the "
    "frost that ruined part of last year's crop, and farmers said yields had never been better in the twenty years that records go back."
)
SECOND = (
    "Zhou Defa, who farms sixty hectares with his two sons, expects nine tonnes a hectare, half a tonne more than in the year before, "
    "and has already sold most of the crop to a mill in the neighbouring county at a price agreed in the spring."
)
BOUNDARY = "----=_NextPart_000_0042"


def word(text: str, charset: str = "utf-8", encoding: str = "B") -> str:
    """An encoded word (RFC 2047)."""
    body = text.encode(charset, "surrogateescape")
    if encoding == "B":
        return f"=?{charset}?B?{base64.b64encode(body).decode()}?="
    quoted = "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"={byte:02X}" for byte in body)
    return f"=?{charset}?Q?{quoted}?="


def header(subject: str, *more: str) -> str:
    """The first lines of a mail from a county's press office."""
    lines = (
        "Received: from mail.haichuan.example (unknown [192.0.2.8]) by mx.example; Fri, 20 Nov 2026 08:31:02 +0800 (CST)",
        "Date: Fri, 20 Nov 2026 08:30:05 +0800",
        f"From: {word('李通讯')} <li@dongwan.example>",
        "To: desk@haichuan.example",
        f"Subject: {subject}",
        "Message-ID: <202611200830@dongwan.example>",
        "MIME-Version: 1.0",
        *more,
    )
    return "\r\n".join(lines) + "\r\n"


def part(
    body: bytes | str, kind: str = "text/plain", encoding: str = "base64", *more: str, charset: str = "utf-8"
) -> bytes:
    """A part, its text in `charset`."""
    raw = body.encode(charset) if isinstance(body, str) else body
    about = f"; charset={charset}" if isinstance(body, str) and "charset" not in kind else ""
    packed = {
        "base64": base64.encodebytes,
        "quoted-printable": lambda text: quopri.encodestring(text).replace(b"\n", b"\r\n"),
    }.get(encoding, bytes)(raw)
    head = "\r\n".join((f"Content-Type: {kind}{about}", f"Content-Transfer-Encoding: {encoding}", *more))
    return head.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + packed


def multipart(kind: str, *parts: bytes, boundary: str = BOUNDARY) -> bytes:
    """Parts in a multipart, with what mail programs say before it."""
    line = f"--{boundary}".encode()
    joined = b"".join(b"\r\n" + line + b"\r\n" + one for one in parts)
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{boundary}"\r\n\r\nThis is a multi-part message in MIME format.\r\n'
    return head.encode() + joined + b"\r\n" + line + b"--\r\n"


def mail(subject: str, body: bytes, *more: str) -> bytes:
    """A mail: its header, then a part or a multipart with a header of its own."""
    return header(subject, *more).encode("utf-8", "surrogateescape") + body


def plain(
    subject: str, lines: Sequence[str] | str, charset: str = "utf-8", encoding: str = "base64", *more: str
) -> bytes:
    """A mail of one plain text."""
    text = lines if isinstance(lines, str) else "\r\n".join(lines)
    return mail(subject, part(text, "text/plain", encoding, charset=charset), *more)


def attached(name: str, body: bytes, kind: str = "application/octet-stream", charset: str = "utf-8") -> bytes:
    """A file, named as Chinese mail programs name it: by an encoded word in quotes."""
    called = word(name, charset) if not name.isascii() else name
    return part(
        body, f'{kind};\r\n\tname="{called}"', "base64", f'Content-Disposition: attachment;\r\n\tfilename="{called}"'
    )


def inline(name: str, cid: str, body: bytes, kind: str = "image/png") -> bytes:
    """A picture that the text shows."""
    return part(body, f'{kind};\r\n\tname="{name}"', "base64", f"Content-ID: <{cid}>", "Content-Disposition: inline")


def read(body: bytes, name: str = "稿件.eml", **changes: str) -> Listing:
    source = Source(
        "haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", **{"language": "zh-CN", **changes}
    )
    return KINDS["inbox"].leads(Page(f"inbox:{name}", body), source)


def one(body: bytes, **changes: str) -> Draft:
    (lead,) = read(body, **changes).leads
    assert lead.draft is not None
    return lead.draft
