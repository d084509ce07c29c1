"""What stands on a page around and between an article's paragraphs and is not of it, told by its words alone."""

import re

_SHORT = 16
_COMMENTS = re.compile(
    r"^\W*(?:(?:网友|热门|最新|全部|读者|精彩|文章)?(?:评论|留言|跟帖|跟贴|热评|回复)(?:区|列表|专区)?"
    r"|發表評論|發表回應|(?:全部|最新|網友)?(?:評論|留言)"
    r"|(?:\d+\s*)?(?:comments?|repl(?:y|ies)|responses?|discussion)|(?:leave|post) a (?:comment|reply))"
    r"\s*(?:[（(]?\s*\d+\s*条?[)）]?)?\W*$|^\d+\s*(?:条|則|条)(?:评论|留言|評論)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^\W*(?:相关|相關|延伸|推荐|推薦|热门|熱門|热点|猜你|为你|更多|精彩|今日|最新|本站|本周|往期|编辑|图片|独家)?"
    r"(?:阅读|閱讀|新闻|新聞|文章|链接|推荐|推薦|报道|資訊|资讯|喜欢|内容|排行|排行榜|导读|回顾|专题|头条|热点|精选)\W*$"
    r"|^\W*(?:上一篇|下一篇|上一条|下一条|上篇|下篇|友情链接|网站地图|热文排行|点击排行|大家都在看|关于我们|联系我们)"
    r"|^\W*(?!.*\boriginal\b)(?:related|recommended|more|latest|popular|trending|top|you may|you might|most|also|read|"
    r"recent|other|further)"
    r"\b[\w\s'’]{0,24}(?:articles?|stories|story|posts?|news|like|read(?:ing)?|viewed|on|from|coverage|headlines)?\W*$"
    r"|^\W*(?:about us|contact us|privacy|terms of|newer posts?|older posts?|previous|next)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"^\W*(?:相关|相關|推荐|推薦|延伸|热门|更多)(?:阅读|閱讀|文章|新闻|新聞|链接|報道|报道|内容)\s*[:：]"
)
_FOOT = re.compile(
    r"ICP备|ICP备案|公网安备|备案号|许可证编号|许可证号|版权所有|all rights reserved|©|关于我们|联系我们\s|"
    r"技术支持|主办单位|^\W*主办\s*[:：]|友情链接|网站地图|"
    r"^\s*copyright\b.*(?:19|20)\d\d|powered by|^\s*(?:website|site|built|designed) by\b",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"^\W*(?:(?:文章|稿件|新闻|信息|内容|本文|图片|图|資料)?(?:来源|來源|稿源|出处|原文(?:链接|地址|网址|出处|见)?|原標題|原标题|原题|原載|原载|链接|转自|转载自|轉載自|摘自)"
    r"|作者|文|记者|記者|通讯员|编辑|編輯|责任编辑|责编|責任編輯|美编|值班编辑|执行编辑|主编|总编|审核|审校|校对|校對|监制|监审|终审|初审|复审|一审|二审|三审|"
    r"摄影|图文|图|供图|供稿|编审|签发|排版|制作|统筹|策划|发布|时间|日期|发布时间|发布日期|标签|关键词|关键字|分类|栏目|阅读|浏览|点击|点击数|字号|版次|版面)"
    r"(?:\s*[/／]\s*\w{1,6})?\s*[:：丨|｜]|^\W*(?:来源|來源|转自|转载自|原标题|作者|记者|编辑|责任编辑|文|审核|责编|校对)\s|"
    r"^\W*(?:(?:original )?source|by|author|editor|edited by|written by|original(?: title|"
    r" article)?|originally published|"
    r"reprinted|republished|published|posted|updated|date|tags?|filed under|categor(?:y|ies)|"
    r"photo(?:graph)?s?|via|credit)\b"
    r"[^.!?]{0,400}$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W*(?:(?:特别|版权|免责|转载|重要|郑重|本站|本网|网站)?(?:声明|說明|说明|提示|提醒|启事)|版权归|版权属|本文(?:已获|经|由|系|转载|转自|来自|来源|"
    r"版权|仅代表|不代表|为|首发|原载|内容)|本稿|本作品|本平台|以上内容|转载(?:请|須|须|自|已)|如需转载|未经(?:授权|许可|本网|书面)|"
    r"凡(?:注明|本网|来源)|作者(?:简介|介绍|系|为|单位)|关于作者|about the (?:author|writer)|（?原题为|（?原标题为|"
    r"如有侵权|侵权|欢迎(?:关注|投稿|转载|转发|订阅)|投稿|新闻热线|爆料|举报|客服|感谢(?:阅读|关注|您)|"
    r"this (?:article|story|piece|report) (?:was|is|has|first|originally)|republished with|reprinted with|"
    r"copyright|the views|the opinions|views expressed|we welcome|want to|if you|sign up|subscribe|follow us|"
    r"download|get the|support|for more|have a|do you|contact|join|like what|thank you)",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"^\W*(?:点击|點擊|长按|扫码|扫一扫|扫描|识别|关注(?:我们|公众号|本|“|【)|戳|分享到|分享|收藏|打印|复制链接|下载|打开|展开|收起|"
    r"返回|回到|阅读(?:全文|原文|更多)|查看(?:全文|原文|更多|大图)|加载|正在|字体|大\s*中\s*小|上一页|下一页|首页|尾页|末页|"
    r"广告|推广|赞助|海报|advertisement|sponsored|promoted|continue reading|story continues|read (?:more|next|on)|"
    r"scroll|share|print|email|tweet|click|tap|skip|back to|load more|show more|view (?:gallery|"
    r"more)|image \d|page \d|\d+ of \d+|"
    r"listen|watch|video|gallery|reading time|estimated)",
    re.IGNORECASE,
)
_APP = re.compile(
    r"(?:客户端|APP|公众号|微信号|视频号|小程序|二维码).{0,30}$|^.{0,20}(?:客户端|APP|公众号|二维码)", re.IGNORECASE
)
_PAGES = re.compile(
    r"^\W*(?:第?\s*\d+\s*(?:/|／|页|of)\s*(?:共|总)?\s*\d*\s*页?|共\s*\d+\s*页.{0,20}|(?:\d+\W+){1,12}\d+|\d+|"
    r"第\s*[\dA-Z]+\s*版.{0,16}|[A-Z]?\d{1,3}\s*版.{0,16})\W*$"
)
_CAPTION = re.compile(
    r"^\W*(?:图为|圖為|图\s*[一二三四五六七八九十\d]*\s*[:：]|资料图|资料照|配图|上图|下图|左图|右图|▲|△|↑|photo(?:graph)?\b|"
    r"picture\b|pictured\b|image\b|file photo)|(?:摄|攝|供图|供圖|图片社|/图|资料图|photo|"
    r"file photo|摄影|制图)\W{0,3}$|"
    r"\b(?:photo(?:graph)?|photos|image|picture|illustration)(?: by|:| courtesy)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"^\W*(?:(?:内容|新闻|文章|本文)?(?:摘要|提要|导语|導語|导读|導讀)|核心提示|简介|簡介|"
    r"summary|abstract|in brief|excerpt)\s*[:：|｜】\]]\s*",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    r"(?:请|欢迎|敬请|记得|别忘|快来|赶快|立即|长按|点击|觉得|喜欢).{0,16}"
    r"(?:关注|点赞|转发|转给|分享|收藏|留言|订阅|扫码|扫描|下载|投稿|热线|爆料|线索|联系(?:我们|本网|本站|删除)|"
    r"(?:与|和)(?:我们|本网|本站)联系)"
    r"|评论区|小编|下期(?:再见|见)|以飨读者|^\W*(?:本文|全文)?完\W*$|侵删|感谢(?:您?的)?(?:阅读|关注)|更多.{0,12}(?:尽在|请)"
    r"|(?:本站|本网|本刊|本平台|本号|编辑部).{0,20}(?:转载|观点|立场|来自|来源|整理|出品|声明)"
    r"|(?:不代表|仅代表|不等于).{0,12}(?:观点|立场)|(?:版权|侵权|著作权).{0,20}(?:联系|归|所有|删除)"
    r"|(?:图片|图文|素材|内容|文章|配图).{0,6}(?:来源于|来自|源于|取自)(?:网络|互联网)|(?:授权|特此|获准)转载"
    r"|\b(?:newsletters?|subscribe|sign up|follow (?:us|(?:[\w’']+ ){1,4}on)|donate|becom(?:e|ing) a member|"
    r"support (?:our|us|local)|let us know|in the comments|comments? below|your thoughts|thanks? (?:you )?for reading|"
    r"creative commons|with permission|(?:re)?(?:printed|published) (?:with|under|by (?:arrangement|permission|kind))|"
    r"rights reserved|(?:views|opinions)\b.{0,40}\bown|(?:our|nonprofit) newsroom|our (?:app|partners|readers)|"
    r"e-?mail us|news tips?|learn more|read (?:more|the full)|"
    r"is (?:a|an|the) (?:\w+ ){0,3}(?:reporter|editor|writer|columnist|correspondent|journalist))\b",
    re.IGNORECASE,
)
_LONGEST_CALL, _LONGEST_CAPTION, _LONGEST_NOTICE = 60, 120, 400
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b")
_FEW_LETTERS, _FEW_SENTENCES = 24, 2
_ADDRESS = re.compile(r"https?://[^\s\u3000-\u9fff<>\"'（）()，。；]+", re.IGNORECASE)
# A heading ends with no stop, though it may with dots.
_STOPPED = re.compile(r"[^.…][.!?。！？]$")
_SENTENCE = re.compile(r"[。！？!?；;]|[.](?:\s|[\"'”’)]|$)")


def opens_comments(text: str) -> bool:
    """Whether a line is the headline of readers' comments."""
    return len(text) <= _SHORT * 2 and _COMMENTS.match(text) is not None


def ends_article(text: str) -> bool:
    """Whether a line opens what is no more of the article: comments, other articles."""
    return (
        opens_comments(text)
        or (len(text) <= _SHORT * 3 and _OTHERS.match(text) is not None and not _STOPPED.search(text))
        or _LISTING.match(text) is not None
    )


def ends_page(text: str) -> bool:
    """Whether a line is of the foot of a page: who owns the site, its number with the authorities."""
    return _FOOT.search(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line is said of a picture."""
    return len(text) <= _LONGEST_CAPTION and _CAPTION.search(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a line says something in a whole sentence, as body text does."""
    return _SENTENCE.search(_ADDRESS.sub("", text)) is not None


def is_interlude(text: str) -> bool:
    """Whether a line between two paragraphs is the page's: a call to click, a page's number, a headline of a list."""
    if not any(char.isalnum() for char in text) or _PAGES.match(text):
        return True
    if len(text) > _LONGEST_CALL:
        return False
    return bool(_CALLS.match(text) or _APP.search(text) or ends_article(text) or ends_page(text)) and not _tells(text)


def is_to_readers(text: str) -> bool:
    """Whether a line says to its readers what to do, or whose the page and its articles are, and no more."""
    short = len(text) <= _LONGEST_CAPTION * 2 and len(_SENTENCE.findall(text)) <= _FEW_SENTENCES
    return short and _TO_READERS.search(text) is not None


def is_surrounding(text: str) -> bool:
    """Whether a line before or after an article is a credit, a date, a notice or a call of the page's."""
    if is_interlude(text) or is_caption(text) or _CREDITS.match(_ADDRESS.sub("", text)):
        return True
    if len(text) <= _LONGEST_NOTICE and _NOTICE.match(text):
        return True
    if len(text) <= _LONGEST_NOTICE and ends_page(text):
        return True
    return _DATE.search(text) is not None and sum(map(str.isalpha, text)) <= _FEW_LETTERS and not is_sentence(text)


def untold(text: str) -> str:
    """The text without the label that calls it a summary, and without the dots where one was cut short."""
    return _SUMMARY.sub("", text).rstrip("….。 ")


def _tells(text: str) -> bool:
    """Whether it is more than a call: two sentences, or one with something reported in it."""
    return len(_SENTENCE.findall(text)) > 1
