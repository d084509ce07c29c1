"""The facts of GBK that the mirrors' damage turns on: which bytes a character is, which character bytes are.

Two bytes a character, lead 0x81-0xFE, trail 0x40-0xFE without 0x7F; ASCII is one byte. A full-width
form of an ASCII character is 0xA3 and the ASCII byte plus 0x80.
"""

from functools import cache

FULL_WIDTH = 0xA3
IDEOGRAPHIC_SPACE = 0xA1
LEADS = range(0x81, 0xFF)
# The full-width marks that mirrors replace, by their ASCII form.
MARKS = {",": "，", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）", ":": "："}


@cache
def code(char: str) -> bytes:
    """The bytes of `char`: one, two, or none when GBK does not hold it."""
    try:
        raw = char.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return raw if len(raw) <= 2 else b""  # noqa: PLR2004 - four bytes are GB 18030's own


@cache
def char(lead: int, trail: int) -> str:
    """The character of two bytes, "" when GBK has none there."""
    try:
        found = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 else ""


@cache
def with_trail(trail: int) -> tuple[str, ...]:
    """Every character whose second byte is `trail`: about 112 of 126 leads have one."""
    return tuple(found for lead in LEADS if (found := char(lead, trail)))


@cache
def with_lead(lead: int) -> tuple[str, ...]:
    """Every character whose first byte is `lead` and whose second is no ASCII byte."""
    return tuple(found for trail in range(0x80, 0xFF) if (found := char(lead, trail)))
