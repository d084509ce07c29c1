"""Foreign pages of the third set: the mark-up of portals, WeChat, forums, county CMS, page builders and the like.

A Sheet is what a reprinter hands in; every template has its own way with a paragraph, a picture and what is around.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

OUTLET = {"zh": "临江网", "en": "Linjiang Weekly"}
_TEASERS = {
    "zh": ("临江老街改造一期完工", "秋粮收购今日启动 市民可预约参观", "“村超”决赛周末开赛", "市区三条公交线路临时调整"),
    "en": ("Ferry fares frozen until spring", "Council to vote on market hall", "Weekend: three walks by the river"),
}
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@dataclass(frozen=True)
class Sheet:
    """What goes into a page, all of it HTML but the titles. `blocks` are paragraphs, or (address, caption)."""

    language: str
    title: str
    head: str
    heading: str
    blocks: tuple[str | tuple[str, str], ...]
    meta: tuple[str, ...] = ()
    intro: tuple[str, ...] = ()
    outro: tuple[str, ...] = ()
    foot: str = ""
    teaser: str = ""

    @property
    def outlet(self) -> str:
        return OUTLET[self.language]

    def teasers(self, mark: str) -> str:
        told = [mark.format(number, text) for number, text in enumerate(_TEASERS[self.language], 301)]
        return "".join([*told, mark.format(399, self.teaser)] if self.teaser else told)

    def body(self, paragraph: str, picture: str) -> str:
        """The blocks, each as the template writes it; `{0}` is the text or address, `{1}` the caption."""
        return "\n".join(
            paragraph.format(block) if isinstance(block, str) else picture.format(block[0], escape(block[1]))
            for block in self.blocks
        )

    def lines(self, where: tuple[str, ...], mark: str) -> str:
        return "\n".join(mark.format(line) for line in where)


Page = Callable[[Sheet], str]


def _document(sheet: Sheet, head: str, inside: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if sheet.language == "zh" else "en"}"><head><meta charset="utf-8">\n'
        f"{head}\n</head>\n<body>\n{inside}\n</body></html>"
    )


def people(s: Sheet) -> str:
    """A large portal of the papers'."""
    return _document(
        s,
        f'<title>{escape(s.head)}--时政--临江网</title><meta name="keywords" content="临江,要闻">'
        f'<meta name="description" content="{escape(s.title)}">',
        f"""<div class="header w1000"><div class="fl"><a href="/"><img src="/img/logo.png" alt="临江网"></a></div>
<div class="path fl">人民&gt;&gt;<a href="/shizheng/" class="clink">时政</a></div></div>
<div class="layout rm_txt cf"><div class="col col-1 fl"><h3 class="pre"></h3><h1>{s.heading}</h1><h4 class="sub"></h4>
<div class="author cf"></div><div class="channel cf"><div class="col-1-1 fl">2026年11月18日08:26 | {" | ".join(s.meta)}</div>
<div class="col-1-2 fr"><a class="rm_share">分享到</a><span class="setFont">小字号</span></div></div>
<div class="rm_txt_con cf">{s.lines(s.intro, "<p>{0}</p>")}
{s.body('<p style="text-indent: 2em;"> {0}</p>', '<p style="text-align: center;"><img alt="" src="{0}" width="600" /></p><p class="desc" style="text-align: center;">{1}</p>')}
{s.lines(s.outro, "<p>{0}</p>")}<p class="paper_num"></p>
<div class="edit cf">(责编：程远、许多)</div><div class="rm_relevant cf"><h2>相关新闻</h2><ul>{s.teasers('<li><a href="/n1/2026/1117/c{0}.html">{1}</a></li>')}</ul></div>
<p class="paper_share cf">分享让更多人看到</p></div></div><div class="col col-2 fr"><h2>热门排行</h2><ol>{s.teasers('<li><em>1</em><a href="/n1/{0}.html">{1}</a></li>')}</ol></div></div>
<div class="copyright">{s.foot} 临江网版权所有 ©1997-2026</div>""",
    )


def sina(s: Sheet) -> str:
    """A portal with its share bar, ads by script and a comment count."""
    return _document(
        s,
        f'<title>{escape(s.head)}_新闻中心_临江网</title><meta property="og:title" content="{escape(s.head)}">'
        '<meta property="og:type" content="news">',
        f"""<div class="main-content w1240"><div class="channel-path"><a href="/">新闻中心</a> &gt; <a href="/c/">社会</a> &gt; 正文</div>
<h1 class="main-title">{s.heading}</h1><div class="top-bar-wrap" id="top_bar"><div class="date-source"><span class="date">2026年11月18日 10:02</span>
{"".join(f'<span class="source">{part}</span>' for part in s.meta)}</div><div class="page-tools"><span class="cmnt">评论 12</span></div></div>
<div class="article-content clearfix"><div class="article" id="article">{s.lines(s.intro, "<p>　　{0}</p>")}
{s.body('<p cms-style="font-L">　　{0}</p>', '<div class="img_wrapper"><img src="{0}" alt="{1}"><span class="img_descr">{1}</span></div>')}
{s.lines(s.outro, '<p cms-style="font-L align-Right">{0}</p>')}<p class="show_author">责任编辑：吴小杰 SN123</p></div>
<div id="left_hzh_ad"><ins class="sinaads" data-ad-pdps="PDPS01"></ins><script>(sinaads = window.sinaads || []).push({{}})</script></div>
<div class="article-bottom clearfix"><div class="keywords" data-wbkey="民生"><span>关键词 : </span><a href="/tag/1">民生</a></div></div>
<div class="blk-wxrp"><p>海量资讯、精准解读，尽在临江APP</p></div></div></div>
<div class="article-content-right"><div class="hd">24小时滚动播报</div>{s.teasers('<p><a href="/doc/{0}">{1}</a></p>')}</div><footer>{s.foot}</footer>""",
    )


def sohu(s: Sheet) -> str:
    """A portal of accounts: time, source and place in one line, what the platform says below."""
    return _document(
        s,
        f'<title>{escape(s.head)}_临江号</title><meta property="og:title" content="{escape(s.head)}_临江号">',
        f"""<article class="article-text article main"><div class="text-title"><h1>{s.heading}<span class="article-tag"></span></h1>
<div class="article-info"><span class="time" id="news-time">2026-11-18 09:41</span> {" ".join(f'<span class="original-link">{part}</span>' for part in s.meta)} <div class="area"><span>发布于：</span><span>临江市</span></div></div></div>
<article class="article" id="mp-editor">{s.lines(s.intro, "<p>{0}</p>")}
{s.body("<p>{0}</p>", '<p class="ql-align-center"><img src="{0}" max-width="600"></p><p class="ql-align-center">{1}</p>')}
{s.lines(s.outro, '<p class="ql-align-right">{0}</p>')}<p><a href="/?spm=smpc" class="backword">返回临江号，查看更多</a></p></article>
<div class="statement">平台声明：该文观点仅代表作者本人，临江号系信息发布平台，仅提供信息存储空间服务。</div>
<div class="bottom-relate-wrap"><span class="read-wrap">阅读 (<em class="read-num">482</em>)</span></div></article>
<div class="groom-read"><div class="title">推荐阅读</div>{s.teasers('<div class="news-box"><h4><a href="/a/{0}">{1}</a></h4></div>')}</div><div class="foot">{s.foot}</div>""",
    )


def netease(s: Sheet) -> str:
    """A portal whose headings, paragraphs and notes have ids of their own."""
    return _document(
        s,
        f"<title>{escape(s.head)}|临江|民生|社区_临江新闻</title>",
        f"""<div id="contain"><div class="post_main"><h1 class="post_title">{s.heading}</h1>
<div class="post_info">2026-11-18 07:50:11　{"　".join(s.meta)} <a class="post_jubao" href="/jubao">举报</a></div>
<div class="post_content" id="content"><div class="post_top"><div class="post_top_tie"><a>0</a></div><div class="post_top_share"><span>分享至</span></div></div>
<div class="post_body">{s.lines(s.intro, '<p class="otitle">（{0}）</p>')}
{s.body('<p id="0AK2">{0}</p>', '<p class="f_center"><img src="{0}"/><br/>{1}<br/></p>')}
{s.lines(s.outro, "<p>{0}</p>")}</div>
<div class="post_statement">特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div>
<div class="post_recommends"><h3>相关推荐</h3>{s.teasers('<div class="post_recommend_title"><a href="/article/{0}">{1}</a></div>')}</div></div></div></div><div class="N-nav-bottom">{s.foot}</div>""",
    )


def wechat(s: Sheet) -> str:
    """An account's article: sections and spans, pictures by data-src, a card at the end."""
    return _document(
        s,
        f'<meta property="og:title" content="{escape(s.head)}"><meta property="og:site_name" content="微信公众平台"><title>{escape(s.head)}</title>',
        f"""<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner">
<h1 class="rich_media_title" id="activity-name">{s.heading}</h1>
<div id="meta_content" class="rich_media_meta_list">{"".join(f'<span class="rich_media_meta rich_media_meta_text">{part}</span>' for part in s.meta)}
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">临江发布</a></span> <em id="publish_time" class="rich_media_meta rich_media_meta_text">2026-11-18 18:00</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: visible;"><section style="text-align:center"><section><span style="font-size:12px;color:#888">点击上方蓝字关注我们</span></section></section>
{s.lines(s.intro, '<section style="margin:0 8px"><section><p><span style="font-size:14px">{0}</span></p></section></section>')}
{s.body('<section style="line-height:2em"><span style="font-size: 15px;letter-spacing: 1px;">{0}</span></section><section><br></section>', '<section style="text-align: center;"><img class="rich_pages" data-src="{0}" data-type="jpeg" src="' + PIXEL + '"></section><section style="text-align:center"><span style="font-size:12px">{1}</span></section>')}
{s.lines(s.outro, '<section><span style="font-size: 12px;color: rgb(136,136,136);">{0}</span></section>')}
<section class="mp_profile_iframe_wrp"><mp-common-profile data-nickname="临江发布" data-signature="权威信息第一时间发布"></mp-common-profile></section>
<p style="text-align:center"><span>点个“在看”，让更多人知道</span></p></div></div></div></div></div>
<div class="rich_media_area_extra">{s.teasers('<div><a href="/s/{0}">{1}</a></div>')}{s.foot}</div>""",
    )


def toutiao(s: Sheet) -> str:
    """A feed's article page, classes generated."""
    return _document(
        s,
        f'<title data-rh="true">{escape(s.head)}-临江头条</title>',
        f"""<div id="root"><div class="article-detail-container"><div class="main"><div class="article-content"><h1>{s.heading}</h1>
<div class="article-meta"><span>2026-11-18 12:15</span><span class="dot">·</span>{'<span class="dot">·</span>'.join(f"<span>{part}</span>" for part in s.meta)}</div>
<div><article class="syl-article-base tt-article-content">{s.lines(s.intro, "<blockquote><p>{0}</p></blockquote>")}
{s.body('<p data-track="1">{0}</p>', '<div class="pgc-img"><img src="{0}" mime_type="image/jpeg"><p class="pgc-img-caption">{1}</p></div>')}
{s.lines(s.outro, '<p data-track="9">{0}</p>')}</article></div></div>
<div class="detail-interaction">举报 <span>赞 3</span><span>收藏</span></div><div class="comment-wrap"><h3>评论 1</h3><ul class="comment-list"><li><a class="name">江边客</a><p class="content">为家乡点赞！</p></li></ul></div></div>
<div class="right-sidebar"><div class="ttp-hot-board"><h4>头条热榜</h4>{s.teasers('<a href="/trending/{0}"><p>{1}</p></a>')}</div></div></div></div><footer>{s.foot}</footer>""",
    )


def trs(s: Sheet) -> str:
    """A county government's site."""
    return _document(
        s,
        f'<title>{escape(s.head)}_媒体聚焦_临江市人民政府</title><meta name="ArticleTitle" content="{escape(s.head)}">'
        '<meta name="PubDate" content="2026-11-18 09:12"><meta name="ContentSource" content="">',
        f"""<div class="wz">当前位置：<a href="../../">首页</a>&gt;<a href="../">媒体聚焦</a></div><div class="xl_con">
<ucaptitle><div class="xl_tit">{s.heading}</div></ucaptitle><div class="xl_sx"><ul><li>发布日期：2026-11-18 09:12</li>{"".join(f"<li>{part}</li>" for part in s.meta)}<li>浏览次数：<span id="hits">31</span></li><li>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</li></ul></div>
<div class="xl_body" id="zoom"><ucapcontent><div class="view TRS_UEDITOR trs_paper_default trs_web">{s.lines(s.intro, "<p>{0}</p>")}
{s.body('<p style="text-indent: 2em; line-height: 2;" align="justify"><span style="font-family: 宋体;">{0}</span></p>', '<p style="text-align:center" class="insertfileTag"><img src="{0}" OLDSRC="W0.jpg" /></p><p style="text-align:center">{1}</p>')}
{s.lines(s.outro, '<p style="text-align: right;">{0}</p>')}</div></ucapcontent></div>
<div class="xl_dy"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div>
<div class="qrcode"><img src="/images/qr.png"><p>扫一扫在手机打开当前页</p></div></div>
<ul class="list">{s.teasers('<li><a href="./202611/t2026{0}.html">{1}</a><span>11-17</span></li>')}</ul><div class="footer"><p>{s.foot}</p><p>主办：临江市人民政府办公室　网站标识码：3500000000</p></div>""",
    )


def hanweb(s: Sheet) -> str:
    """Another maker of government sites: a table, the text between comments."""
    return _document(
        s,
        f"<title>临江市交通运输局 媒体报道 {escape(s.head)}</title>",
        f"""<table width="1000" align="center"><tr><td class="bt_link">您现在的位置：<a href="/">首页</a> &gt; 媒体报道</td></tr></table>
<table id="article" width="900" align="center" cellspacing="0"><tr><td class="title" align="center"><!--<$[标题名称(html)]>begin-->{s.heading}<!--<$[标题名称(html)]>end--></td></tr>
<tr><td><table width="100%"><tr><td align="center">发布时间：2026-11-18 15:30</td>{"".join(f'<td align="center">{part}</td>' for part in s.meta)}<td>访问量：<script>document.write("5")</script></td></tr></table></td></tr>
<tr><td class="bt_content"><div id="zoom"><!--ZJEG_RSS.content.begin-->{s.lines(s.intro, "<p>{0}</p>")}
<meta name="ContentStart">{s.body('<p style="text-align: justify; text-indent: 2em;"><span style="font-size: 16pt;">&ensp;{0}</span></p>', '<p style="text-align: center;"><img src="{0}" border="0"></p><p style="text-align: center;"><span>{1}</span></p>')}<meta name="ContentEnd">
{s.lines(s.outro, "<p><strong>{0}</strong></p>")}<!--ZJEG_RSS.content.end--></div></td></tr><tr><td align="right">[<a>打印</a>] [<a>关闭</a>] 【<a>收藏本页</a>】</td></tr></table>
<table>{s.teasers('<tr><td>·<a href="/art/2026/11/17/art_{0}.html">{1}</a></td></tr>')}</table><table><tr><td>{s.foot}版权所有：临江市交通运输局 闽ICP备05000000号</td></tr></table>""",
    )


def epaper(s: Sheet) -> str:
    """A paper's electronic edition: full-width indents and line breaks in one cell, the title no heading."""
    return _document(
        s,
        f"<title>临江日报数字报-{escape(s.head)}</title>",
        f"""<table><tr><td class="black14"><a href="node_1.htm">第A03版：综合</a></td><td><a href="content_2.htm">上一篇</a> <a href="content_4.htm">下一篇</a></td></tr></table>
<table class="content"><tr><td align="center" class="font01">{s.heading}</td></tr><tr><td align="center" class="font02"></td></tr>
<tr><td align="center" class="font6">2026-11-18 {" ".join(s.meta)}</td></tr><tr><td><table class="pic">{"".join(f'<tr><td><img src="{block[0]}"></td></tr><tr><td>{escape(block[1])}</td></tr>' for block in s.blocks if not isinstance(block, str))}</table></td></tr>
<tr><td><div id="ozoom"><founder-content>{s.lines(s.intro, "　　{0}<br>")}{"<BR>".join(f"　　{block}" for block in s.blocks if isinstance(block, str))}<BR>{s.lines(s.outro, "　　{0}<br>")}</founder-content></div></td></tr></table>
<div class="mulu">{s.teasers('<a href="content_{0}.htm">{1}</a><br>')}</div><p class="bq">{s.foot}临江日报社版权所有</p>""",
    )


def discuz(s: Sheet) -> str:
    """A forum's thread: the article as first post, answers below."""
    return _document(
        s,
        f"<title>{escape(s.head)} - 新闻转载 -  临江论坛 -  Powered by Discuz!</title>",
        f"""<div id="pt" class="bm cl"><div class="z"><a href="./">临江论坛</a><em>&raquo;</em><a href="forum.php">新闻转载</a></div></div>
<div id="postlist" class="pl bm"><table><tr><td class="pls">查看: <span>211</span>|回复: 2</td><td class="plc"><h1 class="ts">[<a href="forum.php?typeid=3">转载</a>] <span id="thread_subject">{s.heading}</span></h1></td></tr></table>
<div id="post_101"><table class="plhin"><tr><td class="pls" rowspan="2"><div class="authi"><a href="space-uid-7.html">江上渔翁</a></div><p><em>论坛元老</em></p><dl><dt>积分</dt><dd>3021</dd></dl></td>
<td class="plc"><div class="authi"><em id="authorposton101">发表于 2026-11-18 20:11</em> | <a>只看该作者</a></div><div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_101">
{s.lines((*s.meta, *s.intro), "{0}<br />")}<br />
{s.body("&nbsp; &nbsp; {0}<br /><br />", '<ignore_js_op><img id="aimg_9" src="static/image/common/none.gif" zoomfile="{0}" file="{0}" class="zoom"></ignore_js_op><br />{1}<br />')}
{s.lines(s.outro, "{0}<br />")}</td></tr></table></div></div></div></td></tr><tr><td class="plc plm"><div class="sign">淡泊明志，宁静致远</div></td></tr></table></div>
<div id="post_102"><table class="plhin"><tr><td class="pls"><div class="authi"><a href="space-uid-9.html">小米粥</a></div></td><td class="plc"><div class="authi"><em>发表于 2026-11-18 20:40</em></div><td class="t_f">感谢楼主分享，顶一个！</td></td></tr></table></div></div>
<div class="bm"><h2>相关帖子</h2><ul>{s.teasers('<li><a href="thread-{0}-1-1.html">{1}</a></li>')}</ul></div><div id="ft">{s.foot}</div>""",
    )


def mobile(s: Sheet) -> str:
    """A page for telephones: a folded text, a banner that wants the app, no heading."""
    return _document(
        s,
        f'<meta name="viewport" content="width=device-width"><title>{escape(s.head)}</title>',
        f"""<div class="open-app-banner"><img src="//cdn.linjiang.example/app.png"><span>打开临江APP，看更多精彩</span><a>打开</a></div>
<div class="g-main"><div class="article-title">{s.heading}</div><div class="article-sub"><span class="time">11-18 11:20</span>{"".join(f"<span>{part}</span>" for part in s.meta)}</div>
<div class="audio"><i></i><span>听新闻</span><span>03:21</span></div><div class="article-con folded" data-fold="1">{s.lines(s.intro, '<div class="tip">{0}</div>')}
{s.body('<div class="para">{0}</div>', '<div class="pic"><img class="lazy" src="/h5/loading.png" data-original="{0}"></div><div class="pic-desc">{1}</div>')}
{s.lines(s.outro, '<div class="para small">{0}</div>')}</div><div class="unfold"><a>展开全文</a></div>
<div class="share"><span>微信好友</span><span>朋友圈</span><span>新浪微博</span></div><div class="recommend"><div class="hd">为你推荐</div>{s.teasers('<a class="item" href="/h5/{0}"><div>{1}</div></a>')}</div></div><div class="cp">{s.foot}</div>""",
    )


def boxes(s: Sheet) -> str:
    """A site that puts its boxes between the paragraphs."""
    zh = s.language == "zh"
    near, sub, ad = (
        ("相关阅读", "订阅《早安临江》，每天三分钟看遍全城", "广告")
        if zh
        else ("Read more", "Get our free newsletter every morning", "Advertisement")
    )
    between = (
        f'<div class="m-related"><strong>{near}：</strong><a href="/a/77">{_TEASERS[s.language][0]}</a></div>',
        f'<div class="ad-slot" id="dfp-2"><span class="ad-label">{ad}</span><a href="https://ads.example/c?1"><img src="https://ads.example/b.jpg"></a></div>',
        f'<form class="newsletter" action="/subscribe"><label>{sub}</label><input type="email"><button>OK</button></form>',
    )
    parts = s.body("<p>{0}</p>\f", '<figure><img src="{0}" loading="lazy"><figcaption>{1}</figcaption></figure>').split(
        "\f"
    )
    inner = "".join(
        part + (between[number] if number < len(between) and part.strip() else "") for number, part in enumerate(parts)
    )
    return _document(
        s,
        f'<title>{escape(s.head)} | {s.outlet}</title><meta property="og:title" content="{escape(s.head)}">',
        f"""<header><a href="/">{s.outlet}</a><nav><a href="/news">{"新闻" if zh else "News"}</a></nav></header><main><article><header><h1>{s.heading}</h1><p class="meta">{" · ".join(s.meta)} · <time>2026-11-18</time></p></header>
<div class="content">{s.lines(s.intro, '<p class="kicker">{0}</p>')}{inner}{s.lines(s.outro, '<p class="endnote">{0}</p>')}</div></article>
<section id="comments"><h3>{"评论（2）" if zh else "2 comments"}</h3><div class="comment"><b>A. L.</b><p>{"写得真好，希望我们这里也能这样。" if zh else "Lovely story. Wish we had this here."}</p></div></section></main>
<aside><h3>{near}</h3><ul>{s.teasers('<li><a href="/a/{0}">{1}</a></li>')}</ul></aside><footer>{s.foot} © 2026 {s.outlet}</footer>""",
    )


def gutenberg(s: Sheet) -> str:
    """WordPress, a block theme."""
    zh = s.language == "zh"
    return _document(
        s,
        f'<title>{escape(s.head)} &#8211; {s.outlet}</title><meta property="og:title" content="{escape(s.head)}"><meta property="og:site_name" content="{s.outlet}">',
        f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/" rel="home">{s.outlet}</a></p></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{s.heading}</h1><div class="wp-block-group post-meta"><div class="wp-block-post-date"><time>2026-11-18</time></div>{"".join(f'<p class="has-small-font-size">{part}</p>' for part in s.meta)}</div>
<div class="entry-content wp-block-post-content">{s.lines(s.intro, '<p class="has-background"><em>{0}</em></p>')}
{s.body("<p>{0}</p>", '<figure class="wp-block-image size-large"><img decoding="async" src="{0}" srcset="{0} 1024w, {0} 300w" alt=""/><figcaption class="wp-element-caption">{1}</figcaption></figure>')}
<hr class="wp-block-separator"/>{s.lines(s.outro, "<p><em>{0}</em></p>")}
<div class="sharedaddy"><h3 class="sd-title">{"分享" if zh else "Share this:"}</h3><ul><li><a href="?share=x">X</a></li><li><a href="?share=facebook">Facebook</a></li></ul></div></div>
<div class="wp-block-post-terms">{"分类：" if zh else "Posted in "}<a href="/category/news" rel="tag">News</a></div><nav class="post-navigation">{s.teasers('<a href="/?p={0}">{1}</a>')}</nav>
<div id="respond" class="comment-respond"><h3>{"发表评论" if zh else "Leave a Reply"}</h3></div></main><footer>{s.foot}<p>Proudly powered by WordPress</p></footer></div>""",
    )


def ghost(s: Sheet) -> str:
    """Ghost with its members' boxes."""
    return _document(
        s,
        f'<title>{escape(s.head)}</title><meta property="og:title" content="{escape(s.head)}"><meta name="twitter:title" content="{escape(s.head)}">'
        f'<script type="application/ld+json">{{"@type":"Article","publisher":{{"name":"{s.outlet}"}}}}</script>',
        f"""<div class="gh-viewport"><header id="gh-head"><a class="gh-head-logo" href="/">{s.outlet}</a><a class="gh-head-button" data-portal="signup">Subscribe</a></header>
<main class="gh-main"><article class="gh-article post"><header class="gh-article-header"><a class="gh-article-tag" href="/tag/region/">Region</a><h1 class="gh-article-title">{s.heading}</h1>
<div class="gh-article-meta"><h4 class="gh-article-author-name">{"</h4><h4>".join(s.meta)}</h4><time>18 Nov 2026</time><span>2 min read</span></div></header>
<div class="gh-content gh-canvas">{s.lines(s.intro, '<div class="kg-card kg-callout-card"><div class="kg-callout-text">{0}</div></div>')}
{s.body("<p>{0}</p>", '<figure class="kg-card kg-image-card kg-card-hascaption"><img src="{0}" class="kg-image" loading="lazy"><figcaption>{1}</figcaption></figure>')}
{s.lines(s.outro, "<p>{0}</p>")}<div class="kg-card kg-signup-card"><h2>Sign up for {s.outlet}</h2><p>News from the river, once a week. No spam. Unsubscribe anytime.</p></div></div></article></main>
<aside class="gh-sidebar"><h4>Read next</h4>{s.teasers('<h3 class="post-card-title"><a href="/p{0}/">{1}</a></h3>')}</aside><footer>{s.foot} Powered by Ghost</footer></div>""",
    )


def wix(s: Sheet) -> str:
    """A page builder: nothing but div and span, a title of spans."""
    return _document(
        s,
        f"<title>{escape(s.head)} | {s.outlet}</title>",
        f"""<div id="SITE_CONTAINER"><div id="comp-1"><div class="wixui-rich-text"><h2 class="font_2"><span>{s.outlet}</span></h2></div></div>
<div id="comp-2" class="HcOXKn"><div class="QxJLC3 wixui-rich-text"><div class="font_5" style="font-size:38px"><span style="font-weight:bold"><span class="color_11">{s.heading}</span></span></div></div></div>
<div id="comp-3"><div class="wixui-rich-text">{"".join(f'<div class="font_8"><span><span>{part}</span></span></div>' for part in s.meta)}</div></div>
<div id="comp-4"><div class="wixui-rich-text">{s.lines(s.intro, '<div class="font_8"><span style="font-style:italic">{0}</span></div>')}
{s.body('<div class="font_8"><span style="font-size:17px"><span>{0}</span></span></div><div class="font_8"><span class="wixGuard">&#8203;</span></div>', '<div class="img"><wow-image><img src="{0}" alt=""></wow-image></div><div class="font_9"><span>{1}</span></div>')}
{s.lines(s.outro, '<div class="font_8"><span>{0}</span></div>')}</div></div>
<div id="comp-5" class="repeater">{s.teasers('<div><a href="/post/{0}"><span>{1}</span></a></div>')}</div><div id="comp-6">{s.foot}<span>©2026 by {s.outlet}. Proudly created with a builder.</span></div></div>""",
    )


def weebly(s: Sheet) -> str:
    """A page builder with tables for columns and one block of text, lines broken by hand."""
    return _document(
        s,
        f"<title>{escape(s.head)} - {s.outlet}</title>",
        f"""<div id="wrapper"><table id="header"><tr><td id="logo"><span class="wsite-logo"><a href="/"><span id="wsite-title">{s.outlet}</span></a></span></td></tr></table>
<div id="content"><div id="wsite-content" class="wsite-not-footer"><h2 class="wsite-content-title" style="text-align:left;"><font size="6">{s.heading}</font></h2>
<div class="paragraph"><font color="#999">{" &nbsp;|&nbsp; ".join(s.meta)}</font></div>
<div class="wsite-multicol"><table class="wsite-multicol-table"><tbody><tr><td class="wsite-multicol-col" style="width:75%">{s.lines(s.intro, '<div class="paragraph"><em>{0}</em></div>')}
<div class="paragraph" style="text-align:left;">{s.body("{0}<br /><br />", '</div><div class="wsite-image"><a><img src="{0}" alt="Picture"></a><div style="display:block;font-size:90%">{1}</div></div><div class="paragraph">')}{s.lines(s.outro, "<span>{0}</span><br />")}<br /></div></td>
<td class="wsite-multicol-col" style="width:25%"><div class="paragraph">{s.teasers('<a href="/{0}.html">{1}</a><br />')}</div></td></tr></tbody></table></div></div></div><div id="footer">{s.foot}<a href="//www.weebly.com">Powered by Weebly</a></div></div>""",
    )


def amp(s: Sheet) -> str:
    """AMP: its own elements for pictures, ads and side bars."""
    return _document(
        s,
        f'<title>{escape(s.head)} - {s.outlet}</title><script async src="https://cdn.ampproject.org/v0.js"></script><link rel="canonical" href="/news/88">',
        f"""<amp-sidebar id="side"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><header class="amp-bar"><a href="/">{s.outlet}</a></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{s.heading}</h1>{"".join(f'<div class="amp-wp-meta amp-wp-byline">{part}</div>' for part in s.meta)}<div class="amp-wp-meta"><time>Nov 18, 2026</time></div></header>
<div class="amp-wp-article-content">{s.lines(s.intro, '<div class="note">{0}</div>')}
{s.body("<p>{0}</p>", '<figure class="amp-wp-fe"><amp-img src="{0}" width="640" height="400" layout="responsive"></amp-img><figcaption>{1}</figcaption></figure>')}
<amp-ad width="300" height="250" type="doubleclick"></amp-ad>{s.lines(s.outro, "<p>{0}</p>")}</div><footer class="amp-wp-article-footer"><div class="amp-wp-tax-tag">Tags: <a href="/t/county" rel="tag">county</a></div></footer></article>
<amp-list>{s.teasers('<div class="rel"><a href="/news/{0}/amp">{1}</a></div>')}</amp-list><footer class="amp-wp-footer">{s.foot}<a href="#top">Back to top</a></footer>""",
    )


def townnews(s: Sheet) -> str:
    """A small town's paper on a large house's system."""
    paragraphs = s.body(
        '<div class="subscriber-preview"><p>{0}</p></div>',
        '<div class="photo-container"><figure class="photo"><div class="image"><img class="img-responsive lazyload" src="'
        + PIXEL
        + '" data-srcset="{0} 750w"><noscript><img src="{0}"></noscript></div><figcaption class="caption"><span class="caption-text"><p>{1}</p></span></figcaption></figure></div>',
    )
    return _document(
        s,
        f'<title>{escape(s.head)} | Local News | linjiangweekly.example</title><meta property="og:title" content="{escape(s.head)}"><meta name="title" content="{escape(s.head)}">',
        f"""<div id="site-navbar"><a href="/obituaries/">Obituaries</a><a href="/sports/">Sports</a></div><section id="main-body-container"><article class="asset story">
<div class="asset-masthead"><header class="asset-header"><h1 class="headline"><span>{s.heading}</span></h1></header><div class="meta"><span><ul class="list-inline">{"".join(f'<li><span class="tnt-byline">{part}</span></li>' for part in s.meta)}<li class="hidden-print"><time>Nov 18, 2026</time></li><li>1 min to read</li></ul></span></div></div>
<div class="asset-content"><div class="share-container"><ul><li>Facebook</li><li>Twitter</li><li>Print</li><li>Save</li></ul></div><div class="asset-body" itemprop="articleBody">{s.lines(s.intro, '<div class="preamble"><p>{0}</p></div>')}
{paragraphs}<div class="tncms-region-ads" id="tncms-region-article_instory_top"><div class="ad-label">ADVERTISING</div></div>{s.lines(s.outro, '<div class="tagline"><p>{0}</p></div>')}</div></div></article>
<div class="block"><h3>Trending Now</h3>{s.teasers('<div class="card-headline"><h4><a href="/news/{0}.html">{1}</a></h4></div>')}</div></section><footer id="site-footer">{s.foot} © Copyright 2026 Linjiang Weekly | <a href="/terms">Terms of Use</a></footer>""",
    )


PAGES: dict[str, tuple[str, Page]] = {
    "people": ("zh", people),
    "sina": ("zh", sina),
    "sohu": ("zh", sohu),
    "netease": ("zh", netease),
    "wechat": ("zh", wechat),
    "toutiao": ("zh", toutiao),
    "trs": ("zh", trs),
    "hanweb": ("zh", hanweb),
    "epaper": ("zh", epaper),
    "discuz": ("zh", discuz),
    "mobile": ("zh", mobile),
    "boxes": ("zh en", boxes),
    "gutenberg": ("zh en", gutenberg),
    "ghost": ("en", ghost),
    "wix": ("zh en", wix),
    "weebly": ("zh en", weebly),
    "amp": ("en", amp),
    "townnews": ("en", townnews),
}
