"""What a person's name looks like, and how a printed list of names is taken apart.

Han names are judged by surname where nothing else says that a word is a name; foreign names, pen
names and organisations pass only where a label names them.
"""

import re

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向"
    "古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福付代肖邝冼"
    "覃仝揭禤麦原召门展佀逢粟祖尧由苑卿迟栗谌邸揣智禚展隋肇撒闪晋生朴琚菅洛母敬初艳兰底官操占仁戢占锁种钏达鹿甫来令狐"
    "趙錢孫鄭馮陳褚衛蔣韓楊許張嚴華謝鄒喻竇雲蘇範魯韋馬鳳倪湯羅畢鄔樂時齊顧黃蕭計談龐紀項藍閔賈婁顏鍾駱萬盧繆應單鄧諸"
    "龔陸榮儲烏車甯厲劉葉龍賴喬陰雙聞黨譚貢勞連習魚廣闕師鞏聶簡饒關紅權蓋歸東歐麥莊閻溫晉涂記鄺於"
)
_COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 "
    "仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 轩辕 令狐 段干 "
    "百里 呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五 梁丘 完颜 纳兰 叶赫 爱新 那拉 歐陽 司馬 東方 南宮 諸葛 尉遲 赫連 公孫 "
    "鍾離 長孫 鮮于 軒轅".split()
)
# Surnames that are also everyday words: `记者于`, `记者向`, `记者从` mostly begin a sentence.
_WORDY = frozenset("于向从和经时应能都有后相连通全单种查都来由令生原别充法年家空须益公")
# A Han name holds none of these; they are the grammar of a sentence.
_GRAMMAR = frozenset("的了在是说到着过们这那哪个些吗呢吧啊被把将从很就也还没不与并但却又让给请您你他她它么什怎谁此之其")
# Words that start with a surname and are no one: places in a byline, duties, page furniture.
_WORDS = frozenset(
    "记者 通讯员 作者 编辑 责编 校对 摄影 摄像 报道 整理 综合 网络 互联网 未知 佚名 匿名 不详 无名 系统管理员 管理员 "
    "网友 读者 高级 首席 全媒体 融媒体 文字 文图 图文 图片 视频 资料 资料图 时间 日期 阅读 评论 来源 出处 转载 转自 "
    "记者站 国家 全国 时报 日报 晚报 广播 电视 电视台 通讯 经济 公司 单位 金融 万元 成都 江苏 江西 安徽 广东 广西 云南 海南 "
    "河南 湖南 山东 山西 黑龙江 吉林 宁夏 北京 上海 天津 重庆 河北 湖北 浙江 福建 四川 贵州 陕西 甘肃 青海 辽宁 西藏 新疆 "
    "内蒙古 台湾 香港 澳门 东京 平台 查看 查看更多 返回 关注 分享 打印 关闭 责任 声明 免责 版权 文章 公众号 微信 安全 "
    "文化 文明 文旅 商务 平安 成功 方案 方面 方式 强调 和谐 应当 应该 应急 能力 都市 于是 从事 向前 向上 经过 经验 "
    "时代 时候 通过 通报 通知 连续 全面 全市 全县 单独 华人 白天 明天 明年 明确 金额 水平 水利 高度 高速 高校 马上 "
    "终于 终审 常委 农业 农民 农村 师生 路上 房价 房产 车辆 石油 田间 包括 任务 任何 祝福 祝贺 习惯 花园 "
    "佚 小编 本站 本网 本报 本刊 官方 机构 团队 部门 办公室".split()
)
_HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0002fa1f]+$")
_DOTTED = re.compile(r"^[\u3400-\u9fff]{1,8}(?:[·•・‧．][\u3400-\u9fffA-Z.]{1,10})+$")
_LATIN_NAME = re.compile(r"^(?:(?:[A-Z][\w'’.\-]*|de|van|von|der|den|da|di|la|le|bin|al|el|y|dos|del)\s?){1,5}$")
_ORGANISATION = re.compile(
    r"(?:社|报|網|网|台|局|厅|部|委|办|院|校|大学|学院|中心|公司|集团|政府|协会|学会|发布|客户端|频道|新闻|工作室|课题组|"
    r"编辑部|宣传部|办公室|研究所|银行|法院|检察院|委员会|团队|传媒|媒体|杂志|周刊|时报|日报|晚报|联盟|医院|乡|镇|街道|支队|大队)$"
)
_CODE = re.compile(r"(?:[_＿/\-—#\s]\s*[A-Z]{0,4}\d{2,7}|[_＿]\s*\w{2,8}|\s*[A-Z]{1,4}\d{2,7})$")
_NOBODY = re.compile(
    r"^(?:未知|佚名|匿名|不详|无名氏?|无|暂无|网络|互联网|网友|网络整理|网络转载|网络来源|来源网络|来自网络|整理|综合|转载|本站|本网|原创|"
    r"本站原创|网站管理员|系统管理员|超级管理员|管理员|小编|未注明|作者不详|admin|administrator|root|system|editor|unknown|anonymous|none|null|staff)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[（(【\[][^（()）【\[\]】]*[）)】\]]")
_PAREN_LATIN = re.compile(r"^[（(][A-Za-z][A-Za-z .'’\-]*[）)]$")
_SPLIT = re.compile(r"\s*(?:[、，,;；&＆/／|｜丨]|\band\b|\s(?:和|与|及)\s)\s*")
_AND = re.compile(r"(?:和|与|及)")
_TITLED = re.compile(
    r"^(?P<name>[\u3400-\u9fff]{2,3}?)(?P<rest>(?:[\u3400-\u9fff]{2,30}(?:大学|学院|研究|中心|公司|集团|学会|协会|政府|法院)).*)$"
)
_EDGE = " \t·•・-—–_:：,，、;；。./／|｜丨*★■□▲◎●◆△▼▪✎<>《》“”\"'‘’"
_LONGEST_HAN = 4
_LONGEST_PEN_NAME = 20


def is_han_name(word: str, *, strict: bool = True) -> bool:
    """Whether `word` is by itself a plausible Han or dotted foreign name.

    `strict` asks for a known surname; without it any two to five characters pass that are not
    grammar, a listed word or an organisation (`格桑边觉` after a label).
    """
    if _DOTTED.match(word):
        return not _GRAMMAR & set(word)
    if not _HAN.match(word) or word in _WORDS or _GRAMMAR & set(word):
        return False
    if not strict:
        return 2 <= len(word) <= _LONGEST_HAN + 1 and not _ORGANISATION.search(word)  # noqa: PLR2004 - a name's length
    if word[:2] in _COMPOUND:
        return 3 <= len(word) <= _LONGEST_HAN  # noqa: PLR2004 - compound surname and a given name
    longest = 3 if word[0] in _WORDY else _LONGEST_HAN
    return word[0] in _SINGLE and 2 <= len(word) <= longest and not _ORGANISATION.search(word[2:])  # noqa: PLR2004


def is_latin_name(word: str) -> bool:
    """Whether `word` is one to five capitalised Latin words, as a person signs."""
    return bool(_LATIN_NAME.match(word)) and not word.isupper() | word.isdigit()


def is_organisation(word: str) -> bool:
    """Whether a Chinese word ends as outlets, offices and companies do."""
    return bool(_ORGANISATION.search(word))


def is_nobody(word: str) -> bool:
    """Whether the printed value says that nobody is named (`未知`, `网络`, `admin`)."""
    return bool(_NOBODY.match(word.strip(_EDGE)))


def people(value: str) -> tuple[str, ...]:
    """The names in a labelled value, in print order, without doubles.

    `value` is what stands after 作者：or 编辑：, whatever separates the names; editor codes, ranks
    and remarks in brackets go, and a value that says nobody gives ().
    """
    found: list[str] = []
    for piece in _SPLIT.split(_separate(value)):
        for word in _words(piece):
            name = _tidy(word)
            if name and name not in found:
                found.append(name)
    return tuple(found)


def _separate(value: str) -> str:
    """Write `张三和李四` with a comma where both sides are names, and drop bracketed remarks."""
    value = _BRACKETED.sub(lambda m: m[0] if _PAREN_LATIN.match(m[0]) else " ", value)
    parts = _AND.split(value)
    if len(parts) > 1 and all(is_han_name(part.strip()) for part in parts):
        return "、".join(part.strip() for part in parts)
    return value


def _words(piece: str) -> list[str]:
    """Split a piece at its spaces, but keep `张 三`, `Joel Spolsky` and `周思博 (Joel Spolsky)` whole."""
    words: list[str] = []
    singles = ""
    for token in piece.split():
        if len(token) == 1 and _HAN.match(token):
            singles += token
            continue
        words += _pairs(singles)
        singles = ""
        if words and (_PAREN_LATIN.match(token) or _continues(words[-1], token)):
            words[-1] = f"{words[-1]} {token}"
        else:
            words.append(token)
    return words + _pairs(singles)


def _continues(before: str, token: str) -> bool:
    """Whether a Latin word belongs to the Latin name, or the open bracket, before it."""
    opened = before.rfind("(") > before.rfind(")") or before.rfind("（") > before.rfind("）")
    return opened or token[0] in "(（" and token[1:2].isascii() or before[-1].isascii() and token[0].isascii()


def _pairs(singles: str) -> list[str]:
    """Join single characters into names: `张三李四` is two, `欧阳修` and `张小明` one."""
    names: list[str] = []
    while singles:
        take = 3 if len(singles) == 3 or singles[:2] in _COMPOUND else 2  # noqa: PLR2004 - characters of a name
        names.append(singles[:take])
        singles = singles[take:]
    return names


def _tidy(word: str) -> str:
    """One name without codes, edges and remarks; "" when nothing of a name is left."""
    name = _CODE.sub(
        "", word.strip(_EDGE + "()（）[]【】") if not word.endswith((")", "）")) else word.strip(_EDGE)
    ).strip(_EDGE)
    titled = _TITLED.match(name)
    if titled and is_han_name(titled["name"]):
        name = titled["name"]
    if not name or is_nobody(name) or name in _WORDS or name.isdigit():
        return ""
    if len(name) == 1 or (_HAN.match(name) and len(name) > _LONGEST_PEN_NAME) or len(name) > 60:  # noqa: PLR2004
        return ""
    return name
