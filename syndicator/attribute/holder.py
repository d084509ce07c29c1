"""The owner's name, cut out of the wording around it."""

import re

from syndicator.attribute.fold import fold

LONGEST = 60
# The site speaking of itself, and words for an owner it leaves open. Both on folded text.
_SELF = re.compile(
    r"^(?:本|我|该)(?:网|站|报|刊|台|社|院|局|司|司|号|平台|网站|公司|中心|媒体|媒体中心|报社|台站|公众号|编辑部|机构|单位|栏目|频道|官网|网页|站点|博客|店|校|馆|司所|"
    r"报刊|杂志|融媒体中心|集团)(?:及.*|所属.*|旗下.*)?$|^(?:我们|笔者|本人|我|自己|us|we|our\s.*|this\s+(?:site|website|page|publication|newspaper|company)|the\s+site)$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^(?:原|其|各|相关|相应|有关|上述|该|文章|原文|作品|图片|内容|所属|对应|合法|来源|第三方|各自|其各自|的)*(?:作者|著作者|原创者|著作权人|著作权所有人|版权人|版权所有人|版权所有者|版权方|权利人|"
    r"所有者|拥有者|持有者|持有人|媒体|网站|出处|单位|机构|公众号|平台|发布者|提供者|上传者|供稿者|撰稿人|摄影师|出版社|出版者|出版方|片方|官方|用户|个人|来源方|来源)"
    r"(?:本人|个人|或.*|及.*|和.*|以及.*)?$|"
    r"^(?:the\s+)?(?:(?:original|respective|individual|rightful|copyright|its|their)\s+)*(?:authors?|owners?|holders?|copyright\s+(?:holder|owner)s?|publishers?|creators?|contributors?|photographers?)(?:\(s\))?$",
    re.IGNORECASE,
)
# Where the name ends and the rest of a footer begins.
_CUT = re.compile(
    r"\s*(?:[,;|]?\s*(?:[\u3400-\u9fff]?ICP|[\u3400-\u9fff]{0,2}公网安备|备案|经营许可|许可证|互联网新闻|信息网络传播|广播电视节目|增值电信|电话|热线|地址|邮箱|邮编|传真|主办|承办|协办|制作单位|技术支持|"
    r"网站标识|网站地图|联系|客服|举报|未经|不得|禁止|转载|违者|侵权|翻版|保留|严禁|请勿|谢绝|版权|著作权|法律顾问|总编|推荐|建议使用|浏览|访问|tel\b|e-?mail|mail:|https?:|all\s+rights|some\s+rights|"
    r"no\s+rights|rights\s+reserved|copyright|powered\s+by|designed?\s+by|site\s+by|website\s+by|privacy|terms\s+of|terms\s+&|used\s+(?:by|with)|re-?printed|reproduced|unauthori|do\s+not|may\s+not|"
    r"this\s+(?:site|website|material|content|work|article|story|page)|licen[sc]ed\s+under|source\s+from|faq|cookie|legal|registered|a\s+(?:division|member|part|subsidiary)\s+of|and\s+(?:its|other|/or)\b|or\s+(?:its|their)\b|"
    r"is\s+(?:a|an|the)\b|does\s+not|except|unless|and\s+may|and\s+is|was\s+first|published\s+(?:by|in|on)|distributed\s+by)).*$",
    re.IGNORECASE | re.DOTALL,
)
_MARK = r"(?:©|\(c\)|&copy;|copyright(?:ed|s)?(?=[\s:©(\d,]|$)|copr\.?|©️)"
_YEARS = r"(?:19|20)\d{2}(?:\s*(?:-|~|至|to|/|&|,)\s*(?:(?:19|20)?\d{2}(?!\d)|present|now|today|current|今))*\s*年?"
_LEAD = re.compile(
    rf"^(?:[\s,.:;|·*\-_/>)\]\"'°]|{_MARK}|{_YEARS}|by\b|the\s+following|all\s+rights\s+reserved\.?|所有内容(?:均)?(?:为|归)|(?:本(?:网|站|网站|页面|平台)?(?:所有|全部)?(?:内容|文章|信息|作品|资料)?)(?:均)?"
    rf"(?:为|归|由|是)|网站(?:内容)?(?:为|归)|(?:主办|承办|制作|版权|管理|主管|运营|所属)(?:单位|方|机构|所有)?:|归|属于|为|由|是)+",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^.*(?:主办|承办|制作|管理|主管|运营|协办|维护)(?:单位|方|机构)?\s*[:：]\s*", re.DOTALL)
_TRAIL = re.compile(
    rf"(?:[\s,;:|·*\-_/<(\[\"']|\b{_YEARS}|{_MARK}|独家|单独|共同|合法|专有|独有|所有|拥有|享有|等|的|均|原创|首发|站$)+$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*$",
)
_ORGANISED = re.compile(
    r"公司|中心|报社|台|社$|网$|以下简称|下称|简称|包括|旗下|包含|含|a\.?k\.?a|formerly|collectively|hereafter|[\"']|[A-Za-z ]{5,}",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"\s+(?:\(?(?:https?://)?(?:www\.)?[\w\-]+(?:\.[\w\-]+)*\.(?:com|cn|net|org|gov|info|tv|cc|edu|io)(?:\.\w{2})?\)?)\s*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^(?:your\s+(?:web\s?site|company|name|site)|company\s+name|site\s+name|website\s+name|xxx+|某某.*|\{.*\}|\[.*\])$",
    re.IGNORECASE,
)
# A clause, not a name: nobody is called that.
_CLAUSE = re.compile(
    r"[。!?…]|(?:表示|认为|指出|记者|据悉|因为|所以|如果|但是|以及其|应当|可以|进行|通过|的话|说|称|是否|的人|一定|必须|需要|应该|任何|上述|之后|时候)|"
    r"\b(?:is|are|was|were|has|have|had|will|would|that|which|who|because|when|if|should|must|can)\b",
    re.IGNORECASE,
)


def is_self(name: str) -> bool:
    """Whether a folded or printed name is the site speaking of itself (`本网`, `本报社`)."""
    return bool(_SELF.match(fold(name).strip(" \"'")))


def is_other(name: str) -> bool:
    """Whether a name leaves open who owns it but says it is another (`原作者`, `the author`)."""
    return bool(_OTHERS.match(fold(name).strip(" \"'")))


def clean(raw: str) -> str:
    """The name inside `raw`: marks, years, labels, registrations, addresses and remarks gone.

    `raw` is a slice of the printed line; the result keeps its script and widths, with inner
    brackets and legal endings (`Inc.`, `有限公司`) whole. "" when no name is left.
    """
    text = raw
    for _ in range(3):
        before = text
        text = _once(text)
        if text == before:
            break
    folded = fold(text)
    if not 2 <= len(text) <= LONGEST or not re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", text):  # noqa: PLR2004 - the shortest name
        return ""
    if _PLACEHOLDER.match(folded) or _CLAUSE.search(folded):
        return ""
    return text


def _once(text: str) -> str:
    """One pass of every cut, made on the folded text at the same places."""
    text = text.strip()
    folded = fold(text)
    labelled = _LABELLED.match(folded)
    if labelled:
        text, folded = text[labelled.end() :], folded[labelled.end() :]
    lead = _LEAD.match(folded)
    if lead:
        text, folded = text[lead.end() :], folded[lead.end() :]
    cut = _CUT.search(folded)
    if cut:
        text, folded = text[: cut.start()], folded[: cut.start()]
    trail = _TRAIL.search(folded)
    if trail:
        text, folded = text[: trail.start()], folded[: trail.start()]
    explained = _EXPLAINED.search(folded)
    if (
        explained
        and explained.start() > 1
        and (_ORGANISED.search(explained["inside"]) and not re.search(r"(?:集团|北京|上海|中国)$", explained["inside"]))
    ):
        text, folded = text[: explained.start()], folded[: explained.start()]
    domain = _DOMAIN.search(folded)
    if domain and domain.start() > 1:
        text, folded = text[: domain.start()], folded[: domain.start()]
    if folded.endswith(".") and not re.search(
        r"\b(?:inc|ltd|co|corp|llc|jr|sr|s\.a|l\.p|plc|bros|assn|dept|st)\.$|\b[A-Z]\.$", folded, re.IGNORECASE
    ):
        text, folded = text[:-1], folded[:-1]
    return _unquote(text.strip(" ,;:：，；、|·\u3000"))


def _unquote(text: str) -> str:
    """Take off quotes and brackets that wrap the whole name, or that have lost their partner."""
    pairs = {
        "“": "”",
        '"': '"',
        "《": "》",
        "「": "」",
        "『": "』",
        "(": ")",
        "（": "）",
        "【": "】",
        "[": "]",
        "‘": "’",
        "'": "'",
    }
    while (
        len(text) > 1
        and text[0] in pairs
        and text[-1] == pairs[text[0]]
        and text.count(pairs[text[0]]) <= (2 if text[0] == text[-1] else 1)
    ):
        text = text[1:-1].strip()
    for opening, closing in pairs.items():
        if opening == closing:
            text = text.strip(opening) if text.count(opening) % 2 else text
        elif text.count(opening) < text.count(closing):
            text = text.rstrip(closing) if text.endswith(closing) else text
        elif text.count(opening) > text.count(closing):
            text = text.lstrip(opening) if text.startswith(opening) else text[: text.rfind(opening)]
    return text.strip()
