"""The commands that read files, run as a person runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import article

SHARED = Path(__file__).parents[2].parent / "shared"


def _run(*arguments, cwd=None):
    command = [sys.executable, "-m", "syndicator.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, check=False, timeout=60)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed article lies in ../shared, which is not here")
def test_restore_prints_what_the_newsroom_wrote():
    done = _run("restore", SHARED / "seed" / "000_817d3cbb784a561d.txt")
    assert done.stdout == (SHARED / "seed" / "restored.txt").read_bytes()
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed article lies in ../shared, which is not here")
def test_restore_reports_every_repair():
    report = json.loads(_run("restore", "--report", SHARED / "seed" / "000_817d3cbb784a561d.txt").stdout)
    assert report["confidence"] >= 0.9
    assert {repair["kind"] for repair in report["repairs"]} >= {"pinyin", "frame-slip", "punctuation", "script"}
    assert all({"line", "column", "before", "after", "confidence"} <= repair.keys() for repair in report["repairs"])


@pytest.mark.parametrize(
    "body", ["今天天气很好。真的？？", "第一课：好(hǎo)\r\n你好\r\n", "plain (English) text??\n", ""]
)
def test_restore_prints_clean_text_byte_for_byte(tmp_path, body):
    path = tmp_path / "clean.txt"
    path.write_bytes(body.encode())
    assert _run("restore", path).stdout == body.encode()


def test_extract_prints_a_json_line_a_file(tmp_path):
    good, empty = tmp_path / "good.html", tmp_path / "empty.html"
    good.write_bytes(article("海川县新建一座水闸").replace("新闻".encode(), "新闻".encode()))
    empty.write_bytes(b"")
    done = _run("extract", good, empty, "--url", "https://www.haichuan.example.cn/a/1.html")
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert done.returncode == 1
    assert first["title"] == "海川县新建一座水闸"
    assert first["published"] == "2026-11-20T08:30:00+08:00"
    assert (first["authors"], first["source"]) == (["周文海"], "海川县融媒体中心")
    assert first["rights"]["holder"] == "海川县融媒体中心"
    assert first["rights"]["evidence"]
    assert "error" in second
    keys = "title subtitles published updated authors editors source section body_html body_text images rights charset repairs"
    assert set(keys.split()) <= first.keys()


def test_extract_takes_rights_from_a_feed_file(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(article("海川县新建一座水闸", notice=""))
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    (feeds / "a.toml").write_text(
        'title = "a"\n[rights]\nholder = "海川县融媒体中心"\nreprint = "none"\n', encoding="utf-8"
    )
    done = _run("extract", page, "--config", feeds / "a.toml")
    rights = json.loads(done.stdout)["rights"]
    assert (rights["holder"], rights["reprint"]) == ("海川县融媒体中心", "none")
    assert [hold["code"] for hold in rights["withheld"]] == ["rights-unknown"]


def test_wrong_use_is_told_with_exit_2(tmp_path):
    for arguments in (
        ["restore"],
        ["restore", tmp_path / "none.txt"],
        ["nonsense"],
        ["--config", "none.toml", "check"],
    ):
        done = _run(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert done.stderr
