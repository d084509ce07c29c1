"""Lines that are page furniture by their wording, in the languages newsrooms print them in."""

import re

from syndicator.extract.page.blocks import Run


def _whole(*words: str) -> re.Pattern[str]:
    return re.compile(rf"^[\W_]*(?:{'|'.join(words)})[\W_]*$", re.IGNORECASE)


def _start(*words: str) -> re.Pattern[str]:
    return re.compile(rf"^[\W_]*(?:{'|'.join(words)})", re.IGNORECASE)


# After one of these nothing more is article: comments, related stories, the author's portrait, sign-up boxes.
_END = _whole(
    r"(?:热门|熱門|最新|网友|網友|精彩|全部|用户|读者|讀者|发表|發表|最热|我要)?(?:评论|評論|跟帖|跟贴|留言)(?:区|區|"
    r"列表)?(?:\s*[(（]?\d*[)）]?\s*条?)?",
    r"(?:\d+\s*)?(?:条评论|人参与.*)",
    r"(?:相关|延伸|推荐|更多|热门|精彩|猜你|猜您|往期|最新|编辑|为您|为你|大家)(?:阅读|报道|新闻|链接|"
    r"文章|推荐|资讯|内容|喜欢|专题|话题|信息|回顾|图集|视频|稿件|精选|都在看|专辑)+(?:\s*more)?",
    r"[上下]一[篇条條].*",
    r"文档附件|附件下载|相关附件|分享到|分享至|网友评论|扫一扫.{0,14}|扫码.{0,14}",
    r"(?:the|more)?\s*(?:related|recommended|similar|popular|trending|latest|recent|featured|further|"
    r"suggested)\s+(?:articles?|stories|story|posts?|news|content|reading|topics?|links?|"
    r"videos?|coverage|products?|guides?|resources|blogs?)(?:\s+posts?)?",
    r"(?:more|other|all|top|next)\s+(?:articles?|stories|posts?|news|reads|headlines|coverage|insights|blogs?)",
    r"(?:you (?:may|might|'?ll)(?: also)? (?:like|love|enjoy)(?: these)?|also (?:on|in) .{1,30}|"
    r"more (?:from|on|in|great|top) .{1,50}|most (?:read|popular|viewed|shared)|"
    r"read (?:next|these next|more from.{1,40})|up next|what to read next|keep reading|related|"
    r"recommended(?: for you)?|elsewhere on .{1,40}|don'?t miss.{0,30}|explore more.{0,30}|"
    r"more like this|see also|editors'? picks?|trending(?: now)?)",
    r"(?:\d+\s+)?(?:comments?|replies|responses|discussions?)(?:\s*\(?\d*\)?)?|leave (?:a|"
    r"your) (?:comments?|reply)|post a comment|join the (?:conversation|discussion)|add a comment|"
    r"what do you think\??|scroll down to load comments.*|reader interactions|cancel reply|"
    r"write a comment.*|share your thoughts.*",
    r"(?:about|meet|written by) the (?:authors?|writer)s?|author bio|about .{2,30} contributor|"
    r"contributors?|our (?:authors?|experts?|team)",
    r"article categories.*|filed under.*|(?:tags?|topics?|categories|category|schlagworte|themen|tema?s|"
    r"étiquettes|mots-clés|теги)\s*:?.{0,80}",
    r"(?:share|share this|share via|teilen|compartir|partager|condividi|"
    r"поделиться)(?: this)?(?: (?:article|post|story|on|with).{0,40})?\W*",
    r"(?:sign up|subscribe|join|get)(?: (?:to|for|our|the|now|today|here)){1,3}.{0,60}(?:newsletters?|"
    r"updates|inbox|list|alerts?)|(?:our )?newsletters?(?: sign-?up)?|stay (?:connected|informed|"
    r"updated).{0,40}",
    r"(?:mehr|auch|weitere|ähnliche|verwandte|aktuelle|meistgelesene?|beliebte)\s+(?:zum thema|artikel|"
    r"themen|nachrichten|beiträge|meldungen|interessant)|lesen sie (?:auch|mehr)|"
    r"(?:\d+ )?kommentare?(?: \(?\d*\)?)?|diskutieren sie mit.*|das könnte (?:sie|"
    r"dich) auch interessieren|empfohlene (?:artikel|inhalte)|promowane treści|links zum thema",
    r"(?:à lire|lire|voir) aussi.{0,4}|sur le même (?:sujet|thème)|articles? (?:liés|similaires|associés)|"
    r"commentaires?(?: \(?\d*\)?)?|réagir|les plus lus|"
    r"você (?:também )?pode (?:gostar|se interessar).{0,12}|(?:leia|veja|confira) (?:também|mais)|"
    r"notícias relacionadas|mais lidas|também (?:te |lhe )?pode interessar.{0,10}|"
    r"noticias relacionadas|más (?:noticias|información|leído).{0,20}|te puede interesar|"
    r"comentarios(?: \(?\d*\)?)?|leggi anche|articoli correlati|commenti|potrebbe interessarti.{0,20}|"
    r"читайте также|читать также|комментарии|похожие (?:статьи|новости|материалы)|материалы по теме|"
    r"czytaj (?:więcej|także|też)|zobacz (?:także|też)|komentarze|polecane.{0,20}|"
    r"lees (?:ook|meer)|reacties|læs (?:også|mere)|les også|läs (?:också|mer|även)|kommentarer|haberler|"
    r"ilgili haberler|yorumlar|関連(?:記事|ニュース|リンク|キーワード)|おすすめ(?:記事)?|コメント|"
    r"관련\s?(?:기사|뉴스)|댓글",
)
# Never article wherever they stand alone on a line.
_NEVER = _whole(
    r"advertisements?|advertising|ad|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|"
    r"pubblicità|reklama?|реклама|advertentie|annonse?|広告|广告|推广|"
    r"(?:story |article )?continues? (?:below|after)(?: the)?(?: advertisement| ad)?|"
    r"(?:advertisement\W+)?scroll (?:down )?to continue.*|skip (?:to|past).{0,60}",
    r"(?:share|tweet|pin|pin it|email|e-mail|print|save|copy(?: link)?|facebook|twitter|x|linkedin|"
    r"whatsapp|reddit|telegram|flipboard|pinterest|like|follow|send|bookmark|listen|watch|close|menu|"
    r"search|"
    r"loading\W*|play|pause|mute|next|previous|back to top|top|view (?:all|more|image|gallery)|see (?:all|"
    r"more)|show (?:all|more|less)|load more|read more|read full.{0,20}|learn more|"
    r"open image in gallery|enlarge(?: image)?|toggle caption|hide caption|image|photo|video|link copied!?)",
    r"(?:打印|分享|收藏|关闭|关闭窗口|打印本页|打印本文|放大|缩小|正常|大|中|小|【?大 ?中 ?小】?|"
    r"字体.{0,12}|字号.{0,12}|T ?\+? ?-?|A[+-]|评论|点赞|举报|纠错|返回|返回顶部|返回首页.{0,8}|首页|"
    r"阅读全文|"
    r"点击进入专题.{0,20}|更多猛料.{0,40}|.{0,10}扫描.{0,20}二维码.{0,20}|.{0,12}(?:公众号|微信号)|"
    r"(?:【[^】]{1,8}】\s*)+|(?:\[[^\]]{2,8}\]\s*){1,6}|复制链接|我来说两句.*|"
    r"参与互动.*|(?:微信|微博|QQ|朋友圈|空间)+|-?\s*the end\s*-?|"
    r"完|\(完\)|今日推荐|分享到|分享至|\d+/\d+|正在(?:加载|阅读|播放|缓冲).{0,12}|视频加载.{0,12}|全文完|end|返回.{1,6}查看更多|"
    r"展开(?:全文|阅读全文|剩余.{0,6})|阅读原文|收录于.{0,12}|听新闻|手机(?:看新闻|观看|阅读)|举报/反馈|打开(?:app|客户端).{0,16}|"
    r"长按.{0,12}二维码.{0,12}|微信扫一扫.{0,20}|预览时标签不可点|点击.{0,6}蓝字.{0,12}|"
    r"(?:請|请)(?:繼續|继续)往下(?:閱讀|阅读).{0,6}|.{0,30}(?:點我|点我|點此|点此)(?:下載|下载).{0,24})",
    r"(?:last )?(?:updated|published|posted)(?: (?:on|at))?\s*:?|by|written by|reviewed by|"
    r"fact checked by|\d+ ?min(?:ute)?s?(?: read)?|reading time\W*\d*.{0,10}|\d+ minutes? read|"
    r"\d+ (?:shares?|views?|likes?|comments?)|"
    r"(?:table of )?contents?\W*|on this page|in this article|jump to(?: section)?|verified expert|"
    r"inhaltsverzeichnis|lesezeit.{0,20}|min read",
)
# A line that begins so and is short points elsewhere.
_POINTER = _start(
    r"(?:read|see|watch|view|also|more|related|recommended|must read|don't miss|explore)(?: (?:also|more|"
    r"next|now|on|this|stories|story|coverage|reading|article|articles|the full .{1,20}))*\s*[:：>|»→–—]",
    r"read (?:more|also|next)\b|also read\b|(?:see|watch) (?:also|more)\b|>>",
    r"(?:lire|à lire|voir|à voir) (?:aussi|également)|lesen sie|mehr (?:dazu|zum thema|lesen|"
    r"über .{1,30} lesen sie)|lesetipp|auch interessant|leggi (?:anche|tutto)|lee (?:también|más)|"
    r"ver también|"
    r"читайте (?:также|ещё|еще)|czytaj (?:więcej|także|też)|lees (?:ook|meer)|læs (?:også|mere)|les også|"
    r"läs (?:också|mer|även)|hier (?:geht es|finden sie außerdem)",
    r"(?:相关|延伸|推荐|更多|此前|往期|扩展)(?:阅读|报道|新闻|链接|文章|推荐|专题)\s*[:：|｜>]|"
    r"点击(?:进入|查看|阅读|观看)|更多(?:精彩|内容|资讯|新闻).{0,20}(?:关注|点击|请)|视频[-：:—]|"
    r"扫(?:一扫|码|描).{0,20}(?:手机|关注|微信|二维码)",
    r"(?:follow|like|find|join|connect with) (?:us|me|him|her|them|[A-Z]\w+ ?\w*) on (?:twitter|x|"
    r"facebook|instagram|linkedin|tiktok|youtube|telegram|threads|bluesky)",
    r"(?:subscribe|sign up) (?:to|for|here|now|today)\b.{0,80}(?:newsletters?|updates|inbox|channel|"
    r"podcast|alerts|emails?)|get (?:the )?(?:latest|our|more|news|top|daily|breaking).{0,60}(?:inbox|"
    r"newsletters?|alerts|app)|"
    r"download (?:the|our) .{0,20}app|click here (?:to|for) .{0,60}(?:subscribe|sign up|more|newsletter)",
    r"(?:if you (?:buy|purchase|click)|when you (?:buy|purchase|click)|we may (?:earn|receive|get)|"
    r".{0,30}may (?:earn|receive) (?:an? )?(?:affiliate |small )?commission)",
)
_BUTTON, _SHORT, _POINTER_LENGTH = 60, 90, 240
# Photo credit lines that stand by themselves.
_CREDIT = re.compile(
    r"^[\W_]*(?:(?:(?:featured|lead|main|header|cover|hero|top)\s+)?(?:image|photo|photograph|picture|"
    r"illustration|graphic|video|foto|bild|grafik|illustration|crédit photo|crédits?|fotografía|imagen|"
    r"immagine|фото)s?"
    r"(?:\s+(?:credit|courtesy|source|by|via|from|of|par|von|di|de|:))*\s*(?::|\bby\b|\bcourtesy\b|"
    r"\bcredit\b|/|\|)|credits?\s*:|courtesy (?:of|photo|image)|©|\(c\)\s|图源|图片来源|图自|图/|图：|"
    r"摄影[:：]|供图[:：]|题图)"
    r".{0,140}$|^.{0,60}(?:/|\||—|via|©)\s*(?:getty|getty images?|reuters|afp|ap|shutterstock|istock|"
    r"unsplash|imago|dpa|epa|efe|bloomberg|alamy)(?:\s*(?:images?|photo)?).{0,40}$",
    re.IGNORECASE,
)
_CREDIT_LENGTH = 160
_SENTENCE_END = re.compile("[。！？”]$")


def ends(run: Run) -> bool:
    """Whether the line opens what follows an article: comments, related stories, sharing."""
    return len(run.text) <= _SHORT and bool(_END.match(run.text))


def never(run: Run) -> bool:
    """Whether the line is no part of any article: an advert's label, a button, a pointer, a photo credit."""
    text = run.text
    if len(text) <= _BUTTON and _NEVER.match(text):
        return True
    if len(text) <= _POINTER_LENGTH and _POINTER.match(text):
        return run.linked * 3 > run.length or len(text) <= _SHORT
    return len(text) <= _CREDIT_LENGTH and bool(_CREDIT.match(text))


# What a machine wrote of the article, in a box over it: its heading, and the line that owns up to it.
_MACHINE_HEAD = re.compile(
    r"^[\W_]*(?:(?:AI|智能|大模型)[\s·]*(?:摘要|导读|導讀|总结|總結|速览|速读|提要|概要|要点|看点|解读)|"
    r"AI[\s-]?(?:generated )?(?:summary|overview))",
    re.IGNORECASE,
)
_MACHINE_MADE = re.compile(
    r"(?:由|使用|通过)[^。，]{0,10}(?:AI|人工智能|大模型)[^。，]{0,8}(?:自动)?(?:生成|总结|提炼|创作)|"
    r"(?:AI|人工智能|大模型)(?:自动)?生成[^。]{0,6}[，,]?(?:仅供参考|请注意甄别)|"
    r"(?:generated|written|created) (?:by|using|with) (?:an? )?(?:AI|artificial intelligence)\b",
    re.IGNORECASE,
)
_MACHINE_BOX = 5


def without_summary(runs: list[Run]) -> list[Run]:
    """The lines without the box in which a machine sums the article up, from its heading to where it says so."""
    for first, run in enumerate(runs):
        if run.length <= _POINTER_LENGTH * 2 and _MACHINE_HEAD.match(run.text):
            box = runs[first : first + _MACHINE_BOX]
            made = next((number for number, line in enumerate(box) if _MACHINE_MADE.search(line.text)), None)
            return runs if made is None else [*runs[:first], *runs[first + made + 1 :]]
    return runs


# What a Chinese site prints at its foot: who runs it, under which licences, and where to complain.
_FOOT = re.compile(
    r"icp备|icp证|公网安备|网安备|许可证(?:编?号)?[:：\s]?|违法和?不良信息|举报(?:电话|热线|邮箱|中心)|网站(?:地图|声明|标识码)|备案(?:号|编号)[:：]|"
    r"(?:主办|承办|主管|协办)(?:单位)?[:：]|技术支持[:：]|(?:新闻|广告|服务|投稿|报料|爆料|值班|监督)(?:热线|电话)[:：]|关于我们|联系我们|"
    r"本文(?:链接|地址)[:：]|"
    r"(?:版权|版權)(?:所有|归属)|copyright|all rights reserved|国新网|信息网络传播视听"
)
_FOOT_LENGTH = 400
# What a Chinese newsroom says below each of its texts: how to reach it, what to download, whose the text is.
_OWN = re.compile(
    r"报料|爆料|新闻线索|诚邀合作|热线|(?:下载|登录|关注)[^。]{0,24}?(?:客户端|APP|公众号|微博)|"
    r"(?:未经|未經)[^。]{0,30}(?:严禁|禁止|不得|请勿|谢绝|不可)[^。]{0,6}(?:转载|轉載|摘编|复制)|"
    r"本文(?:为|系)[^。，]{1,20}(?:原创|独家)|转载[^。]{0,6}(?:注明|附上)[^。]{0,6}(?:出处|来源|链接|地址)|"
    r"(?:版权|版權)(?:作品|声明)"
)


def is_foot(run: Run) -> bool:
    """Whether a line is of those at the foot of a Chinese site: two of their signs, or one and little else."""
    if run.text.isascii() or len(run.text) > _FOOT_LENGTH:
        return False
    if is_platform(run.text):
        return True
    signs = len(set(_FOOT.findall(run.text.lower())))
    return signs > 1 or (signs == 1 and len(run.text) <= _BUTTON and not _SENTENCE_END.search(run.text))


_BRACKETED = re.compile(r"^[（(【].*[）)】]\s*$")


def is_own(run: Run) -> bool:
    """Whether a line below a text is its newsroom's or its platform's. A notice alone may be the text's own."""
    if len(run.text) > _FOOT_LENGTH:
        return False
    return is_platform(run.text) or (not _BRACKETED.match(run.text) and len(set(_OWN.findall(run.text))) > 1)


_MASTHEAD = re.compile(
    r"(?:发布|發布|發佈|发表|更新|时间|日期|来源|來源|稿源|作者|编辑|责编|浏览|阅读|点击|字号|字体|大\s?中\s?小|打印|分享)[^:：]{0,6}[:：]|"
    r"(?:19|20)\d{2}[-/年.]\d{1,2}[-/月.]\d{1,2}"
)
_MASTHEAD_LENGTH, _MASTHEAD_SIGNS = 120, 2


def is_masthead(run: Run) -> bool:
    """Whether a line is the one below a Chinese headline: when, whose, how often read, how large to print."""
    text = run.text
    if text.isascii() or len(text) > _MASTHEAD_LENGTH or _SENTENCE_END.search(text):
        return False
    return len(_MASTHEAD.findall(text)) >= _MASTHEAD_SIGNS


# What a platform says of all that its users post: nobody's article ends with it.
_PLATFORM = re.compile(
    r"^[\s“\"（(【*]*(?:(?:特别|免责|郑重|平台)?(?:声明|提示|说明|注)\s*[:：]\s*)?(?:该文|以上|本文|上述|文章|文中|本内容|作者).{0,60}?"
    r"(?:提供信息存储|信息发布平台|用户上传并发布|不代表.{0,16}(?:立场|观点)|(?:仅|只)代表(?:作者|个人)(?:本人|个人)?(?:观点|意见|立场|的观点)?|"
    r"不构成投资建议)|"
    r"^[\s（(【*]*(?:特别|免责|郑重|风险|平台)?(?:声明|提示)\s*[:：].{0,160}?(?:仅供参考|不构成.{0,8}(?:投资)?(?:建议|依据)|风险自担|责任自负|文责自负)|"
    r"^[\s\d①②③④一二三四、.．（）()*※]*凡(?:是)?(?:本[网站報报刊]|注明|来源)[^。]{0,12}(?:注明|来源|稿件|作品)|"
    r"^Notice: The content above .{0,80}(?:uploaded|posted)"
)


def is_platform(text: str) -> bool:
    """Whether a line is the disclaimer of a platform for what its users post."""
    return bool(_PLATFORM.match(text))
