"""The outlet on a line of a Chinese page: the value of 来源, an unmarked source, `本文来自微信公众号…`."""

import re
from dataclasses import replace

from syndicator.text.credits import NOTHING, Credits
from syndicator.text.labels import BOUNDARY, CLOCK, HEAD, SENTENCE
from syndicator.text.names import is_nobody, is_organisation, is_usual_name
from syndicator.text.signature import sign

_LONGEST_OUTLET = 40
_LONGEST_REST, _TELLING = 10, 3
_QUOTED_SOURCE = re.compile(
    rf"{BOUNDARY}(?:本文)?(?:转自|转载自|转载于|摘自|原载于?|首发于|来源于?)\s*《(?P<outlet>[^《》]{{2,30}})》"
)
_SPACED_SOURCE = re.compile(
    rf"{BOUNDARY}(?:来源于?|稿源|出处|转自|文章来源|信息来源)\s+(?P<outlet>[\u3400-\u9fffA-Za-z·\-]{{2,20}})(?=$|\s)"
)
_GLUED_SOURCE = re.compile(r"^(?:来源|稿源|出处|转自)\s*(?P<outlet>[\u3400-\u9fffA-Za-z·\-]{2,20})$")
# `来自 / 海川日报`: a place stands behind this label as well, and the reader's own device.
_FROM = re.compile(r"^[\s（(]*来自\s*[:/]\s*(?P<outlet>(?!.*(?:客户端|手机|电脑|网页))[\u3400-\u9fff·]{2,14})[）)\s]*$")
# Where a portal prints somebody else's account: `本文来自微信公众号“海川观察”（ID：hcgc），作者：张三`.
_RETOLD = re.compile(
    r"^[\s（(*·]*(?:本文|文章|内容|以上内容|本内容|稿件|本稿|全文)(?:系|为)?(?:转载)?[，,]?(?:内容)?(?:来自|来源于|来源|转载自|转载于|转自|源自|首发于|首发自|原载于?|"
    r"选自|摘自|刊于|原刊于|由)(?<!来源)\s*[:：]?\s*(?:自媒体|官方)?(?:微信|腾讯|头条)?(?P<account>公众平台|公众号|公号|号)?(?:账号)?\s*[:：]?\s*"
    r"(?P<outlet>[“\"「《【][^”\"」》】]{2,30}[”\"」》】]|[^\s（(，,。；;:：“”\"「《【]{2,20}?)"
    r"(?=$|[\s（(，,。；;:：）)]|授权|原创|微信公众号|公众号|客户端)(?P<rest>.*)$"
)
# What may follow an outlet: the account's id, who signs, what was done to the text; and an address for a name.
_ACCOUNT_ID = re.compile(r"\s*[（(]\s*(?:微信号?|公众号|账号)?(?:ID|id|Id)?\s*[:：]?\s*[A-Za-z][\w\-]{2,}\s*[）)]")
_SIGNED = re.compile(
    r"[（(](?=(?:记者|作者|通讯员|编辑))|[，,](?=侵删|有删|略有|如有|原题|原标题|转载|经授权|已获|特此|图片|版权)"
)
# `微信公众号“海川观察”`: what it is, before its name.
_MEDIUM = re.compile(r"^(?:官方)?(?:微信)?(?:公众平台|公众号|公号)\s*(?:[:：]\s*|(?=[“\"「《【\s]))")
_SITE = re.compile(r"https?:|www\.", re.IGNORECASE)
_BY_LEAVE = re.compile(r"[，,。\s][^，,。]{0,12}(?:已获|经|获)?授权.{0,12}$")
_ACCOUNT = re.compile(
    r"^\s*(?:微信|官方微信)?(?:公众号|公号|客户端)?\s*[（(]\s*(?:微信)?(?:ID|id|号|公众号|微信号)[^（()）]*[）)]|^\s*(?:微信)?(?:公众号|客户端)"
)
# `“海川发布”微信公众号`, `"海川日报"`.
_QUOTED = re.compile(
    r"^(?P<whole>[“\"‘「](?P<name>[^“”\"‘’「」]{2,20})[”\"’」](?P<after>(?:官方)?(?:微信|微博|新闻)?(?:公众号|公号|客户端|微信|微博|视频号|APP|网站)?))$"
)
# An outlet's own name may hold 发布, 推荐 or 关注; only what is surely the page's is cut from it.
_FURNITURE = re.compile(
    "返回|查看更多|点击|分享到|打印|关闭|收藏|字号|字体|评论|阅读[:量数(]|浏览|人气|访问量|发布时间|发布日期|"
    "发表时间|更新时间|时间:|日期:|责任编|声明|原标题|扫码|我要|上一篇|"
    "下一篇|参与互动|网友评论|跟贴|大\\s*中\\s*小|小\\s*中\\s*大|" + CLOCK
)
_NO_OUTLET = re.compile(
    "^(?:网络|互联网|網絡|網路|转载文章|转载|转帖|网络转载|网上转载|来自网络|来源网络|综合网络|网络综合|综合整理|"
    "网络整理|综合|整理|本站原创|原创|原創|本网原创|本站整理|未知|不详|佚名|其他|"
    "其它|无|暂无|网友投稿|投稿|作者投稿|用户投稿|互联网综合|互联网整理|综合互联网|网络素材|admin|unknown|none|null|"
    "internet)$",
    re.IGNORECASE,
)


def glued(cell: str) -> str:
    """The outlet of a cell that says `来源海川日报`, "" where it does not."""
    found = _GLUED_SOURCE.match(cell)
    return found["outlet"] if found else ""


def unmarked(line: str) -> Credits | None:
    """`转自《北京科技报》`, `来源 新华社`: a source that only a quotation or a space sets apart."""
    found = _QUOTED_SOURCE.search(line)
    if found:
        return Credits(outlet=found["outlet"].strip(), pure=len(line) - len(found[0]) <= _LONGEST_REST)
    found = _FROM.match(line)
    if found and is_organisation(found["outlet"]):
        return Credits(outlet=found["outlet"], pure=True)
    found = _SPACED_SOURCE.search(line)
    if found and is_organisation(found["outlet"]) and HEAD.match(line[: found.start()]):
        return Credits(outlet=found["outlet"], pure=True).plus(replace(sign(line[found.end() :]) or NOTHING, pure=True))
    return None


def retold(line: str) -> tuple[str, str] | None:
    """The outlet that a line says the article is from, and the rest of the line, which may name the writer.

    None unless it is an account, stands in quotes or is called as outlets are (`本文来自一位读者` names none), and
    where the line only praises the site's own app.
    """
    found = _RETOLD.match(line)
    if not found:
        return None
    outlet = found["outlet"].strip('“”"「」《》【】 ')
    known = found["account"] or outlet != found["outlet"].strip() or is_organisation(outlet)
    if not known or "下载" in found["rest"] or _NO_OUTLET.match(outlet) or is_nobody(outlet):
        return None
    return outlet, _BY_LEAVE.sub("", _ACCOUNT.sub("", found["rest"])).strip(" ，,。；;）)")


def _beside(rest: str) -> Credits | None:
    """`来源：海川日报 张三`: names alone behind an outlet; a section may be called like a short name."""
    words = rest.split()
    sure = all(map(is_usual_name, words)) and any(len(word) >= _TELLING for word in words)
    return Credits(authors=tuple(words)) if sure else None


def outlet(value: str) -> tuple[Credits, int]:
    """The outlet in a 来源 value; what follows it on the line may still name people."""
    text = _MEDIUM.sub("", value.strip()).strip()
    bracket = re.match(r"^[\[【(（《「]\s*([^\[\]【】()（）《》「」]{1,40}?)\s*[\]】)）》」]", text)
    split = r"\s{2,}|\s*\|\s*|[\]】」]|(?<=[\u3400-\u9fff》）)])\s+(?![-—–])|(?<![-—–])\s+(?=[\u3400-\u9fff])"
    if quoted := _QUOTED.match(text):
        return Credits(outlet=quoted["whole"] if quoted["after"] else quoted["name"]), 0
    text = _ACCOUNT_ID.sub("", text)
    if _SITE.match(text):
        return NOTHING, 0
    name = bracket[1] if bracket else re.split(split, text, maxsplit=1)[0]
    rest = text[bracket.end() if bracket else len(name) :].strip()
    signed = _SIGNED.search(text)
    if signed and signed.start() <= len(name):
        name, rest = text[: signed.start()], text[signed.start() :]
    cut = _FURNITURE.search(name)
    if cut and cut.start() > 0:
        name, rest = name[: cut.start()], name[cut.start() :] + rest
    whole = name.count("（") == name.count("）") and name.count("(") == name.count(")")
    name = name.strip(" ·,，;；、。.:-—_/[]【】「」\"'“”" + ("" if whole else "()（）"))
    name = name[1:-1] if name[:1] == "《" and name[-1:] == "》" and name.count("《") == 1 else name
    extra = (sign(rest) or _beside(rest)) if rest else None
    left = 0 if extra is not None else len(rest)
    if not name or _NO_OUTLET.match(name) or is_nobody(name):
        return extra or NOTHING, left
    if len(name) > _LONGEST_OUTLET or SENTENCE.search(name):
        return NOTHING, len(value)
    return Credits(outlet=name).plus(extra or NOTHING), left
