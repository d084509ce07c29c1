"""Restoration: damaged articles mended, every repair told, everything else left byte for byte."""

from itertools import groupby
from pathlib import Path

import mirror
import pytest
from opencc import OpenCC

from syndicator.text.restore import Restoration, restore, restore_blocks

SAMPLES = Path(__file__).parent.parent / "samples" / "restore"
SEED = Path(__file__).parents[3] / "shared" / "seed"
ARTICLES = {path.stem: path.read_text("utf-8").rstrip("\n") for path in sorted((SAMPLES / "articles").glob("*.txt"))}
HONEST = {path.stem: path.read_text("utf-8") for path in sorted((SAMPLES / "honest").glob("*.txt"))}
MIRRORS = {
    "plain": mirror.Mirror(),
    "marks few": mirror.Mirror(blind="，；？："),
    "table wide": mirror.Mirror(wide=True),
    "other characters": mirror.Mirror(annotated=mirror.some_annotated(1)),
    "annotates first": mirror.Mirror(before=True, annotated=mirror.some_annotated(2)),
    "annotates any": mirror.Mirror(annotated=mirror.some_annotated(3, changed=False)),
    "GB 18030": mirror.Mirror(decoder="gb18030", orphan="\ufffd"),
    "keeps marks": mirror.Mirror(kept=True),
}
# A short text with few annotated characters more than once is left alone: a lesson could look so.
TOO_LITTLE = {("annotates any", "notice")}
SURE = 0.9


def damaged_and_mended():
    for habit, made in MIRRORS.items():
        for name, text in ARTICLES.items():
            if (habit, name) in TOO_LITTLE:
                continue
            damaged = mirror.damage(text, made)
            yield f"{name}, {habit}", text, damaged, restore(damaged)


@pytest.fixture(scope="module")
def mended():
    return list(damaged_and_mended())


def rebuilt(damaged: str, mended: Restoration) -> str:
    """The damaged text with every repair carried out where it says."""
    lines = damaged.split("\n")
    for number, repairs in groupby(mended.repairs, key=lambda repair: repair.line):
        line, done, at = lines[number - 1], "", 0
        for repair in repairs:
            start = repair.column - 1
            assert line[start : start + len(repair.before)] == repair.before
            assert start >= at, "repairs overlap"
            done += line[at:start] + repair.after
            at = start + len(repair.before)
        lines[number - 1] = done + line[at:]
    return "\n".join(lines)


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies beside the project, not in it")
def test_the_seed_article():
    (damaged,) = (path for path in SEED.glob("*.txt") if path.name != "restored.txt")
    text = damaged.read_text("utf-8")
    mended = restore(text)
    assert mended.text.rstrip("\n") == (SEED / "restored.txt").read_text("utf-8").rstrip("\n")
    assert mended.confidence >= SURE
    assert rebuilt(text, mended) == mended.text


def test_nearly_all_of_every_article_comes_back(mended):
    wrong = characters = 0
    for _, text, _, result in mended:
        assert len(result.text) == len(text)
        wrong += sum(
            a != b for a, b in zip(text.replace("\u3000", " "), result.text.replace("\u3000", " "), strict=True)
        )
        characters += len(text)
    assert wrong / characters < 0.004


def test_a_wrong_guess_is_never_sure(mended):
    spaced = str.maketrans("\u3000", " ")
    wrong = [
        name
        for name, text, _, result in mended
        if result.text.translate(spaced) != text.translate(spaced) and result.confidence >= SURE
    ]
    assert wrong == []


def test_the_repairs_tell_all_that_was_done(mended):
    for _, _, damaged, result in mended:
        assert rebuilt(damaged, result) == result.text
        assert result.confidence == min(repair.confidence for repair in result.repairs)


def test_a_mended_article_stays_as_it_is(mended):
    for name, _, _, result in mended:
        assert restore(result.text).text == result.text, name


@pytest.mark.parametrize("name", HONEST)
def test_honest_text_comes_through(name):
    text = HONEST[name]
    for place in (None, "s2t", "s2tw", "s2hk"):
        there = OpenCC(place).convert(text) if place else text
        assert restore(there) == Restoration(there)
        for line in there.split("\n"):
            assert restore(line) == Restoration(line)
    assert [block.text for block in restore_blocks(text.split("\n"))] == text.split("\n")


@pytest.mark.parametrize("place", [None, "s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("half", [False, True], ids=["full-width", "half-width"])
def test_articles_nobody_damaged_come_through(place, half):
    for name, article in ARTICLES.items():
        text = OpenCC(place).convert(article) if place else article
        text = text.translate(str.maketrans("，；？！（）：", ",;?!():")) if half else text
        assert restore(text) == Restoration(text), name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\x00?\x00!",
        "\ud800發(fā)展\udfff??",
        "?" * 50,
        "?!?!?!,;:",
        "\r\n?\r\n;",
        "한국어 기사입니다?! 정말??",
        "中文\x00(hǎo)\x00?,",
    ],
    ids=ascii,
)
def test_strange_text_comes_through(text):
    assert restore(text) == Restoration(text)


@pytest.mark.parametrize(
    "line",
    [
        "海川县" * 350_000,
        "海川縣，" * 260_000,
        "?;" * 500_000,
        "發(fā)展??h" * 100,
        "?" * 1_000_000,
        "a?:b" * 250_000,
        "海川縣人民政府昨日說真的嗎?!" * 60_000,
    ],
    ids=["Han", "Traditional", "marks", "damaged", "question marks", "code", "questions"],
)
def test_a_line_of_any_length_is_read(line):
    assert len(restore(line).text) <= len(line)


def test_blocks_of_an_article_are_judged_together():
    article = ARTICLES["county"] + "\n县领导陈立群参加。"
    blocks = mirror.damage(article, mirror.Mirror(annotated=mirror.SEEN.replace("領", ""))).split("\n")
    together = restore_blocks(blocks)
    # One annotation proves nothing alone; in its article it is one of many.
    assert restore(blocks[-1]) == Restoration(blocks[-1])
    assert together[-1].text == "县领导陈立群参加。"
    assert [block.text for block in together] == restore("\n".join(blocks)).text.split("\n")
    assert {repair.line for block in together for repair in block.repairs} == {1}


def test_line_ends_stay_as_they_are():
    damaged = mirror.damage(ARTICLES["flood"])
    mended = restore(damaged).text
    assert restore(damaged.replace("\n", "\r\n")).text == mended.replace("\n", "\r\n")


def test_a_slip_alone_is_proof():
    assert restore("确?;顒尤〉脠A滿成功,大家都很高興。").text == "确保活动取得圆满成功，大家都很高兴。"


@pytest.mark.parametrize(
    "sentence",
    [
        "县委要求，各乡镇要确保活动取得圆满成功。",
        "产品卖到了上海、广州、深圳等地，供不应求。",
        "会议在滨海县召开，参加会议的有海川县领导。",
        "记者在海口采访了三天。",
        "“要把学校和家庭的力量合起来。”他说。",
        "会议结束了。　　（本条新闻由海川县融媒体中心提供）",
        "他说：“就这么办。”",
        "“就这么办。”林书远说。",
        "《海川》创刊了。《海川》每月一期。",
        "台风“海神”来了。可是没有人退缩。",
        "大家都说：“明年再来海川。”",
        "他在海川工作了3年。2024年回到上海。",
    ],
)
def test_slips_of_every_shape(sentence):
    article = ARTICLES["county"] + "\n" + sentence
    damaged = mirror.damage(article)
    assert "?" in damaged.rpartition("\n")[2]
    assert restore(damaged).text.rpartition("\n")[2] == sentence


def test_pinyin_printed_across_a_border():
    damaged = mirror.damage(ARTICLES["county"]) + "\n因?yàn)橐婚_始下雨,比賽改期了。"
    assert restore(damaged).text.rpartition("\n")[2] == "因为一开始下雨，比赛改期了。"


@pytest.mark.parametrize(
    "sentence",
    [
        "活动将于上午08:30开始，9:00至11:30为参观时间。",
        "全县投入1,234,567元，比去年多3.5%。",
        "比分是3:1，比例为1:5。",
        "详情见https://example.cn/a?id=1;b=2，谢谢！",
        "他说：“Hello, everyone! How are you?”大家都笑了。",
        "世界卫生组织（WHO）发布了报告，GDP、CPI等数据（见表1）都有变化。",
        "“真的吗？！”她问。",
        "联系人：张三（电话：0515-88880000）；邮箱：a.b@example.cn。",
    ],
)
def test_ascii_marks_that_were_ascii_stay(sentence):
    article = ARTICLES["county"] + "\n" + sentence
    assert restore(mirror.damage(article)).text.split("\n")[-1] == sentence


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("gb18030", "utf-8"), ("latin-1", "gb18030"), ("latin-1", "utf-8"), ("cp1252", "utf-8")],
)
def test_mojibake_goes_back_when_nothing_was_lost(wrong, right):
    text = "海川县融媒体中心\n县委书记到港区调研,强调抓项目"
    try:
        garbled = text.encode(right).decode(wrong)
    except UnicodeDecodeError:
        text = "全国人民团结起来"
        garbled = text.encode(right).decode(wrong, "ignore")
        if garbled.encode(wrong) != text.encode(right):
            pytest.skip("this wrong reading loses bytes")
    result = restore(garbled)
    assert result.text == text
    assert {repair.kind for repair in result.repairs} == {"mojibake"}
    assert [block.text for block in restore_blocks(garbled.split("\n"))] == text.split("\n")


@pytest.mark.parametrize(
    "text",
    ["Ärger über Ölpreise für Köln", "¿Qué pasó? ¡Nada!", "涓", "naïve café", "Ünïcödé ÄÖÜ äöü ß", "§§ 12–14 «à la»"],
)
def test_western_text_is_no_mojibake(text):
    assert restore(text) == Restoration(text)
