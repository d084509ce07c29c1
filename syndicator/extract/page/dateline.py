"""The outlet where no label names it: beside the date under a Chinese headline, or in an element named for it."""

import re

from syndicator.extract.page.blocks import Run, is_called, spaced
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.names import is_han_name, is_nobody, is_organisation, is_usual_name

_STAMP = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*(?:星期|"
    r"周)[一二三四五六日天])?(?:\s*(?:上午|下午|凌晨|中午|晚上|早上)?\s*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[分秒]?)?"
)
_SHORT_STAMP = re.compile(r"(?<!\d)\d{2}-\d{2}-\d{2}\s+\d{1,2}:\d{2}")
# Where a platform says that its user was.
_PLACE = re.compile(r"\s(?:发表于|发布于|IP属地[:：]?)\s*[\u4e00-\u9fff]{2,6}$")
_WORD = re.compile(r"(?:[\s|｜,，;；>»【】\[\]()（）]|(?:^|(?<=\s))[·•](?=\s|$))+|\s[·•/／]|[·•/／]\s")
_FURNITURE = re.compile(
    r"^(?:原创|转载|首发|发布|发表|更新|发布于|发表于|更新于|来源|作者|编辑|时间|日期|阅读|浏览|评论|分享|"
    r"举报|字号|大|中|小|打印|收藏|关注|首页|正文|新闻|要闻|国内|国际|财经|体育|娱乐|科技|社会|"
    r"文化|教育|汽车|房产|军事|时政新闻|时政|头条|北京时间|人气|点击|次|\d+|\d+次.{0,3}|前天|昨天|今天|登录|登入|登陆|注册|.*下载|"
    r"\d+[天时小分].{0,3}前?|.{0,4}[:：]|[+TA-]+|[AP]M|GMT|CST|HKT|SGT|\w+day|来源[于自]|转自|稿源|出处|[\d\W]*|[/／].*|\d.*[年月日].*|(?:发布于|发表于|来自|IP属地|编辑于|于).*|"
    r".*(?:账号|帐号|官方认证|创作者|作者|楼主)|(?:只看|倒序|显示|查看|电梯|举报|字数|阅读|浏览|评论|喜欢|点赞|收藏|热度|赞|听|听新闻|"
    r"参与|跟贴|分类|标签|栏目|所属|责编|责任编辑|报道|報導|報道|记者|記者|通讯员|我要|打印|关闭|返回|下载|复制|扫|手机|posted|阅读量|播放|订阅|原文|本文).*|由|于|by|"
    r"[文图摄][/／｜|].*|第?[A-Z]?\d{1,3}版.*|第[〇一二三四五六七八九十]{1,3}版.*|[\u4e00-\u9fff]{0,4}(?:记者|記者|通讯员|通訊員|实习生|編輯|编辑))$",
    re.IGNORECASE,
)
_NAMED = frozenset(
    ("source", "media", "author", "account", "nickname", "origin", "laiyuan", "from", "ly", "publisher", "jsname")
)
_AUTHORS = frozenset(("author", "authors", "byline", "writer", "reporter", "zuozhe", "zz", "editorname"))
_ACCOUNTS = _NAMED | {"name", "user", "username", "nick", "profile"}
_LABEL = re.compile("[:：]")
# `早报网讯`
_WIRE = re.compile("(?<=[网網报報社台臺刊])[讯訊]$")
_LABELLED = re.compile(r"^(?:来源|來源|稿源|出处)[于自]?(?P<name>[^\s:：]{2,20})$")
# `海川日报官方账号`, printed after the date on a platform.
_OFFICIAL = re.compile(r"^(?P<name>[\u4e00-\u9fffA-Za-z·]{2,16}?)(?:官方)(?:账号|帐号|百家号)$")
# A portal's own address before the date: who stands before it is the portal.
_ADDRESS = re.compile(r"^(?:https?:|www\.)|\.(?:com|cn|net|org)(?:\.|/|$)", re.IGNORECASE)
_POSTED = re.compile(
    r"^posted\s*@\s*[\d\-/年月日.]+\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s+(?P<by>\S{2,20}?)\s*(?=阅读|评论|$|\s)"
    r"|^(?:由|by\s+)?\s*(?P<name>(?!posted)[^\s@:：由\[\]【】（）()|]{2,20}?)\s*(?:发表于|发布于|提交于|张贴于?|贴于|"
    r"发表在|posted|@|(?<=\s)于(?=\s*(?:19|20)\d{2}))"
    r"|^本[帖贴文]由\s*(?P<poster>\S{1,20}?)\s*于",
    re.IGNORECASE,
)
# `原创`, the writer, the account.
_ORIGINAL_WORDS = 3
# An official account names the writer before itself.
_ORIGINAL = re.compile(r"^原创\s+(?P<name>[^\s:：]{2,20})\s+[^\s:：\d]{2,20}$")
_SHORTEST, _LONGEST, _LINE = 2, 20, 80
_LONGEST_NAME, _MOST_WORDS, _NEAR_END = 3, 2, 4


def outlet_beside_date(zones: Zones) -> Named:
    """`原创 南方都市报 2019-09-09 16:01:46`, `2019年09月11日 富达传媒`, `新华社` on the line above the stamp."""
    for number, run in enumerate(zones.header):
        before, after = _beside(run) if not _POSTED.match(spaced(run)) else ([], [])
        before = [] if any(map(_ADDRESS.search, before)) else before
        for word in (*reversed(before), *after):
            labelled = _LABELLED.match(word) or _OFFICIAL.match(word)
            if labelled:
                return Named((labelled["name"],), place(run.owner), run.text)
        for word in (*reversed(before), *after):
            if _likely(word):
                return Named((_WIRE.sub("", word),), place(run.owner), run.text)
        stamped = before or after or _STAMP.search(run.text) or _SHORT_STAMP.search(spaced(run))
        above = zones.header[number - 1] if number and stamped else None
        name = _account(above) if above is not None else ""
        if above is not None and name:
            return Named((name,), place(above.owner), above.text)
    return NOBODY


def _account(run: Run) -> str:
    """The outlet or account on the line above a stamp: `原创` `张三` `海川发布`, "" where it is something else."""
    words = [word for word in _words(run) if not is_furniture(word)]
    named = bool(words) and len(words) <= _MOST_WORDS and _likely(words[-1])
    return words[-1] if named and (is_organisation(words[-1]) or is_called(run, _ACCOUNTS)) else ""


def author_beside_date(zones: Zones) -> Named:
    """`谢若含 2017-03-01 14:27`, `[ 黄宇 ]` after the stamp, or whoever a blog says posted it then."""
    for run in (*zones.header, *zones.above, *zones.inside[-2:], *zones.tail[:_NEAR_END], *_short(zones.inside)):
        original = _ORIGINAL.match(spaced(run))
        if original:
            return Named((original["name"],), place(run.owner), run.text)
        posted = _POSTED.match(spaced(run)) if len(run.text) <= _LINE and _STAMP.search(run.text) else None
        name = (posted["name"] or posted["poster"] or posted["by"]) if posted else ""
        if name and not is_nobody(name) and not is_furniture(name):
            return Named((name,), place(run.owner), run.text)
    for run in (*zones.header, *zones.above):
        before, after = _beside(run)
        if before[:1] == ["原创"] and len(before) == _ORIGINAL_WORDS:
            return Named((before[1],), place(run.owner), run.text)
        if any(word.endswith(("账号", "帐号")) for word in after):
            after = []
        for word in (*_nearest(before[::-1]), *_nearest(after)):
            if is_usual_name(word) and not is_furniture(word):
                return Named((word,), place(run.owner), run.text)
    return _author_called(zones)


def _author_called(zones: Zones) -> Named:
    """The name that opens the line above a stamp, or stands in an element called author."""
    for number, run in enumerate(zones.header):
        below = zones.header[number + 1].text if number + 1 < len(zones.header) else ""
        words = _words(run) if len(run.text) <= _LINE else []
        if not words or len(words) > _MOST_WORDS or not is_usual_name(words[0]) or is_furniture(words[0]):
            continue
        if (words[1:] and not _likely(words[1])) or not (
            _STAMP.search(below) or is_called(run, _AUTHORS if not words[1:] else _NAMED)
        ):
            continue
        return Named((words[0],), place(run.owner), run.text)
    return NOBODY


def _words(run: Run) -> list[str]:
    """The words of a line, without where a platform says that its user was."""
    return list(filter(None, _WORD.split(_PLACE.sub("", spaced(run)))))


def _nearest(words: list[str]) -> list[str]:
    """The word next to a stamp, or the one after it where that is an outlet: `环球网 张三`."""
    outlet = len(words) > 1 and _likely(words[0]) and (is_organisation(words[0]) or not is_usual_name(words[0]))
    return words[1:2] if outlet else words[:1]


def _short(runs: tuple[Run, ...]) -> list[Run]:
    """The lines of a forum post that say who posted it."""
    return [run for run in runs if len(run.text) <= _LINE and run.text.startswith(("本帖由", "本贴由", "本文由"))]


def _beside(run: Run) -> tuple[list[str], list[str]]:
    """The words before and after the time stamp of a short line; none where it has no stamp."""
    text = spaced(run)
    stamp = _STAMP.search(text)
    if not stamp or len(text) > _LINE:
        return [], []
    return list(filter(None, _WORD.split(text[: stamp.start()]))), list(filter(None, _WORD.split(text[stamp.end() :])))


def outlet_marked(zones: Zones) -> Named:
    """A short line under the headline in an element whose class or id says source, media, author or account."""
    for run in zones.header:
        words = [word for word in _words(run) if not is_furniture(word)]
        if words and len(words) <= _MOST_WORDS and _likely(words[-1]) and is_called(run, _NAMED):
            return Named((words[-1],), place(run.owner), run.text)
    return NOBODY


def is_furniture(word: str) -> bool:
    """Whether a word beside a date is the page's own: a button, a section, a count."""
    return bool(_FURNITURE.match(word))


def _likely(word: str) -> bool:
    return (
        _SHORTEST <= len(word) <= _LONGEST
        and not is_furniture(word)
        and not _LABEL.search(word)
        and not is_nobody(word)
        and not _ADDRESS.search(word)
        and not (is_han_name(word) and len(word) <= _LONGEST_NAME)
        and bool(re.search(r"[\u4e00-\u9fffA-Za-z]", word))
    )
