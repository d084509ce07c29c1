"""What stands around Chinese articles: mastheads and credit blocks as many systems print them, each page a line of a table.

The pages are made up; only their structure is like that of portals, papers, agencies, e-papers, county media, offices,
blogs and newsrooms of Hong Kong, Taiwan and South East Asia.
"""

from pathlib import Path

import pytest

from syndicator.extract.page.reader import read
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Source

_SAMPLES = Path(__file__).parents[1] / "samples" / "mastheads"
_TITLE = "海川大桥今天正式通车"
_TEXT = (
    "3日上午，随着第一辆汽车平稳驶过，历时三年建设的海川大桥正式通车，两岸居民往来时间由一小时缩短为十分钟。",
    "据介绍，大桥全长十公里，双向六车道，设计时速八十公里，是当地投资规模最大的交通基础设施项目之一，总投资三十亿元。",
    "“以前过江要等轮渡，遇到大风大雾就停航，现在开车几分钟就到了，出门方便多了。”家住江北的居民陈大爷高兴地说。",
    "下一步，当地将继续完善大桥两端的连接道路，优化公交线路，让更多群众享受到便捷的出行服务，带动沿江产业发展。",
)
_AROUND = (
    '<div class="nav"><a href="/">首页</a> <a href="/a">要闻</a> <a href="/b">国内</a> <a href="/c">评论</a></div>',
    '<div class="footer"><p>关于我们 | 联系我们 | 网站地图</p><p>版权所有 海川传媒 ICP备12345678号</p></div>',
)


# What else such pages hold: a clock, ranks with dates, related stories, comments, an account's teaser, a foot, data.
_TOP = (
    '<div class="topbar"><span id="clock">2026年11月28日 星期六</span> <a>登录</a> <a>客户端下载</a></div>'
    '<div class="crumb">当前位置：<a>首页</a> &gt; <a>新闻</a> &gt; 正文</div>'
    '<script>window.__cfg={"build":"2026-11-20 10:00:00","rel":[{"id":5,"title":"别的新闻","author":"范磊",'
    '"publish_time":"2014-04-04 10:01:03"}]};</script>'
)
_RANKS = (
    '<div class="side"><h3>热点新闻</h3><ul>'
    + "".join(f"<li><a>省农科院发布第{i}号转型样本</a><span>2019-0{i}-0{i}</span></li>" for i in range(1, 9))
    + "</ul><h3>作者专栏</h3><ul><li><a>周大桥</a></li><li><a>李海川</a></li></ul></div>"
    '<div class="rec"><p>民营书店公示公积金新政</p><span data-timestamp="1729300001">1小时前</span><span>央视新闻</span>'
    "<p>作者：范磊</p></div>"
)
_BELOW = (
    '<div class="related"><h3>相关阅读</h3><ul>'
    + "".join(f"<li><a>第{i}座大桥开工</a> <em>2020-05-1{i} 08:3{i}</em> <span>央视新闻</span></li>" for i in range(6))
    + '</ul></div><div class="comment-box"><h4>评论 88</h4><ul>'
    + "".join(f"<li><b>手机用户29{i}5</b><span>2008-11-0{i} 16:0{i}</span><p>记者辛苦了</p></li>" for i in range(1, 6))
    + '</ul></div><div class="bottom"><p>海川网版权所有 Copyright © 2000-2026 责任编辑信箱：a@b.cn 新闻热线：1234567</p>'
    "<p>网上传播视听节目许可证 京ICP备2020001号 更新时间：2026-11-28</p></div>"
)


def _rows(name: str) -> list[list[str]]:
    lines = (_SAMPLES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _filled(page: str) -> str:
    paragraphs = [f"<p>{line}</p>" for line in _TEXT]
    filled = page.replace("{title}", _TITLE).replace("{text}", "".join(paragraphs))
    filled = filled.replace("{rest}", "".join(paragraphs[1:])).replace(
        "{open}", "".join(paragraphs).removesuffix("</p>")
    )
    for number, line in enumerate(_TEXT):
        filled = filled.replace(f"{{{number}}}", line)
    return f"<html>{_AROUND[0]}{filled}{_AROUND[1]}</html>"


def _read(page: str, url: str = "https://www.example.cn/a/1.html") -> Draft:
    source = Source(key="a/1", feed="a", kind="html", url="https://www.example.cn/", timezone="Asia/Shanghai")
    return read(Page(url, page.encode()), source)


def _shown(draft: Draft) -> str:
    if draft.published is None:
        return "-"
    day = draft.published.precision == "day"
    return draft.published.at.strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")


@pytest.mark.parametrize("row", _rows("zh.tsv"), ids=lambda row: row[0])
def test_a_masthead_gives_its_time_its_source_and_who_signs(row: list[str]) -> None:
    _, published, outlet, authors, url, page = row
    draft = _read(_filled(page), *([] if url == "-" else [url]))
    names = "、".join(draft.authors) or "-"
    shown = _shown(draft) if published != "-" else "-"
    assert (draft.title.startswith(_TITLE[:4]) or _TITLE in draft.title, shown, draft.outlet or "-", names) == (
        True,
        published,
        outlet,
        authors,
    )
    assert all(line in draft.body_text for line in _TEXT)


@pytest.mark.parametrize("ranks_first", [True, False])
@pytest.mark.parametrize("row", _rows("zh.tsv"), ids=lambda row: row[0])
def test_neighbours_date_and_sign_nothing(row: list[str], ranks_first: bool) -> None:
    _, published, outlet, authors, url, page = row
    filled = _filled(page).removeprefix("<html>").removesuffix("</html>")
    around = (_TOP + _RANKS, _BELOW) if ranks_first else (_TOP, _RANKS + _BELOW)
    draft = _read(f"<html>{around[0]}{filled}{around[1]}</html>", *([] if url == "-" else [url]))
    shown = _shown(draft) if published != "-" else "-"
    assert (shown, draft.outlet or "-", "、".join(draft.authors) or "-") == (published, outlet, authors)
    assert all(line in draft.body_text for line in _TEXT)
    assert not any(word in draft.body_text for word in ("热点新闻", "辛苦了", "许可证"))


@pytest.mark.parametrize("row", _rows("titles_zh.tsv"), ids=lambda row: row[0])
def test_a_headline_is_found_among_logos_kickers_and_sections(row: list[str]) -> None:
    _, title, page = row
    assert _read(_filled(page)).title == title.replace("{title}", _TITLE)


@pytest.mark.parametrize("row", _rows("dates_zh.tsv"), ids=lambda row: row[1])
def test_a_date_line_gives_when_the_article_was_published(row: list[str]) -> None:
    published, line = row
    page = f'<title>{{title}}_海川网</title><h1>{{title}}</h1><div class="info">{line}</div><div>{{text}}</div>'
    assert _shown(_read(_filled(page))) == published
