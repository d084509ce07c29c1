"""Files made to break what reads them: nothing but the kind's own error, in bounded time, whatever lies in the folder."""

import base64
import json
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Listing
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.enclosed import is_enclosed

SAMPLES = Path(__file__).parents[1] / "samples" / "kinds" / "inbox"
SOURCE = Source(
    "haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", language="zh-CN", script="hans"
)
WHOLE = {
    name: (SAMPLES / name).read_bytes()
    for name in ("word.docx", "foxmail.eml", "message.xml", "list.ninjs", "credits.txt")
}
# Slower than any of these takes on a busy machine by far; quadratic time would be minutes.
SECONDS = 20.0
SLOW = {"suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large], "deadline": None}


def look(name: str, body: bytes) -> Listing | None:
    """The file's articles, each fit to be stored; None for an ExtractError, which has to say something."""
    page = Page(f"inbox:{name}", body)
    listing, said = None, ""
    try:
        listing = KINDS["inbox"].leads(page, SOURCE)
    except ExtractError as error:
        said = str(error).strip()
    assert listing or said
    for lead in listing.leads if listing else ():
        draft = lead.draft
        assert draft is not None
        assert draft.title
        assert draft.body_text or draft.status == "canceled"
        json.dumps([draft.title, draft.body_html, draft.body_text, draft.left_out], ensure_ascii=False).encode()
        assert "<script" not in draft.body_html.lower()
        assert {one.url for one in draft.enclosed} <= {image.url for image in draft.images}
        assert all(is_enclosed(one.url) for one in draft.enclosed)
    return listing


def document(body: str, **parts: str) -> bytes:
    """A Word document of this body."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{w}" xmlns:r="r" xmlns:mc="mc"><w:body>{body}</w:body></w:document>',
        )
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return packed.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def mail(*lines: str, head: str = "Subject: x\nMIME-Version: 1.0\n") -> bytes:
    return (head + "\n".join(lines)).encode("utf-8", "surrogateescape")


NESTED = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(3000))
HOSTILE: dict[str, tuple[str, bytes]] = {
    "tables in tables": (
        "a.docx",
        document(p("x") + "<w:tbl><w:tr><w:tc>" * 60 + p("y") + "</w:tc></w:tr></w:tbl>" * 60),
    ),
    "deeper than any parser": (
        "a.docx",
        document("<w:sdt><w:sdtContent>" * 3000 + p("y") + "</w:sdtContent></w:sdt>" * 3000),
    ),
    "runs in runs": (
        "a.docx",
        document(p("x") + "<w:p>" + "<w:ins>" * 240 + "<w:r><w:t>y</w:t></w:r>" + "</w:ins>" * 240 + "</w:p>"),
    ),
    "many paragraphs": ("a.docx", document(p("标题") + p("正文一段，海川县秋收。") * 40_000)),
    "many runs": (
        "a.docx",
        document(p("x") + "<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>" * 60_000 + "</w:p>"),
    ),
    "one long word": ("a.docx", document(p("x") + p("a" * 9_000_000))),
    "wide cells": (
        "a.docx",
        document(
            p("x")
            + "<w:tbl><w:tr>"
            + '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/><w:vMerge/></w:tcPr>'
            + p("y")
            + "</w:tc></w:tr></w:tbl>"
        ),
    ),
    "fields without an end": (
        "a.docx",
        document(p("x") + "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + "</w:p>" + p("y")),
    ),
    "alternatives in alternatives": (
        "a.docx",
        document(
            p("x")
            + "<w:p><w:r>"
            + '<mc:AlternateContent><mc:Choice Requires="wps">' * 100
            + "<w:t>y</w:t>"
            + "</mc:Choice></mc:AlternateContent>" * 100
            + "</w:r></w:p>"
        ),
    ),
    "styles in a circle": (
        "a.docx",
        document('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' + p("y")),
    ),
    "a bomb": ("a.docx", document(p("x") + p(" " * 60_000_000))),
    "nul": ("a.docx", b"PK\x03\x04" + bytes(5000)),
    "no end": ("a.docx", b"PK\x03\x04" * 100_000),
    "nested parts": ("a.eml", mail(NESTED, "text")),
    "many parts": ("a.eml", mail('Content-Type: multipart/mixed; boundary="b"', "", "--b\n\nx\n" * 20_000)),
    "no boundary": ("a.eml", mail("Content-Type: multipart/mixed", "", "text " * 50_000)),
    "a boundary of nothing": ("a.eml", mail('Content-Type: multipart/mixed; boundary=""', "", "--\n" * 50_000)),
    "long header": ("a.eml", mail("X: " + "a" * 5_000_000, "", "标题", "正文")),
    "many headers": ("a.eml", mail(*("X: y",) * 100_000, "", "text")),
    "encoded words": ("a.eml", mail("", "text", head="Subject: " + "=?utf-8?B?5Lic?= " * 50_000 + "\n")),
    "half an encoded word": ("a.eml", mail("", "text", head="Subject: " + "=?utf-8?Q?" * 100_000 + "\n")),
    "quotations": ("a.eml", mail("", *(("> " * 200 + "text") for _ in range(5_000)))),
    "headers in the text": ("a.eml", mail("", "From: a\nTo: b\nSubject: c\n" * 20_000)),
    "answers": ("a.eml", mail("", "On 2026 somebody wrote:\n" * 20_000)),
    "dashes": ("a.eml", mail("", "-" * 2_000_000, "text")),
    "long lines": ("a.eml", mail("", *("word " * 200_000 for _ in range(5)))),
    "broken lines": (
        "a.eml",
        mail("", *("a few words that are broken at a width that programs break them at now",) * 30_000),
    ),
    "html deep": ("a.eml", mail("Content-Type: text/html", "", "<div><b>" * 60_000, "text")),
    "html lists": ("a.eml", mail("Content-Type: text/html", "", "<ul><li>x" * 20_000)),
    "html lines": ("a.eml", mail("Content-Type: text/html", "", "<p>一行<br>" * 20_000)),
    "html tables": ("a.eml", mail("Content-Type: text/html", "", "<table><tr><td>x<td>y" * 3_000)),
    "html marks": ("a.eml", mail("Content-Type: text/html", "", "<b>" + "x<br>" * 3_000)),
    "signatures": ("a.eml", mail("Content-Type: text/html", "", "<div class=signature>x" * 3_000)),
    "pictures in addresses": (
        "a.eml",
        mail("Content-Type: text/html", "", "<p>x</p><p>y</p>" + '<img src="data:image/png;base64,%%%">' * 3_000),
    ),
    "base64 of nothing": ("a.eml", mail("Content-Transfer-Encoding: base64", "", "=" * 1_000_000)),
    "uuencoded": ("a.eml", mail("Content-Transfer-Encoding: x-uuencode", "", "begin 644 x", "M" * 500_000)),
    "parameters": (
        "a.eml",
        mail(
            "Content-Type: text/plain; charset*0*=utf-8''%FF; charset*9=\"x\"; name*=%; =; ;;" + ";a=b" * 20_000,
            "",
            "标题",
            "正文",
        ),
    ),
    "surrogates": ("a.eml", mail("", "\udcff\udcfe" * 5_000, head="Subject: \udcff\udce4\n")),
    "entities": (
        "a.xml",
        b"<!DOCTYPE newsItem ["
        + b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(60))
        + b"]><newsItem guid='&a60;'/>",
    ),
    "items in items": ("a.xml", b"<newsMessage>" + b"<itemSet>" * 5_000),
    "many items": (
        "a.xml",
        b"<newsMessage>"
        + b"<newsItem guid='a'><contentSet><inlineData>x</inlineData></contentSet></newsItem>" * 3_000
        + b"</newsMessage>",
    ),
    "nitf deep": (
        "a.xml",
        b"<newsItem guid='a'><contentSet><inlineXML><nitf><body><body.content>"
        + b"<block>" * 200
        + b"x"
        + b"</block>" * 200
        + b"</body.content></body></nitf></inlineXML></contentSet></newsItem>",
    ),
    "names": (
        "a.xml",
        b"<newsItem xmlns:a='b' a:guid='x' guid='y'><a:contentSet/><contentMeta><headline/><subject/></contentMeta></newsItem>",
    ),
    "numbers": (
        "a.json",
        b'{"uri": 1e999, "headlines": [{"value": -0}], "bodies": [{"value": 99999999999999999999999999}]}',
    ),
    "digits": ("a.json", b'{"uri": ' + b"9" * 100_000 + b"}"),
    "objects in objects": ("a.json", b'{"uri":"x","associations":' * 2_000 + b"[]" + b"}" * 2_000),
    "a long list": ("a.json", b"[" + b",".join([b'{"uri": "x", "headline": "y", "body_text": "z"}'] * 5_000) + b"]"),
    "wrong shapes": (
        "a.json",
        b'{"uri":"x","headline":{"a":1},"body_text":[],"byline":{},"subject":"x","renditions":[],"altids":{"web":1},"authors":[1]}',
    ),
    "dates": (
        "a.json",
        b'{"uri":"x","headline":"y","body_text":"z","firstcreated":"0000-00-00","embargoed":"9999-99-99T99:99"}',
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files(case: str) -> None:
    name, body = HOSTILE[case]
    started = time.process_time()
    look(name, body)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", WHOLE)
def test_the_samples_are_what_is_broken_below(name: str) -> None:
    listing = look(name.replace(".ninjs", ".json"), WHOLE[name])
    assert listing is not None
    assert listing.leads


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_anywhere(name: str) -> None:
    body = WHOLE[name]
    for end in range(0, len(body), max(1, len(body) // 60)):
        look(name, body[:end])
        look(name, body[end:])


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6),
    st.sampled_from(["", ".txt", ".docx", ".eml", ".xml", ".json", ".html", ".doc"]),
)
@settings(max_examples=150, **SLOW)
def test_a_file_with_any_bytes_changed_under_any_name(
    name: str, changes: list[tuple[int, bytes, int]], suffix: str
) -> None:
    body = WHOLE[name]
    for at, new, gone in changes:
        at %= len(body) + 1  # noqa: PLW2901 - a place in the file as it is by now
        body = body[:at] + new + body[at + gone :]
    look(f"a{suffix}" if suffix else name, body)


def repacked(part: str, text: bytes) -> bytes:
    """The Word sample with one part replaced."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(WHOLE["word.docx"])) as whole, zipfile.ZipFile(packed, "w") as made:
        for name in whole.namelist():
            made.writestr(name, text if name == part else whole.read(name))
    return packed.getvalue()


PARTS = {
    name: zipfile.ZipFile(BytesIO(WHOLE["word.docx"])).read(name)
    for name in (
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
    )
}
XML = [
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:r>",
        b"<w:tbl>",
        b"<w:tr>",
        b"<w:tc>",
        b"<w:del>",
        b"<w:ins>",
        b"<w:t>",
        b"<w:br/>",
        b"<w:numPr/>",
    ),
    *(
        b'<w:numId w:val="1"/>',
        b'w:val="-1"',
        b'w:val="99999999999999999999"',
        b'w:val=""',
        b"<w:vMerge/>",
        b"<mc:AlternateContent/>",
    ),
    *(
        b"<w:drawing/>",
        b"<w:pict/>",
        b'r:embed="rId9"',
        b'r:id="rId404"',
        b"<w:lvl/>",
        b'Target="../../x"',
        b'Target=""',
        b"&#0;",
        b"]]>",
        b"<!--",
    ),
]


@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(
        st.tuples(st.integers(0, 9000), st.one_of(st.sampled_from(XML), st.binary(max_size=4)), st.integers(0, 60)),
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=150, **SLOW)
def test_a_word_document_with_any_part_changed(part: str, changes: list[tuple[int, bytes, int]]) -> None:
    body = PARTS[part]
    for at, new, gone in changes:
        at %= len(body) + 1  # noqa: PLW2901 - a place in the part as it is by now
        body = body[:at] + new + body[at + gone :]
    look("a.docx", repacked(part, body))


TAGS = [
    "p",
    "tbl",
    "tr",
    "tc",
    "r",
    "t",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "sdt",
    "sdtContent",
    "hyperlink",
    "txbxContent",
    "drawing",
    "pict",
    "br",
    "tab",
    "ruby",
    "rt",
]
TREES = st.recursive(
    st.text("海川ab \n", max_size=6).map(lambda text: f"<w:r><w:t>{text}</w:t></w:r>"),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda one: f"<w:{one[0]}>{''.join(one[1])}</w:{one[0]}>"
    ),
    max_leaves=30,
)


@given(st.lists(TREES, max_size=6))
@settings(max_examples=150, **SLOW)
def test_any_well_formed_word_document(blocks: list[str]) -> None:
    look("a.docx", document(p("标题") + "".join(blocks) + p("正文。")))


MIME = [
    *(
        b"Subject: ",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: multipart/alternative; boundary=c\n",
        b"\n--b\n",
        b"\n--c\n",
        b"--b--",
    ),
    *(
        b"Content-Type: text/html; charset=gb2312\n",
        b"Content-Type: text/plain; format=flowed; delsp=yes\n",
        b"Content-Type: message/rfc822\n\n",
    ),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"Content-Disposition: attachment; filename=",
        b"a.docx\n",
    ),
    *(
        b"\n",
        b"\n\n",
        b" \n",
        b"> ",
        b"-- \n",
        b"=\n",
        b"=E4=B8",
        b"<p>",
        b"<table><tr><td>",
        b"<img src=cid:x>",
        b"<blockquote>",
        "发件人：甲\n主题：乙\n".encode(),
    ),
    *(
        base64.b64encode("海川县召开秋收现场会".encode()),
        b"=?gb2312?B?",
        b"?=",
        "附件请查收\n".encode(),
        "海川县召开秋收现场会，要求颗粒归仓。\n".encode("gb18030"),
    ),
    *(
        b"Content-ID: <x>\n",
        b"Content-Type: image/png\n",
        b"Date: ",
        b"\xff\xfe\x00",
        b"Content-Type: application/octet-stream; name*0*=utf-8''%E4",
    ),
]


@given(st.lists(st.one_of(st.sampled_from(MIME), st.binary(max_size=5)), max_size=30).map(b"".join))
@settings(max_examples=200, **SLOW)
def test_any_mail(body: bytes) -> None:
    look("a.eml", b"From: a@b\n" + body)


NAMES = [
    *(
        "newsItem",
        "newsMessage",
        "itemSet",
        "packageItem",
        "rightsInfo",
        "copyrightHolder",
        "copyrightNotice",
        "name",
        "itemMeta",
        "pubStatus",
    ),
    *(
        "itemClass",
        "embargoed",
        "versionCreated",
        "contentMeta",
        "headline",
        "by",
        "creator",
        "subject",
        "link",
        "contentSet",
        "inlineXML",
    ),
    *(
        "inlineData",
        "remoteContent",
        "html",
        "head",
        "title",
        "body",
        "p",
        "nitf",
        "body.head",
        "hedline",
        "hl1",
        "byline",
        "body.content",
        "media",
        "media-reference",
    ),
]
ATTRIBUTES = [
    "guid='a'",
    "version='x'",
    "qcode='stat:canceled'",
    "qcode=':'",
    "qcode='ninat:picture'",
    "role='hld:sub'",
    "href='http://['",
    "href='https://x.example/a'",
    "contenttype='image/png'",
    "rel='irel:web'",
    "literal='甲'",
    "xml:lang='zh'",
    "",
]
ITEMS = st.recursive(
    st.text("海川，a<&", max_size=5).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=5)).map(
        lambda one: f"<{one[0]} {one[1]}>{''.join(one[2])}</{one[0]}>"
    ),
    max_leaves=40,
)


@given(st.lists(ITEMS, max_size=6).map("".join))
@settings(max_examples=200, **SLOW)
def test_any_newsml(inner: str) -> None:
    look("a.xml", f"<newsItem guid='b'>{inner}</newsItem>".encode())
    look("a.xml", f"<newsMessage>{inner}</newsMessage>".encode())


FIELDS = [
    *(
        "uri",
        "guid",
        "type",
        "pubstatus",
        "headline",
        "headline_x",
        "body_html",
        "body_text",
        "byline",
        "by",
        "headlines",
        "bodies",
        "associations",
    ),
    *(
        "renditions",
        "altids",
        "infosources",
        "source",
        "authors",
        "subject",
        "embargoed",
        "firstcreated",
        "rightsinfo",
        "value",
        "role",
        "href",
        "name",
        "version",
    ),
]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.sampled_from(["", "x", "<p>海川</p>", "2026-11-20T08:00:00Z", "https://x.example/a", "canceled", "text"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=10), VALUES)
@settings(max_examples=200, **SLOW)
def test_any_json(document_: dict[str, Any], other: Any) -> None:
    whole = {"uri": "urn:x", "headline": "标题", "body_text": "正文", **document_}
    for value in (whole, [whole, other], {"items": [whole, other]}, other):
        look("a.json", json.dumps(value).encode())


@given(
    st.binary(max_size=200), st.sampled_from([".docx", ".eml", ".xml", ".json", ".txt", ".html", ".doc", "", ".pdf"])
)
@settings(max_examples=150, **SLOW)
def test_any_bytes_under_any_name(body: bytes, suffix: str) -> None:
    look(f"a{suffix}", body)
    with suppress(ExtractError):
        KINDS["inbox"].leads(Page(f"inbox:a{suffix}", b"\n".join([body, body]), "text/plain; charset=gb2312"), SOURCE)
