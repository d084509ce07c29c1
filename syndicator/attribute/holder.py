"""The owner's name, cut out of the wording around it."""

import re

from syndicator.attribute.fold import fold
from syndicator.text.han import HAN

_LONGEST_HAN = 60
_LONGEST_LATIN = 110
# The site speaking of itself, and words for an owner it leaves open. Both on folded text.
_SELF = re.compile(
    r"^(?:本|我|该)(?:网|站|报|刊|台|社|院|局|司|号|店|校|馆|县|市|区|栏目|平台|网站|公司|中心|媒体|媒体中心|报社|"
    r"报网|报刊|台站|公众号|编辑部|机构|单位|频道|官网|网页|站点|博客|"
    r"杂志|融媒体中心|集团|网及.*|社及.*|报及.*)(?:所属.*|旗下.*)?$"
    r"|^(?:我们|笔者|本人|我|自己|us|we|our\s.*|me|this\s+(?:site|website|page|publication|newspaper|company)|"
    r"the\s+(?:site|website|publisher\s+of\s+this\s+site))$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^(?:原|其|各|相关|相应|有关|上述|该|文章|原文|作品|图片|内容|所属|对应|合法|来源|第三方|各自|其各自|的)*"
    r"(?:作者|著作者|原创者|著作权人|著作权所有人|版权人|版权所有人|版权所有者|版权方|权利人|所有者|拥有者|持有者|"
    r"持有人|媒体|网站|出处|单位|机构|公众号|平台|发布者|"
    r"提供者|上传者|供稿者|撰稿人|摄影师|出版社|出版者|出版方|片方|官方|用户|个人|来源方|来源|原创)(?:本人|个人|"
    r"或.*|及.*|和.*|以及.*)?$"
    r"|^(?:the\s+)?(?:(?:original|respective|individual|rightful|copyright|its|their|each)\s+)*"
    r"(?:authors?|owners?|holders?|copyright\s+(?:holder|owner)s?|rights\s*holders?|publishers?|creators?|"
    r"contributors?|photographers?)(?:\(s\))?$",
    re.IGNORECASE,
)
_MARK = r"(?:©|\(c\)|&copy;|copyright(?:ed|s)?(?=[\s:©(\d,]|$)|copr\.?|\ufe0f)"
YEARS = r"(?:19|20)\d{2}(?:\s*(?:-|~|至|to|/|&|,)\s*(?:(?:19|20)\d{2}|\d{2}(?!\d)|present|now|today|current|今))*\s*年?"
# Terms that end a name wherever they stand.
_STOP = re.compile(
    r"\s*[,;|]?\s*(?:[\u3400-\u9fff]?ICP|[\u3400-\u9fff]{0,2}公网安备|未经|非经|如需|不得|禁止|转载|违者|侵权|翻版|"
    r"翻印|盗版|仿冒|严禁|请勿|谢绝|版权所有|保留所有|保留一切|"
    r"all\s+rights|some\s+rights|no\s+rights|rights\s+reserved|https?:).*$",
    re.IGNORECASE | re.DOTALL,
)
# What follows a name in a footer; at the start of a name these are part of it (`Legal & General`, `联系家`).
_NEXT = re.compile(
    r"\s*\((?:包括|包含|以下简称|下称|简称|旗下).*$|(?:(?<=[\s,;|.·)）])|(?=[\u3400-\u9fff]))\s*(?:备案|经营许可|"
    r"许可证|互联网新闻|信息网络传播|广播电视节目|增值电信|电话|热线|地址|邮箱|邮编|传真|主办|承办|协办|"
    r"制作单位|技术支持|网站标识|网站地图|"
    r"联系我们|联系方式|客服|举报|保留|著作权所有|法律顾问|总编|推荐使用|建议使用|浏览器|(?:tel|e-?mail|mail|fax)\b|"
    r"copyright\b|powered\s+by|design(?:ed)?\s+by|site\s+by|website\s+by|"
    r"made\s+with|privacy\b|terms\s+(?:of|&|and)|used\s+(?:by|with)|re-?printed|reproduced|unauthori|do\s+not|"
    r"may\s+not|this\s+(?:site|website|material|content|work|article|story|page)|licen[sc]ed\s+under|"
    r"source\s+from|faq\b|cookies?\b|legal\s+notice|registered\s+in|(?:and\s+)?(?:its\s+)?(?:other\s+)?affiliate|"
    r"and\s+(?:its|/or)\b|and/or\b|or\s+(?:its|their)\b|is\s+(?:a|an|the)\b|does\s+not|except\b|"
    r"unless\b|and\s+(?:may|is)\b|was\s+first|published\s+(?:by|in|on)|distributed\s+by|have\b|has\b).*$",
    re.IGNORECASE | re.DOTALL,
)
# After a comma: an address, a number, a description. `Inc.`, `LLC` and a second name are none of these.
_AFTER_COMMA = re.compile(
    r",\s*(?:(?:a|an|the|part|member|division|registered|issn|published)\b|[^,]*\d).*$", re.IGNORECASE | re.DOTALL
)
_LEAD = re.compile(
    rf"^(?:[\s,.:;|·@*\-_/>)\]\"'°]|{_MARK}|{YEARS}|by\b|the\s+following|所有内容(?:均)?(?:为|归)|(?:本(?:网|站|网站|"
    rf"页面|平台)?(?:所有|全部)?(?:内容|文章|信息|作品|资料))(?:均)?(?:为|归|由|是)|"
    r"网站内容(?:为|归)|本(?:网站|站|网|刊|报|平台|公众号)(?:由|系)|(?:原)?作者(?:本人)?(?:和|与|及|、)|"
    r"(?:www\.)?[\w\-]+(?:\.[\w\-]+)*\.(?:com|cn|net|org|gov|tv)\s+(?=[\u3400-\u9fff])|"
    r"(?:版权|免责|法律|特别)声明\s|(?:主办|承办|制作|版权|管理|主管|运营|所属)(?:单位|方|机构|所有)?:)+",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^.*(?:主办|承办|制作|管理|主管|运营|协办|维护)(?:单位|方|机构)?\s*:\s*", re.DOTALL)
_TRAIL = re.compile(
    rf"(?:[\s,;:|·*\-_/<(\[\"'®™]|(?<!\d){YEARS}|{_MARK}|(?:及|和|与|、)(?:原)?作者(?:本人|共同)*|独家|单独|共同|"
    rf"合法|专有|独有|所有|拥有|享有|等|的|均|原创|首发)+$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_EXPLAINS = re.compile(
    r"公司|中心|报社|台$|社$|网$|以下简称|下称|简称|包括|旗下|包含|a\.?k\.?a|formerly|collectively|hereafter|[\"']|"
    r"[A-Za-z ]{5,}",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"\s+\(?(?:https?://)?(?:www\.)?[\w\-]+(?:\.[\w\-]+)*\.(?:com|cn|net|org|gov|info|tv|cc|edu|"
    r"io)(?:\.\w{2})?\)?\s*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^(?:your\s+(?:web\s?site|company|name|site)|company\s+name|site\s+name|website\s+name|xxx+|某某.*|\{.*\}|"
    r"\[.*\])$",
    re.IGNORECASE,
)
# A clause, not a name: nobody is called that.
_CLAUSE = re.compile(
    r"[。?…]|!(?=\s*[\u3400-\u9fff])|表示|认为|指出|^记者|据悉|因为|所以|如果|但是|以及其|应当|可以|进行|通过|的话|"
    r"规定|仅供|授权|关注|更多|欢迎|点击|下载|^请|是否|的人$|一定|"
    r"必须|需要|应该|任何|上述|之后|时候|声称|宣布|提醒|要求|"
    r"\b(?:is|are|was|were|will|would|that|which|who|because|when|if|should|must)\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"\b(?:inc|ltd|co|corp|jr|sr|s\.a|s\.l|l\.p|plc|bros|assn|dept|st|b\.v|n\.v)\.$|\b[A-Z]\.$|(?:\b[A-Z]\.){2,}$",
    re.IGNORECASE,
)


def is_self(name: str) -> bool:
    """Whether a folded or printed name is the site speaking of itself (`本网`, `本报社`)."""
    return bool(_SELF.match(fold(name).strip(" \"'")))


def is_other(name: str) -> bool:
    """Whether a name leaves open who owns it but says it is another (`原作者`, `the author`)."""
    return bool(_OTHERS.match(fold(name).strip(" \"'")))


def clean(raw: str, *, labelled: bool = False) -> str:
    """The name inside `raw`: marks, years, labels, registrations, addresses and remarks gone.

    `raw` is a slice of the printed line; the result keeps its script and widths, with inner
    brackets and legal endings (`Inc.`, `有限公司`) whole. With `labelled`, what stands before the last
    label goes (`主办：甲 承办：乙` gives 乙). "" when no name is left.
    """
    found = _LABELLED.match(fold(raw)) if labelled else None
    text = raw[found.end() :] if found else raw
    for _ in range(4):
        before = text
        text = _once(text)
        if text == before:
            break
    folded = fold(text)
    longest = _LONGEST_HAN if HAN.search(text) else _LONGEST_LATIN
    if not 2 <= len(text) <= longest or not re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", text):  # noqa: PLR2004 - the shortest name
        return ""
    return "" if _PLACEHOLDER.match(folded) or _CLAUSE.search(folded) else text


def _once(text: str) -> str:
    """One pass of every cut, made on the folded text at the same places."""
    text = text.strip()
    lead = _LEAD.match(fold(text))
    text = text[lead.end() :] if lead else text
    for pattern in (_STOP, _NEXT, _TRAIL, _AFTER_COMMA):
        found = pattern.search(fold(text))
        if found and (found.start() > 0 or pattern in (_STOP, _TRAIL)):
            text = text[: found.start()]
    explained = _EXPLAINED.search(fold(text))
    if explained and explained.start() > 1 and _EXPLAINS.search(explained["inside"]):
        text = text[: explained.start()]
    domain = _DOMAIN.search(fold(text))
    if domain and domain.start() > 1:
        text = text[: domain.start()]
    if text.endswith(".") and not _ABBREVIATED.search(fold(text)):
        text = text[:-1]
    return _unquote(text.strip(" ,;:：，；、|·•∙\u3000"))


def _unquote(text: str) -> str:
    """Take off quotes and brackets that wrap the whole name, or that have lost their partner."""
    for opening, closing in ("“”", '""', "《》", "「」", "『』", "()", "（）", "【】", "[]", "‘’", "''", "«»"):
        inner = text[1:-1]
        if (
            len(text) > 1
            and text[0] == opening
            and text[-1] == closing
            and opening not in inner
            and closing not in inner
        ):
            return inner.strip()
        if opening == closing:
            text = text.strip(opening) if text.count(opening) % 2 and opening == '"' else text
        elif text.count(opening) < text.count(closing) and text.endswith(closing):
            text = text[:-1]
        elif text.count(opening) > text.count(closing):
            text = text[1:] if text.startswith(opening) else text[: text.rfind(opening)]
    return text.strip()
