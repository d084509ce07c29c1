"""The words that label a credit on a Chinese page, and which credit each one names."""

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
        "来源于 来源自 来源 來源 稿件来源 信息来源 文章来源 新闻来源 内容来源 本文来源 消息来源 原文来源 原始来源 "
        "稿件來源 信息來源 文章來源 新聞來源 資訊來源 稿源 出处 出處 文章出处 原文出处 转自 轉自 本文转自 转载自 本文转载自 "
        "轉載自 摘自 摘编自 原载于 原载 首发于 首发 原文刊于"
    ),
    Role.AUTHOR: (
        "作者 原作者 本文作者 撰文 撰稿人 撰稿 撰写 执笔 執筆 采写 采写整理 採寫 采访 采访报道 文字 文 记者 記者 通讯员 通訊員 "
        "供稿 供稿人 投稿 来稿 整理 编译 編譯 评论员 評論員 主笔 实习生 實習生 报道 作 原创 署名"
    ),
    Role.EDITOR: (
        "编辑 編輯 责编 責編 责任编辑 責任編輯 责任编缉 编审 编校 编发 主编 主編 总编 总编辑 审核 審核 审校 校对 校對 校审 校验 核稿 审稿 审读 审签 "
        "一审 二审 三审 初审 复审 终审 一审一校 二审二校 三审三校 一校 二校 三校 初核 复核 编委 编務 签发 发布审核 责校 责审 值班编委 值班主任 值班总编"
    ),
    Role.PHOTO: (
        "摄影报道 摄影 攝影 摄像 拍摄 航拍 摄 攝 图片 圖片 供图 供圖 图源 圖源 图 圖 图片来源 圖片來源 图片提供 照片 题图 头图 封面图 "
        "配图 摄图 摄影师 摄制"
    ),
    Role.SKIP: (
        "资料来源 素材来源 数据来源 视频来源 音频来源 原标题 原题 标题 发布时间 发布日期 发表时间 发表日期 发稿时间 刊发时间 更新时间 "
        "修改时间 发表于 发布于 更新于 时间 日期 阅读 阅读量 阅读数 点击 点击数 点击量 点击率 浏览 浏览量 浏览次数 浏览数 访问统计 访问量 访问次数 人气 评论 评论数 "
        "字号 字体 栏目 频道 关键词 关键字 标签 监制 总监制 策划 总策划 统筹 出品 出品人 制片 制作 制图 绘图 插画 漫画 设计 美编 美术 美术编辑 排版 "
        "剪辑 视频 后期 配音 播音 主播 主持 主持人 音乐 翻译 译者 译 出版社 分享到 分享 打印 责任人 单位 作者单位 联系电话 电话 邮箱 版面 版次 "
        "導演 导演 编导 运营 技术 推送 编号 索引号 发布机构 发布单位 主办单位 主管单位 承办单位 简介 作者简介 声明 导语 导读 摘要"
    ),
}
ROLE_OF = {word: role for role, words in _WORDS.items() for word in words.split()}
_BY_LENGTH = sorted(ROLE_OF, key=len, reverse=True)
_ANY = "|".join(map(re.escape, _BY_LENGTH))
# Ranks and desks that stand before 记者, 编辑 and the like and change nothing.
RANKS = (
    "(?:本报|本報|本网|本網|本台|本刊|本站|本社|本文|本期|本版|实习|實習|见习|特约|特約|特派|首席|高级|资深|全媒体|全媒體|融媒体|融媒|多媒体|"
    r"新媒体|网络|網絡|网站|文字|摄影|攝影|图片|视频|视觉|值班|当班|轮值|执行|責任|责任|助理|技术|内容|平台|客户端|新闻|专题|版面|微信|原创|"
    r"总|副|前方|前线|驻[\u3400-\u9fff]{2,5}|通讯|特别|政文|首发|一线|联合|驻站)"
)
# One or more roles under one label: 文/图, 编辑、校对, 一审一校.
LABEL = rf"(?:{RANKS}*(?:{_ANY})(?:\s?[/／、&＆·]\s?|\s)?){{0,3}}{RANKS}*(?:{_ANY})"
SEPARATOR = r"\s*[:|/]"
_EACH = re.compile(rf"(?P<ranks>{RANKS}*)(?P<word>{_ANY})")


def roles(label: str) -> tuple[Role, ...]:
    """The roles a label names: `文/图` gives AUTHOR and PHOTO, `摄影记者` PHOTO, `摄影报道` both."""
    compact = re.sub(r"[\s/／、&＆·:|]", "", label)
    whole = ROLE_OF.get(compact)
    if whole and compact != "摄影报道":
        return (whole,)
    found: list[Role] = []
    for part in _EACH.finditer(re.sub(r"[\s:|]", "", label)):
        role = ROLE_OF[part["word"]]
        if role is Role.AUTHOR and re.search("摄影|攝影|图片|视觉", part["ranks"]):
            role = Role.PHOTO
        found.append(role)
    if "摄影报道" in compact or "图文" in compact or "文图" in compact:
        found += [Role.AUTHOR, Role.PHOTO]
    return tuple(dict.fromkeys(found))
