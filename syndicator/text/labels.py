"""The words that label a credit on a Chinese page, and which credit each one names.

Labels are matched in Simplified characters; `simplified` writes Traditional ones so, and nothing else.
"""

import re
from enum import StrEnum


class Role(StrEnum):
    """What a label announces. SKIP and CREW labels end a credit before them and give nothing themselves.

    CREW are those who made the piece and did not write it: such a line is a credit, too.
    """

    OUTLET = "outlet"
    AUTHOR = "author"
    EDITOR = "editor"
    PHOTO = "photo"
    CREW = "crew"
    SKIP = "skip"


_WORDS: dict[Role, str] = {
    Role.OUTLET: (
        "来源于 来源自 来源 稿件来源 信息来源 文章来源 新闻来源 内容来源 本文来源 消息来源 原文来源 原始来源 "
        "资讯来源 稿源 出处 文章出处 来源网站 来源媒体 来源单位 来源渠道 新闻出处 原文出处 转自 本文转自 "
        "转载自 本文转载自 转载来源 转引自 摘自 摘编自 原载于 原载 首发于 首发 首发媒体 原文刊于 供稿单位 "
        "供稿部门 来稿单位 报送单位 撰稿单位"
    ),
    Role.AUTHOR: (
        "作者 原作者 本文作者 文章作者 作者署名 撰文 撰稿人 撰稿 撰写 撰写人 执笔 执笔人 采写 采写整理 采写人 "
        "采访 采访报道 采编 文字 文字整理 文 文案 文稿 记者 小记者 通讯员 报道员 信息员 供稿 供稿人 供稿者 "
        "投稿 投稿人 来稿 整理 编译 编写 评论员 主笔 实习生 报道 作 原创 署名 拟稿 拟稿人 起草人"
    ),
    Role.EDITOR: (
        "编辑 编辑人 编辑整理 整理编辑 责编 责任编辑 责任编缉 编审 编校 编发 主编 总编 总编辑 审核 审核人 "
        "审校 校对 校对人 校审 校验 核稿 审稿 审稿人 审读 审签 审定 审阅 一审 二审 三审 初审 复审 终审 "
        "一审一校 二审二校 三审三校 一校 二校 三校 初校 终校 初核 复核 初审人 复审人 终审人 编委 签发 签发人 "
        "发布审核 审核发布 责校 责审 值班编委 值班主任 值班总编 值班主编"
    ),
    Role.PHOTO: (
        "摄影报道 摄影 摄像 拍摄 航拍 摄 图片 供图 图源 图 图片来源 图片提供 照片 题图 头图 封面图 配图 摄图 "
        "摄影师 摄制 图文 文图 题图来自 头图来自 图片来自 配图来自 封面来自"
    ),
    Role.CREW: (
        "策划 插画 漫画 设计 视频 翻译 译者 译 监制 总监制 总策划 统筹 总统筹 出品 出品人 总出品 制片 总制片 "
        "制作 制图 绘图 美编 美术编辑 排版 剪辑 后期 配音 播音 音频 特效 动画 海报 海报设计 图表 视频制作 "
        "视频剪辑 技术支持 技术 推送 发布人 发布者 上传 上传者 录入 录入人 录入者 信息录入 出镜 出镜记者 解说 "
        "总值班 值班 值班领导"
    ),
    Role.SKIP: (
        "资料来源 素材来源 数据来源 视频来源 音频来源 原标题 原题 标题 发布时间 发布日期 发表时间 发表日期 "
        "发稿时间 刊发时间 更新时间 最后更新时间 修改时间 发表于 发布于 更新于 来自 时间 日期 阅读 阅读量 阅读数 "
        "点击 点击数 点击量 点击率 浏览 浏览量 浏览次数 浏览数 访问统计 访问量 访问次数 人气 评论 评论数 字号 "
        "字体 栏目 频道 关键词 关键字 标签 口述 讲述 美术 主播 主持 主持人 音乐 出版社 分享到 分享 打印 "
        "责任人 单位 作者单位 联系电话 电话 邮箱 版面 版次 导演 编导 运营 主讲 主讲人 编号 索引号 发布机构 "
        "发布单位 主办单位 主管单位 承办单位 简介 作者简介 声明 导语 导读 摘要"
    ),
}
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in words.split()}
_ANY = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
# Ranks and desks that stand before 记者, 编辑 and the like and change nothing.
RANKS = (
    "(?:本报|本网|本台|本刊|本站|本社|本文|本期|本版|实习|见习|特约|特派|首席|高级|资深|全媒体|融媒体|融媒|多媒体|"
    "新媒体|网络|网站|文字|摄影|图片|"
    r"视频|视觉|值班|当班|轮值|执行|责任|助理|技术|内容|平台|客户端|新闻|专题|版面|微信|原创|总|副|前方|前线|"
    r"驻[\u3400-\u9fff]{1,5}?|通讯|特别|政文|首发|一线|联合|主任|全媒|签约|专职|兼职|特聘|专栏|参与|运营)"
)
# One or more roles under one label: 文/图, 编辑、校对, 一审一校.
LABEL = rf"(?:{RANKS}*(?:{_ANY})(?:\s?[/、&＆·]\s?|\s)?){{0,3}}{RANKS}*(?:{_ANY})"
# A slash labels too (`文/张三`), unless it joins two labels (`文/图 张三`); so does a closing bracket (`【作者】张三`).
SEPARATOR = r"(?:\s*[:|]|】|\s*/(?!\s?(?:文|图|摄|摄影|图片|视频|编辑|校对)(?:[\s:|/]|$)))"
# Where a label may begin; what ends a sentence; a date or an address; what stands before a label and says nothing.
BOUNDARY = r"(?:^|(?<=[\s（(【\[|。;；>》」\]】)）■□▲●◎◆\d*—\-–_/]))"
SENTENCE = re.compile(r"[。！？!?…“”\"]")
CLOCK = r"[12]\d{3}\s*[-年/.]\s*\d|\d{1,2}:\d{2}|https?:|www\."
HEAD = re.compile(
    r"^(?:[\s\d年月日时分秒:\-/.,()（）【】\[\]|_—–■□▲●◎◆★*>]|更新|发布|发表|发表于|发布于|时间|日期|"
    r"星期[一二三四五六日天]|周[一二三四五六日]|"
    r"上午|下午|晚上|凌晨|GMT|CST|http\S*|www\S*|北京时间|本文|文章|稿件|完)*$"
)
_EACH = re.compile(rf"(?P<ranks>{RANKS}*)(?P<word>{_ANY})")
_PICTURES = re.compile("摄影|图片|视觉|视频")
_TRADITIONAL = (
    ("責任編輯", "责任编辑"),
    ("發佈時間", "发布时间"),
    ("發布時間", "发布时间"),
    ("更新時間", "更新时间"),
    ("編輯", "编辑"),
    ("責編", "责编"),
    ("主編", "主编"),
    ("總編", "总编"),
    ("編審", "编审"),
    ("審核", "审核"),
    ("審校", "审校"),
    ("校對", "校对"),
    ("初審", "初审"),
    ("複審", "复审"),
    ("終審", "终审"),
    ("記者", "记者"),
    ("通訊員", "通讯员"),
    ("實習", "实习"),
    ("見習", "见习"),
    ("特約", "特约"),
    ("撰寫", "撰写"),
    ("採寫", "采写"),
    ("採訪", "采访"),
    ("執筆", "执笔"),
    ("編譯", "编译"),
    ("評論員", "评论员"),
    ("報導", "报道"),
    ("報道", "报道"),
    ("圖片來源", "图片来源"),
    ("新聞來源", "新闻来源"),
    ("資料來源", "资料来源"),
    ("來源", "来源"),
    ("出處", "出处"),
    ("轉載自", "转载自"),
    ("轉自", "转自"),
    ("攝影", "摄影"),
    ("拍攝", "拍摄"),
    ("圖片", "图片"),
    ("供圖", "供图"),
    ("圖源", "图源"),
    ("圖文", "图文"),
    ("文圖", "文图"),
    ("本報", "本报"),
    ("本網", "本网"),
    ("本臺", "本台"),
)  # fmt: skip - a table of words, read across
_TRADITIONAL_WORD = re.compile(
    "|".join(old for old, _ in _TRADITIONAL) + "|(?<![\u3400-\u9fff])圖(?=[:/| ])|攝(?=$|[)）。 ])"
)
_SIMPLE = dict(_TRADITIONAL) | {"圖": "图", "攝": "摄"}
# Two characters set apart to be as wide as three or four: `作　者：`, `来　源：`.
_SPREAD = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff]) {1,6}([\u3400-\u9fff])(?= ?[:|】])")


def simplified(line: str) -> str:
    """`line` with its Traditional label words in Simplified characters, as long as before; names stay."""
    return _TRADITIONAL_WORD.sub(lambda word: _SIMPLE[word[0]], line)


def together(line: str) -> str:
    """`line` with its spread-out labels closed up: `作　者：` is `作者：`."""
    return _SPREAD.sub(lambda word: word[1] + word[2] if word[1] + word[2] in _ROLE_OF else word[0], line)


def roles(label: str) -> tuple[Role, ...]:
    """The roles a label names: `文/图` gives AUTHOR and PHOTO, `摄影记者` PHOTO, `摄影报道` both."""
    compact = re.sub(r"[\s/、&＆·:|]", "", label)
    if compact in ("摄影报道", "图文", "文图", "文并摄"):
        return (Role.AUTHOR, Role.PHOTO)
    if compact in _ROLE_OF:
        return (_ROLE_OF[compact],)
    found: list[Role] = []
    for part in _EACH.finditer(re.sub(r"[\s:|]", "", label)):
        role = _ROLE_OF[part["word"]]
        found.append(Role.PHOTO if role is Role.AUTHOR and _PICTURES.search(part["ranks"]) else role)
    return tuple(dict.fromkeys(found))
