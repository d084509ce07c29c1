"""Texts made comparable: one width, one script, the same length.

The table is one to one, so that a place found in a folded text is the same place in the text
itself; `names` folds further and is for comparing only.
"""

import re
import unicodedata

from syndicator.text.script import convert

# Traditional characters that notices, outlets and places are written with, and their Simplified forms.
_PAIRS = (
    "版版權权轉转載载請请註注處处來来許许可可經经嚴严謝谢絕绝複复製制鏡镜像像歸归屬属於于報报網网聞闻體体縣县區区鄉"
    "乡鎮镇臺台電电視视廣广"
    "媒媒傳传業业書书協协議议違违責责聯联繫系係系絡络須须務务與与獨独產产識识範范圍围僅仅僑侨貼贴點点擊击開开關关閉"
    "闭內内圖图編编輯辑記记"
    "員员該该此此條条篇篇欄栏號号碼码機机構构實实際际國国華华東东陝陕遼辽寧宁蘇苏滬沪魯鲁豐丰濟济濱滨漢汉瀋沈長长沙"
    "沙營营莊庄陽阳陰阴"
    "龍龙鳳凤馬马鳥鸟魚鱼島岛嶼屿橋桥樓楼館馆學学會会團团總总務务資资訊讯頻频訪访認认證证誌志雜杂週周刊刊聲声明明權"
    "权盜盗侵侵究究"
    "參参數数據据閱阅讀读發发佈布師师師师執执行行專专題题誰谁為为個个們们對对將将從从後后無无時时間间過过還还這这應"
    "应當当徵征創创作作"
    "餘余劃划錄录鑒鉴監监護护衛卫醫医藥药農农衆众眾众遠远運运達达進进連连選选適适遊游邊边鄭郑郵邮銀银錢钱鐵铁鋼钢錦"
    "锦鍾钟鐘钟門门"
    "閔闵閩闽隊队陳陈階阶隨随險险雙双離离難难雲云霧雾靈灵靜静韓韩響响頁页項项順顺預预領领頭头風风飛飞飯饭養养館馆驗"
    "验髮发鬥斗鮮鲜"
    "鹽盐麗丽麥麦黃黄齊齐齡龄億亿優优儲储兒儿兩两冊册凍冻劇剧勞劳動动勵励勝胜勢势匯汇協协單单廠厂廳厅參参啟启員员問"
    "问啓启單单嘉嘉園园圓圆"
    "執执場场塊块壓压壯壮夠够奪夺婦妇孫孙學学審审寫写寬宽寶宝將将尋寻對对導导層层屆届峽峡嶺岭巖岩師师帶带幫帮庫库廟"
    "庙廢废廣广廳厅張张強强"
    "彈弹彙汇徑径復复徹彻恆恒愛爱態态慶庆憲宪應应懷怀戰战戲戏戶户擁拥擇择擔担據据擴扩攝摄收收敘叙敵敌數数斷断晉晋暫"
    "暂曆历曉晓"
)
_SIMPLE = {ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2) if _PAIRS[at] != _PAIRS[at + 1]}
_MARKS = {
    "，": ",",
    "﹐": ",",
    "：": ":",
    "﹕": ":",
    "∶": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "［": "[",
    "］": "]",
    "！": "!",
    "？": "?",
    "｜": "|",
    "丨": "|",
    "│": "|",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "〝": '"',
    "〞": '"',
    "’": "'",
    "‘": "'",
    "．": ".",
    "｡": "。",
    "／": "/",
    "＠": "@",
    "～": "~",
    "－": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "﹣": "-",
    "•": "·",
    "・": "·",
    "‧": "·",
    "ⓒ": "©",
    "Ⓒ": "©",
    "㏒": "©",
    "\t": " ",
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\r": " ",
    "\n": " ",
}  # fmt: skip - pairs, as they are read
_TABLE: dict[int, str] = {
    **{0xFF01 + number: chr(0x21 + number) for number in range(94)},
    **_SIMPLE,
    **{ord(mark): plain for mark, plain in _MARKS.items()},
}
_SUFFIX = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|官方网站|官网|网站|客户端|微信公众号|公众号|视频号|"
    r"官方微信|官方微博|微博|编辑部|记者站|报社(?=$)|社(?=$)"
    r"|incorporated|inc|llc|ltd|limited|co|corp|corporation|plc|gmbh|company)$"
)


def fold(text: str) -> str:
    """`text` in half-width marks and Simplified characters, character for character."""
    return text.translate(_TABLE)


def comparable(name: str) -> str:
    """A name without width, script, case, spaces, marks, or an organisation's legal ending."""
    plain = convert(unicodedata.normalize("NFKC", name).casefold(), "hans")
    plain = re.sub(r"\((?:[^()]*)\)$", "", plain.strip())
    plain = re.sub(r"^(?:the|中共)\s*", "", plain)
    plain = re.sub(r"[\s\W_]+", "", plain)
    before = ""
    while before != plain:
        before, plain = plain, _shorter(plain)
    return plain


def _shorter(plain: str) -> str:
    """Drop one ending, unless what is left would be too short to be anyone's name."""
    shorter = _SUFFIX.sub("报" if plain.endswith("报社") else "", plain)
    return shorter if len(shorter) >= 2 else plain  # noqa: PLR2004 - the shortest name
