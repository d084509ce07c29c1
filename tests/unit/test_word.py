"""Word documents: what Word, WPS and LibreOffice write, and what a reader sees of it."""

import zipfile
from pathlib import Path

import pytest
from wordfile import (
    NAMESPACES,
    document,
    docx,
    level,
    numbered,
    numbering,
    p,
    picture,
    png,
    r,
    relations,
    styles,
    table,
    zipped,
)

from syndicator.errors import ExtractError
from syndicator.extract.document import package, word, word_numbers
from syndicator.extract.document.pieces import html
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Source

SOURCE = Source("haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", language="zh-CN")
LEAD = "11月20日上午，东湾镇的三台收割机开进稻田，千亩晚稻开镰。种粮大户周德发说，今年亩产比去年高出五十公斤。"
MORE = "镇农技站站长介绍，全镇晚稻面积三千二百亩，预计本月底收完，烘干和仓储已经安排妥当。"
NOTICE = "（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）"


def read(body: bytes, name: str = "稿件.docx") -> Draft:
    (lead,) = KINDS["inbox"].leads(Page(f"inbox:{name}", body), SOURCE).leads
    assert lead.draft is not None
    return lead.draft


def lines(body: bytes) -> list[str]:
    return [piece.text for piece in word.read(body).pieces]


def sorts(body: bytes) -> list[tuple[str, str]]:
    return [(piece.sort, piece.text) for piece in word.read(body).pieces]


def markup(body: bytes) -> str:
    return html(word.read(body).pieces)


def test_a_story_as_a_county_newsroom_writes_it() -> None:
    draft = read(
        docx(
            p("东湾镇千亩晚稻开镰", "a3"),
            p("种粮大户笑开颜"),
            p("2026-11-20 09:05　来源：海川县融媒体中心　记者：张三"),
            p(LEAD),
            p(MORE),
            p("（编辑：李四）"),
            p(NOTICE),
        )
    )
    assert (draft.title, draft.subtitles) == ("东湾镇千亩晚稻开镰", ("种粮大户笑开颜",))
    assert (draft.authors, draft.editors, draft.outlet) == (("张三",), ("李四",), "海川县融媒体中心")
    assert str(draft.published) == "2026-11-20T09:05:00+08:00"
    assert [line.text for line in draft.notices] == [NOTICE]
    assert draft.body_text == f"{LEAD}\n{MORE}\n（编辑：李四）\n{NOTICE}"
    assert draft.body_html == f"<p>{LEAD}</p>\n<p>{MORE}</p>\n<p>（编辑：李四）</p>\n<p>{NOTICE}</p>"


def test_a_story_in_english() -> None:
    draft = read(
        docx(
            p("Late rice harvest begins in Dongwan", "Title"),
            p("By Jane Doe"),
            p("Nov. 20, 2026"),
            p(
                "The first combine harvesters rolled into the paddies of Dongwan on Friday morning, weeks ahead of the frost."
            ),
            p("© 2026 Haichuan County Media Center. All rights reserved."),
        )
    )
    assert (draft.title, draft.authors, str(draft.published)) == (
        "Late rice harvest begins in Dongwan",
        ("Jane Doe",),
        "2026-11-20",
    )
    assert [line.text for line in draft.notices] == ["© 2026 Haichuan County Media Center. All rights reserved."]


def test_the_reporter_named_in_the_dateline_alone() -> None:
    draft = read(docx(p("东湾镇千亩晚稻开镰"), p(f"本报讯（记者 张三 通讯员 李四）{LEAD}"), p(MORE)))
    assert draft.authors == ("张三", "李四")
    assert draft.body_text.startswith("本报讯")


@pytest.mark.parametrize(
    "blocks",
    [
        (p("东湾镇千亩晚稻开镰", "Title"), p("张三")),
        (p("东湾镇千亩晚稻开镰", "biaoti"), p("张三")),
        (p("东湾镇千亩晚稻开镰", "1"), p("张三")),
        (p("要闻"), p("2026年11月20日"), p("东湾镇千亩晚稻开镰", "Heading1")),
        (p("要闻"), p("东湾镇千亩晚稻", "Title"), p("开镰", "Title")),
        (p("东湾镇千亩晚稻开镰", properties='<w:outlineLvl w:val="0"/>'), p("张三")),
        (p(), p("   "), p("东湾镇千亩晚稻开镰")),
        (
            p(
                r("东湾镇", "<w:b/>")
                + r("千亩晚稻", "<w:b/>")
                + '<w:proofErr w:type="spellStart"/>'
                + r("开镰", "<w:b/>")
            ),
        ),
        (p(r("东湾镇千亩晚稻开镰") + "<w:r><w:br/></w:r>" + r("种粮大户笑开颜")),),
    ],
    ids=[
        "title",
        "own style",
        "heading",
        "below a section",
        "two lines",
        "outline",
        "blank lines",
        "runs",
        "soft break",
    ],
)
def test_the_headline(blocks: tuple[str, ...]) -> None:
    draft = read(docx(*blocks, p(LEAD), p(MORE)))
    assert draft.title == "东湾镇千亩晚稻开镰"
    assert draft.body_text == f"{LEAD}\n{MORE}"


def test_headings_of_sections_are_no_headline() -> None:
    body = docx(p("县政府工作报告"), p("一、过去一年", "1"), p(LEAD), p("二、明年安排", "1"), p(MORE), p("小节", "2"))
    draft = read(body)
    assert draft.title == "县政府工作报告"
    assert draft.subtitles == ()
    assert draft.body_html.startswith("<h2>一、过去一年</h2>\n<p>")
    assert "<h2>小节</h2>" in draft.body_html


def test_what_is_deleted_or_moved_away_is_gone_and_what_is_inserted_is_there() -> None:
    change = 'w:id="1" w:author="李四" w:date="2026-11-20T08:00:00Z"'
    body = docx(
        p("晚稻开镰", "Title"),
        p(
            r("亩产")
            + f"<w:del {change}><w:r><w:delText>八百</w:delText></w:r></w:del><w:ins {change}>{r('九百')}</w:ins>"
            + r("公斤。")
        ),
        p(f"<w:moveFrom {change}>{r('搬走的话。')}</w:moveFrom>" + r("留下的话。")),
        p(f"<w:moveTo {change}>{r('搬来的话。')}</w:moveTo>"),
        p(f"<w:ins {change}><w:del {change}><w:r><w:delText>写了又删</w:delText></w:r></w:del></w:ins>" + r("其余。")),
        f"<w:del {change}>{p('整段删去')}</w:del>",
        p(r("前半句，"), properties=f"<w:rPr><w:del {change}/></w:rPr>"),
        p(r("后半句。")),
        f"<w:tbl><w:tr><w:trPr><w:del {change}/></w:trPr><w:tc>{p('删去的行')}</w:tc><w:tc>{p('甲')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:ins {change}/></w:trPr><w:tc>{p('新行')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>",
        p(r("红字", f"<w:b/><w:rPrChange {change}><w:rPr><w:vanish/></w:rPr></w:rPrChange>") + r("改了样子。")),
    )
    draft = read(body)
    assert draft.body_text.split("\n") == [
        *("亩产九百公斤。", "留下的话。", "搬来的话。", "其余。", "前半句，后半句。", "新行 乙", "红字改了样子。"),
    ]
    assert "tracked changes" in draft.left_out[0]


def test_hidden_text_field_codes_comments_and_placeholders_are_not_shown() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://haichuan.example/rice"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("开镰")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = docx(
        p("晚稻开镰", "Title"),
        p(r("看得见") + r("看不见", "<w:vanish/>") + r("的话") + '<w:r><w:commentReference w:id="0"/></w:r>' + r("。")),
        p(r("今日") + field + r("。")),
        p('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>" + r("页")),
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('单击此处输入文字。')}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('填好的内容控件。')}</w:sdtContent></w:sdt>",
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'),
        p("没有收尾的域之后。"),
        p("第一章 3", "TOC1"),
        parts={
            "word/comments.xml": f"<w:comments {NAMESPACES}><w:comment w:id='0'>{p('批注')}</w:comment></w:comments>"
        },
    )
    assert lines(body)[1:] == ["看得见的话。", "今日开镰。", "7页", "填好的内容控件。", "没有收尾的域之后。"]
    assert '今日<a href="https://haichuan.example/rice">开镰</a>。' in markup(body)


def test_marks_links_signs_and_formulas() -> None:
    body = docx(
        p("晚稻开镰", "Title"),
        p(
            r("粗", "<w:b/>")
            + r("体", "<w:b/>")
            + r("斜", "<w:i/>")
            + r("不粗", '<w:b w:val="0"/>')
            + r("2", '<w:vertAlign w:val="superscript"/>')
        ),
        p(
            '<w:hyperlink r:id="rId77">'
            + r("点此")
            + "</w:hyperlink>"
            + '<w:hyperlink r:id="rId78">'
            + r("本地")
            + "</w:hyperlink>"
        ),
        p(
            r("左")
            + "<w:r><w:tab/></w:r>"
            + r("右")
            + "<w:r><w:noBreakHyphen/></w:r>"
            + r("a<b & c")
            + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        ),
        p(
            "<w:r><w:ruby><w:rubyPr/><w:rt>"
            + r("zhāng")
            + "</w:rt><w:rubyBase>"
            + r("张")
            + "</w:rubyBase></w:ruby></w:r>"
            + r("三")
        ),
        p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"),
        p(r("第一行") + "<w:r><w:br/></w:r>" + r("第二行")),
        links=(
            ("rId77", "hyperlink", "https://haichuan.example/a?x=1&y=2", "External"),
            ("rId78", "hyperlink", "file:///c:/a.doc", "External"),
        ),
    )
    assert lines(body)[1:] == ["粗体斜不粗2", "点此本地", "左 右‑a<b & c", "张三", "E=mc", "第一行", "第二行"]
    shown = markup(body)
    assert "<strong>粗体</strong><em>斜</em>不粗<sup>2</sup>" in shown
    assert '<a href="https://haichuan.example/a?x=1&amp;y=2">点此</a>本地' in shown
    assert "左 右‑a&lt;b &amp; c" in shown


def test_lists_are_lists_and_numbers_that_word_writes_are_there() -> None:
    body = docx(
        p("三项举措", "Title"),
        numbered("加强领导", 1),
        numbered("压实责任", 1),
        p("正文。"),
        numbered("第一条", 2),
        numbered("第二条", 2),
        numbered("其一", 2, 1),
        numbered("其二", 2, 1),
        numbered("第三条", 2),
        numbered("苹果", 3),
        numbered("红富士", 3, 1),
        numbered("梨", 3),
        p("取消编号", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        numbers=numbering(
            level(0, "chineseCountingThousand", "%1、") + level(1, "decimal", "（%2）"),
            level(0, "decimal", "%1.") + level(1, "chineseCounting", "（%2）"),
            level(0, "bullet", "\uf0b7") + level(1, "bullet", "o"),
        ),
    )
    assert lines(body)[1:] == [
        *("一、加强领导", "二、压实责任", "正文。", "1. 第一条", "2. 第二条", "（一）其一", "（二）其二", "3. 第三条"),
        *("苹果", "红富士", "梨", "取消编号"),
    ]
    shown = markup(body).replace("\n", "")
    assert "<p>一、加强领导</p><p>二、压实责任</p>" in shown
    assert (
        '<ol><li value="1">第一条</li><li value="2">第二条</li></ol><p>（一）其一</p><p>（二）其二</p><ol><li value="3">'
        in shown
    )
    assert "<ul><li>苹果<ul><li>红富士</li></ul></li><li>梨</li></ul>" in shown


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (1010, "chineseCounting", "一千零一十"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "(21)"),
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (7, "anything", "7"),
        (0, "chineseCounting", "0"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_a_number_as_a_list_writes_it(count: int, form: str, text: str) -> None:
    assert word_numbers.written(count, form) == text


def test_a_list_goes_on_where_it_was_and_starts_anew_where_it_says_so() -> None:
    part = (
        f"<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId='0'>{level(0, 'decimal', '%1.', 3)}{level(1, 'decimal', '%1.%2')}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>"
    )
    rows = (numbered("甲", 1), p("间隔"), numbered("乙", 1), numbered("子", 1, 1), numbered("丙", 2), numbered("丁", 2))
    assert lines(docx(p("标题", "Title"), *rows, numbers=part))[1:] == [
        "3. 甲",
        "间隔",
        "4. 乙",
        "4.1 子",
        "1. 丙",
        "2. 丁",
    ]


def test_a_style_may_bring_the_number_and_be_based_on_another() -> None:
    extra = (
        '<w:style w:type="paragraph" w:styleId="tiao"><w:name w:val="条款"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="zi"><w:name w:val="子条款"/><w:basedOn w:val="tiao"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>'
    )
    body = docx(
        *(p("办法", "Title"), p("甲", "tiao"), p("乙", "zi"), p("丙", "x")),
        parts={"word/styles.xml": styles(extra)},
        numbers=numbering(level(0, "chineseCounting", "第%1条")),
    )
    assert lines(body) == ["办法", "第一条甲", "第二条乙", "丙"]


def test_a_table_keeps_its_rows_and_merged_cells() -> None:
    merged = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    body = docx(
        p("亩产表", "Title"),
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('乡镇与村')}</w:tc><w:tc>{p('亩产')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{merged}{p('东湾镇')}</w:tc><w:tc>{p('一村')}</w:tc><w:tc>{p('900')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{below}{p()}</w:tc><w:tc>{p('二村')}</w:tc><w:tc>{p('910')}{p('公斤')}</w:tc></w:tr></w:tbl>",
        p(LEAD),
    )
    assert lines(body)[1] == "乡镇与村 亩产\n东湾镇 一村 900\n二村 910 公斤"
    assert markup(body).split("\n")[1] == (
        '<table><tr><th colspan="2">乡镇与村</th><th>亩产</th></tr><tr><td rowspan="2">东湾镇</td><td>一村</td><td>900</td></tr>'
        "<tr><td>二村</td><td>910<br>公斤</td></tr></table>"
    )
    assert read(body).body_text.split("\n")[:3] == ["乡镇与村 亩产", "东湾镇 一村 900", "二村 910 公斤"]


def test_a_table_of_one_column_is_its_text_and_an_empty_one_nothing() -> None:
    body = docx(
        p("晚稻开镰", "Title"),
        table((p(LEAD) + p(MORE),)),
        table(("", ""), ("", "")),
        table((table(("内", "层")), "外")),
    )
    assert sorts(body)[1:3] == [("line", LEAD), ("line", MORE)]
    assert sorts(body)[3] == ("table", "内 层 外")
    assert len(sorts(body)) == 4


def test_a_text_box_is_read_once_whatever_it_is_drawn_with() -> None:
    box = f"<w:txbxContent>{p('文本框里的话。')}{p('第二段。')}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    for content in (both, f"<w:r>{old}</w:r>", f"<w:r>{new}</w:r>"):
        body = docx(p("晚稻开镰", "Title"), p(content + r("框外的话。")))
        assert lines(body)[1:] == ["文本框里的话。", "第二段。", "框外的话。"]
    unknown = both.replace('Requires="wps"', 'Requires="cx7"')
    assert lines(docx(p("晚稻开镰", "Title"), p(unknown)))[1:] == ["文本框里的话。", "第二段。"]


def test_pictures_come_with_their_bytes_caption_and_credit() -> None:
    first, second = png(salt=b"first"), png(salt=b"second")
    body = docx(
        p("晚稻开镰", "Title"),
        p(picture("rId9", "收割机在田里")),
        p("图为收割现场。（张三 摄）"),
        p(LEAD),
        p(r("一段话，") + picture("rId10", "C:\\照片\\IMG_2031.JPG")),
        p("农户在晒谷", "Caption"),
        p(MORE),
        p(picture("rId9")),
        media={"image1.png": first, "image2.jpeg": second},
    )
    draft = read(body)
    assert [(image.alt, image.caption, image.credit) for image in draft.images] == [
        ("收割机在田里", "图为收割现场。（张三 摄）", "张三"),
        ("", "农户在晒谷", ""),
    ]
    assert [one.body for one in draft.enclosed] == [first, second]
    assert all(image.url == one.url for image, one in zip(draft.images, draft.enclosed, strict=True))
    assert draft.body_text == f"{LEAD}\n一段话，\n{MORE}"
    assert draft.body_html.count("<figure>") == 3
    assert "<figcaption>图为收割现场。（张三 摄）</figcaption>" in draft.body_html
    assert (draft.authors, draft.left_out) == ((), ())


def test_a_picture_above_the_text_stays_and_one_on_the_web_keeps_its_address() -> None:
    linked = picture("x").replace('r:embed="x"', 'r:link="rId50"')
    old = '<w:r><w:pict><v:shape><v:imagedata r:id="rId9" o:title="收割"/></v:shape></w:pict></w:r>'
    body = docx(
        *(p("晚稻开镰", "Title"), p(old), p("记者：张三"), p(LEAD), p(linked)),
        media={"image1.png": png()},
        links=(("rId50", "image", "https://haichuan.example/a.jpg", "External"),),
    )
    draft = read(body)
    assert draft.authors == ("张三",)
    assert draft.body_html.startswith('<figure><img src="picture:')
    assert draft.images[1].url == "https://haichuan.example/a.jpg"
    assert len(draft.enclosed) == 1


def test_a_story_in_pictures_has_its_captions_as_text() -> None:
    draft = read(docx(p("晚稻开镰", "Title"), p(picture()), p("▲收割现场。张三 摄"), media={"image1.png": png()}))
    assert draft.body_text == "▲收割现场。张三 摄"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("图为收割现场。", True),
        ("图①：收割现场", True),
        ("上图为收割现场，下图为晒谷场。", True),
        ("资料图：收割", True),
        ("收割机在田间作业。 本报记者 张三 摄", True),
        ("收割机在田间作业（张三/摄）", True),
        ("Photo: Jane Doe", True),
        ("Farmers at work. (Photo by Jane Doe)", True),
        ("图书馆新馆向读者开放，藏书十二万册。", False),
        ("图景一：稻田。" + "字" * 200, False),
        ("他擦擦汗说，今年的收成好。", False),
        ("这张蓝图。", False),
        ("Photographers gathered at the lake.", False),
    ],
)
def test_what_reads_like_a_caption(text: str, is_one: bool) -> None:
    draft = read(docx(p("晚稻开镰", "Title"), p(LEAD), p(picture()), p(text), p(MORE), media={"image1.png": png()}))
    assert (draft.images[0].caption != "") is is_one
    assert (text in draft.body_text) is not is_one


def test_what_has_no_text_to_read_is_told() -> None:
    chart = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id='rId60'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    sheet = "<w:r><w:object><v:shape><v:imagedata r:id='rId9'/></v:shape><o:OLEObject ProgID='Excel.Sheet.12' r:id='rId61'/></w:object></w:r>"
    draft = read(
        docx(
            p("晚稻开镰", "Title"),
            p(LEAD),
            p(chart),
            p(sheet),
            '<w:altChunk r:id="rId62"/>',
            p(picture("rId63")),
            media={"image1.emf": b"x"},
            links=(("rId63", "image", "media/none.png"),),
        )
    )
    assert {text.partition(":")[0] for text in draft.left_out} == {
        *(
            "an inserted document",
            "a chart",
            "an embedded object (a sheet, a formula)",
            "a picture that is not in the file",
        ),
    }
    with pytest.raises(ExtractError, match="no text but a chart"):
        read(docx(p(chart)))


def test_notes_stand_behind_their_numbers_below_the_text() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    part = f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0">{p("—")}</w:footnote><w:footnote w:id="2">{p("据县统计局。")}</w:footnote></w:footnotes>'
    body = docx(
        *(p("晚稻开镰", "Title"), p(r("亩产九百公斤") + note + r("。")), p(NOTICE)),
        links=(("rId40", "footnotes", "footnotes.xml"),),
        parts={"word/footnotes.xml": part},
    )
    draft = read(body)
    assert draft.body_text == f"亩产九百公斤[2]。\n{NOTICE}\n[2] 据县统计局。"
    assert [line.text for line in draft.notices] == [NOTICE]


def test_a_mirrors_damage_is_undone_as_in_a_text_file() -> None:
    samples = Path(__file__).parents[1] / "samples" / "kinds" / "inbox"
    damaged = (samples / "mirrored.txt").read_text("utf-8").splitlines()
    source = Source("haichuan/inbox", "haichuan", "inbox", "inbox", language="zh-CN", script="hans")
    text, document_ = (
        KINDS["inbox"].leads(Page(name, body), source).leads[0].draft
        for name, body in (
            ("inbox:a.txt", "\n".join(damaged).encode()),
            ("inbox:a.docx", docx(*(p(line[:3] and r(line[:3], "<w:b/>") + r(line[3:])) for line in damaged))),
        )
    )
    assert (document_.title, document_.body_text, document_.subtitles) == (text.title, text.body_text, text.subtitles)
    assert document_.repairs == text.repairs
    assert document_.restoration == text.restoration < 1
    assert "<strong>" in document_.body_html


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"word/document.xml": "<w:document"}, "no well-formed XML"),
        ({"word/document.xml": f"<w:document {NAMESPACES}/>"}, "no Word document: this is a zip of other files"),
        ({"xl/workbook.xml": "<x/>"}, "an Excel sheet"),
        ({"ppt/presentation.xml": "<x/>"}, "a PowerPoint"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "an OpenDocument"),
        ({"a.txt": "x"}, "a zip of other files; save the article as .docx"),
        ({"word/document.xml": document()}, "the file is empty"),
        ({"word/document.xml": document(p("只有标题"))}, "no text below"),
        (
            {
                "word/document.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {NAMESPACES}><w:body>{p("&a;")}</w:body></w:document>'
            },
            "declares entities",
        ),
        (
            {
                "word/document.xml": document(
                    table(("x",)).replace("x", "<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000)
                )
            },
            ".",
        ),
    ],
)
def test_what_is_no_document_says_so(files: dict[str, str], words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        read(zipped(files))


def test_a_zip_that_is_larger_inside_than_it_says() -> None:
    whole = docx(p("晚稻开镰", "Title"), p(LEAD))
    bomb = zipped(
        {
            "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": document(p("a" * 40_000_000)),
        }
    )
    assert len(bomb) < 200_000
    with pytest.raises(ExtractError, match="unpacks to more than 33,554,432 bytes"):
        read(bomb)
    for end in (10, 100, len(whole) // 2, len(whole) - 5):
        with pytest.raises(ExtractError):
            read(whole[:end])
    at = whole.index(b"word/document.xml") + 60
    with pytest.raises(ExtractError, match="damaged"):
        read(whole[:at] + bytes(20) + whole[at + 20 :])


def test_many_parts_and_pictures_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ExtractError, match="more than 5,000 parts"):
        read(zipped({f"{number}": "" for number in range(5001)}))
    shown = docx(p("晚稻开镰", "Title"), p(LEAD), p(picture()), media={"image1.png": png(salt=bytes(90_000))})
    assert read(shown).images
    monkeypatch.setattr(package, "_ALL", 60_000)
    draft = read(shown)
    assert (draft.images, draft.enclosed, draft.body_text) == ((), (), LEAD)
    assert "image1.png" in draft.left_out[0]


def test_a_protected_part_and_a_strange_packing() -> None:
    whole = bytearray(docx(p("晚稻开镰", "Title"), p(LEAD)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(signature)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(signature, at + 4)
    with pytest.raises(ExtractError, match="password"):
        read(bytes(whole))
    with pytest.raises(ExtractError, match="save the file anew"):
        read(docx(p("晚稻开镰", "Title"), p(LEAD), method=zipfile.ZIP_BZIP2))


def test_names_of_parts_in_any_case_with_backslashes_and_in_the_strict_form() -> None:
    strict = document(p("晚稻开镰"), p(LEAD)).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    files = {
        "_rels\\.rels": relations(("rId1", "officeDocument", "/Word/Document.XML")),
        "word\\document.xml": strict,
    }
    assert read(zipped(files)).title == "晚稻开镰"
    assert read(zipped({"word/document.xml": "\ufeff" + document(p("晚稻开镰"), p(LEAD))})).body_text == LEAD
