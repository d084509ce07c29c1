"""Bytes to text: labels that fit, labels that lie, no label at all, and bytes that are nothing."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text.charset import codec_of, decode

ZH = "海川县融媒体中心讯　昨日上午，全县重点项目推进会在东湾镇召开，会议强调要坚持高质量发展，抢抓机遇。"
HANT = "海川縣融媒體中心訊　昨日上午，全縣重點項目推進會在東灣鎮召開，會議強調要堅持高質量發展，搶抓機遇。"
JA = "海川町の広報によると、昨日の会議で新しい計画が決まりました。町長は「みなさんの協力をお願いします」と話した。"
KO = "해천군 미디어센터에 따르면 어제 오전 회의가 열렸으며 군수는 주민들의 협력을 당부했다고 밝혔다."
FR = "Le conseil a décidé, hier soir, d’ouvrir l’école à l’été prochain. Ça coûtera cher, où qu’on aille."
DE = "Der Gemeinderat hat gestern über die Müllgebühren beraten. Größere Änderungen gäbe es nicht."
RU = "Вчера в районном центре прошло совещание, на котором обсуждали развитие села и новые дороги."
PL = "Wczoraj w Gdańsku odbyło się posiedzenie rady. Mówiono o łąkach, źródłach i zażółconych gęsiach jaźni."
RARE = "朱镕基、𠮷野、㐂寿与龴龵在东湾镇。" + ZH

PAGES = Path(__file__).parents[3] / "shared" / "pages"


def page(text: str, label: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    return f"<html><head>{meta}<title>{text[:8]}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "label", "codec", "header", "charset"),
    [
        (ZH, "", "utf-8", "", "utf-8"),
        (ZH, "utf-8", "utf-8", "text/html; charset=UTF-8", "utf-8"),
        (ZH, "gb2312", "gbk", "", "gb18030"),
        (RARE, "gb2312", "gb18030", "", "gb18030"),
        (ZH, "", "gbk", "text/html; charset=x-gbk", "gb18030"),
        (ZH, "hz-gb-2312", "gbk", "", "gb18030"),
        (HANT, "big5", "big5", "", "big5"),
        (HANT, "gbk", "gbk", "", "gb18030"),
        (JA, "Shift_JIS", "cp932", "", "shift_jis"),
        (KO, "ks_c_5601-1987", "cp949", "", "euc-kr"),
        (FR, "iso-8859-1", "cp1252", "", "windows-1252"),
        (RU, "windows-1251", "cp1251", "", "windows-1251"),
        (PL, "iso-8859-2", "iso8859_2", "", "iso-8859-2"),
        (ZH, "utf-16", "utf-16", "", "utf-16-le"),
        (ZH, "", "utf-16-be", "", "utf-16-be"),
        (ZH, "", "utf-16-le", "", "utf-16-le"),
        (ZH, "", "utf-8-sig", "", "utf-8"),
    ],
)
def test_a_fitting_label_is_followed(text: str, label: str, codec: str, header: str, charset: str) -> None:
    decoded = decode(page(text, label).encode(codec), header)
    assert (text in decoded.text, decoded.charset) == (True, charset)
    assert "�" not in decoded.text


@pytest.mark.parametrize(
    ("text", "codec", "charset"),
    [
        (ZH, "gbk", "gb18030"),
        (RARE, "gb18030", "gb18030"),
        (HANT, "gbk", "gb18030"),
        (HANT, "big5", "big5"),
        (JA, "cp932", "shift_jis"),
        (JA, "euc_jp", "euc-jp"),
        (KO, "cp949", "euc-kr"),
        (FR, "cp1252", "windows-1252"),
        (DE, "cp1252", "windows-1252"),
        (RU, "cp1251", "windows-1251"),
        (PL, "cp1250", "windows-1250"),
        ("海川", "gbk", "gb18030"),
        (FR, "utf-8", "utf-8"),
    ],
)
def test_no_label_at_all(text: str, codec: str, charset: str) -> None:
    decoded = decode(page(text).encode(codec))
    assert (text in decoded.text, decoded.charset, decoded.repairs) == (True, charset, ())


@pytest.mark.parametrize(
    ("text", "label", "codec", "charset"),
    [
        (ZH, "gb2312", "utf-8", "utf-8"),
        (FR, "iso-8859-1", "utf-8", "utf-8"),
        (ZH, "utf-8", "gbk", "gb18030"),
        (RARE, "utf-8", "gb18030", "gb18030"),
        (HANT, "utf-8", "big5", "big5"),
        (ZH, "iso-8859-1", "gbk", "gb18030"),
        (HANT, "gb2312", "big5", "big5"),
        (ZH, "big5", "gbk", "gb18030"),
        (FR, "utf-8", "cp1252", "windows-1252"),
    ],
)
def test_a_label_that_lies_is_overruled_and_reported(text: str, label: str, codec: str, charset: str) -> None:
    decoded = decode(page(text, label).encode(codec))
    assert (text in decoded.text, decoded.charset) == (True, charset)
    assert [(repair.kind, repair.after) for repair in decoded.repairs] == [("mojibake", charset)]


def test_header_and_meta_that_differ() -> None:
    decoded = decode(page(ZH, "gb2312").encode("gbk"), "text/html; charset=ISO-8859-1")
    assert (ZH in decoded.text, decoded.charset) == (True, "gb18030")


def test_the_admins_charset_comes_first() -> None:
    assert decode("新聞".encode("big5"), "text/html; charset=gbk", "big5").text == "新聞"
    assert decode(RU.encode("koi8-r"), "text/html; charset=windows-1251", "koi8-r").text == RU


@pytest.mark.parametrize("decoy", ['<script charset="gbk" src="a.js"></script>', '<!-- <meta charset="gbk"> -->'])
def test_a_label_of_something_else_is_not_the_pages(decoy: str) -> None:
    assert decode(f"{decoy}<p>été</p>".encode("cp1252")).charset == "windows-1252"


def test_short_gbk_that_is_valid_utf_8_by_chance() -> None:
    assert "水".encode("gbk").decode("utf-8") == "ˮ"
    assert decode(page("水", "gbk").encode("gbk")).text == page("水", "gbk")


def test_one_broken_character_does_not_change_the_charset() -> None:
    utf8 = page(ZH * 9, "utf-8").encode().replace("东湾镇".encode(), "东湾镇".encode()[:-1], 1)
    assert decode(utf8).charset == "utf-8"
    gbk = page(ZH * 3, "gbk").encode("gbk").replace("上午".encode("gbk"), "上午".encode("gbk")[:-1], 1)
    assert decode(gbk).charset == "gb18030"


def test_a_utf_8_page_with_a_gbk_include_stays_utf_8() -> None:
    mixed = page(ZH * 6, "utf-8").encode() + f"<p>{ZH}</p>".encode("gbk")
    assert (decode(mixed).charset, ZH in decode(mixed).text) == ("utf-8", True)


def test_ten_megabytes_are_decoded_from_a_sample() -> None:
    body = page(ZH).encode("gbk") * 80_000
    assert (decode(body).charset, len(body) > 10_000_000) == ("gb18030", True)


def test_characters_that_pythons_old_table_keeps_private() -> None:
    assert decode(b"\xfe\x59\xa3\xa0\xa6\xd9" + ZH.encode("gbk"), "", "gbk").text[:3] == "龴　︐"


def test_nothing_unclean_comes_out() -> None:
    assert decode(b"a\x00b").text == "ab"
    assert decode(b"\xff\xfe" + b"\x00\xd8a\x00" * 40).text.encode("utf-8")
    assert decode(b"").text == ""


@pytest.mark.parametrize("label", ["rot13", "base64", "utf-7", "idna", "unicode_escape", "undefined", "x" * 40])
def test_a_label_no_page_should_have_is_ignored(label: str) -> None:
    assert codec_of(label) == ""
    assert decode(page(ZH, label).encode()).charset == "utf-8"


@given(st.binary(max_size=400), st.text(max_size=30), st.sampled_from(["", "gbk", "utf-8", "big5", "nonsense"]))
def test_any_bytes_decode(body: bytes, header: str, hint: str) -> None:
    decoded = decode(body, header, hint)
    assert "\x00" not in decoded.text
    decoded.text.encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60))
def test_declared_gb2312_never_loses_a_character(text: str) -> None:
    # Five Han characters in a row are never UTF-8 by chance; what is shorter may be.
    assert decode(page(ZH + text, "gb2312").encode("gb18030")).text == page(ZH + text, "gb2312")


@pytest.mark.skipif(not PAGES.is_dir(), reason="the labelled pages are not beside the project")
def test_the_labelled_pages() -> None:
    labels = json.loads((PAGES / "articles.json").read_text("utf-8"))
    wrong = [
        (record["file"], record["charset"], decoded.charset)
        for record in labels
        if (decoded := decode(gzip.decompress((PAGES / record["file"]).read_bytes()))).charset
        != record["charset"].removesuffix("-sig")
    ]
    assert wrong == []
