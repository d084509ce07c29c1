"""The half of the reprints that was written before tuning and measured afterwards: eight other pages, other edits."""

import random
import re
from dataclasses import replace
from datetime import date
from html import escape, unescape

from mirror import Mirror, damage, some_annotated
from opencc import OpenCC
from reprint_set import SITE, Copy, body, in_one, plain_text

TEASERS = ("江心岛公园改造方案公示", "临江高铁站国庆加开列车", "一图读懂医保新政")
TEASERS_EN = ("River island park plan published", "Extra trains for the holidays", "What the new health rules mean")


def _teasers(copy: Copy) -> str:
    return "".join(f'<a href="/a/{n}">{told}</a> ' for n, told in enumerate(TEASERS if copy.zh else TEASERS_EN))


def _in_foot(copy: Copy) -> str:
    return copy.elsewhere if copy.moved == "footer" else ""


def _in_list(copy: Copy) -> str:
    return copy.elsewhere if copy.moved == "list" else ""


def _in_comments(copy: Copy) -> str:
    return copy.elsewhere if copy.moved == "comments" else ""


def government(copy: Copy) -> str:
    return f"""<!DOCTYPE html><html><head><meta name="ArticleTitle" content="{escape(copy.title)}"><title>{escape(copy.head_title or copy.title)}-临江县人民政府门户网站</title></head>
<body><div class="gov-top">无障碍阅读 | 繁体版 | 长者模式</div><div class="position">当前位置：首页 &gt; 新闻中心 &gt; 县区动态</div>
<div class="detail-box"><div class="detail-title">{escape(copy.title)}</div><ul class="detail-info"><li>发布时间：2026-11-19 10:22</li><li>{copy.source}</li><li>{copy.author}</li><li>字体：[大 中 小]</li></ul>
<div id="UCAP-CONTENT" class="pages_content"><div class="trs_editor_view TRS_UEDITOR">{"".join(body(copy, '<p style="text-indent:2em"><span style="font-family:宋体">', "</span></p>"))}</div></div>
<div class="detail-ly">{copy.back}</div><div class="ewm-box"><p>扫一扫在手机打开当前页</p></div><div class="detail-bottom-tool">【打印】【关闭】</div></div>
<div class="xgwd"><h4>相关链接</h4>{_teasers(copy)}<p>{_in_list(copy)}</p></div>
<div class="gov-foot"><p>主办：临江县人民政府办公室　网站标识码：3300000001　浙公网安备 330000000号</p><p>{_in_foot(copy)}</p></div></body></html>"""


def soup(copy: Copy) -> str:
    parts = "".join(
        f'<div class="_3kdf2"><div class="css-9xk1">{part}</div></div>'
        for part in body(copy, "", "", '<div class="css-im"><img src="{0}"></div><div class="css-tx">{1}</div>')
    )
    return f"""<html><head><title>{escape(copy.head_title or copy.title)}</title><meta property="og:title" content="{escape(copy.head_title or copy.title)}"></head><body><div id="root"><div class="css-0"><div class="css-1">临江头条</div>
<div class="css-2"><h1>{escape(copy.title)}</h1><div class="css-3"><span>临江发布</span><span> · </span><span>2026-11-19 08:00</span></div>
<div class="css-4">{parts}</div><div class="css-5"><div>{copy.source}</div><div>{copy.author}</div><div>{copy.back}</div></div></div>
<div class="css-6"><div>评论 2</div><div><div>江边人</div><div>{copy.paragraphs[-1]}</div><div>{_in_comments(copy)}</div></div></div>
<div class="css-7"><div>为你推荐</div>{_teasers(copy)}<div>{_in_list(copy)}</div></div><div class="css-8">© 2026 临江头条 {_in_foot(copy)}</div></div></div></body></html>"""


def broadsheet(copy: Copy) -> str:
    parts = body(
        copy,
        '<p class="StoryBodyCompanionColumn">',
        "</p>",
        '<figure role="group"><img src="{0}" width="1050" height="700"><figcaption>{1}</figcaption></figure>',
    )
    parts.insert(
        2, '<div id="story-ad-1-wrapper"><div class="ad"><p>Story continues below advertisement</p></div></div>'
    )
    parts.insert(1, f'<div class="pull"><blockquote>{plain_text(copy.paragraphs[0])[:40]}</blockquote></div>')
    return f"""<!doctype html><html><head><title>{escape(copy.head_title or copy.title)} - The Delta Times</title><script type="application/ld+json">{{"headline": "x"}}</script></head><body>
<div id="app"><header><a href="/">The Delta Times</a></header><div class="layout"><article id="story"><header><p class="label">Region</p><h1 itemprop="headline">{escape(copy.title)}</h1>
<p class="byline">{copy.author}</p><p class="credit">{copy.source}</p><time>Nov. 19, 2026</time></header><section name="articleBody" itemprop="articleBody">{"".join(parts)}</section>
<footer class="article-footer"><p>{copy.back}</p><p>This article was republished with permission.</p></footer></article>
<div id="most-popular"><h2>Most Popular</h2><ol><li>{_teasers(copy)}</li><li>{_in_list(copy)}</li></ol></div></div>
<footer class="global"><p>© 2026 The Delta Times Company</p><p>{_in_foot(copy)}</p></footer></div></body></html>"""


def blog(copy: Copy) -> str:
    return f"""<!doctype html><html><head><title>{escape(copy.head_title or copy.title)} | 江边笔记</title></head><body><nav class="navbar"><a href="/">江边笔记</a></nav>
<main class="main"><section class="post-head"><h1 class="post-title">{escape(copy.title)}</h1><p class="post-date">2026-11-19</p></section>
<section class="post-content markdown-body"><blockquote><p>{copy.whole}</p></blockquote>{"".join(body(copy, figure='<p><img src="{0}" alt="{1}"></p>'))}</section>
<ul class="post-copyright"><li>本文链接：<a href="/p/1">/p/1</a></li><li>版权声明：转载文章版权归原作者所有</li></ul>
<section class="comments" id="gitalk"><p>{_in_comments(copy)}</p></section></main><div class="recent-posts">{_teasers(copy)}{_in_list(copy)}</div><footer class="site-foot">Powered by Hexo {_in_foot(copy)}</footer></body></html>"""


def handwritten(copy: Copy) -> str:
    text = "".join(
        body(
            copy,
            "<p align=left><font size=3 face=宋体>　　",
            "</font>",
            "<p align=center><img src={0}><br><font color=blue>{1}</font>",
        )
    )
    return f"""<html><title>{escape(copy.head_title or copy.title)}</title><body><center><font size=6 color=red>临江信息网</font></center><hr><a href=index.htm>返回首页</a>
<h2 align=center>{escape(copy.title)}</h2><p align=center>{copy.source}　{copy.author}　日期：2026.11.19{text}<p align=right>{copy.back}<hr>
<p>相关文章：{_teasers(copy)} {_in_list(copy)}<p>读者留言<p>老李：{copy.paragraphs[-1]}<p>{_in_comments(copy)}<hr><p align=center>临江信息网 版权所有 电话：0577-1234567 {_in_foot(copy)}</body></html>"""


def paper(copy: Copy) -> str:
    return f"""<html><head><title>临江晚报</title></head><body><div class="paper-nav"><a href="l.html">A01</a><a href="m.html">A02</a></div><div id="articlebox">
<p class="introtitle">县域观察</p><p class="maintitle">{escape(copy.title)}</p><div class="authorinfo">{copy.source} {copy.author}</div>
<founder-content><div class="contenttext">{"".join(body(copy, "<P>", "</P>", '<div class="attachbox"><img src="{0}"><div class="picdesc">{1}</div></div>'))}</div></founder-content><div class="laiyuan">{copy.back}</div></div>
<div class="paper-list">{_teasers(copy)}{_in_list(copy)}</div><div class="paper-bottom"><span>临江晚报社 版权所有</span> <span>{_in_foot(copy)}</span></div></body></html>"""


def aggregator(copy: Copy) -> str:
    parts = body(
        copy,
        '<p data-track="1">',
        "</p>",
        '<p class="pgc-img"><img src="{0}" img_width="1080"><i class="pgc-img-caption">{1}</i></p>',
    )
    parts.insert(2, '<div class="app-guide"><p>打开临江APP，阅读体验更佳</p></div>')
    return f"""<html><head><title>{escape(copy.head_title or copy.title)}_江报号</title></head><body><div class="page-top"><a href="/">江报号</a></div><div class="article-wrap"><div class="left-tools">赞 评论 收藏</div>
<div class="article-content"><h1>{escape(copy.title)}</h1><div class="article-meta"><span>2026-11-19 11:00</span><span class="name"><a href="/u/9">{copy.source}</a></span></div><div class="article-text">{"".join(parts)}</div>
<p class="article-tail">{copy.author}</p><p class="article-tail">{copy.back}</p><p class="disclaimer">免责声明：本内容来自江报号作者，不代表本平台的观点和立场。</p></div></div>
<div class="rec-feed"><div class="rec-title">更多精彩内容</div><div>{_teasers(copy)}</div><div>{_in_list(copy)}</div></div><div class="bottom-bar">{_in_foot(copy)}</div></body></html>"""


def column(copy: Copy) -> str:
    return f"""<!doctype html><html><head><title>{escape(copy.head_title or copy.title)}</title></head><body class="content-sidebar"><div class="wrapper related-layout"><div class="col-main"><h1 class="page-header"><span>{escape(copy.title)}</span></h1>
<div class="region-content"><div class="node node-article"><div class="submitted">{copy.source}</div><div class="field-name-author">{copy.author}</div>
<div class="field field-name-body"><div class="field-items"><div class="field-item even">{"".join(body(copy))}</div></div></div><div class="field-name-source">{copy.back}</div></div></div></div>
<div class="region-sidebar-second"><h2>{"最新" if copy.zh else "Latest"}</h2>{_teasers(copy)}<p>{plain_text(copy.paragraphs[0])[:50]}…</p><p>{_in_list(copy)}</p></div></div><div class="region region-footer">{_in_foot(copy)}</div></body></html>"""


TEMPLATES = {
    "government": government, "soup": soup, "broadsheet": broadsheet, "blog": blog, "handwritten": handwritten,
    "paper": paper, "aggregator": aggregator, "column": column,
}  # fmt: skip

_PARTS = re.compile(r"[^，。！？；,.!?;]+[，。！？；,.!?;]+[”\"]?\s*")


def _once(copy: Copy, rng: random.Random, pairs: dict[str, str]) -> Copy | None:
    pattern = re.compile("|".join(sorted(map(re.escape, pairs), key=len, reverse=True)))
    found = [(n, m) for n, text in enumerate(copy.paragraphs) for m in pattern.finditer(text)]
    if not found:
        return None
    number, match = rng.choice(found)
    text = copy.paragraphs[number]
    return in_one(copy, number, text[: match.start()] + pairs[match[0]] + text[match.end() :])


def numeral(copy: Copy, rng: random.Random) -> Copy | None:
    if copy.zh:
        return _once(
            copy,
            rng,
            {
                "一": "二",
                "二": "三",
                "三": "四",
                "四": "五",
                "五": "六",
                "六": "七",
                "七": "八",
                "十": "百",
                "百": "千",
                "两": "三",
            },
        )
    return _once(
        copy,
        rng,
        {
            "fifteen": "fifty",
            "eighty": "eighteen",
            "hundred": "thousand",
            " one ": " no ",
            "five": "nine",
            "six": "sixty",
            "four": "forty",
        },
    )


def turned(copy: Copy, rng: random.Random) -> Copy | None:
    if copy.zh:
        return _once(
            copy,
            rng,
            {
                "增加": "减少",
                "提高": "降低",
                "不用": "只用",
                "多": "少",
                "都": "不都",
                "已": "未",
                "能": "不能",
                "大": "小",
                "新": "旧",
                "上": "下",
            },
        )
    return _once(
        copy,
        rng,
        {"more": "less", "less": "more", " now ": " never ", "before": "after", " and ": " or ", " with ": " without "},
    )


def comma_word_dropped(copy: Copy, rng: random.Random) -> Copy | None:
    able = [(n, part) for n, text in enumerate(copy.paragraphs) for part in _PARTS.findall(text) if len(part) < 30]
    if not able:
        return None
    at, part = rng.choice(able)
    return in_one(copy, at, copy.paragraphs[at].replace(part, "", 1))


def tail_added(copy: Copy, rng: random.Random) -> Copy:
    told = "不过，也有人并不看好。" if copy.zh else " Not everyone agrees, however."
    at = rng.randrange(len(copy.paragraphs))
    return in_one(copy, at, copy.paragraphs[at] + told)


def head_added(copy: Copy, rng: random.Random) -> Copy:
    told = "临江日报消息，" if copy.zh else "In a surprising move, "
    return in_one(copy, 0, told + copy.paragraphs[0])


def remark_added(copy: Copy, rng: random.Random) -> Copy:
    at = rng.randrange(len(copy.paragraphs))
    text = copy.paragraphs[at]
    place = len(text) // 2
    while place < len(text) and text[place] not in "，。,. ":
        place += 1
    return in_one(
        copy,
        at,
        text[:place] + ("（编者注：此说法存疑）" if copy.zh else " (a claim we could not verify)") + text[place:],
    )


def two_dropped(copy: Copy, rng: random.Random) -> Copy | None:
    return replace(copy, paragraphs=copy.paragraphs[2:]) if len(copy.paragraphs) > 3 else None


def only_first_left(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, paragraphs=copy.paragraphs[:1])


def paragraph_rewritten(copy: Copy, rng: random.Random) -> Copy:
    at = rng.randrange(len(copy.paragraphs))
    return in_one(
        copy,
        at,
        "记者了解到，各方对这件事的看法并不一致，有关部门表示将继续跟进。"
        if copy.zh
        else "Opinions differ on the matter, and officials say that they will look into it.",
    )


def editors_note(copy: Copy, rng: random.Random) -> Copy:
    told = (
        "编者按：这件事远没有看上去那么简单，请读者自行判断。"
        if copy.zh
        else "The county has been criticised for this before, and readers should judge for themselves."
    )
    return replace(copy, paragraphs=(told, *copy.paragraphs))


def reversed_order(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, paragraphs=tuple(reversed(copy.paragraphs)))


def asked(copy: Copy, rng: random.Random) -> Copy | None:
    return _once(copy, rng, {"。": "？"} if copy.zh else {".": "?"})


def title_asked(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, title=copy.title + ("？" if copy.zh else "?"))


def title_cried(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, title=("震惊！" if copy.zh else "Shock: ") + copy.title)


def title_cut(copy: Copy, rng: random.Random) -> Copy | None:
    return replace(copy, title=copy.title.split(" ")[0]) if " " in copy.title else None


def head_retitled(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, title=copy.title[: len(copy.title) // 2] + ("，网友炸锅了" if copy.zh else " stuns everyone"))


def from_the_net(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, holder="网络" if copy.zh else "Internet")


def holder_longer(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, holder=copy.holder + ("网" if copy.zh else "group"))


def holder_shorter(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, holder=copy.holder[:-1])


def credit_in_comments(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, moved="comments")


def credit_at_foot(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, moved="footer")


def credit_in_teasers(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, moved="list")


def credit_unseen(copy: Copy, rng: random.Random) -> Copy:
    hidden = f'<span style="display:none">来源：{copy.holder} 作者：{copy.people}</span>'
    return replace(in_one(copy, 0, hidden + copy.paragraphs[0]), holder="", authors=())


def author_renamed(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, authors=("王编辑",) if copy.zh else ("Staff Writer",))


def one_author_dropped(copy: Copy, rng: random.Random) -> Copy | None:
    return replace(copy, authors=copy.authors[1:]) if len(copy.authors) > 1 else None


def link_to_list(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link=f"{SITE}/news/")


def link_elsewhere(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link="https://www.linjiang.example/news/1.html")


def link_scripted(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link="javascript:void(0)")


def hong_kong(copy: Copy, rng: random.Random) -> Copy | None:
    if not copy.zh:
        return None
    to = OpenCC("s2hk").convert
    return replace(copy, title=to(copy.title), paragraphs=tuple(map(to, copy.paragraphs)))


def one_traditional(copy: Copy, rng: random.Random) -> Copy | None:
    return (
        _once(copy, rng, {"来": "來", "国": "國", "们": "們", "为": "為", "个": "個", "说": "說"}) if copy.zh else None
    )


def other_mirror(copy: Copy, rng: random.Random) -> Copy | None:
    if not copy.zh:
        return None
    hurt = damage("\n".join(map(unescape, copy.paragraphs)), Mirror(annotated=some_annotated(3), wide=True))
    return replace(copy, paragraphs=tuple(escape(line, quote=False) for line in hurt.split("\n")))


def slipped(copy: Copy, rng: random.Random) -> Copy | None:
    if not copy.zh:
        return None
    text = unescape(copy.paragraphs[0]).encode("gbk", "replace")
    return in_one(copy, 0, escape((text[:21] + text[22:]).decode("gbk", "replace"), quote=False))


def foreign_picture(copy: Copy, rng: random.Random) -> Copy:
    return replace(
        copy,
        pictures=(
            (
                len(copy.paragraphs) - 1,
                "https://cdn.delta.example/p/stock-image.jpg",
                "资料图" if copy.zh else "File photo",
            ),
        ),
    )


def term_early(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, today=date(2026, 10, 31))


EDITS = {
    function.__name__.replace("_", " "): function
    for function in (
        numeral, turned, comma_word_dropped, tail_added, head_added, remark_added, two_dropped, only_first_left, paragraph_rewritten,
        editors_note, reversed_order, asked, title_asked, title_cried, title_cut, head_retitled, from_the_net, holder_longer,
        holder_shorter, credit_in_comments, credit_at_foot, credit_in_teasers, credit_unseen, author_renamed, one_author_dropped,
        link_to_list, link_elsewhere, link_scripted, hong_kong, one_traditional, other_mirror, slipped, foreign_picture, term_early,
    )
}  # fmt: skip


def plain(copy: Copy, rng: random.Random) -> Copy:
    return copy


def merged(copy: Copy, rng: random.Random) -> Copy:
    return replace(
        copy,
        paragraphs=(copy.paragraphs[0] + ("" if copy.zh else " ") + copy.paragraphs[1], *copy.paragraphs[2:]),
        pictures=(),
    )


def soft_breaks(copy: Copy, rng: random.Random) -> Copy:
    return replace(
        copy,
        paragraphs=tuple(re.sub(r"([\u4e00-\u9fff]{9}|[a-z]{5})", r"\1&shy;<wbr>", text) for text in copy.paragraphs),
    )


def wide_figures(copy: Copy, rng: random.Random) -> Copy:
    table = str.maketrans("0123456789", "０１２３４５６７８９")
    return replace(
        copy, paragraphs=tuple(text.translate(table) if "&" not in text else text for text in copy.paragraphs)
    )


def reprint_label(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, title=f"【转载】{copy.title}" if copy.zh else f"Reprint: {copy.title}", head_title=copy.title)


def sentences_apart(copy: Copy, rng: random.Random) -> Copy:
    return replace(
        copy, paragraphs=tuple(re.sub(r"([。！？])(?=[^”])", r"\1</p><p>", text) for text in copy.paragraphs)
    )


def continued(copy: Copy, rng: random.Random) -> Copy:
    last = copy.paragraphs[0] + ("（下转A3版）" if copy.zh else " (Continued on page 3)")
    return in_one(copy, 0, last)


def styled(copy: Copy, rng: random.Random) -> Copy:
    return replace(
        copy,
        paragraphs=tuple(
            f'<strong><font color="#333">{text[:3]}</font></strong><em>{text[3:8]}</em>{text[8:]}'
            if "&" not in text[:9]
            else text
            for text in copy.paragraphs
        ),
    )


def no_curly_quotes(copy: Copy, rng: random.Random) -> Copy:
    table = str.maketrans("“”‘’—", "\"\"''-")
    return replace(copy, paragraphs=tuple(text.translate(table).replace("--", "-") for text in copy.paragraphs))


def photo_first(copy: Copy, rng: random.Random) -> Copy | None:
    return replace(copy, pictures=tuple((0, url, told) for _, url, told in copy.pictures)) if copy.pictures else None


def redirected(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link=f"https://link.delta.example/?target={copy.link.replace(':', '%3A').replace('/', '%2F')}")


STYLES = {
    function.__name__.replace("_", " "): function
    for function in (
        plain, merged, soft_breaks, wide_figures, reprint_label, sentences_apart, continued, styled, no_curly_quotes,
        photo_first, redirected,
    )
}  # fmt: skip
