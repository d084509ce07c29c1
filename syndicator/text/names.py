"""What a person's name looks like, and how a printed list of names is taken apart.

Han names are judged by surname where nothing else says that a word is a name; foreign names, pen
names and organisations pass only where a label names them.
"""

import re

from syndicator.text.wordlist import words

_SINGLE = words("surnames")
_COMPOUND = words("compound_surnames")
# Surnames that are also everyday words: `记者于`, `记者向`, `记者从` mostly begin a sentence.
_WORDY = frozenset("于向从和经时应能都有后相连通全单种查都来由令生原别充法年家空须益公")
# A Han name holds none of these; they are the grammar of a sentence.
_GRAMMAR = frozenset("的了在是说到着过们这那哪个些吗呢吧啊被把将从很就也还没不与并但却又让给请您你他她它么什怎谁此之其")
# Of these, what given names hold too: 张之洞, 陈其. Only a label tells.
_GIVEN = frozenset("之其与并")
# Words that start with a surname and are no one: places in a byline, duties, page furniture.
_WORDS = words("not_names_zh")
# Everyday words and places that look like names; made from the dictionary of jieba (MIT), where they are no person's.
_LIKE_NAMES = words("words_like_names_zh")
_TRADE = re.compile("报道|報導|记者|記者|编辑|編輯|新闻|新聞|来源|來源|版权|版權")
_HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0002fa1f]+$")
_DOTTED = re.compile(r"^[\u3400-\u9fff]{1,8}(?:[·•・‧．][\u3400-\u9fffA-Z.]{1,10})+$")
_LATIN_NAME = re.compile(r"^(?:(?:[A-Z][\w'’.\-]*|de|van|von|der|den|da|di|la|le|bin|al|el|y|dos|del)\s?){1,5}$")
_ORGANISATION = re.compile(
    r"(?:社|报|報|網|网|台|臺|新聞|雜誌|週刊|電視|局|厅|部|委|办|院|校|大学|学院|中心|公司|集团|政府|协会|学会|发布|客户端|频道|新闻|工作室|"
    r"课题组|"
    r"编辑部|宣传部|办公室|研究所|银行|法院|检察院|委员会|团队|传媒|媒体|杂志|周刊|时报|日报|晚报|联盟|医院|乡|镇|"
    r"街道|支队|大队|在线|融媒|卫视|央视|央广|总台|澎湃|南都|时评|财经|科技|体育|娱乐|汽车|智库|观察者网|广电|电视|广播|"
    r"网站|人大|政协|县委|市委|区委|省委|党委|工会|妇联|共青团|商会|企业|株式会社|厂|店|馆|所)$"
)
_CODE = re.compile(r"(?:[_＿/\-—#\s]\s*[A-Z]{0,4}\d{2,7}|(?<=[\u3400-\u9fff])[_＿]\s*\w{2,8}|\s*[A-Z]{1,4}\d{2,7})$")
_NOBODY = re.compile(
    r"^(?:未知|佚名|匿名|不详|无名氏?|无|暂无|网络|互联网|网友|网络整理|网络转载|网络来源|来源网络|来自网络|整理|"
    r"综合|转载|本站|本网|原创|"
    r"本站原创|本网原创|网站编辑|本站编辑|本网编辑|责任编辑|编辑|编辑部|本站编辑部|本报编辑部|本报讯|本网讯|本刊讯|本台讯|"
    r"本报|本刊|本台|本报记者|本网记者|本站记者|网站管理员|系统管理员|超级管理员|管理员|小编|未注明|作者不详|"
    r"(?:[a-z]{1,12}[ _-]?)?admin(?:istrator)?|webmaster|"
    r"super ?user|guest|guest author|red|root|system|editor|"
    r"unknown|anonymous|none|null|staff|your name|(?:first ?name|author) last ?name|author name)$",
    re.IGNORECASE,
)
# A department of whoever runs the site: `综合科`, `局办公室`.
_DEPARTMENT = re.compile(
    r"^(?:本|局|县|市|区|院|校|党|镇)?(?:党委|县委|市委)?(?:综合|办公|宣传|信息|秘书|新闻|人秘|政工|网络|编辑|政务公开|融媒体?)"
    r"(?:科|股|室|处|部|组|办|中心|办公室)$"
)
_BRACKETED = re.compile(r"[（(【\[][^（()）【\[\]】]*[）)】\]]")
_PAREN_LATIN = re.compile(r"^[（(][A-Za-z][A-Za-z .'’\-]*[）)]$")
_SPLIT = re.compile(r"\s*(?:[、，,;；&＆/／|｜丨]|\band\b|\s(?:和|与|及)\s)\s*")
_AND = re.compile(r"(?:和|与|及)")
# What a person is, printed after the name or instead of one: `方敏北京大学经济学院教授`.
_TITLED = re.compile(
    r"^(?P<name>[\u3400-\u9fff]{2,3}?)?(?P<rest>[\u3400-\u9fff]{0,40}(?:教授|研究员|院士|博士|博士生|硕士|院长|所长|"
    r"主任|会长|主席|校长|总裁|总编辑|董事长|经理|律师|医师|医生|书记|局长|秘书长|专家|学者|"
    r"评论员|特约评论员|撰稿人|作家|分析师|首席经济学家|经济学家|编审|老师|导师|工程师|研究生))$"
)
_EDGE = " \t·•・-—–_:：,，、;；。./／|｜丨*★■□▲◎●◆△▼▪✎<>《》“”\"'‘’"
_LONGEST_HAN = 4
_LONGEST_PEN_NAME = 20
_LONGEST = 60


def is_han_name(word: str, *, strict: bool = True) -> bool:
    """Whether `word` is by itself a plausible Han or dotted foreign name.

    `strict` asks for a known surname; without it any two to five characters pass that are not
    grammar, a listed word or an organisation (`格桑边觉` after a label).
    """
    if _DOTTED.match(word):
        return not (_GRAMMAR & set(word) or any(map(is_organisation, re.split("[·•・‧．]", word))))
    grammar = _GRAMMAR if strict else _GRAMMAR - _GIVEN
    if not _HAN.match(word) or word in _WORDS or _TRADE.search(word) or grammar & set(word):
        return False
    if not strict:
        return 2 <= len(word) <= _LONGEST_HAN + 1 and not _ORGANISATION.search(word)  # noqa: PLR2004 - a name's length
    if len(word) > 2 and word[:2] in _WORDS:  # noqa: PLR2004 - a listed word and what it grew into (计划表)
        return False
    if word[:2] in _COMPOUND:
        return 3 <= len(word) <= _LONGEST_HAN  # noqa: PLR2004 - compound surname and a given name
    longest = 3 if word[0] in _WORDY else _LONGEST_HAN
    return word[0] in _SINGLE and 2 <= len(word) <= longest and not _ORGANISATION.search(word[2:])  # noqa: PLR2004 - a name has two


def is_usual_name(word: str) -> bool:
    """Whether `word` is a Han name of the usual length: two or three characters, four with a compound surname.

    For where nothing but its place says that a word is a person: `华夏人文` is an account, 高度 a word, 温州 a place.
    """
    if not is_han_name(word) or word in _LIKE_NAMES or word.endswith(("县", "市", "省")):
        return False
    return len(word) < _LONGEST_HAN or word[:2] in _COMPOUND or "·" in word


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
    and remarks in brackets go, and a value that says nobody gives (). An organisation counts only
    where no person is named beside it.
    """
    found: list[str] = []
    for piece in _SPLIT.split(_separate(value)):
        for word in _words(piece):
            if found and _TITLED.match(word) and not is_han_name(word):
                # `张三，海川大学教授`: what he is, not another name.
                continue
            name = _tidy(word)
            if name and name not in found:
                found.append(name)
    persons = [name for name in found if is_han_name(name)]
    return tuple(name for name in found if not persons or name in persons or not _is_unit(name))


def _is_unit(name: str) -> bool:
    return is_organisation(name)


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
    translated = token[0] in "(（" and token[1:2].isascii()
    return opened or translated or (before[-1].isascii() and token[0].isascii())


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
    edge = _EDGE if word.endswith((")", "）")) else _EDGE + "()（）[]【】"
    name = _CODE.sub("", word.strip(edge)).strip(_EDGE)
    titled = _TITLED.match(name)
    if titled and len(name) > _LONGEST_HAN - 1:
        name = titled["name"] if titled["name"] and is_han_name(titled["name"]) else ""
    if name.endswith("等") and is_han_name(name[:-1]):
        name = name[:-1]
    if (
        not name
        or is_nobody(name)
        or _DEPARTMENT.match(name)
        or name in _WORDS
        or name.isdigit()
        or "@" in name
        or name.endswith(("记者", "通讯员", "网讯", "網訊", "报讯", "報訊", "社讯", "社訊", "台讯", "臺訊"))
    ):
        return ""
    if len(name) == 1 or (_HAN.match(name) and len(name) > _LONGEST_PEN_NAME) or len(name) > _LONGEST:
        return ""
    return name
