"""The half of the reprints that the checker was tuned on: ten foreign pages, what distorts and what does not."""

import random
import re
from dataclasses import replace
from datetime import date
from html import escape, unescape

from mirror import Mirror, damage
from opencc import OpenCC
from reprint_set import HOLDERS, SITE, Copy, body, in_one, plain_text

RELATED = ("临江新区地铁三号线开通试运营", "全市中小学秋季运动会周六开幕", "石埠渔港今年鱿鱼产量创新高")
RELATED_EN = ("City opens new swimming pool", "School buses get seat belts", "Shibu port sees record squid catch")


def _others(copy: Copy, mark: str = "<li><a href='/news/{0}.html'>{1}</a></li>") -> str:
    return "".join(mark.format(number, told) for number, told in enumerate(RELATED if copy.zh else RELATED_EN))


def _list(copy: Copy) -> str:
    extra = f"<li>{copy.elsewhere}</li>" if copy.moved == "list" else ""
    return f'<div class="related-news"><h3>{"相关新闻" if copy.zh else "Related news"}</h3><ul>{_others(copy)}{extra}</ul></div>'


def _foot(copy: Copy) -> str:
    return copy.elsewhere if copy.moved == "footer" else ""


def portal(copy: Copy) -> str:
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(copy.head_title or copy.title)}_临江在线</title>
<meta property="og:title" content="{escape(copy.head_title or copy.title)}"></head><body>
<div class="header"><h2 class="logo">临江在线</h2><ul class="nav"><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li></ul></div>
<div class="crumbs">您的位置：<a href="/">首页</a> &gt; <a href="/news/">要闻</a> &gt; 正文</div>
<div class="main"><h1>{escape(copy.title)}</h1>
<div class="info"><span>2026-11-18 09:30</span> <span>{copy.source}</span> <span>{copy.author}</span></div>
<div class="TRS_Editor">{"".join(body(copy, "<p>　　"))}</div>
<p class="origin">{copy.back}</p>
<p>责任编辑：周临江</p><div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
{_list(copy)}</div>
<div class="footer"><p>关于我们 | 联系我们 | 网站地图</p><p>版权所有 临江在线 临ICP备12345678号 {_foot(copy)}</p></div></body></html>"""


def wordpress(copy: Copy) -> str:
    return f"""<!doctype html><html><head><title>{escape(copy.head_title or copy.title)} – 江边小站</title><link rel="canonical" href="{SITE}/x"></head>
<body class="post-template-default single single-post has-sidebar"><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">江边小站</a></h1></header>
<div id="content" class="site-content"><main><article id="post-42" class="post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{escape(copy.title)}</h1><div class="entry-meta">Posted on <time>2026-11-18</time> by admin</div></header>
<div class="entry-content">{"".join(body(copy, figure='<figure class="wp-block-image"><img class="wp-image-9" src="{0}" width="1024"><figcaption>{1}</figcaption></figure>'))}
<blockquote class="reprint"><p>{copy.whole}</p></blockquote>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="#tw">Twitter</a></li></ul></div></div>
<footer class="entry-footer">Filed under: <a href="/cat">News</a></footer></article>
<nav class="post-navigation"><a href="/prev">Previous: older post</a><a href="/next">Next: newer post</a></nav>
<div id="comments" class="comments-area"><h2>2 Comments</h2><ol class="comment-list"><li>“{copy.paragraphs[-1]}” 说得好！{copy.elsewhere if copy.moved == "comments" else ""}</li></ol></div></main>
<aside id="secondary" class="widget-area">{_list(copy)}</aside></div><footer id="colophon" class="site-footer">Proudly powered by WordPress {_foot(copy)}</footer></body></html>"""


def wechat(copy: Copy) -> str:
    parts = "".join(
        f'<section style="margin:0 8px"><span style="font-size:16px">{part}</span></section><section><br></section>'
        for part in body(
            copy, "", "", figure='<img data-src="{0}" class="rich_pages"><br><span style="font-size:12px">▲{1}</span>'
        )
    )
    return f"""<html><head><title></title><meta property="og:title" content="{escape(copy.head_title or copy.title)}"></head><body id="activity-detail">
<div id="js_article" class="rich_media"><div id="page-content" class="rich_media_area_primary"><div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title" id="activity-name"> {escape(copy.title)} </h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">临江观察</span> <em id="publish_time">2026-11-18 18:00</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section><span>点击上方蓝字关注我们</span></section>{parts}
<section style="text-align:center">END</section><section><p>{copy.source}</p><p>{copy.author}</p><p>{copy.back}</p><p>编辑：小江</p></section>
<section><img data-src="https://mmbiz.example/mmbiz_png/qrcode/640" width="200"></section><p>长按识别二维码关注</p></div></div></div>
<div class="rich_media_tool">阅读 1024　点赞 12</div></div>{_list(copy)}<div class="foot">{_foot(copy)}</div></body></html>"""


def english(copy: Copy) -> str:
    parts = body(
        copy,
        figure='<figure><picture><source srcset="{0}"><img src="{0}" alt=""></picture><figcaption class="caption">{1}</figcaption></figure>',
    )
    parts.insert(1, '<div class="ad-slot"><span>Advertisement</span></div>')
    parts.insert(3, f'<aside class="related"><h4>{"相关阅读" if copy.zh else "Read more"}</h4>{_others(copy)}</aside>')
    return f"""<!doctype html><html lang="en"><head><title>{escape(copy.head_title or copy.title)} | The Riverside Post</title>
<meta name="twitter:title" content="{escape(copy.head_title or copy.title)}"></head><body>
<header role="banner"><a class="logo" href="/">The Riverside Post</a><nav><a href="/news">News</a><a href="/sport">Sport</a></nav></header>
<main><article><p class="kicker">County news</p><h1 class="headline">{escape(copy.title)}</h1>
<div class="byline">{copy.author} <span class="sep">|</span> {copy.source} <time>Nov. 18, 2026, 9:30 a.m.</time></div>
<div class="article__body">{"".join(parts)}</div>
<p class="republish-note"><em>{copy.back}</em></p></article>
<section class="newsletter-signup"><h3>Sign up for our newsletter</h3><p>Get the best stories in your inbox every morning.</p></section>{_list(copy)}</main>
<footer><p>© 2026 The Riverside Post. All rights reserved. {_foot(copy)}</p></footer></body></html>"""


def amp(copy: Copy) -> str:
    return f"""<!doctype html><html amp><head><title>{escape(copy.head_title or copy.title)}</title><link rel="canonical" href="{copy.link or SITE}">
<style amp-boilerplate>body{{opacity:0}}</style></head><body><amp-sidebar id="side" layout="nodisplay"><ul><li>首页</li></ul></amp-sidebar>
<div class="amp-wp-article"><div class="amp-title">{escape(copy.title)}</div><div class="amp-meta">{copy.source} {copy.author}</div>
<div class="amp-wp-article-content">{"".join(body(copy, figure='<amp-img src="{0}" width="640" height="400"></amp-img><p class="wp-caption-text">{1}</p>'))}</div>
<div class="amp-source">{copy.back}</div></div><amp-ad width="300" height="250"></amp-ad>{_list(copy)}<div class="amp-foot footer">{_foot(copy)}</div></body></html>"""


def edition(copy: Copy) -> str:
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in body(copy, "　　", ""))
    return f"""<html><head><title>{escape(copy.head_title or copy.title)} 临江日报数字报</title></head><body><table width="1000"><tr><td width="300">
<a href="node_1.htm">第01版：要闻</a><br><a href="node_2.htm">第02版：综合</a><map></map></td><td><table><tr><td align="center" class="font01">{escape(copy.title)}</td></tr>
<tr><td align="center">{copy.source}　　{copy.author}</td></tr><tr><td><div id="ozoom"><table>{rows}</table></div></td></tr>
<tr><td>（下转第02版）</td></tr><tr><td>{copy.back}</td></tr></table></td></tr><tr><td colspan="2"><a href="p.pdf">上一篇</a> <a href="n.htm">下一篇</a></td></tr></table>
<div>本报所有内容，未经书面授权，不得转载。</div>{_list(copy)}<div class="bottom">{_foot(copy)}</div></body></html>"""


def crowded(copy: Copy) -> str:
    first, last = plain_text(copy.paragraphs[0]), copy.paragraphs[-1]
    return f"""<html><head><title>{escape(copy.head_title or copy.title)}</title></head><body><div class="top">临江论坛</div>
<div class="summary-box"><b>{"导读" if copy.zh else "Summary"}</b> {first[:40]}……</div>
<div class="wrap"><h1>{escape(copy.title)}</h1><div class="meta">{copy.source} {copy.author}</div><div class="content">{"".join(body(copy))}<p>{copy.back}</p></div>
<div class="xg"><h3>{"相关阅读" if copy.zh else "Related stories"}</h3><ul>{_others(copy, "<li><a href='/{0}'>{1}</a><span>" + first[:60] + "…</span></li>")}
{f"<li>{copy.elsewhere}</li>" if copy.moved == "list" else ""}</ul></div>
<div class="pinglun"><h3>网友评论</h3><dl><dt>江上客</dt><dd>{last}</dd></dl><dl><dt>老读者</dt><dd>“{first}”这段写得真好。{copy.elsewhere if copy.moved == "comments" else ""}</dd></dl></div></div>
<div id="footer">{_foot(copy)} 临ICP备1号</div></body></html>"""


def paginated(copy: Copy) -> str:
    parts = body(copy)
    half = (len(parts) + 1) // 2
    pages = "".join(
        f'<div class="page-{n}"><p class="pageno">第{n}页 / 共2页</p>{"".join(some)}<div class="pager"><a href="?p={n}">上一页</a> {n} <a href="?p={n + 1}">下一页</a></div></div>'
        for n, some in ((1, parts[:half]), (2, parts[half:]))
    )
    return f"""<html><head><title>{escape(copy.head_title or copy.title)}-临江网</title></head><body><div id="nav"><a href="/">临江网</a></div>
<div class="article"><h2 class="title">{escape(copy.title)}</h2><p class="source">{copy.source}</p><p>{copy.author}</p>{pages}<div class="yuanwen">{copy.back}</div></div>
{_list(copy)}<div class="footer">{_foot(copy)}</div></body></html>"""


def table2000(copy: Copy) -> str:
    text = "<br><br>".join(
        body(
            copy,
            "&nbsp;&nbsp;&nbsp;&nbsp;",
            "",
            figure='<center><img src="{0}" border=0><br><font size=2>{1}</font></center>',
        )
    )
    return f"""<HTML><HEAD><TITLE>{escape(copy.head_title or copy.title)}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=760 align=center><TR><TD colspan=2><IMG src=logo.gif width=760 height=90></TD></TR>
<TR><TD width=160 valign=top><A href=/>首页</A><BR><A href=/2>新闻</A></TD><TD><TABLE width=600><TR><TD align=center><FONT size=5><B>{escape(copy.title)}</B></FONT></TD></TR>
<TR><TD align=center><FONT size=2>{copy.source} {copy.author} 2026年11月18日 点击：<SCRIPT>document.write(88)</SCRIPT></FONT><HR></TD></TR>
<TR><TD style="line-height:180%">{text}<BR><BR>{copy.back}</TD></TR></TABLE></TD></TR>
<TR><TD colspan=2>{_list(copy)}</TD></TR><TR><TD colspan=2 align=center><HR>版权所有 &copy; 2006-2026 临江县人民政府 {_foot(copy)}</TD></TR></TABLE></BODY></HTML>"""


def forum(copy: Copy) -> str:
    return f"""<html><head><title>{escape(copy.head_title or copy.title)} - 临江论坛 - Powered by Discuz!</title></head><body><div id="hd"><h2>临江论坛</h2></div>
<div id="ct"><table class="plhin"><tr><td class="pls">发帖人<br>积分 300</td><td class="plc"><h1 class="ts"><span id="thread_subject">{escape(copy.title)}</span></h1>
<div class="pct"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_1">{"<br>".join(body(copy, "", "<br>"))}<br>{copy.whole}</td></tr></table></div></div></td></tr></table>
<table class="plhin"><tr><td class="plc"><div class="t_f">2楼：{plain_text(copy.paragraphs[-1])[:50]} 顶！</div></td></tr></table></div>{_list(copy)}<div id="ft">{_foot(copy)}</div></body></html>"""


TEMPLATES = {
    "portal": portal, "wordpress": wordpress, "wechat": wechat, "english": english, "amp": amp,
    "edition": edition, "crowded": crowded, "paginated": paginated, "table2000": table2000, "forum": forum,
}  # fmt: skip

_NUMBER = re.compile(r"\d+")
_SENTENCES = re.compile(r"[^。！？.!?]+[。！？.!?]+[”\"]?\s*")
_EN_NUMBERS = {
    "four": "five",
    "six": "seven",
    "two": "three",
    "twenty": "thirty",
    "ten": "twelve",
    "three": "four",
    "five": "six",
}


def _some(copy: Copy, rng: random.Random, pattern: str) -> tuple[int, re.Match[str]] | None:
    found = [(n, match) for n, text in enumerate(copy.paragraphs) for match in re.finditer(pattern, text)]
    return rng.choice(found) if found else None


def _swap(copy: Copy, rng: random.Random, pattern: str, change) -> Copy | None:
    picked = _some(copy, rng, pattern)
    if picked is None:
        return None
    number, match = picked
    text = copy.paragraphs[number]
    return in_one(copy, number, text[: match.start()] + change(match[0]) + text[match.end() :])


def number(copy: Copy, rng: random.Random) -> Copy | None:
    if not copy.zh:
        return _swap(copy, rng, rf"\b(?:{'|'.join(_EN_NUMBERS)})\b", _EN_NUMBERS.__getitem__)
    return _swap(copy, rng, r"\d+", lambda told: str(int(told) + 1)) or _swap(
        copy, rng, "[二三四五六七八九]", lambda told: chr(ord("十")) if told != "十" else "百"
    )


def negation(copy: Copy, rng: random.Random) -> Copy | None:
    if copy.zh:
        return (
            _swap(copy, rng, "没有", lambda _: "有")
            or _swap(copy, rng, "不", lambda _: "")
            or _swap(copy, rng, "是", lambda _: "不是")
        )
    return _swap(copy, rng, r"\b(?:no|not) ", lambda _: "") or _swap(
        copy, rng, r"\b(?:is|was|are|were|can) ", lambda told: f"{told}not "
    )


def name(copy: Copy, rng: random.Random) -> Copy | None:
    return (
        _swap(copy, rng, "海川", lambda _: "临川")
        if copy.zh
        else _swap(copy, rng, r"(?<=[a-z] )[A-Z][a-z]{3,}\b", lambda _: "Linjiang")
    )


def character(copy: Copy, rng: random.Random) -> Copy | None:
    return _swap(
        copy,
        rng,
        "[\u4e00-\u9fff]" if copy.zh else r"\b[a-z]{5,}\b",
        lambda told: "石" if copy.zh and told != "石" else "水" if copy.zh else "maybe",
    )


def sentences_swapped(copy: Copy, rng: random.Random) -> Copy | None:
    able = [
        n
        for n, text in enumerate(copy.paragraphs)
        if len(_SENTENCES.findall(text)) > 1 and "".join(_SENTENCES.findall(text)) == text
    ]
    if not able:
        return None
    at = rng.choice(able)
    parts = _SENTENCES.findall(copy.paragraphs[at])
    parts[0], parts[1] = (
        f"{parts[1].strip()} " if not copy.zh else parts[1],
        parts[0].strip() if not copy.zh else parts[0],
    )
    return in_one(copy, at, "".join(parts))


def paragraphs_swapped(copy: Copy, rng: random.Random) -> Copy:
    at = rng.randrange(len(copy.paragraphs) - 1)
    parts = list(copy.paragraphs)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return replace(copy, paragraphs=tuple(parts))


def _without(copy: Copy, at: int) -> Copy:
    return replace(copy, paragraphs=copy.paragraphs[:at] + copy.paragraphs[at + 1 :])


def middle_dropped(copy: Copy, rng: random.Random) -> Copy:
    return _without(copy, rng.randrange(1, len(copy.paragraphs) - 1) if len(copy.paragraphs) > 2 else 1)


def end_dropped(copy: Copy, rng: random.Random) -> Copy:
    return _without(copy, len(copy.paragraphs) - 1)


def start_dropped(copy: Copy, rng: random.Random) -> Copy:
    return _without(copy, 0)


def shortened(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, paragraphs=copy.paragraphs[: (len(copy.paragraphs) + 1) // 2])


def sentence_dropped(copy: Copy, rng: random.Random) -> Copy | None:
    able = [n for n, text in enumerate(copy.paragraphs) if len(_SENTENCES.findall(text)) > 1]
    if not able:
        return None
    at = rng.choice(able)
    parts = _SENTENCES.findall(copy.paragraphs[at])
    return in_one(copy, at, copy.paragraphs[at].replace(rng.choice(parts), "", 1))


ADDED = ("有居民对此表示担忧，认为工程质量仍有待检验。", "目前，相关部门尚未回应。", "据了解，该项目曾多次延期。")
ADDED_EN = (
    "Some residents remain doubtful about the plan. ",
    "Officials did not answer questions. ",
    "The project had been delayed twice. ",
)


def _extra(copy: Copy, rng: random.Random) -> str:
    return rng.choice(ADDED if copy.zh else ADDED_EN)


def sentence_added(copy: Copy, rng: random.Random) -> Copy:
    at = rng.randrange(len(copy.paragraphs))
    parts = _SENTENCES.findall(copy.paragraphs[at])
    rest = (
        copy.paragraphs[at][len("".join(parts)) :]
        if "".join(parts) == copy.paragraphs[at][: len("".join(parts))]
        else None
    )
    if rest is None or not parts:
        return in_one(copy, at, copy.paragraphs[at] + _extra(copy, rng))
    parts.insert(rng.randrange(len(parts) + 1), _extra(copy, rng))
    return in_one(copy, at, "".join(parts) + rest)


def paragraph_added(copy: Copy, rng: random.Random) -> Copy:
    at = rng.randrange(1, len(copy.paragraphs))
    return replace(copy, paragraphs=(*copy.paragraphs[:at], _extra(copy, rng).strip(), *copy.paragraphs[at:]))


def paragraph_appended(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, paragraphs=(*copy.paragraphs, _extra(copy, rng).strip()))


def sentence_changed(copy: Copy, rng: random.Random) -> Copy | None:
    able = [n for n, text in enumerate(copy.paragraphs) if _SENTENCES.findall(text)]
    at = rng.choice(able)
    return in_one(
        copy, at, copy.paragraphs[at].replace(rng.choice(_SENTENCES.findall(copy.paragraphs[at])), _extra(copy, rng), 1)
    )


def retitled_slightly(copy: Copy, rng: random.Random) -> Copy:
    words = copy.title.split(" ")
    at = rng.randrange(1, len(words)) if len(words) > 1 else 0
    title = " ".join((*words[:at], "真的" + words[at][2:] if copy.zh else "really", *words[at + 1 :]))
    return replace(copy, title=title)


def retitled(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, title="重磅！海川这件事终于定了" if copy.zh else "You will not believe what this county did")


def credit_dropped(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, holder="", authors=(), original_title="")


def source_dropped(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, holder="")


def author_dropped(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, authors=())


def credit_in_footer(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, moved="footer")


def credit_in_list(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, moved="list")


def credit_misspelt(copy: Copy, rng: random.Random) -> Copy:
    changed = rng.choice(
        ("海州县融媒体中心", "海川县融媒中心", "海川融媒体中心")
        if copy.zh
        else ("Haichuan Country Media Center", "Haichuan Media Center")
    )
    return replace(copy, holder=changed)


def author_misspelt(copy: Copy, rng: random.Random) -> Copy:
    first = copy.authors[0]
    return replace(copy, authors=(first[:-1] + ("声" if copy.zh else "x"), *copy.authors[1:]))


def other_source(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, holder="临江日报" if copy.zh else "The Riverside Post")


def link_missing(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link="")


def link_home(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link=f"{SITE}/")


def link_printed(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, printed=True)


def _converted(copy: Copy, table: str) -> Copy | None:
    if not copy.zh:
        return None
    to = OpenCC(table).convert
    return replace(copy, title=to(copy.title), paragraphs=tuple(map(to, copy.paragraphs)))


def traditional(copy: Copy, rng: random.Random) -> Copy | None:
    return _converted(copy, "s2t")


def traditional_body_alone(copy: Copy, rng: random.Random) -> Copy | None:
    changed = _converted(copy, "s2tw")
    return changed and replace(changed, title=copy.title)


def mangled(copy: Copy, rng: random.Random) -> Copy | None:
    if not copy.zh:
        return None
    hurt = damage("\n".join(map(unescape, copy.paragraphs)), Mirror(blind="，；？："))
    return replace(copy, paragraphs=tuple(escape(line, quote=False) for line in hurt.split("\n")))


def pinyin_once(copy: Copy, rng: random.Random) -> Copy | None:
    return (
        _swap(
            copy,
            rng,
            "[海县镇年]",
            lambda told: told + {"海": "(hǎi)", "县": "(xiàn)", "镇": "(zhèn)", "年": "(nián)"}[told],
        )
        if copy.zh
        else None
    )


def picture_added(copy: Copy, rng: random.Random) -> Copy | None:
    return replace(copy, pictures=(*copy.pictures, (1, "https://img.linjiang.example/2026/stock-bridge.jpg", "")))


def term_over(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, today=date(2028, 1, 1))


EDITS = {
    function.__name__.replace("_", " "): function
    for function in (
        number, negation, name, character, sentences_swapped, paragraphs_swapped, middle_dropped, end_dropped, start_dropped,
        shortened, sentence_dropped, sentence_added, paragraph_added, paragraph_appended, sentence_changed, retitled_slightly,
        retitled, credit_dropped, source_dropped, author_dropped, credit_in_footer, credit_in_list, credit_misspelt,
        author_misspelt, other_source, link_missing, link_home, link_printed, traditional, traditional_body_alone, mangled,
        pinyin_once, picture_added, term_over,
    )
}  # fmt: skip


def as_it_is(copy: Copy, rng: random.Random) -> Copy:
    return copy


def _all(copy: Copy, change) -> Copy:
    return replace(copy, paragraphs=tuple(map(change, copy.paragraphs)))


def half_width(copy: Copy, rng: random.Random) -> Copy:
    return _all(copy, lambda text: text.translate(str.maketrans("，；：？！（）", ",;:?!()")))


def corner_quotes(copy: Copy, rng: random.Random) -> Copy:
    table = str.maketrans("“”‘’", "「」『』") if copy.zh else str.maketrans({'"': "”"})
    return replace(_all(copy, lambda text: text.translate(table)), title=copy.title.translate(table))


def broken_lines(copy: Copy, rng: random.Random) -> Copy:
    def broken(text: str) -> str:
        if not copy.zh:
            return text.replace(", ", ",<br>\n").replace(" and ", "<br>and ")
        return "<br>".join(text[at : at + 29] for at in range(0, len(text), 29)) if "&" not in text else text

    return _all(copy, broken)


def ended(copy: Copy, rng: random.Random) -> Copy:
    last = copy.paragraphs[-1] + ("（完）" if copy.zh else " (End)")
    return in_one(copy, len(copy.paragraphs) - 1, last)


def drop_cap(copy: Copy, rng: random.Random) -> Copy:
    first = copy.paragraphs[0]
    return in_one(copy, 0, f'<span class="dropcap">{first[0]}</span>{first[1:]}')


def spaced(copy: Copy, rng: random.Random) -> Copy:
    return _all(copy, lambda text: re.sub(r"(\d+)", r" \1&nbsp;", text))


def marked_up(copy: Copy, rng: random.Random) -> Copy:
    return _all(copy, lambda text: re.sub("海川县|Haichuan", r'<a href="/tag/hc"><b>\g<0></b></a>', text))


def tracked_link(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, link=copy.link.replace("https:", "http:") + "?utm_source=linjiang&from=timeline")


def without_pictures(copy: Copy, rng: random.Random) -> Copy:
    return replace(copy, pictures=())


def our_page_linked(copy: Copy, rng: random.Random) -> Copy:
    return replace(
        copy, link="https://news.haichuan.example/articles/" + copy.link.rpartition("/")[2].removesuffix(".html")
    )


STYLES = {
    function.__name__.replace("_", " "): function
    for function in (
        as_it_is, half_width, corner_quotes, broken_lines, ended, drop_cap, spaced, marked_up, tracked_link,
        without_pictures, our_page_linked,
    )
}  # fmt: skip
assert HOLDERS
