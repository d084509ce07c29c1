"""What of a mail is its story: not its greeting, signature and quotations; the files it covers; its pictures."""

import base64

import pytest
from mailfile import (
    BODY,
    ENGLISH,
    LEAD,
    MORE,
    NOTICE,
    SECOND,
    SOURCE,
    STORY,
    TITLE,
    attached,
    inline,
    mail,
    multipart,
    one,
    part,
    plain,
    read,
    word,
)
from wordfile import docx, p, picture, png

from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Lead
from syndicator.model.page import Page

GREETED = [
    (["王老师：您好！", "现将东湾镇的一篇稿件发给您，请审阅。", *STORY]),
    (["各位编辑老师，大家好！", "以下是今天的新闻稿：", "", *STORY, "谢谢！"]),
    ([*STORY, "", "此致", "敬礼！", "", "李通讯", "东湾镇党政办", "电话：13800001111"]),
    ([*STORY, "-- ", "李通讯", "东湾镇党政办 13800001111"]),
    ([*STORY, "————————————", "李通讯", "手机：13800001111", "邮箱：li@dongwan.example"]),
    ([*STORY, "", "发自我的iPhone"]),
    ([*STORY, "从我的华为手机发送"]),
    ([*STORY, "", "发自 网易邮箱大师"]),
    ([*STORY, "联系人：李通讯", "电话：13800001111"]),
    ([*STORY, "稿费账号：6222 0000 0000 0000（李通讯，身份证号32090019900101001X）"]),
    ([*STORY[:2], "祝好！", "李通讯", NOTICE]),
    ([*STORY, "Best regards,", "Li Tongxun", "Press Office", "Tel: +86 515 8880000"]),
    ([*STORY, "", "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。"]),
    (["Dear editors,", "Please find our story below.", *STORY, "Sent from my iPhone"]),
    (["Hi all,", "Thanks for your help!", *STORY, "Kind regards,", "Li"]),
]


@pytest.mark.parametrize("lines", GREETED, ids=range(len(GREETED)))
def test_greeting_covering_words_and_signature_are_the_mails(lines: list[str]) -> None:
    assert one(plain(word(TITLE), lines)).body_text == BODY


@pytest.mark.parametrize(
    "line",
    [
        *(
            "咨询电话：0515-88880000",
            "大家好，我是周德发。”他笑着对记者说。",
            "谢谢这片土地，谢谢好政策，他说，明年还要多种二百亩。",
        ),
        *(
            "（通讯员 李四）",
            "编辑：王五　审核：赵六",
            "作者单位：东湾镇农技站",
            "-- 他停了一下，又说。",
            "祝融号火星车模型也来到展会现场。",
        ),
    ],
)
def test_a_last_line_that_is_the_storys_stays(line: str) -> None:
    assert one(plain(word(TITLE), [LEAD, MORE, line])).body_text == f"{LEAD}\n{MORE}\n{line}"


HEADERS = {
    "gmail": "---------- Forwarded message ---------\nFrom: 周通讯 <z@xiwan.example>\nDate: Thu, Nov 19, 2026 at 8:30 AM\nSubject: {subject}\nTo: <li@dongwan.example>\n\n",
    "outlook": "-----邮件原件-----\n发件人: 周通讯 <z@xiwan.example>\n发送时间: 2026年11月19日 8:30\n收件人: 李通讯\n抄送: 王五\n主题: {subject}\n\n",
    "foxmail": "发件人： 周通讯\n发送时间： 2026-11-19 08:30\n收件人： 李通讯\n主题： {subject}\n",
    "netease": "---- 转发的邮件 ----\n| 发件人 | 周通讯 |\n",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "周通讯" <z@xiwan.example>;\n发送时间: 2026年11月19日(星期四) 上午8:30\n收件人: "李通讯"<li@dongwan.example>;\n主题: {subject}\n\n',
    "apple": "开始转发的邮件：\n\n> 发件人: 周通讯 <z@xiwan.example>\n> 主题: {subject}\n> 日期: 2026年11月19日 GMT+8 08:30:00\n> 收件人: li@dongwan.example\n> \n",
    "english": "-----Original Message-----\nFrom: Zhou <z@xiwan.example>\nSent: Thursday, November 19, 2026 8:30 AM\nTo: Li\nSubject: {subject}\n\n",
    "bold": "*From:* Zhou <z@xiwan.example>\n*Sent:* Thursday\n*To:* Li\n*Subject:* {subject}\n\n",
}


@pytest.mark.parametrize("kind", [kind for kind in HEADERS if kind != "netease"])
@pytest.mark.parametrize("note", ["", "王老师，请审阅下面这篇稿件，谢谢！\n\n"])
def test_of_a_mail_that_is_forwarded_the_story_is_there_and_the_header_not(kind: str, note: str) -> None:
    quoted = "> " if kind == "apple" else ""
    text = note + HEADERS[kind].format(subject=TITLE) + "\n".join(f"{quoted}{line}" for line in STORY)
    draft = one(plain(word(f"Fwd: {TITLE}"), text))
    assert (draft.title, draft.body_text, draft.left_out) == (TITLE, BODY, ())


def test_the_subject_of_the_mail_that_is_forwarded_is_better_than_its_own() -> None:
    text = HEADERS["foxmail"].format(subject=TITLE) + "\n" + "\n".join(STORY)
    assert one(plain(word("转发一篇稿子"), text)).title == TITLE


def test_a_forward_of_a_forward() -> None:
    text = (
        HEADERS["qq"].format(subject="转发：稿子")
        + "请看。\n"
        + HEADERS["english"].format(subject=TITLE)
        + "\n".join(STORY)
    )
    draft = one(plain(word("转发: 稿子"), text))
    assert (draft.title, draft.body_text) == (TITLE, BODY)


@pytest.mark.parametrize(
    "earlier",
    [
        "On Thu, Nov 19, 2026 at 8:30 AM Zhou <z@xiwan.example> wrote:\n> 能否补一段亩产的数字？\n> 另外请核对人名。",
        '在 2026-11-19 08:30:00，"王编辑" <w@haichuan.example> 写道：\n> 能否补一段亩产的数字？',
        "在 2026年11月19日，08:30，王编辑 <w@haichuan.example> 写道：\n\n> 能否补一段亩产的数字？",
        HEADERS["outlook"].format(subject="能否补一段") + "能否补一段亩产的数字？",
        "> 能否补一段亩产的数字？\n> 另外请核对人名。",
    ],
)
def test_the_mail_that_is_answered_is_no_part_of_the_story(earlier: str) -> None:
    draft = one(plain(word(f"回复：{TITLE}"), "\n".join([*STORY, "", earlier])))
    assert draft.body_text == BODY
    assert "answers" in draft.left_out[0]


def test_forwarded_html_with_its_header_in_a_block() -> None:
    marked = (
        "<div>王老师请审阅</div><div id='divRplyFwdMsg'><b>发件人:</b> 周通讯 &lt;z@xiwan.example&gt;<br><b>发送时间:</b> 2026年11月19日 8:30<br>"
        f"<b>收件人:</b> 李通讯<br><b>主题:</b> {TITLE}</div><div>&nbsp;</div><div><p>{LEAD}</p><p>{MORE}</p><p>{NOTICE}</p></div>"
    )
    draft = one(mail(word("转发: 稿件"), part(marked, "text/html")))
    assert (draft.title, draft.body_text) == (TITLE, BODY)


COVER = "王老师：您好！\n稿件见附件，请查收。\n李通讯 13800001111"
FILE = docx(p(TITLE, "Title"), p(LEAD), p(MORE), p(NOTICE))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("东湾镇千亩晚稻开镰.docx", FILE),
        ("STORY.DOCX", FILE),
        ("稿件.txt", "\n".join([TITLE, *STORY]).encode("gb18030")),
        (
            "稿件.html",
            f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{LEAD}</p><p>{MORE}</p><p>{NOTICE}</p></body></html>".encode(),
        ),
        ("转发.eml", plain(word(TITLE), STORY)),
    ],
)
def test_a_covering_note_leaves_the_story_to_its_file(name: str, body: bytes) -> None:
    whole = mail(word("投稿"), multipart("mixed", part(COVER), attached(name, body, charset="gb18030")))
    (lead,) = (listing := read(whole)).leads
    draft = lead.draft
    assert draft is not None
    assert (draft.title, draft.body_text) == (TITLE, BODY)
    assert (lead.url, draft.told, listing.notes) == ("inbox:稿件.eml", True, ())
    assert str(draft.published) == "2026-11-20T08:30:05+08:00"
    alone = KINDS["inbox"].leads(Page(f"inbox:{name}", body), SOURCE).leads[0]
    assert lead.key == alone.key


def test_a_mail_forwarded_as_a_file() -> None:
    inner = plain(word(TITLE), STORY)
    for note in ("", "请看附件"):
        whole = mail(word("转发"), multipart("mixed", part(note), part(inner, "message/rfc822", "8bit")))
        draft = one(whole)
        assert (draft.title, draft.body_text) == (TITLE, BODY)


def test_a_mail_that_brings_several_stories() -> None:
    other = docx(
        p("县图书馆新馆开放", "Title"), p("11月20日，海川县图书馆新馆正式向读者开放，新馆藏书十二万册。"), p(NOTICE)
    )
    broken = b"PK\x03\x04broken"
    whole = mail(
        word("本周稿件三篇"),
        multipart(
            "mixed",
            part(COVER),
            attached("一.docx", FILE),
            attached("二.docx", other),
            attached("三.docx", broken),
            attached("图.jpg", png(), "image/jpeg"),
            attached("四.pdf", b"%PDF-1.7"),
        ),
    )
    listing = read(whole)
    assert [(lead.url, lead.title) for lead in listing.leads] == [
        ("inbox:稿件.eml", TITLE),
        ("inbox:稿件.eml#2", "县图书馆新馆开放"),
    ]
    assert len({lead.key for lead in listing.leads}) == 2
    (refused,) = listing.refused
    assert refused.startswith("三.docx: the file is damaged")
    assert any("四.pdf" in note for note in listing.notes)
    assert any("图.jpg" in note for note in listing.notes)


def test_a_story_in_the_text_leaves_other_files_out_and_says_so() -> None:
    draft = one(
        mail(
            word(TITLE),
            multipart("mixed", part(BODY), attached("采访名单.docx", FILE), attached("海报.pdf", b"%PDF-1.7")),
        )
    )
    assert draft.body_text == BODY
    assert [text.partition(":")[0] for text in draft.left_out] == [
        "the attachment 采访名单.docx",
        "the attachment 海报.pdf",
    ]


def test_pictures_in_the_text_beside_it_and_in_the_signature() -> None:
    shown, beside, logo = png(salt=b"shown"), png(salt=b"beside"), png(40, 40, b"logo")
    marked = (
        f'<p>{LEAD}</p><p><img src="cid:image001.png@01DD.ABC" alt=""></p><p>图为收割现场。张三 摄</p><p>{MORE}</p><p>{NOTICE}</p>'
        '<div class="gmail_signature">李通讯<img src="cid:logo@x"></div>'
    )
    related = multipart(
        "related",
        part(marked, "text/html"),
        inline("image001.png", "image001.png@01DD.ABC", shown),
        inline("logo.png", "logo@x", logo),
        boundary="rel",
    )
    whole = mail(
        word(TITLE),
        multipart(
            "mixed",
            related,
            attached("农户晾晒稻谷.png", beside, "image/png"),
            attached("IMG_2031.JPG", png(salt=b"3"), "image/jpeg"),
        ),
    )
    draft = one(whole)
    assert [(image.alt, image.caption, image.credit) for image in draft.images] == [
        ("", "图为收割现场。张三 摄", "张三"),
        ("农户晾晒稻谷", "", ""),
        ("", "", ""),
    ]
    assert [item.body for item in draft.enclosed] == [shown, beside, png(salt=b"3")]
    assert draft.body_text == BODY
    assert (
        draft.body_html.index("收割现场")
        < draft.body_html.index("全镇晚稻面积")
        < draft.body_html.index("农户晾晒稻谷")
    )


def test_pictures_beside_a_file_go_with_its_story() -> None:
    inner = docx(p(TITLE, "Title"), p(LEAD), p(picture()), p(MORE), media={"image1.png": png(salt=b"in")})
    whole = mail(
        word("投稿"),
        multipart(
            "mixed",
            part(COVER),
            attached("稿.docx", inner),
            attached("收割机进田.png", png(salt=b"out"), "image/png"),
            attached("same.png", png(salt=b"in"), "image/png"),
        ),
    )
    draft = one(whole)
    assert [(image.alt, image.url == item.url) for image, item in zip(draft.images, draft.enclosed, strict=True)] == [
        ("", True),
        ("收割机进田", True),
    ]


def test_a_picture_in_its_own_address() -> None:
    data = base64.b64encode(png()).decode()
    draft = one(
        mail(word(TITLE), part(f'<p>{LEAD}</p><img src="data:image/png;base64,{data}"><p>{MORE}</p>', "text/html"))
    )
    assert [item.body for item in draft.enclosed] == [png()]
    assert 'src="picture:' in draft.body_html


def test_html_and_files_where_programs_nest_them() -> None:
    alternative = multipart(
        "alternative",
        part(BODY),
        multipart(
            "related",
            part(f"<p>{LEAD}</p><p>{MORE}</p><p>{NOTICE}</p><img src='cid:a'>", "text/html"),
            inline("a.png", "a", png()),
            boundary="r",
        ),
        boundary="a",
    )
    signed = multipart(
        "signed",
        multipart("mixed", alternative, attached("签名.txt", b"x" * 10), boundary="m"),
        part(b"sig", "application/pkcs7-signature"),
        boundary="s",
    )
    draft = one(mail(word(TITLE), signed))
    assert draft.body_text == BODY
    assert len(draft.enclosed) == 1
    apple = multipart("mixed", part(LEAD), inline("a.png", "x", png()), part(f"{MORE}\n{NOTICE}"))
    assert one(mail(word(TITLE), apple)).body_text == BODY


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no mail"),
        ("东湾镇千亩晚稻开镰\n\n正文".encode(), "no mail"),
        (mail(word(TITLE), b"\r\n"), "the mail has no text"),
        (
            mail(word(TITLE), multipart("mixed", part("  "), attached("a.png", png(), "image/png"))),
            "pictures and no text",
        ),
        (
            mail(
                word("投稿"), multipart("mixed", part(COVER), attached("稿件.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
            ),
            "稿件.doc, which can't be read: save it as .docx",
        ),
        (
            mail(word("投稿"), multipart("mixed", part(COVER), attached("稿件.docx", b"PK\x03\x04"))),
            "the mail's files can't be read: 稿件.docx",
        ),
        (mail(word("投稿"), multipart("mixed", part(COVER), attached("winmail.dat", b"x\x9f>\x22"))), "winmail.dat"),
        (mail(word(TITLE), part(b"x", "application/pkcs7-mime; smime-type=enveloped-data")), "S/MIME"),
        (
            mail(word(TITLE), multipart("encrypted", part(b"Version: 1", "application/pgp-encrypted"), part(b"x"))),
            "PGP",
        ),
        (
            mail(word("退信"), multipart("report", part("无法投递"), part(b"x", "message/delivery-status"))),
            "report or automatic answer",
        ),
        (
            plain(word("自动回复：休假"), "我在休假。", "utf-8", "base64", "Auto-Submitted: auto-replied"),
            "automatic answer",
        ),
        (plain(word(TITLE), [TITLE]), "no text below"),
    ],
)
def test_what_holds_no_story_says_why(body: bytes, words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        read(body)


def test_mails_in_mails_have_an_end() -> None:
    body = plain(word(TITLE), STORY)
    for _ in range(6):
        body = mail(word("转发"), multipart("mixed", part("见附件"), attached("转发.eml", body)))
    with pytest.raises(ExtractError, match="past any use"):
        read(body)


def test_a_story_in_english() -> None:
    text = f"Dear editors,\n\n{ENGLISH}\n\n{SECOND}\n\n© 2026 Haichuan County Media Center. All rights reserved.\n\nBest regards,\nLi Tongxun\nPress Office, Dongwan\n+86 138 0000 1111\n"
    draft = one(plain("Late rice harvest begins in Dongwan", text), language="en")
    assert draft.body_text == f"{ENGLISH}\n{SECOND}\n© 2026 Haichuan County Media Center. All rights reserved."
    assert [line.text for line in draft.notices] == ["© 2026 Haichuan County Media Center. All rights reserved."]
    assert (draft.title, draft.authors) == ("Late rice harvest begins in Dongwan", ())


def test_the_lead_is_read_again_by_its_key() -> None:
    page = Page("inbox:a.eml", plain(word(TITLE), STORY))
    (lead,) = KINDS["inbox"].leads(page, SOURCE).leads
    assert KINDS["inbox"].draft(page, lead, SOURCE) == lead.draft
    assert KINDS["inbox"].draft(page, Lead(page.url), SOURCE) == lead.draft
