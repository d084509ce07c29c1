"""A licence on paper, read back by other programs."""

import shutil
import subprocess
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from licence_samples import ADDRESS, AT, PARTS, given, told

from syndicator.errors import PaperError
from syndicator.reprint.licence import code, press
from syndicator.reprint.licence.coverage import covered

FOLDER = Path("/usr/share/fonts/truetype/wqy")
needs = [
    pytest.mark.skipif(find_spec("typst") is None, reason="the pdf extra is not installed"),
    pytest.mark.skipif(not FOLDER.is_dir(), reason="fonts-wqy-microhei is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed"),
]
paper = [*needs, pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")]


def marked(marks):
    def mark(test):
        for one in marks:
            test = one(test)
        return test

    return mark


def text_of(body, tmp_path):
    path = tmp_path / "licence.pdf"
    path.write_bytes(body)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


def decoded(picture):
    done = subprocess.run(["zbarimg", "-q", "--raw", picture], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@marked(needs)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pdftotext_reads_all_of_it_back(tmp_path, language):
    one = given()
    sheet = told(one, language)
    text = text_of(press.pdf(sheet, one.assigner, FOLDER), tmp_path)
    for part in PARTS:
        assert part.title in text
        # A line may end anywhere in a credit line without spaces.
        assert " ".join(part.credit.split()).replace(" ", "") in text.replace(" ", "")
    for said in (one.number, one.assigner, one.assignee, ADDRESS, *sheet.duties, *one.conditions, one.fee):
        assert said.replace(" ", "") in text.replace(" ", "")
    for row in sheet.rows:
        assert f"{row.label} {row.value}" in text
    assert "赵秘" not in text


@marked(paper)
def test_its_code_leads_to_its_page(tmp_path):
    one = given()
    path = tmp_path / "licence.pdf"
    path.write_bytes(press.pdf(told(one), one.assigner, FOLDER))
    subprocess.run(["pdftoppm", "-r", "120", "-f", "1", "-l", "1", "-png", path, tmp_path / "page"], check=True)
    (picture,) = tmp_path.glob("page*.png")
    assert decoded(picture) == ADDRESS


@marked(needs)
def test_equal_input_is_equal_bytes():
    one = given()
    first = press.pdf(told(one), one.assigner, FOLDER)
    press._set.cache_clear()
    press._case.cache_clear()
    assert press.pdf(told(one), one.assigner, FOLDER) == first
    assert press.pdf(told(replace(one, fee="")), one.assigner, FOLDER) != first


@marked(needs)
@pytest.mark.parametrize(
    "name",
    [
        '#panic("x")',
        "$ x^2 $ \\u{41}",
        '"]) #import "/etc/passwd"',
        "*b* _i_ `r` @ref <label>",
        '{"fonts": []}',
        "//* /*",
    ],
)
def test_a_name_is_never_read_as_code(tmp_path, name):
    one = given(outlet=name)
    assert name in text_of(press.pdf(told(one), one.assigner, FOLDER), tmp_path)


@marked(needs)
@pytest.mark.parametrize(("standing", "stamp"), [("revoked", "已撤销"), ("expired", "已过期"), ("withdrawn", "已撤回")])
def test_one_that_holds_no_more_says_so(tmp_path, standing, stamp):
    one = replace(given(), revoked=AT if standing == "revoked" else None, revoked_why="逾期未付费")
    text = text_of(press.pdf(told(one, standing=standing), one.assigner, FOLDER), tmp_path)
    assert stamp in text
    assert ("逾期未付费" in text) is (standing == "revoked")


@marked(needs)
def test_what_is_not_public_is_not_on_it(tmp_path):
    one = given()
    sheet = told(one, public={"k3v9"}, gone={"m2p7"})
    text = text_of(press.pdf(sheet, one.assigner, FOLDER), tmp_path)
    assert PARTS[1].title not in text
    assert "m2p7（目前未公开）" in text.replace(" ", "")


@marked(needs)
def test_a_character_that_no_font_has_is_an_error_and_no_gap():
    one = given(outlet="邻县\U00010380日报")
    with pytest.raises(PaperError, match=r"U\+10380") as error:
        press.pdf(told(one), one.assigner, FOLDER)
    assert error.value.code == "no-glyph"


@marked(needs)
def test_a_place_without_chinese_fonts_says_what_to_install():
    latin = tuple(face for face in press._case(None).faces if 0x6865 not in covered(face.path, face.index))
    bare = press._Case(press._case(None).loaded, latin)
    with pytest.raises(PaperError, match="fonts-noto-cjk") as error:
        press._families(bare, {"桥"})
    assert error.value.code == "no-font"


@marked(needs)
def test_a_font_family_that_is_not_there_is_an_error_too():
    one = given()
    sheet = {**press._told(told(one), one.assigner), "fonts": ["No Such Font"]}
    with pytest.raises(PaperError, match="unknown font family"):
        press._set(press.json.dumps(sheet, sort_keys=True), FOLDER)


@marked(needs)
def test_the_named_folder_comes_first():
    assert press._case(FOLDER).faces[0].family.startswith("WenQuanYi")
    assert press.trouble(FOLDER) is None


def test_where_typst_is_not_installed_it_says_what_to_install(monkeypatch):
    press._case.cache_clear()
    monkeypatch.setattr(press, "find_spec", lambda _name: None)
    found = press.trouble(Path("/nowhere"))
    assert found is not None
    assert found.code == "no-typesetter"
    assert "syndicator[pdf]" in str(found)


@marked(needs)
def test_coverage_is_what_the_font_says():
    shown = covered(FOLDER / "wqy-microhei.ttc", 0)
    assert {ord(letter) for letter in "新桥通车，“稻田画”——2026 年 Aé"} <= shown
    assert ord("🎉") not in shown
    assert covered(FOLDER / "nothing.ttf", 0) == frozenset()


def test_a_broken_font_covers_nothing(tmp_path):
    for body in (b"", b"ttcf", b"\x00\x01\x00\x00\xff\xff", b"ttcf" + b"\xff" * 40):
        (tmp_path / "x.ttf").write_bytes(body)
        covered.cache_clear()
        assert covered(tmp_path / "x.ttf", 0) == frozenset()


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
@pytest.mark.skipif(find_spec("typst") is None, reason="the pdf extra draws the SVG")
def test_the_pages_own_code_is_read_too(tmp_path):
    typst = import_module("typst")
    drawn = code.svg(ADDRESS)
    assert "style=" not in drawn
    source = b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.code), format: "svg", width: 5cm)'
    (tmp_path / "code.png").write_bytes(typst.compile(source, format="png", sys_inputs={"code": drawn}))
    assert decoded(tmp_path / "code.png") == ADDRESS
