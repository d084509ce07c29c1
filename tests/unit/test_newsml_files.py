"""NewsML-G2 dropped into a folder: what agencies and newsroom systems write, and what of it is an article."""

from pathlib import Path

import pytest

from syndicator.attribute.resolve import resolve
from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Draft, Listing
from syndicator.model.page import Page
from syndicator.model.rights import Reprint, Status
from syndicator.model.source import Source

SOURCE = Source("haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", language="")
SAMPLES = Path(__file__).parents[1] / "samples"
GUID = "urn:newsml:haichuan.example:20261120:rice"
LEAD = "11月20日上午，东湾镇的三台收割机开进稻田，千亩晚稻开镰。"
MORE = "种粮大户周德发说，今年亩产比去年高出五十公斤。"
NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>{LEAD}</p><p>{MORE}</p></body></html></inlineXML>'
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>晚稻开镰</hl1>'
    "<hl2>农户喜收</hl2></hedline><byline>记者 <person>张三</person><byttl>海川融媒</byttl></byline></body.head><body.content>"
    f"<p>{LEAD}</p><hl2>小标题</hl2><p>{MORE}<org>镇政府</org></p><ul><li>甲</li></ul><bq><block><p>引文</p></block></bq>"
    '<media media-type="image"><media-reference source="https://haichuan.example/s.jpg" width="200" alternate-text="小"/>'
    '<media-reference source="https://haichuan.example/l.jpg" width="1200" alternate-text="收割"/><media-caption>收割现场（李四 摄）</media-caption></media>'
    "</body.content><body.end><tagline>（完）</tagline></body.end></body></nitf></inlineXML>"
)
RIGHTS = (
    '<rightsInfo><copyrightHolder uri="https://haichuan.example/"><name>海川县融媒体中心</name></copyrightHolder>'
    "<copyrightNotice>本条新闻版权归海川县融媒体中心所有，转载请注明出处。</copyrightNotice><usageTerms>可转载，须署名。</usageTerms></rightsInfo>"
)
ITEM = (
    '<itemClass qcode="ninat:text"/><provider literal="haichuan"/><versionCreated>2026-11-20T10:15:00+08:00</versionCreated>'
    '<firstCreated>2026-11-20T08:30:00+08:00</firstCreated><pubStatus qcode="stat:usable"/>'
)
CONTENT = (
    '<creator role="crol:writer"><name>张三</name></creator><contributor role="ctrol:editor"><name>李四</name></contributor>'
    '<infoSource role="isrol:origin"><name>海川县融媒体中心</name></infoSource><language tag="zh-CN"/><subject qcode="medtop:1"><name>农业</name></subject>'
    '<headline role="hld:main">东湾镇千亩晚稻开镰</headline><headline role="hld:subHeadline">种粮大户笑开颜</headline>'
)


def item(
    guid: str = GUID,
    *,
    rights: str = RIGHTS,
    meta: str = ITEM,
    content: str = CONTENT,
    body: str = XHTML,
    version: str = "3",
) -> str:
    return (
        f'<newsItem xmlns="{NAR}" guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="zh-CN"><catalogRef href="https://cv.iptc.org/x"/>'
        f"{rights}<itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta><contentSet>{body}</contentSet></newsItem>"
    )


def picture(guid: str = "urn:p1", *, href: str = "https://haichuan.example/p.jpg") -> str:
    return item(
        guid,
        meta='<itemClass qcode="ninat:picture"/>',
        content="<headline>收割机</headline><creator><name>王五</name></creator><creditline>海川融媒/王五</creditline>"
        '<description role="drol:caption">三台收割机开进稻田。</description>',
        body=f'<remoteContent href="{href}" contenttype="image/jpeg" width="1500" rendition="rnd:highRes"/>'
        '<remoteContent href="https://haichuan.example/t.jpg" contenttype="image/jpeg" width="120" rendition="rnd:thumbnail"/>',
    )


def message(*items: str) -> str:
    return f'<newsMessage xmlns="{NAR}"><header><sent>2026-11-20T10:20:00Z</sent></header><itemSet>{"".join(items)}</itemSet></newsMessage>'


def read(text: str | bytes, name: str = "rice.xml") -> Listing:
    body = text if isinstance(text, bytes) else f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
    return KINDS["inbox"].leads(Page(f"inbox:{name}", body, "application/xml"), SOURCE)


def one(text: str | bytes) -> Draft:
    (lead,) = read(text).leads
    assert lead.draft is not None
    return lead.draft


def test_an_item_with_all_that_is_said_of_it() -> None:
    (lead,) = read(item()).leads
    draft = lead.draft
    assert draft is not None
    assert (lead.key, draft.url, draft.told) == (GUID, f"push:{GUID}", False)
    assert (draft.title, draft.subtitles, draft.section) == ("东湾镇千亩晚稻开镰", ("种粮大户笑开颜",), "农业")
    assert (draft.authors, draft.editors, draft.outlet) == (("张三",), ("李四",), "海川县融媒体中心")
    assert (str(draft.published), str(draft.updated)) == ("2026-11-20T08:30:00+08:00", "2026-11-20T10:15:00+08:00")
    assert (draft.body_html, draft.body_text) == (f"<p>{LEAD}</p><p>{MORE}</p>", f"{LEAD}\n{MORE}")
    assert (draft.revision, draft.status, draft.embargo, draft.language) == ("3", Status.USABLE, None, "zh-CN")
    assert [line.where for line in draft.notices] == [
        "newsml-g2 copyrightNotice",
        "newsml-g2 copyrightHolder",
        "newsml-g2 usageTerms",
    ]
    rights = resolve(draft, SOURCE, license_base="").rights
    assert (rights.holder, rights.notice) == (
        "海川县融媒体中心",
        "本条新闻版权归海川县融媒体中心所有，转载请注明出处。",
    )


def test_nitf() -> None:
    draft = one(item(body=NITF, content="<headline>东湾镇千亩晚稻开镰</headline>"))
    assert (draft.title, draft.subtitles, draft.authors) == ("东湾镇千亩晚稻开镰", ("农户喜收",), ("张三",))
    assert draft.body_text.split("\n") == [
        LEAD,
        "小标题",
        f"{MORE}镇政府",
        "甲",
        "引文",
        "收割现场（李四 摄）",
        "（完）",
    ]
    assert [(image.url, image.alt, image.caption) for image in draft.images] == [
        ("https://haichuan.example/l.jpg", "收割", "收割现场（李四 摄）")
    ]
    assert "<h3>小标题</h3>" in draft.body_html
    assert draft.body_html.count("<img") == 1
    assert one(item(body=NITF, content="")).title == "晚稻开镰"


@pytest.mark.parametrize(
    "body",
    [
        XHTML.replace(' xmlns="http://www.w3.org/1999/xhtml"', ""),
        XHTML.replace("<html xmlns=", '<x:html xmlns:x="http://www.w3.org/1999/xhtml" xmlns=').replace(
            "</html>", "</x:html>"
        ),
        f'<inlineXML><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p><p>{MORE}</p></div></inlineXML>',
        f'<inlineData contenttype="text/html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</inlineData>',
        f'<inlineData contenttype="text/plain">{LEAD}\n{MORE}</inlineData>',
        f'<inlineData contenttype="text/plain"><![CDATA[<p>{LEAD}</p><p>{MORE}</p>]]></inlineData>',
        f'<inlineData contenttype="text/plain">另一个版本</inlineData>{XHTML}',
        XHTML.replace("<p>", "<!-- 注 --><p>").replace("</body>", "<script>alert(1)</script></body>"),
    ],
)
def test_the_text_in_every_form_it_comes_in(body: str) -> None:
    draft = one(item(body=body))
    assert draft.body_text == f"{LEAD}\n{MORE}"
    assert "script" not in draft.body_html


def test_plain_text_of_a_wire_broken_at_a_fixed_width() -> None:
    text = "ROME, Nov. 20 - The first combine harvesters rolled into the paddies\nof Dongwan on Friday, weeks ahead of the frost that ruined part of\nlast year's crop.\n   Farmers said yields were good."
    draft = one(item(body=f'<inlineData contenttype="text/plain">{text}</inlineData>'))
    assert draft.body_text.split("\n") == [
        "ROME, Nov. 20 - The first combine harvesters rolled into the paddies of Dongwan on Friday, weeks ahead of the frost that ruined part of last year's crop.",
        "Farmers said yields were good.",
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *(
            ("stat:usable", Status.USABLE),
            ("stat:withheld", Status.WITHHELD),
            ("stat:canceled", Status.CANCELED),
            ("x:Canceled", Status.CANCELED),
        ),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", Status.CANCELED),
    ],
)
def test_whether_it_may_be_published(status: str, expected: Status) -> None:
    for attribute in ("qcode", "uri"):
        meta = ITEM.replace('qcode="stat:usable"', f'{attribute}="{status}"')
        assert one(item(meta=meta)).status is expected
    empty = item(meta=ITEM.replace("stat:usable", "stat:canceled"), content="", body="")
    assert one(empty).status is Status.CANCELED


def test_a_status_that_is_none_is_refused() -> None:
    with pytest.raises(ExtractError, match="pubstatus: must be usable, withheld or canceled"):
        read(item(meta=ITEM.replace("stat:usable", "stat:spiked")))


def test_an_embargo_with_an_end_without_one_and_a_vague_one() -> None:
    draft = one(item(meta=f"{ITEM}<embargoed>2026-12-01T06:00:00+08:00</embargoed>"))
    assert draft.embargo is not None
    assert draft.embargo.isoformat() == "2026-11-30T22:00:00+00:00"
    assert one(item(meta=f"{ITEM}<embargoed/>")).status is Status.WITHHELD
    with pytest.raises(ExtractError, match="embargoed: must be a date"):
        read(item(meta=f"{ITEM}<embargoed>2026-12-01</embargoed>"))


@pytest.mark.parametrize(
    ("rights", "holder", "reprint"),
    [
        ('<rightsInfo><copyrightHolder literal="海川县融媒体中心"/></rightsInfo>', "海川县融媒体中心", Reprint.UNKNOWN),
        (
            "<rightsInfo><copyrightHolder><name xml:lang='en'>Haichuan Media</name><name xml:lang='zh-CN'>海川县融媒体中心</name></copyrightHolder></rightsInfo>",
            "海川县融媒体中心",
            Reprint.UNKNOWN,
        ),
        (
            "<rightsInfo><copyrightNotice>© 2026 海川县融媒体中心，未经许可不得转载</copyrightNotice></rightsInfo>",
            "海川县融媒体中心",
            Reprint.PERMISSION,
        ),
        (
            '<rightsInfo><copyrightHolder literal="海川县融媒体中心"/><link rel="irel:license" href="https://creativecommons.org/licenses/by/4.0/"/></rightsInfo>',
            "海川县融媒体中心",
            Reprint.ATTRIBUTION,
        ),
    ],
)
def test_rights_as_they_are_written(rights: str, holder: str, reprint: Reprint) -> None:
    found = resolve(one(item(rights=rights)), SOURCE, license_base="").rights
    assert (found.holder, found.reprint) == (holder, reprint)


def test_somebody_elses_article_is_held_as_a_page_would_be() -> None:
    held = one(item(content=CONTENT.replace("<name>海川县融媒体中心</name>", "<name>新华社</name>")))
    assert [hold.code for hold in resolve(held, SOURCE, license_base="").holds if hold.code == "third-party"] == [
        "third-party"
    ]


@pytest.mark.parametrize(
    ("content", "authors"),
    [
        ("<by>By Jane Doe and John Roe</by>", ("Jane Doe", "John Roe")),
        ("<by>记者 张三 通讯员 李四</by>", ("张三", "李四")),
        (
            "<by/><creator><name>Jane Doe</name></creator><creator><name>Mary Major</name></creator>",
            ("Jane Doe", "Mary Major"),
        ),
        ("<creator><name>张三</name></creator><creator><name>李四</name></creator>", ("张三", "李四")),
        ('<creator type="cpnat:organisation"><name>Acme News</name></creator>', ()),
        ('<creator literal="Reuters"/><infoSource literal="Reuters"/>', ()),
        ("<creator><name>VRG</name></creator>", ()),
        ("<creator><name>degenhardt.sandra</name></creator>", ()),
    ],
)
def test_who_wrote_it(content: str, authors: tuple[str, ...]) -> None:
    assert one(item(content=f"{content}<headline>晚稻开镰</headline>")).authors == authors


@pytest.mark.parametrize(
    ("meta", "content", "body", "url"),
    [
        (
            '<link rel="irel:web" href="https://haichuan.example/a/1.html"/>',
            "",
            "",
            "https://haichuan.example/a/1.html",
        ),
        (
            "",
            '<altId type="idtype:webURL">https://haichuan.example/a/2.html</altId>',
            "",
            "https://haichuan.example/a/2.html",
        ),
        (
            "",
            "",
            '<remoteContent href="https://haichuan.example/a/3.html" contenttype="text/html"/>',
            "https://haichuan.example/a/3.html",
        ),
        (
            '<link rel="irel:derivedFrom" href="https://haichuan.example/a/4.html" contenttype="text/html"/>',
            "",
            "",
            "https://haichuan.example/a/4.html",
        ),
        ('<link rel="irel:seeAlso" href="https://haichuan.example/other.html"/>', "", "", f"push:{GUID}"),
    ],
)
def test_the_way_back(meta: str, content: str, body: str, url: str) -> None:
    assert one(item(meta=ITEM + meta, content=CONTENT + content, body=XHTML + body)).url == url


def test_a_headline_where_there_is_none() -> None:
    assert one(item(meta=f"{ITEM}<title>晚稻开镰</title>", content="<headline/>")).title == "晚稻开镰"
    assert one(item(content="<slugline>海川-晚稻</slugline>")).title == "海川-晚稻"
    with pytest.raises(ExtractError, match="headlines: is required"):
        read(item(content=""))


def test_when_it_is_from() -> None:
    assert (
        str(one(item(meta="<versionCreated>2026-11-20T10:15:00Z </versionCreated>")).published)
        == "2026-11-20T18:15:00+08:00"
    )
    made = CONTENT + "<contentCreated>2026-11-19T21:00:00+08:00</contentCreated>"
    assert (
        str(one(item(meta="<versionCreated>2026-11-20T10:15:00Z</versionCreated>", content=made)).published)
        == "2026-11-19T21:00:00+08:00"
    )
    vague = CONTENT + "<contentCreated>2026</contentCreated>"
    assert (
        str(one(item(meta="<versionCreated>2026-11-20T10:15:00+0800</versionCreated>", content=vague)).published)
        == "2026-11-20T10:15:00+08:00"
    )


def test_a_message_of_several() -> None:
    package = f'<packageItem xmlns="{NAR}" guid="urn:pk"><itemMeta/><groupSet/></packageItem>'
    video = item(
        "urn:v",
        meta='<itemClass qcode="ninat:video"/>',
        body='<remoteContent href="https://x.example/v.mp4" contenttype="video/mp4"/>',
    )
    broken = item("urn:broken", meta=ITEM.replace("stat:usable", "stat:x"))
    listing = read(
        message(
            package,
            item("urn:1"),
            picture(),
            video,
            broken,
            item("urn:2", meta=f'{ITEM}<link rel="irel:seeAlso" residref="urn:p1"/>'),
        )
    )
    assert [(lead.key, lead.url) for lead in listing.leads] == [
        ("urn:1", "inbox:rice.xml"),
        ("urn:2", "inbox:rice.xml#2"),
    ]
    first, second = (lead.draft for lead in listing.leads)
    assert first is not None
    assert second is not None
    assert first.images == ()
    assert [(image.url, image.caption, image.credit, image.alt) for image in second.images] == [
        ("https://haichuan.example/p.jpg", "三台收割机开进稻田。", "海川融媒/王五", "收割机"),
    ]
    assert listing.seen == 5
    assert listing.refused == ("the article (urn:broken): pubstatus: must be usable, withheld or canceled",)
    assert listing.notes[:2] == (
        "a package, which only lists other items (urn:pk): passed over",
        "an item without a text (class video) (urn:v): passed over",
    )


def test_the_pictures_of_the_only_article_in_a_message_and_those_in_an_item() -> None:
    draft = one(message(picture(), picture("urn:p2", href="tag:haichuan.example:p2.jpg"), item()))
    assert [image.url for image in draft.images] == ["https://haichuan.example/p.jpg", "https://haichuan.example/t.jpg"]
    assert draft.left_out == ("the picture tag:haichuan.example:p2.jpg: it has no web address",)
    inside = (
        XHTML
        + '<remoteContent href="https://haichuan.example/1.jpg" contenttype="image/jpeg"/><remoteContent href="https://haichuan.example/2.jpg" contenttype="image/jpeg"/>'
    )
    captioned = one(item(body=inside, content=f'{CONTENT}<description role="drol:caption">收割现场。</description>'))
    assert [(image.url, image.caption) for image in captioned.images] == [
        ("https://haichuan.example/1.jpg", "收割现场。"),
        ("https://haichuan.example/2.jpg", "收割现场。"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f'<packageItem xmlns="{NAR}" guid="urn:pk"/>',
            "only a package, which only lists other items .urn:pk.: put in the articles' newsItems",
        ),
        (f'<conceptItem xmlns="{NAR}"/>', "only a concept"),
        (f'<knowledgeItem xmlns="{NAR}"/>', "only a list of concepts"),
        (f'<planningItem xmlns="{NAR}"/>', "only a plan"),
        (picture(), "only a picture .urn:p1."),
        (message(), "only nothing"),
        (
            item(body='<inlineXML><sports-content xmlns="http://iptc.org/std/SportsML/"/></inlineXML>'),
            "an item without a text",
        ),
        (item(guid=""), "uri: is required"),
        ("<newsItem", "no well-formed XML"),
        (item().replace("</newsItem>", ""), "no well-formed XML"),
        (f'<!DOCTYPE newsItem [<!ENTITY a "b">]>{item()}', "declares entities"),
        (
            f'<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]>{item(body=XHTML.replace(LEAD, "&x;"))}',
            "declares entities",
        ),
        (f'<!DOCTYPE newsItem [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>{item()}', "declares entities"),
        (item().replace(LEAD, "&unknown;"), "no well-formed XML"),
        (item(body="<inlineXML>" + "<div>" * 5000 + "</div>" * 5000 + "</inlineXML>"), "no well-formed XML"),
        ('<NewsML Version="1.2"/>', "its root is NewsML"),
        ("<nitf/>", "its root is nitf"),
        ("<rss version='2.0'/>", "source of kind feed"),
        ('<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "Word's own XML"),
    ],
)
def test_what_is_refused_and_why(text: str, words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        read(text)


def test_a_doctype_without_entities_fetches_nothing() -> None:
    assert one(f'<!DOCTYPE newsItem SYSTEM "http://127.0.0.1:1/none.dtd">{item()}').title == "东湾镇千亩晚稻开镰"


@pytest.mark.parametrize("charset", ["gb2312", "gb18030", "utf-16", "utf-8"])
def test_a_document_in_the_charset_it_is_in(charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{charset}"?>{item()}'.replace("周德发", "朱镕基")
    body = text.encode("gb18030" if charset == "gb2312" else charset)
    assert "朱镕基" in one(body).body_text
    assert "朱镕基" in one(text.encode()).body_text


def test_our_own_newsml_and_ninjs_are_read_back() -> None:
    formats = SAMPLES / "formats"
    xml, json_ = (
        KINDS["inbox"].leads(Page(f"inbox:{name}", (formats / name).read_bytes()), SOURCE).leads
        for name in ("haichuan.newsml.xml", "haichuan.ninjs.json")
    )
    assert len(xml) == len(json_) > 3
    for one_, other in zip(xml, json_, strict=True):
        assert one_.draft is not None
        assert other.draft is not None
        assert (one_.key, one_.title, one_.draft.url, one_.draft.authors) == (
            other.key,
            other.title,
            other.draft.url,
            other.draft.authors,
        )
        assert one_.draft.body_text == other.draft.body_text
        ours, theirs = (resolve(draft, SOURCE, license_base="").rights for draft in (one_.draft, other.draft))
        assert (ours.holder, ours.notice) == (theirs.holder, theirs.notice)
        assert ours.holder
        assert ours.notice
