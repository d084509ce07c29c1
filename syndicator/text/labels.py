"""The words that label a credit on a Chinese page, and which credit each one names.

Labels are matched in Simplified characters; `simplified` writes Traditional ones so, and nothing else.
"""

import re
from enum import StrEnum


class Role(StrEnum):
    """What a label announces. SKIP labels end a credit before them and give nothing themselves."""

    OUTLET = "outlet"
    AUTHOR = "author"
    EDITOR = "editor"
    PHOTO = "photo"
    SKIP = "skip"


_WORDS: dict[Role, str] = {
    Role.OUTLET: (
        "来源于 来源自 来源 稿件来源 信息来源 文章来源 新闻来源 内容来源 本文来源 消息来源 原文来源 原始来源 "
        "资讯来源 稿源 出处 文章出处 "
        "原文出处 转自 本文转自 转载自 本文转载自 摘自 摘编自 原载于 原载 首发于 首发 原文刊于"
    ),
    Role.AUTHOR: (
        "作者 原作者 本文作者 撰文 撰稿人 撰稿 撰写 执笔 采写 采写整理 采访 采访报道 文字 文 记者 通讯员 供稿 "
        "供稿人 投稿 来稿 整理 编译 评论员 主笔 实习生 报道 作 原创 署名"
    ),
    Role.EDITOR: (
        "编辑 责编 责任编辑 责任编缉 编审 编校 编发 主编 总编 总编辑 审核 审校 校对 校审 校验 核稿 审稿 审读 审签 "
        "一审 二审 三审 初审 复审 "
        "终审 一审一校 二审二校 三审三校 一校 二校 三校 初校 终校 初核 复核 编委 签发 发布审核 审核发布 责校 责审 "
        "值班编委 值班主任 值班总编 值班主编"
    ),
    Role.PHOTO: (
        "摄影报道 摄影 摄像 拍摄 航拍 摄 图片 供图 图源 图 图片来源 图片提供 照片 题图 头图 封面图 配图 摄图 摄影师 "
        "摄制 图文 文图"
    ),
    Role.SKIP: (
        "资料来源 素材来源 数据来源 视频来源 音频来源 原标题 原题 标题 发布时间 发布日期 发表时间 发表日期 发稿时间 "
        "刊发时间 更新时间 "
        "修改时间 发表于 发布于 更新于 时间 日期 阅读 阅读量 阅读数 点击 点击数 点击量 点击率 浏览 浏览量 浏览次数 "
        "浏览数 访问统计 访问量 访问次数 人气 评论 "
        "评论数 字号 字体 栏目 频道 关键词 关键字 标签 监制 总监制 口述 讲述 策划 总策划 统筹 出品 出品人 制片 制作 "
        "制图 绘图 插画 漫画 设计 美编 美术 "
        "美术编辑 排版 剪辑 视频 后期 配音 播音 主播 主持 主持人 音乐 翻译 译者 译 出版社 分享到 分享 打印 责任人 "
        "单位 作者单位 联系电话 电话 邮箱 "
        "版面 版次 导演 编导 运营 技术 推送 编号 索引号 发布机构 发布单位 主办单位 主管单位 承办单位 简介 作者简介 "
        "声明 导语 导读 摘要"
    ),
}
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in words.split()}
_ANY = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
# Ranks and desks that stand before 记者, 编辑 and the like and change nothing.
RANKS = (
    "(?:本报|本网|本台|本刊|本站|本社|本文|本期|本版|实习|见习|特约|特派|首席|高级|资深|全媒体|融媒体|融媒|多媒体|"
    "新媒体|网络|网站|文字|摄影|图片|"
    r"视频|视觉|值班|当班|轮值|执行|责任|助理|技术|内容|平台|客户端|新闻|专题|版面|微信|原创|总|副|前方|前线|"
    r"驻[\u3400-\u9fff]{2,5}|通讯|特别|政文|首发|一线|联合)"
)
# One or more roles under one label: 文/图, 编辑、校对, 一审一校.
LABEL = rf"(?:{RANKS}*(?:{_ANY})(?:\s?[/、&＆·]\s?|\s)?){{0,3}}{RANKS}*(?:{_ANY})"
# A slash labels too (`文/张三`), unless it joins two labels (`文/图 张三`); so does a closing bracket (`【作者】张三`).
SEPARATOR = r"(?:\s*[:|]|】|\s*/(?!\s?(?:文|图|摄|摄影|图片|视频|编辑|校对)(?:[\s:|/]|$)))"
_EACH = re.compile(rf"(?P<ranks>{RANKS}*)(?P<word>{_ANY})")
_PICTURES = re.compile("摄影|图片|视觉")
_TRADITIONAL = (
    ("責任編輯", "责任编辑"),
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


def simplified(line: str) -> str:
    """`line` with its Traditional label words in Simplified characters, as long as before; names stay."""
    return _TRADITIONAL_WORD.sub(lambda word: _SIMPLE[word[0]], line)


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
