"""Whether a name stands in a text by itself, and not as a part of another: `海川日报社` is not `海川日报`.

Chinese has no spaces between words, so what may adjoin a name is listed: labels and the words of a credit's sentence.
"""

import re

from syndicator.reprint.check.claims import Sort
from syndicator.reprint.check.tokens import folded, one_script

_LABELS = (
    "来源 來源 转自 轉自 转载自 轉載自 来自 來自 作者 记者 記者 通讯员 通訊員 编辑 編輯 转载 轉載 感谢 感謝 刊载 刊載 "
    "原载 原載 首发 首發"
)
_WORDS = "文经經由获獲自据據为為于於与與及归歸是系"
_BEFORE = "|".join(
    (r"^", r"(?<=[^\w])", r"(?<=_)", r"(?<=[\d年月日])", *(f"(?<={one})" for one in (*_LABELS.split(), *_WORDS)))
)
_FOLLOWS = (
    "记者 記者 通讯员 通訊員 作者 编辑 編輯 原标题 原標題 原文 讯 訊 报道 報道 報導 摄 攝 供稿 消息 电 電 "
    "发布 發布 授权 授權 所有 首发 首發 原创 原創 刊发 刊登 刊载 的 等 微信 官网 官方 "
    "客户端 网站 撰写 撰文 采写 許可 许可 同意"
)
_AFTER = rf"$|(?=[^\w])|(?=_)|(?=(?:{'|'.join(_FOLLOWS.split())}|[\d]{{4}}))"
# A Latin name goes on with another word of a house's name, or begins with one more.
_LONGER = (
    r"(?!\s+(?:Group|Inc|Ltd|LLC|Corp|Company|Co|News|Online|Press|Network|Times|Weekly|Daily|Today|Tonight|Media|TV|Radio|"
    r"Journal|Post|Agency|Association|Foundation|Institute|Magazine|Tribune|Gazette|Review|Wire)\b)"
)
_NEW = "New Old North South East West Greater Upper Lower Royal Daily"
_LARGER = "".join(f"(?<!\\b{word} )" for word in _NEW.split())
_HAN = re.compile("[\u3400-\u9fff]")
# A bar that is a Han character, as people type it for `|`.
_BARS = str.maketrans("丨", "|")


def stands(value: str, text: str, sort: Sort, *, free: bool) -> bool:
    """Whether `value` stands in `text` by itself, in any style of marks and spacing; `free` in either script."""
    if free:
        value, text = one_script(value), one_script(text)
    wanted = "".join(value.split())
    if not wanted:
        return True
    if sort in (Sort.TITLE, Sort.OTHER):
        return any(folded(value) in folded(line) for line in text.split("\n"))
    han = _HAN.search(value) is not None
    body = r"\s*".join(map(re.escape, wanted)) if han else r"\s+".join(map(re.escape, value.split()))
    if not han and sort is Sort.SOURCE:
        body = f"{_LARGER}{body}{_LONGER}"
    found = re.search(f"(?:{_BEFORE}){body}(?:{_AFTER})", text.translate(_BARS), re.IGNORECASE | re.MULTILINE)
    return found is not None
