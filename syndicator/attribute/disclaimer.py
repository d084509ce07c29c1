"""A platform saying that what it shows is not its own: uploaded by users, collected, or taken from others."""

import re

from syndicator.attribute import holder
from syndicator.attribute.fold import fold

_PLATFORM = (
    re.compile(r"(?:自媒体)?(?:平台|媒体)\s*\"(?P<name>[^\"]{2,20})\"\s*(?:用户|作者)"),
    re.compile(
        r"(?:由|为|系)\s*\"?(?P<name>[^\",。;]{2,16}?)\"?\s*(?:用户|作者|注册用户|"
        r"自媒体)(?:或机构)?[^。]{0,16}(?:上传|发布|提供|投稿)"
    ),
    re.compile(
        r"(?:本文|内容|文章|稿件)[^。,]{0,12}(?:来自|为|系|由)\s*\"?(?P<name>[^\",。;]{2,12}?)(?:客户端)?(?:自媒体|"
        r"号)(?:作者|用户|或机构|[,。]|$)"
    ),
    re.compile(r"不代表\s*\"?(?P<name>[^\",。;]{2,12}?)\"?\s*(?:的)?(?:观点|立场|态度|意见)"),
    re.compile(
        r"\"?(?P<name>[^\",。;]{2,12}?)\"?\s*(?:仅|只)(?:为|提供|系)[^。]{0,10}(?:信息)?(?:存储|发布|"
        r"展示)[^。]{0,6}(?:平台|服务|空间)"
    ),
)
_FOREIGN = re.compile(
    r"转载(?:此|本)(?:文|稿|信息|内容|文章)(?:是|系)?(?:出于|为了|仅为|旨在|目的)|(?:用户|自媒体|作者或机构|网友|"
    r"第三方|会员|博主|个人)[^。]{0,30}(?:上传|投稿|自行发布|发布)|(?:以上|本|此|"
    r"该)(?:内容|文|文章|稿件|稿)[^。部]{0,10}(?:转载|来源于|来自|"
    r"源自|摘自|转自|搬运)(?:自|于)?[^。本]{0,12}(?:网络|互联网|其他|自媒体|公众号|第三方)"
    r"|(?:仅|只)?(?:提供|系|为)?信息(?:存储|发布)(?:空间)?(?:服务|平台)|(?:所有|全部)(?:文章|内容|资料|信息)(?:均|"
    r"都)[^。]{0,12}(?:收集|转载|网络|互联网|网友)"
)
_BOILERPLATE = re.compile(
    r"^[\s\W]*(?:[①-⑳]|\d+[.、])?\s*凡|部分(?:内容|文章|图片|稿件|资料|信息|图文|素材)|(?:如有|若有)(?:侵权|版权|"
    r"异议|问题)|非本[网站报]"
)


def platform(line: str) -> str:
    """The platform a disclaimer names (`网易号`), as printed; "" when the line is none or names none."""
    text = fold(line)
    if not re.search(r"声明|仅代表|不代表|上传|仅提供|自媒体|存储|立场|观点", text):
        return ""
    for pattern in _PLATFORM:
        found = pattern.search(text)
        if found:
            name = line[found.start("name") : found.end("name")].strip('“”"「」『』 ')
            if name and not holder.is_self(name) and not re.search(r"^(?:本|该|其|作者|我们|任何|官方)", name):
                return name
    return ""


def foreign(line: str) -> bool:
    """Whether the line says that this page's article was made by somebody else than the site.

    A standing rule of a site (`凡本网注明…`, `部分内容来自网络`) says nothing of the article at hand.
    """
    text = fold(line)
    return bool(_FOREIGN.search(text)) and not _BOILERPLATE.search(text)
