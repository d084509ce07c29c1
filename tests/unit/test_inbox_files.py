"""Files dropped into a folder: ninjs of every version, what each file is by its bytes, and what to do with the others."""

import gzip
import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from mailfile import STORY, TITLE, plain, word
from wordfile import docx, p, png

from syndicator.attribute.resolve import resolve
from syndicator.errors import DocumentInvalid, ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Draft, Listing
from syndicator.model.page import Page
from syndicator.model.rights import Status
from syndicator.model.source import Source

SOURCE = Source("haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", language="zh-CN")
LEAD = "11月20日上午，东湾镇的三台收割机开进稻田，千亩晚稻开镰。"
MORE = "种粮大户周德发说，今年亩产比去年高出五十公斤。"
NOTICE = "本条新闻版权归海川县融媒体中心所有，转载请注明出处。"
RIGHTS = {"copyrightholder": "海川县融媒体中心", "copyrightnotice": NOTICE, "usageterms": "可转载，须署名。"}
NINJS1 = {
    "uri": "urn:haichuan:1",
    "type": "text",
    "version": "2",
    "pubstatus": "usable",
    "language": "zh-CN",
    "firstcreated": "2026-11-20T08:30:00+08:00",
    "versioncreated": "2026-11-20T10:15:00+08:00",
    "embargoed": "2026-11-21T00:00:00+08:00",
    "headline": TITLE,
    "byline": "记者 张三",
    "subject": [{"name": "农业"}],
    "body_text": f"{LEAD}\n{MORE}",
    "body_xhtml": f"<p>{LEAD}</p><p>{MORE}</p>",
    "altids": {"web": "https://haichuan.example/a/1.html"},
    "associations": {
        "photo": {
            "uri": "urn:p",
            "type": "picture",
            "headline": "收割",
            "description_text": "收割现场。",
            "byline": "李四",
            "renditions": {
                "s": {"href": "https://haichuan.example/s.jpg", "width": 200},
                "l": {"href": "https://haichuan.example/l.jpg", "width": 1200},
            },
        },
        "none": None,
    },
    **RIGHTS,
}
NINJS2 = {
    **{
        key: NINJS1[key]
        for key in ("uri", "type", "version", "pubstatus", "language", "firstcreated", "versioncreated", "embargoed")
    },
    "headlines": [{"role": "main", "value": TITLE}],
    "by": "记者 张三",
    "subjects": [{"name": "农业"}],
    "bodies": [
        {"contenttype": "text/plain", "value": f"{LEAD}\n{MORE}"},
        {"contenttype": "text/html", "value": f"<p>{LEAD}</p><p>{MORE}</p>"},
    ],
    "altids": [{"role": "web", "value": "https://haichuan.example/a/1.html"}],
    "associations": [
        {
            "type": "picture",
            "headlines": [{"value": "收割"}],
            "descriptions": [{"role": "caption", "value": "收割现场。"}],
            "by": "李四",
            "renditions": [
                {"href": "https://haichuan.example/s.jpg", "width": 200},
                {"href": "https://haichuan.example/l.jpg", "width": 1200},
            ],
        }
    ],
    **RIGHTS,
}
CAMEL = {
    "pubstatus": "pubStatus",
    "firstcreated": "firstCreated",
    "versioncreated": "versionCreated",
    "embargoed": "embargoedUntil",
    "altids": "altIds",
    "contenttype": "contentType",
    "copyrightholder": "copyrightHolder",
    "copyrightnotice": "copyrightNotice",
    "usageterms": "usageTerms",
}


def camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {CAMEL.get(key, key): camel(one) for key, one in value.items()}
    return [camel(one) for one in value] if isinstance(value, list) else value


def read(body: bytes | dict[str, Any] | list[Any], name: str = "rice.json") -> Listing:
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return KINDS["inbox"].leads(Page(f"inbox:{name}", raw), SOURCE)


def one(body: bytes | dict[str, Any] | list[Any], name: str = "rice.json") -> Draft:
    (lead,) = read(body, name).leads
    assert lead.draft is not None
    return lead.draft


@pytest.mark.parametrize("document", [NINJS1, NINJS2, camel(NINJS2)], ids=["1.x", "2.x", "3.x"])
def test_ninjs_of_every_version_says_the_same(document: dict[str, Any]) -> None:
    (lead,) = read(document).leads
    draft = lead.draft
    assert draft is not None
    assert (lead.key, draft.url, draft.told) == ("urn:haichuan:1", "https://haichuan.example/a/1.html", False)
    assert (draft.title, draft.authors, draft.section) == (TITLE, ("张三",), "农业")
    assert (draft.body_html, draft.body_text) == (f"<p>{LEAD}</p><p>{MORE}</p>", f"{LEAD}\n{MORE}")
    assert (str(draft.published), str(draft.updated)) == ("2026-11-20T08:30:00+08:00", "2026-11-20T10:15:00+08:00")
    assert draft.embargo is not None
    assert (draft.embargo.isoformat(), draft.revision, draft.status) == (
        "2026-11-20T16:00:00+00:00",
        "2",
        Status.USABLE,
    )
    assert [(image.url, image.alt, image.caption, image.credit) for image in draft.images] == [
        ("https://haichuan.example/l.jpg", "收割", "收割现场。", "李四"),
    ]
    rights = resolve(draft, SOURCE, license_base="").rights
    assert (rights.holder, rights.notice) == ("海川县融媒体中心", NOTICE)


def test_a_notice_that_stands_in_the_text_alone_is_read_there() -> None:
    bare = {key: value for key, value in NINJS1.items() if key not in RIGHTS} | {
        "body_xhtml": f"<p>{LEAD}</p><p>（{NOTICE}）</p>"
    }
    assert resolve(one(bare), SOURCE, license_base="").rights.holder == "海川县融媒体中心"


@pytest.mark.parametrize(
    ("changes", "gone", "title", "body"),
    [
        ({"headline_main": "主标题"}, ["headline"], "主标题", f"{LEAD}\n{MORE}"),
        ({"headline": "标题", "headline_sub": "副题"}, [], "标题", f"{LEAD}\n{MORE}"),
        ({"body_html": f"<p>{LEAD}</p>"}, ["body_text", "body_xhtml"], TITLE, LEAD),
        ({"body_richtext": f"<p>{LEAD}</p>"}, ["body_xhtml"], TITLE, LEAD),
        ({"body_main": LEAD}, ["body_text", "body_xhtml"], TITLE, LEAD),
        ({}, ["body_xhtml"], TITLE, f"{LEAD}\n{MORE}"),
    ],
)
def test_ninjs_1_by_its_extensible_names(changes: dict[str, str], gone: list[str], title: str, body: str) -> None:
    draft = one({key: value for key, value in NINJS1.items() if key not in gone} | changes)
    assert (draft.title, draft.body_text) == (title, body)
    assert draft.subtitles == (("副题",) if "headline_sub" in changes else ())


def test_what_superdesk_sends() -> None:
    document = {
        "guid": "urn:newsml:localhost:1",
        "version": "4",
        "type": "text",
        "pubstatus": "usable",
        "headline": TITLE,
        "source": "海川融媒",
        "authors": [{"name": "张三", "role": "writer"}, {"name": "李四", "role": "editor"}, {"role": "writer"}, "x"],
        "body_html": f"<p>{LEAD}</p>",
        "versioncreated": "2026-11-20T10:15:00+0000",
        "associations": {
            "featuremedia": None,
            "editor_0": {
                "type": "picture",
                "renditions": {"original": {"href": "https://haichuan.example/o.jpg", "width": 10}},
            },
        },
        "extra": {"x": 1},
    }
    (lead,) = read(document).leads
    assert lead.draft is not None
    assert (lead.key, lead.draft.authors, lead.draft.outlet) == ("urn:newsml:localhost:1", ("张三",), "海川融媒")
    assert [image.url for image in lead.draft.images] == ["https://haichuan.example/o.jpg"]


@pytest.mark.parametrize(
    "wrap",
    [
        list,
        lambda items: {"items": items},
        lambda items: {"_items": items, "_meta": {}},
        lambda items: {"total": 2, "item": items},
    ],
)
def test_a_list_of_articles(wrap: Any) -> None:
    listing = read(wrap([NINJS1, camel({**NINJS2, "uri": "urn:haichuan:2"})]))
    assert [(lead.key, lead.url) for lead in listing.leads] == [
        ("urn:haichuan:1", "inbox:rice.json"),
        ("urn:haichuan:2", "inbox:rice.json#2"),
    ]
    assert (listing.notes, listing.refused, listing.seen) == ((), (), 2)


def test_of_a_list_the_good_are_taken_and_the_others_named() -> None:
    broken = {"uri": "urn:haichuan:3", "headline": TITLE}
    listing = read([NINJS1, broken, {**NINJS1, "uri": "urn:haichuan:4", "pubstatus": "spiked"}])
    assert [lead.key for lead in listing.leads] == ["urn:haichuan:1"]
    assert listing.refused == (
        "article 2: bodies: is required",
        "article 3: pubstatus: must be usable, withheld or canceled",
    )
    assert (listing.notes, listing.seen) == (listing.refused, 3)
    with pytest.raises(ExtractError, match="none of the 2 articles can be taken"):
        read([broken, broken])


def test_a_collection_and_a_cancellation() -> None:
    collection = {
        "uri": "urn:c",
        "type": "composite",
        "title": "今日",
        "associations": [NINJS2, {**NINJS2, "uri": "urn:haichuan:2"}],
    }
    assert [lead.key for lead in read(collection).leads] == ["urn:haichuan:1", "urn:haichuan:2"]
    assert one({"uri": "urn:haichuan:1", "pubStatus": "canceled"}).status is Status.CANCELED


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"null", "no ninjs document"),
        (b"[]", "no ninjs document"),
        (b'{"id": "1", "title": "x"}', "no ninjs document: the file has no object with a uri"),
        (
            json.dumps({"uri": "urn:1", "type": "picture", "headline": "x"}).encode(),
            "item of type picture is no article by itself",
        ),
        (json.dumps({"uri": "urn:1", "type": "event", "title": "x"}).encode(), "item of type event"),
        (json.dumps({"uri": "urn:1"}).encode(), "bodies: is required; headlines: is required"),
        (json.dumps({**NINJS1, "embargoed": "2026-11-21"}).encode(), "embargoed: must be a date"),
        (json.dumps({**NINJS1, "associations": 5}).encode(), "associations: must be a list of objects"),
        (json.dumps({**NINJS1, "altids": [5]}).encode(), "altids: must be a list of objects"),
    ],
)
def test_what_is_no_article_in_json(document: bytes, words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        read(document)


def test_every_field_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(DocumentInvalid) as caught:
        read({**NINJS2, "by": 5.5, "firstcreated": "gestern", "bodies": "x"})
    assert {fault.field for fault in caught.value.faults} == {"by", "firstcreated", "bodies"}


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_json_in_the_charset_it_is_in(charset: str) -> None:
    assert one(json.dumps(NINJS1, ensure_ascii=False).encode(charset)).title == TITLE


PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{LEAD}</p><p>{MORE}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        *(
            ("稿件.docx", docx(p(TITLE), p(LEAD))),
            ("稿件.doc", docx(p(TITLE), p(LEAD))),
            ("稿件.txt", docx(p(TITLE), p(LEAD))),
            ("稿件", docx(p(TITLE), p(LEAD))),
        ),
        *(
            ("page.html", PAGE.encode()),
            ("page.doc", PAGE.encode()),
            ("page.wps", PAGE.encode("gb18030")),
            ("page", PAGE.encode()),
            ("page.xhtml", PAGE.encode()),
        ),
        (
            "page.xml",
            f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">{PAGE.removeprefix("<html>")}'.encode(),
        ),
        ("page.txt", b"\xef\xbb\xbf" + PAGE.encode()),
        ("稿件.txt", f"{TITLE}\n{LEAD}".encode()),
        ("稿件.TXT", f"{TITLE}\r\n{LEAD}".encode("gb18030")),
        ("稿件.md", f"{TITLE}\n{LEAD}".encode()),
        ("mail.EML", plain(word(TITLE), STORY)),
        ("rice.ninjs", json.dumps(NINJS1).encode()),
    ],
)
def test_a_file_is_what_its_bytes_are(name: str, body: bytes) -> None:
    assert one(body, name).title == TITLE


def zipped(**files: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        (
            "稿件.doc",
            OLE + "WordDocument".encode("utf-16-le"),
            "稿件.doc is an old Office document .*: open it in Word or WPS, save it as .docx",
        ),
        ("稿件.wps", OLE, "save it as .docx and put that in"),
        ("稿件.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password: save it without one"),
        ("信.msg", OLE + "__substg1.0_0037001F".encode("utf-16-le"), "an Outlook message .*: save it as .eml"),
        ("表.xls", OLE + "Workbook".encode("utf-16-le"), "an Excel sheet"),
        ("片.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "a presentation"),
        ("稿件.docx", b"not a zip", "the file is damaged, it is no .docx"),
        ("稿件.docx", b"", "the file is damaged"),
        ("稿件.rtf", b"{\\rtf1\\ansi", "a Rich Text document"),
        ("稿件.txt", b"%PDF-1.7\n", "稿件.txt is a PDF document: save its text as .docx or .txt"),
        ("稿件.pdf", b"\n\n%PDF-1.4", "a PDF document"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "a picture without an article: put it into the article's .docx"),
        ("照片.png", png(), "a picture without an article"),
        ("照片.tif", b"II*\0" + bytes(60), "a picture without an article"),
        ("包.zip", zipped(**{"a.txt": "x"}), "no Word document: this is a zip of other files"),
        ("包.rar", b"Rar!\x1a\x07\x00", "a packed file: unpack it"),
        ("包.gz", gzip.compress(b"x", mtime=0), "a packed file"),
        ("影.mp4", b"\0\0\0\x20ftypisom" + bytes(60), "a film or a sound"),
        ("表.xlsx", zipped(xl__workbook="<x/>"), "an Excel sheet"),
        ("稿.odt", zipped(mimetype="application/vnd.oasis.opendocument.text", content="<x/>"), "an OpenDocument"),
        ("稿件.doc", "只有文字".encode(), "a Word 97-2003 document"),
        ("页.mht", b"MIME-Version: 1.0\r\n", "a saved web page in one file .*: save it as .html"),
        ("表.csv", "甲,乙\n".encode(), "no format for articles"),
        ("x.txt", bytes(range(1, 32)) * 40, "no text in any charset"),
        ("x.bin", b"\x00\xff\xfe\xfd" * 400 + bytes(range(256)) * 9, "x.bin is|headline|no text"),
        ("稿件.txt", b"", "the file is empty"),
        ("稿件.txt", TITLE.encode(), "no text below"),
        ("稿件.html", b"", "the page is empty"),
        ("稿件.eml", b"", "no mail"),
        ("稿件.json", b"", "no JSON"),
        ("稿件.xml", b"", "no well-formed XML"),
        ("x.xml", b"<a/>", "XML that is neither NewsML-G2 nor a page .its root is a."),
    ],
)
def test_what_can_not_be_read_says_what_to_do(name: str, body: bytes, words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        read(body, name)


def test_the_original_a_file_names_is_the_way_back_and_a_front_page_is_none() -> None:
    for line, url in (
        ("原文链接：https://haichuan.example/a/1.html", "https://haichuan.example/a/1.html"),
        ("原文：https://haichuan.example/", "inbox:稿件.txt"),
    ):
        draft = one(f"{TITLE}\n{LEAD}\n{line}".encode(), "稿件.txt")
        assert (draft.url, draft.told) == (url, True)


PEOPLE = [
    {"name": "王副县长", "rel": "about"},
    {"name": "张三", "rel": "author"},
    {"name": "赵小芹", "rel": "http://cv.iptc.org/newscodes/contentprodpartyrole/author"},
    {"name": "周桥", "rel": "crol:editor"},
    {"name": "无关"},
    {"rel": "author"},
]


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ({"by": ""}, ("张三", "赵小芹")),
        ({"by": "记者 张三"}, ("张三", "赵小芹")),
        ({"by": "张三 赵小芹 孙立"}, ("张三", "赵小芹", "孙立")),
        ({"by": "记者 张三", "people": [PEOPLE[0], PEOPLE[4]]}, ("张三",)),
    ],
)
def test_ninjs_names_people_by_what_they_did(said, authors):
    told = {**NINJS2, "people": PEOPLE, **said}
    for document in (told, camel(told)):
        assert one(document).authors == authors
        assert one(document).editors == (("周桥",) if "people" not in said else ())


def test_an_older_ninjs_calls_them_person():
    assert one({**NINJS1, "byline": "", "person": PEOPLE}).authors == ("张三", "赵小芹")
    assert one({**NINJS1, "byline": "", "person": PEOPLE}).editors == ("周桥",)
