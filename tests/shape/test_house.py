"""The rules of the house that a linter has no word for."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "syndicator"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)
PACKAGES = sorted(path for path in PACKAGE.iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_can_be_read_in_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 45, f"{path.name}:{node.lineno}: {node.name} is long"


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_a_package_says_what_it_takes_gives_and_never_does(path):
    docstring = ast.get_docstring(ast.parse((path / "__init__.py").read_text(encoding="utf-8"))) or ""
    for word in ("Takes ", "Gives ", "Never "):
        assert re.search(rf"^{word}", docstring, re.MULTILINE), f"{path.name} lacks the line {word}…"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_named_after_things(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}


def test_only_config_reads_the_environment():
    readers = [
        path
        for path in MODULES
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    ]
    assert {path.relative_to(PACKAGE).parts[0] for path in readers} == {"config"}


def test_nothing_is_left_open():
    open_words = re.compile(r"raise NotImplementedError|\b(TODO|FIXME|XXX)\b|pragma: no cover")
    assert [path for path in MODULES if open_words.search(path.read_text(encoding="utf-8"))] == []


def test_every_lint_exception_has_its_reason():
    bare = re.compile(r"# noqa(?!: [A-Z0-9, ]+ - \S)")
    assert [path for path in MODULES if bare.search(path.read_text(encoding="utf-8"))] == []


def test_no_test_is_skipped_without_a_reason_or_cannot_fail():
    for path in (ROOT / "tests").rglob("*.py"):
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        assert "assert True" not in text, path
        assert not re.search(r"mark\.(skip|xfail)\b(?!if)", text), path
        assert not re.search(r"pytest\.skip\(\)", text), path
