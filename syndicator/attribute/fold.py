"""Texts made comparable: one width, one script, the same length.

The table is one to one, so that a place found in a folded text is the same place in the text
itself; `names` folds further and is for comparing only.
"""

import re
import unicodedata

from syndicator.text.script import convert, simple

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
    "﹝": "(",
    "﹞": ")",
    "〖": "[",
    "〗": "]",
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
    **{ord(mark): plain for mark, plain in _MARKS.items()},
}
_SUFFIX = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|官方网站|官网|网站|客户端|微信公众号|公众号|视频号|"
    r"官方微信|官方微博|微博|编辑部|记者站|报社(?=$)|社(?=$)"
    r"|incorporated|inc|llc|ltd|limited|co|corp|corporation|plc|gmbh|company)$"
)


def fold(text: str) -> str:
    """`text` in half-width marks and Simplified characters, character for character."""
    return "".join(map(simple, text.translate(_TABLE)))


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
