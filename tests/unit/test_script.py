"""Publishing in a script: OpenCC by phrases, and nothing done to text already in it."""

import pytest

from syndicator.text.onetoone import settle, sources
from syndicator.text.script import convert, simplified_only, traditional_only


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("头发干燥，发展后来居上。", "hant", "頭髮乾燥，發展後來居上。"),
        ("皇后在后面。", "hant", "皇后在後面。"),
        ("頭髮乾燥，發展後來居上。", "hans", "头发干燥，发展后来居上。"),
        ("乾隆皇帝", "hans", "乾隆皇帝"),
        ("著名作家著書", "hans", "著名作家著书"),
        ("头发", "keep", "头发"),
        ("頭髮", "keep", "頭髮"),
        # Already there: a name's 乾 or 后 is not touched.
        ("王乾说，后天见。", "hans", "王乾说，后天见。"),
        ("皇后與干將", "hant", "皇后與干將"),
        ("Hello, 1,234!", "hant", "Hello, 1,234!"),
        ("", "hans", ""),
        ("發\x00展\ud800\n?\r\n", "hans", "发\x00展\ud800\n?\r\n"),
        ("𠮷野家發展", "hans", "𠮷野家发展"),
        ("東京タワーの発展", "hans", "东京タワーの発展"),
    ],
)
def test_convert(text, script, expected):
    assert convert(text, script) == expected


def test_convert_keeps_a_long_text_whole():
    assert convert("發展" * 100_000, "hans") == "发展" * 100_000


def test_which_script_a_character_is_of():
    assert {char for char in "發后乾好著隻" if traditional_only(char)} == {"發", "隻"}
    assert {char for char in "发后乾好里门" if simplified_only(char)} == {"发", "门"}


@pytest.mark.parametrize(
    ("damaged", "literal", "expected"),
    [
        ("參觀乾隆行宮", "", "参观乾隆行宫"),
        ("衣服乾了", "", "衣服干了"),
        ("王乾參加會議", "干", "王乾参加会议"),
        ("看著大海", "", "看着大海"),
        ("著名作家", "", "著名作家"),
        ("關於這件事", "", "关于这件事"),
        ("鍾表店", "", "钟表店"),
        ("姓鍾的人敲鐘", "鐘", "姓钟的人敲钟"),
        ("暱稱", "", "昵称"),
        ("裏裡為爲衆眾線綫啟啓", "", "里里为为众众线线启启"),
    ],
)
def test_a_table_undone(damaged, literal, expected):
    chars = list(damaged)
    for swap in settle(damaged, frozenset(literal)):
        chars[swap.at] = swap.was
        assert 0.5 <= swap.confidence <= 1
    assert "".join(chars) == expected


def test_most_characters_came_from_one():
    assert sources("發") == ("发",)
    assert sources("好") == ("好",)
    assert sources("乾") == ("干", "乾")
