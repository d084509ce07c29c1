"""The outlet where no label names it: beside the date under a Chinese headline, or in an element named for it."""

import re

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.declared import Named
from syndicator.extract.page.regions import words_of
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.names import is_han_name, is_nobody

_STAMP = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[分秒]?)?"
)
_WORD = re.compile(r"[\s|｜,，;；>»【】\[\]()（）·•]+")
_FURNITURE = re.compile(
    r"^(?:原创|转载|首发|发布|发表|更新|发布于|发表于|更新于|来源|作者|编辑|时间|日期|阅读|浏览|评论|分享|举报|字号|大|中|小|打印|收藏|关注|首页|正文|新闻|要闻|国内|国际|财经|体育|娱乐|科技|社会|"
    r"文化|教育|汽车|房产|军事|时政新闻|时政|头条|北京时间|人气|点击|次|\d+|.{0,4}[:：]|[+TA-]+)$"
)
_NAMED = frozenset(
    ("source", "media", "author", "account", "nickname", "origin", "laiyuan", "from", "ly", "publisher", "jsname")
)
_SHORTEST, _LONGEST = 2, 20


def outlet_beside_date(zones: Zones) -> Named:
    """`原创 南方都市报 2019-09-09 16:01:46` or `2019年09月11日 富达传媒`: the word next to the stamp."""
    for run in zones.header:
        stamp = _STAMP.search(run.text)
        if not stamp or len(run.text) > _LONGEST * 4:
            continue
        before = [word for word in _WORD.split(run.text[: stamp.start()]) if word]
        after = [word for word in _WORD.split(run.text[stamp.end() :]) if word]
        for word in (*reversed(before), *after):
            if _likely(word):
                return Named((word,), place(run.owner), run.text)
    return Named()


def author_beside_date(zones: Zones) -> Named:
    """A Han personal name beside the stamp: `谢若含 2017-03-01 14:27`."""
    for run in (*zones.header, *zones.above):
        stamp = _STAMP.search(run.text)
        if not stamp or len(run.text) > _LONGEST * 4:
            continue
        before, after = run.text[: stamp.start()].strip(), run.text[stamp.end() :].strip()
        for words in (_WORD.split(before)[-1:], _WORD.split(after)[:1]):
            if words and is_han_name(words[0]) and len(words[0]) <= 4:
                return Named((words[0],), place(run.owner), run.text)
    return Named()


def outlet_marked(zones: Zones) -> Named:
    """A short line under the headline in an element whose class or id says source, media, author or account."""
    for run in zones.header:
        if _likely(run.text) and _is_named(run):
            return Named((run.text,), place(run.owner), run.text)
    return Named()


def _likely(word: str) -> bool:
    return (
        _SHORTEST <= len(word) <= _LONGEST
        and not _FURNITURE.match(word)
        and not is_nobody(word)
        and not (is_han_name(word) and len(word) <= 3)
        and bool(re.search(r"[\u4e00-\u9fffA-Za-z]", word))
    )


def _is_named(run: Run) -> bool:
    elements = [run.owner, *(element for element, is_tail in run.pieces if not is_tail)]
    return any(words_of(f"{element.get('class') or ''} {element.get('id') or ''}") & _NAMED for element in elements)
