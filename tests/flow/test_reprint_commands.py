"""`syndicator reprints` and `syndicator outlets`, as a person of the desk types them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from newsroom import declare
from test_reprint_desk import HOLDER, asked, keep

from syndicator.cli.outlets import outlets
from syndicator.cli.reprints import reprints
from syndicator.config import load
from syndicator.errors import ReprintError
from syndicator.flows import reprint_desk
from syndicator.model.rights import Reprint
from syndicator.start import services as opened

SETTINGS = """
[[reprint.answer]]
name = "later"
zh = "下周再答复。"
en = "We will answer next week."
"""


@pytest.fixture
def house(tmp_path, unused_tcp_port, emptied):
    """A house with one request that waits, from a reader of English."""
    emptied(tmp_path / "data" / "syndicator.db")
    path = declare(tmp_path, unused_tcp_port)
    path.write_text(path.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")

    async def fill():
        async with opened(load(path, environ={})) as services:
            article = await keep(services, "秋粮收购", Reprint.PERMISSION)
            wish = {"language": "en", "territory": "CN", "edits": "缩短", "person": "李四", "phone": "0571-1"}
            await reprint_desk.ask(services, asked(article, **wish))
            await reprint_desk.ask(services, asked(await keep(services, "新桥通车"), use="内页"))

    asyncio.run(fill())
    return path


@pytest.fixture
def desk(house):
    return lambda *words: CliRunner().invoke(reprints, words, obj=house)


@pytest.fixture
def lists(house):
    return lambda *words: CliRunner().invoke(outlets, words, obj=house)


@pytest.fixture
def number(desk):
    return desk("list", "--state", "waiting").output.split()[0]


@pytest.fixture
def four_eyes(house):
    text = house.read_text(encoding="utf-8").replace(
        "[[reprint.answer]]", "[reprint]\nfour_eyes = true\n[[reprint.answer]]"
    )
    house.write_text(text, encoding="utf-8")


def shown(desk, number):
    """What `show` says, by its first word, in order."""
    found = {}
    for line in desk("show", number).output.splitlines():
        name, _, value = line.partition(":")
        found.setdefault(name, []).append(value.strip())
    return found


def test_the_list_says_how_long_each_waited(desk, number):
    fields = desk("list", "--state", "waiting").output.split("  ")
    assert fields[0] == number
    assert [field.strip() for field in fields if field.strip()][3:] == ["0m", "邻县日报", "秋粮收购"]


def test_a_page_of_everything(desk, number):
    page = shown(desk, number)
    assert page["outlet"] == ["邻县日报 (other)"]
    assert page["contact"] == ["李四 · e@linxian.example · 0571-1"]
    assert page["edits"] == ["缩短"]
    assert page["territory"] == ["CN"]
    assert page["article"] == ["秋粮收购"]
    assert page["holder"] == [HOLDER]
    assert page["reprint"] == ["permission"]
    assert {line.split(":")[0] for line in page["rule"]} == {"edits", "owner-decides"}
    assert "decision" not in page
    assert page["trail"][0].endswith(" asker asked")
    assert len(page["earlier"]) == 1
    assert "granted" in page["earlier"][0]


def test_a_grant_on_terms(desk, number):
    day = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    terms = (
        "--condition",
        "次日刊登",
        "--condition",
        "附二维码",
        "--fee",
        "500 元",
        "--medium",
        "web",
        "--territory",
        "",
    )
    said = desk("grant", number, "--by", "李编辑", "--answer", "welcome", "--reason", "Ring us.", "--to", day, *terms)
    assert said.exit_code == 0, said.output
    page = shown(desk, number)
    assert page["condition"] == ["次日刊登", "附二维码"]
    assert page["fee"] == ["500 元"]
    assert "by 李编辑: You are welcome to reprint it." in page["decision"][0]
    assert page["decision"][0].endswith(" / Ring us.")


def test_a_refusal_in_the_askers_language(desk, number):
    assert desk("refuse", number, "--by", "李编辑").exit_code == 2
    wrong = desk("refuse", number, "--by", "李编辑", "--answer", "never")
    assert isinstance(wrong.exception, ReprintError)
    assert "later, welcome" in str(wrong.exception)
    assert desk("refuse", number, "--by", "李编辑", "--answer", "exclusive").output == f"{number} refused\n"
    assert "Another outlet has this article" in shown(desk, number)["decision"][0]


def test_a_question(desk, number):
    assert (
        desk("ask", number, "--by", "李编辑", "--answer", "later", "--text", "Which page?").output
        == f"{number} asked\n"
    )
    page = shown(desk, number)
    assert page["message"][0].endswith("李编辑: We will answer next week. / Which page?")
    assert isinstance(desk("ask", number, "--by", "李编辑", "--text", "?").exception, ReprintError)


def test_canned_answers_are_listed_with_the_houses_own_first(desk):
    lines = desk("answers").output.splitlines()
    assert lines[:3] == ["later", "  下周再答复。", "  We will answer next week."]
    assert "which-license" in lines


@pytest.mark.usefixtures("four_eyes")
def test_four_eyes(desk, number):
    said = desk("grant", number, "--by", "李编辑", "--reason", "Fine", "--condition", "次日刊登").output
    assert said == f"{number} proposed: somebody else approves it (syndicator reprints approve {number})\n"
    assert "(to approve)" in desk("list", "--state", "waiting").output
    page = shown(desk, number)
    assert page["proposed"] == ["grant by 李编辑: Fine"]
    assert page["on terms"] == ["次日刊登"]
    assert isinstance(desk("approve", number, "--by", "李编辑").exception, ReprintError)
    assert desk("decline", number, "--by", "王编辑", "--reason", "太早").output == f"{number} waits on\n"
    desk("grant", number, "--by", "李编辑")
    assert f"{number} granted: G-" in desk("approve", number, "--by", "王编辑").output
    assert shown(desk, number)["decision"] == ["grant by 李编辑, approved by 王编辑: no reason given"]


def test_figures(desk, number):
    before = desk("stats").output
    assert "1 waiting, 1 granted" in before
    assert "0 by a person in 90 days" in before
    desk("grant", number, "--by", "李编辑")
    after = desk("stats", "--days", "7").output
    assert "1 by a person in 7 days" in after
    assert "median:    0m" in after
    assert "90 %:      within 0m" in after


def test_lists(lists, tmp_path):
    file = tmp_path / "名单.csv"
    file.write_bytes("序号,单位名称,类别\n1,人民网,中央\n2,新华网,中央\n3,人民网,重复\n".encode("gb18030"))
    assert isinstance(lists("import", str(file), "--list", "source-units").exception, ReprintError)
    said = lists("import", str(file), "--list", "source-units", "--dated", "2024-12-31")
    assert said.output == "source-units: 2 outlets of 2024-12-31; 1 named twice\n"
    assert lists("add", "邻县日报", "--list", "allow", "--domain", "linxian.example").output == "allow: 邻县日报\n"
    assert lists("list").output.splitlines() == [
        "allow  邻县日报  linxian.example",
        "source-units  人民网  2024-12-31  中央",
        "source-units  新华网  2024-12-31  中央",
    ]
    assert lists("remove", "邻县日报", "--list", "allow").output == "allow: without 邻县日报\n"
    assert lists("list", "--list", "allow").output.startswith("No outlets")
    assert lists("import", str(tmp_path / "none"), "--list", "allow").exit_code == 2
    assert lists("import", str(file), "--list", "friends").exit_code == 2
