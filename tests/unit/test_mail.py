"""Mails as Foxmail, QQ, NetEase, Outlook, Apple Mail and Gmail send them: headers, charsets, HTML, lines."""

import base64
from email.utils import quote

import pytest
from mailfile import BODY, LEAD, MORE, NOTICE, STORY, TITLE, header, mail, multipart, one, part, plain, word

from syndicator.extract.document import mail_header, mail_text


def test_a_story_mailed_by_a_press_office() -> None:
    draft = one(plain(word(TITLE), STORY))
    assert (draft.title, draft.body_text) == (TITLE, BODY)
    assert draft.authors == ("张三",)
    assert "李通讯" not in repr(draft.authors + draft.editors)
    assert [line.text for line in draft.notices] == [NOTICE]
    assert str(draft.published) == "2026-11-20T08:30:05+08:00"
    assert {origin.field: origin.where for origin in draft.origins}["published"] == "mail date"
    assert (draft.url, draft.told) == ("inbox:稿件.eml", True)


def test_a_date_in_the_text_is_better_than_the_mails() -> None:
    assert str(one(plain(word(TITLE), ["2026年11月19日", *STORY])).published) == "2026-11-19"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (word(TITLE), TITLE),
        (word(TITLE, encoding="Q"), TITLE),
        (word("朱镕基𠮷祥", "gb18030"), "朱镕基𠮷祥"),
        (word("朱镕基视察东湾", "gbk").replace("gbk", "gb2312"), "朱镕基视察东湾"),
        (word("邨民視察東灣新埗", "big5-hkscs").replace("big5-hkscs", "big5"), "邨民視察東灣新埗"),
        (word("東灣鎮千畝晚稻開鐮", "big5"), "東灣鎮千畝晚稻開鐮"),
        (word(TITLE, "gb18030").replace("gb18030", "utf-8"), TITLE),
        (word(TITLE).replace("utf-8", "gb2312"), TITLE),
        (word(TITLE).replace("utf-8", "UTF-8*zh-cn"), TITLE),
        (TITLE, TITLE),
        (TITLE.encode("gb18030").decode("utf-8", "surrogateescape"), TITLE),
        (f"{word(TITLE[:4])}\r\n {word(TITLE[4:])}", TITLE),
        (f"{word('Late rice')} {word('harvest begins', encoding='Q')}", "Late riceharvest begins"),
        (f"Dongwan: {word(TITLE)}", f"Dongwan: {TITLE}"),
        (word(f"Fwd: {TITLE}"), TITLE),
        (word(f"转发：回复: {TITLE}"), TITLE),
        (f"Re: FW: {word(TITLE)}", TITLE),
        (word(f"【投稿】{TITLE}"), TITLE),
        (word(f"投稿：{TITLE}"), TITLE),
        (word(f"[新闻稿] {TITLE}"), TITLE),
        (f"  {word(TITLE)}  ", TITLE),
        ("Press release: Late rice harvest begins in Dongwan", "Late rice harvest begins in Dongwan"),
        ("FOR IMMEDIATE RELEASE - Late rice harvest begins", "Late rice harvest begins"),
        ("=?utf-8?B?5Lic5rm+6ZWH5Y2D5Lqp5pma56i75byA6ZWw", "=?utf-8?B?5Lic5rm+6ZWH5Y2D5Lqp5pma56i75byA6ZWw"),
        ("=?x-unknown?Q?abc=20def?=", "abc def"),
    ],
)
def test_the_subject_is_the_headline(subject: str, title: str) -> None:
    assert one(plain(subject, STORY)).title == title


def test_a_character_cut_in_two_between_words() -> None:
    body = TITLE.encode()
    halves = [base64.b64encode(half).decode() for half in (body[:10], body[10:])]
    assert one(plain("\r\n ".join(f"=?utf-8?B?{half}?=" for half in halves), STORY)).title == TITLE
    gbk = TITLE.encode("gb18030")
    quoted = ["".join(f"={byte:02X}" for byte in half) for half in (gbk[:7], gbk[7:])]
    assert one(plain(" ".join(f"=?GB2312?Q?{half}?=" for half in quoted), STORY)).title == TITLE


@pytest.mark.parametrize(
    "subject",
    [
        "",
        word("投稿"),
        word("稿件"),
        word("11月20日新闻稿"),
        word("(无主题)"),
        word("东湾镇稿件请查收"),
        "news",
        "2026.11.20",
    ],
)
def test_a_subject_that_is_no_headline_leaves_it_to_the_first_line(subject: str) -> None:
    draft = one(plain(subject, [TITLE, *STORY]))
    assert (draft.title, draft.subtitles, draft.body_text) == (TITLE, (), BODY)


def test_a_subject_about_manuscripts_stays_where_the_first_line_is_a_sentence() -> None:
    assert one(plain(word("全县新闻稿件评选启动"), STORY)).title == "全县新闻稿件评选启动"


def test_the_headline_is_said_once() -> None:
    for subject in (TITLE, f"东湾镇融媒站：{TITLE}"):
        draft = one(plain(word(subject), [TITLE, "种粮大户笑开颜", "记者：张三", *STORY]))
        assert (draft.title, draft.subtitles, draft.body_text) == (TITLE, ("种粮大户笑开颜",), BODY)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        *(("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "gbk"), ("gb18030", "GB18030"), ("gb18030", "utf-8")),
        *(
            ("utf-8", "gb2312"),
            ("gb18030", "us-ascii"),
            ("gb18030", "iso-8859-1"),
            ("utf-8", "x-unknown"),
            ("gb18030", ""),
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_text_in_the_charset_it_is_in_whatever_it_declares(charset: str, declared: str, encoding: str) -> None:
    lines = [LEAD.replace("周德发", "朱镕基"), MORE, NOTICE]
    raw = part("\r\n".join(lines), "text/plain", encoding, charset=charset)
    body = raw.replace(f"; charset={charset}".encode(), f"; charset={declared}".encode() if declared else b"")
    assert one(mail(word(TITLE), body)).body_text == "\n".join(lines)


def test_big5() -> None:
    text = (
        "東灣鎮千畝晚稻開鐮，種糧大戶說今年畝產比去年高出五十公斤，農機手正搶晴抓收，力爭顆粒歸倉，預計本月底收完。\r\n"
        * 3
    )
    draft = one(plain(word("東灣鎮開鐮", "big5"), text, "big5"))
    assert draft.body_text == "\n".join(text.split())
    assert draft.charset == "big5"


@pytest.mark.parametrize("kind", ["foxmail", "outlook", "gmail", "netease", "apple"])
def test_html_as_each_program_writes_it(kind: str) -> None:
    bodies = {
        "foxmail": "<html><head><style>body{line-height:1.5}</style></head><body>\n<div><span></span>{0}</div><div>{1}</div>\n"
        "<div><b>{2}</b></div><div><br></div><hr style='width:210px' size='1' align='left'>\n<div><span><div>李通讯</div><div>电话：13800001111</div></span></div></body></html>",
        "outlook": '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:x/></xml><![endif]--></head><body lang=ZH-CN><div class=WordSection1>'
        "<p class=MsoNormal><span style='font-family:宋体'>{0}<o:p></o:p></span></p><p class=MsoNormal><span>{1}</span></p>"
        "<p class=MsoNormal><b>{2}</b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>",
        "gmail": '<div dir="ltr"><div>{0}</div><div>{1}</div><div><b>{2}</b><br clear="all"></div><div><br></div>-- <br>'
        '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">李通讯<br>东湾镇党政办</div></div>',
        "netease": '<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial"><p style="margin:0;">{0}</p><p style="margin:0;">{1}</p>'
        '<p style="margin:0;"><strong>{2}</strong></p></div><br><br><div id="ntes-pcmac-signature" style="font-family:\'微软雅黑\'"><div>李通讯</div></div>',
        "apple": '<html><body style="word-wrap: break-word;"><div>{0}</div><div><br class=""></div><div>{1}</div><div><b>{2}</b></div><br id="lineBreakAtBeginningOfMessage"><div>发自我的 iPhone</div></body></html>',
    }
    marked = bodies[kind].replace("{0}", LEAD).replace("{1}", MORE).replace("{2}", NOTICE)
    body = multipart("alternative", part(BODY), part(marked, "text/html", "quoted-printable", charset="gb18030"))
    draft = one(mail(word(TITLE), body))
    assert (draft.title, draft.body_text) == (TITLE, BODY)
    assert draft.body_html.startswith(f"<p>{LEAD}</p>\n<p>{MORE}</p>\n<p><")
    assert "style" not in draft.body_html


def test_html_that_says_little_gives_way_to_the_plain_text() -> None:
    body = multipart("alternative", part(BODY), part("<p>请使用支持 HTML 的邮件程序</p>", "text/html"))
    assert one(mail(word(TITLE), body)).body_text == BODY


def test_lists_tables_links_and_quotations_in_html() -> None:
    marked = (
        f"<p>{LEAD}</p><ul><li>甲<ul><li>子</li></ul></li><li>乙</li></ul><ol><li>一</li></ol>"
        "<table border=1><tr><th>村</th><th>亩产</th></tr><tr><td>一村</td><td>900</td></tr></table>"
        "<blockquote>丰收在望。</blockquote><p>详见<a href='https://haichuan.example/a'>报道</a>，<i>未<br>完</i></p>"
        f"<h3>背景</h3><p>{MORE}</p><script>alert(1)</script><img src='http://t.example/open.gif' width=1 height=1>"
    )
    draft = one(mail(word(TITLE), part(marked, "text/html")))
    assert draft.body_text.split("\n") == [
        *(LEAD, "甲", "子", "乙", "一", "村 亩产", "一村 900", "丰收在望。", "详见报道，未", "完", "背景", MORE),
    ]
    shown = draft.body_html.replace("\n", "")
    assert "<ul><li>甲<ul><li>子</li></ul></li><li>乙</li></ul><ol><li>一</li></ol>" in shown
    assert "<blockquote><p>丰收在望。</p></blockquote>" in shown
    assert '<p>详见<a href="https://haichuan.example/a">报道</a>，<i>未</i></p><p><i>完</i></p><h3>背景</h3>' in shown
    assert "<td>一村</td><td>900</td>" in shown
    assert (draft.images, "alert" in shown) == ((), False)


def test_a_line_of_the_mark_up_that_ends_between_two_characters_ends_nowhere() -> None:
    marked = "<p>东湾镇的三台\r\n  收割机开进稻田，\n千亩晚稻开镰。\nOne\ntwo&nbsp;&nbsp;three，\u200b记者\u3000张三。</p><p>其余。</p>"
    draft = one(mail(word(TITLE), part(marked, "text/html")))
    assert draft.body_text == "东湾镇的三台收割机开进稻田，千亩晚稻开镰。 One two three，记者\u3000张三。\n其余。"


def test_a_table_that_only_sets_the_page_out_is_its_text() -> None:
    marked = f"<table><tr><td><table><tr><td>{LEAD}</td></tr><tr><td>{MORE}</td></tr></table></td></tr></table>"
    assert one(mail(word(TITLE), part(marked, "text/html"))).body_text == f"{LEAD}\n{MORE}"


def test_flowed_text_is_put_together_again() -> None:
    lines = [
        "The first combine harvesters rolled into the paddies ",
        "of Dongwan on Friday ",
        "morning.",
        "",
        " From the field: ",
        "it went well.",
        "",
        "-- ",
        "Li Tongxun",
    ]
    draft = one(
        mail("Late rice harvest begins", part("\r\n".join(lines), "text/plain; format=flowed", "7bit")), language="en"
    )
    assert (
        draft.body_text
        == "The first combine harvesters rolled into the paddies of Dongwan on Friday morning.\nFrom the field: it went well."
    )
    wide = ["东湾镇的三台收割机开进稻田， ", "千亩晚稻开镰。", "种粮大户说， ", "亩产高出五十公斤。"]
    flowed = part("\r\n".join(wide), "text/plain; charset=utf-8; format=flowed; delsp=yes", "8bit")
    assert (
        one(mail(word(TITLE), flowed)).body_text
        == "东湾镇的三台收割机开进稻田，千亩晚稻开镰。\n种粮大户说，亩产高出五十公斤。"
    )


def test_lines_broken_at_a_fixed_width_are_put_together_and_lists_are_not() -> None:
    text = (
        "HAICHUAN, Nov. 20 -- The first combine harvesters rolled into the paddies\n"
        "of Dongwan on Friday morning, weeks ahead of the frost that ruined part\n"
        "of last year's crop.\n\n"
        "Zhou Defa, who farms sixty hectares with his two sons, expects nine tonnes\n"
        "a hectare.\n\nResults:\nDongwan 9.1\nXiwan 8.7\nBeiwan 8.9\n"
    )
    assert [piece.text for piece in mail_text.pieces(text)] == [
        (
            "HAICHUAN, Nov. 20 -- The first combine harvesters rolled into the paddies of Dongwan on Friday morning, "
            "weeks ahead of the frost that ruined part of last year's crop."
        ),
        "Zhou Defa, who farms sixty hectares with his two sons, expects nine tonnes a hectare.",
        *("Results:", "Dongwan 9.1", "Xiwan 8.7", "Beiwan 8.9"),
    ]
    han = "\n".join(LEAD[at : at + 36] for at in range(0, len(LEAD), 36)) + "\n\n" + MORE[:36] + "\n" + MORE[36:]
    assert [piece.text for piece in mail_text.pieces(han)] == [LEAD, MORE]
    poem = "雾从海上来\n船从雾里来\n渔火一盏一盏\n"
    assert [piece.text for piece in mail_text.pieces(poem)] == poem.split()
    indented = f"　　{LEAD}\n　　{MORE}"
    assert [piece.text for piece in mail_text.pieces(indented)] == [LEAD, MORE]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("稿件.txt", 'filename="' + word("稿件.txt", "gb18030") + '"'),
        ("稿件.txt", "filename*=utf-8''%E7%A8%BF%E4%BB%B6.txt"),
        ("稿件.txt", "filename*0*=utf-8''%E7%A8%BF; filename*1*=%E4%BB%B6.txt"),
        (
            "东湾镇晚稻稿件.txt",
            'filename="' + "东湾镇晚稻稿件.txt".encode("gb18030").decode("utf-8", "surrogateescape") + '"',
        ),
        ("a b.txt", f'filename="{quote("a b.txt")}"'),
    ],
)
def test_the_name_of_a_file_however_it_is_written(name: str, written: str) -> None:
    file = part(
        "只有一行".encode(), "application/octet-stream", "base64", f"Content-Disposition: attachment; {written}"
    )
    draft = one(mail(word(TITLE), multipart("mixed", part(BODY, charset="gb18030"), file)))
    assert draft.left_out == (f"the attachment {name}: put it in by itself if it is an article",)


def test_headers_that_are_none_and_lines_before_them() -> None:
    broken = b"\xef\xbb\xbf\r\nthis is no header\r\n" + header(word(TITLE)).encode() + part(BODY)
    assert one(broken).title == TITLE
    strange = mail(
        word(TITLE),
        part(BODY, "text/plain; charset*=a'b; =; name*1*=x"),
        "Content-Disposition: ;;;",
        "Date: nonsense",
        "Cc: <",
    )
    assert one(strange).body_text == BODY


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Fri, 20 Nov 2026 08:30:05 +0800 (CST)", "2026-11-20T08:30:05+08:00"),
        ("Fri, 20 Nov 2026 00:30:05 GMT", "2026-11-20T08:30:05+08:00"),
        ("Fri, 20 Nov 2026 08:30:05 -0000", "2026-11-20T08:30:05+08:00"),
        ("2026-11-20 08:30:05", "2026-11-20T08:30:05+08:00"),
        ("20 Nov 26 08:30 +0800", "2026-11-20T08:30:00+08:00"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", "None"),
        ("Fri, 99 Nov 2026 99:99:99 +9999", "None"),
        ("", "None"),
    ],
)
def test_when_a_mail_was_sent(written: str, moment: str) -> None:
    whole = plain(word(TITLE), STORY).replace(b"Date: Fri, 20 Nov 2026 08:30:05 +0800", f"Date: {written}".encode())
    assert str(one(whole).published) == moment


def test_an_unnamed_text_is_read_in_the_admins_charset() -> None:
    raw = part("".join(STORY), "text/plain", "8bit", charset="gb18030").replace(b"; charset=gb18030", b"")
    assert one(mail(word(TITLE), raw), charset="gb18030").body_text == "".join(STORY)


def test_a_header_that_the_library_can_not_read_is_its_text() -> None:
    for raw in ("=?utf-8?B?!!!!?=", "=?utf-8?Q?=ZZ?=", "=?" * 2000, "\x00\udcff"):
        assert isinstance(mail_header.plain(raw), str)
