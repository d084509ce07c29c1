"""The outlet where no label names it: beside the date under a Chinese headline, or in an element named for it."""

import re

from syndicator.extract.page.blocks import Run, is_called, spaced
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.names import is_han_name, is_nobody, is_organisation

_STAMP = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*(?:星期|"
    r"周)[一二三四五六日天])?(?:\s*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[分秒]?)?"
)
_WORD = re.compile(r"[\s|｜,，;；>»【】\[\]()（）·•]+")
_FURNITURE = re.compile(
    r"^(?:原创|转载|首发|发布|发表|更新|发布于|发表于|更新于|来源|作者|编辑|时间|日期|阅读|浏览|评论|分享|"
    r"举报|字号|大|中|小|打印|收藏|关注|首页|正文|新闻|要闻|国内|国际|财经|体育|娱乐|科技|社会|"
    r"文化|教育|汽车|房产|军事|时政新闻|时政|头条|北京时间|人气|点击|次|\d+|\d+次.{0,3}|前天|昨天|今天|"
    r"\d+[天时小分].{0,3}前?|.{0,4}[:：]|[+TA-]+)$"
)
_NAMED = frozenset(
    ("source", "media", "author", "account", "nickname", "origin", "laiyuan", "from", "ly", "publisher", "jsname")
)
_LABEL = re.compile("[:：]")
_LABELLED = re.compile(r"^(?:来源|來源|稿源|出处)[于自]?(?P<name>[^\s:：]{2,20})$")
_POSTED = re.compile(
    r"^(?:由|by\s+)?\s*(?P<name>[^\s@:：由\[\]【】（）()|]{2,20}?)\s*(?:发表于|发布于|提交于|张贴于?|贴于|"
    r"发表在|posted|@)"
    r"|^本[帖贴文]由\s*(?P<poster>\S{1,20}?)\s*于",
    re.IGNORECASE,
)
# `原创`, the writer, the account.
_ORIGINAL_WORDS = 3
# An official account names the writer before itself.
_ORIGINAL = re.compile(r"^原创\s+(?P<name>[^\s:：]{2,20})\s+[^\s:：\d]{2,20}$")
_SHORTEST, _LONGEST, _LINE = 2, 20, 80
_LONGEST_NAME, _MOST_WORDS, _ABOVE_TEXT, _NEAR_END = 4, 2, 4, 4


def outlet_beside_date(zones: Zones) -> Named:
    """`原创 南方都市报 2019-09-09 16:01:46`, `2019年09月11日 富达传媒`, `新华社` on the line above the stamp."""
    for number, run in enumerate(zones.header):
        before, after = _beside(run) if not _POSTED.match(run.text) else ([], [])
        for word in (*reversed(before), *after):
            labelled = _LABELLED.match(word)
            if labelled:
                return Named((labelled["name"],), place(run.owner), run.text)
        for word in (*reversed(before), *after):
            if _likely(word):
                return Named((word,), place(run.owner), run.text)
        above = zones.header[number - 1] if number and (before or after or _STAMP.search(run.text)) else None
        if above is not None and _likely(above.text) and is_organisation(above.text):
            return Named((above.text,), place(above.owner), above.text)
    return NOBODY


def author_beside_date(zones: Zones) -> Named:
    """`谢若含 2017-03-01 14:27`, `[ 黄宇 ]` after the stamp, or whoever a blog says posted it then."""
    for run in (*zones.header, *zones.above, *zones.inside[-2:], *zones.tail[:_NEAR_END], *_short(zones.inside)):
        original = _ORIGINAL.match(spaced(run))
        if original:
            return Named((original["name"],), place(run.owner), run.text)
        posted = _POSTED.match(run.text) if len(run.text) <= _LINE and _STAMP.search(run.text) else None
        name = (posted["name"] or posted["poster"]) if posted else ""
        if name and not is_nobody(name):
            return Named((name,), place(run.owner), run.text)
    for run in (*zones.header, *zones.above):
        before, after = _beside(run)
        if before[:1] == ["原创"] and len(before) == _ORIGINAL_WORDS:
            return Named((before[1],), place(run.owner), run.text)
        for word in (*before[-1:], *after[:1]):
            if is_han_name(word) and len(word) <= _LONGEST_NAME:
                return Named((word,), place(run.owner), run.text)
    return NOBODY


def _short(runs: tuple[Run, ...]) -> list[Run]:
    """The lines of a forum post that say who posted it."""
    return [run for run in runs if len(run.text) <= _LINE and run.text.startswith(("本帖由", "本贴由", "本文由"))]


def author_alone(zones: Zones) -> Named:
    """A Han name that is all of a line right above the text."""
    if zones.found:
        for run in zones.header[-_ABOVE_TEXT:]:
            if is_han_name(run.text) and len(run.text) <= _LONGEST_NAME and not run.linked:
                return Named((run.text,), place(run.owner), run.text)
    return NOBODY


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
        words = [word for word in _WORD.split(spaced(run)) if word and not _FURNITURE.match(word)]
        if words and len(words) <= _MOST_WORDS and _likely(words[-1]) and is_called(run, _NAMED):
            return Named((words[-1],), place(run.owner), run.text)
    return NOBODY


def _likely(word: str) -> bool:
    return (
        _SHORTEST <= len(word) <= _LONGEST
        and not _FURNITURE.match(word)
        and not _LABEL.search(word)
        and not is_nobody(word)
        and not (is_han_name(word) and len(word) <= _LONGEST_NAME - 1)
        and bool(re.search(r"[\u4e00-\u9fffA-Za-z]", word))
    )
