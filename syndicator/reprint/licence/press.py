"""A licence on paper: its sheet set by typst, as a PDF. Needs the extra `pdf` and a font with Chinese.

Equal input and fonts, equal bytes. What the fonts at hand can't show is an error, never a gap.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from syndicator.errors import PaperError
from syndicator.reprint.licence import code
from syndicator.reprint.licence.coverage import covered
from syndicator.reprint.licence.sheet import Sheet
from syndicator.reprint.licence.words import WORDS, say

_WORDS = (
    "title",
    "articles",
    "credit",
    "original",
    "permissions",
    "duties",
    "conditions",
    "prohibitions",
    "check",
    "scan",
)
# Preferred over what else there is, where they are: sans serif, simplified forms.
_FIRST = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
_REGULAR = 400
_ALWAYS = "0123456789 /·"
# Joiners and selectors of variants shape what stands beside them and have no look of their own.
_SHAPELESS = frozenset({"Cf", "Cc", "Mn", "Zl", "Zp"})
# One at a time: it takes every core it gets.
_TURN = Lock()


@dataclass(frozen=True, slots=True)
class _Face:
    family: str
    path: Path = field(hash=False)
    index: int = 0


@dataclass(frozen=True, slots=True)
class _Case:
    """The fonts at hand, those of the configured folder first; `loaded` is typst's own value for them."""

    loaded: Any
    faces: tuple[_Face, ...]


def pdf(sheet: Sheet, assigner: str, folder: Path | None = None) -> bytes:
    """The paper of a licence; blocks while it is set. `folder` has fonts beside the system's.

    Raises PaperError: `code` is "no-typesetter", "no-font" (none has Chinese), "no-glyph" (a character that no font at
    hand can show) or "paper".
    """
    told = _told(sheet, assigner)
    with _TURN:
        case = _case(folder)
        told["fonts"] = _families(case, {*_letters(told), *_ALWAYS})
        return _set(json.dumps(told, ensure_ascii=False, sort_keys=True), folder)


def trouble(folder: Path | None = None) -> PaperError | None:
    """Why no licence can be put on paper here, None where it can."""
    try:
        letters = {letter for text in WORDS.values() for line in text for letter in line}
        _families(_case(folder), letters | set(_ALWAYS))
    except PaperError as error:
        return error
    return None


def _told(sheet: Sheet, assigner: str) -> dict[str, Any]:
    words = {name: say(f"grant.{name}", sheet.language) for name in _WORDS}
    if len(sheet.articles) == 1 and not sheet.everything:
        words["articles"] = say("grant.article", sheet.language)
    words["colon"] = "：" if sheet.language == "zh" else ": "
    return {**asdict(sheet), "words": words, "assigner": assigner, "code": code.svg(sheet.address)}


def _letters(told: Mapping[str, Any]) -> Iterator[str]:
    """Every character that is to be seen."""
    waiting: list[Any] = [value for name, value in told.items() if name != "code"]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield from value
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, Iterable):
            waiting += value


def _families(case: _Case, letters: set[str]) -> list[str]:
    """The families to set these characters in: the first one, and others for what it lacks."""
    missing = {ord(letter) for letter in letters if unicodedata.category(letter) not in _SHAPELESS}
    chosen: list[str] = []
    for face in case.faces:
        shown = covered(face.path, face.index)
        # The first must have the words of the licence themselves.
        if not chosen and not shown >= _IN_WORDS:
            continue
        if not chosen or missing & shown:
            chosen.append(face.family)
            missing -= shown
        if not missing:
            return chosen
    if not chosen:
        raise PaperError("no-font", "no font with Chinese is installed; on Debian and Ubuntu: fonts-noto-cjk")
    lacking = " ".join(f"{chr(one)} (U+{one:04X})" for one in sorted(missing)[:10])
    raise PaperError("no-glyph", f"no font installed can show {lacking}; on Debian and Ubuntu try fonts-noto-cjk")


_IN_WORDS = {ord(letter) for text in WORDS.values() for letter in text[0] if letter.isalpha()}


@lru_cache(maxsize=4)
def _case(folder: Path | None) -> _Case:
    if find_spec("typst") is None:
        raise PaperError("no-typesetter", "typst is not installed: pip install 'syndicator[pdf]'")
    import typst  # noqa: PLC0415 - an extra

    loaded = typst.Fonts(include_embedded_fonts=False, font_paths=[folder] if folder else [])
    found = [one for one in loaded.fonts() if one.path and one.weight == _REGULAR and one.style == "normal"]
    faces = {one.family: _Face(one.family, Path(one.path), one.index) for one in found if one.path}
    return _Case(loaded, tuple(sorted(faces.values(), key=lambda face: _rank(face, folder))))


def _rank(face: _Face, folder: Path | None) -> tuple[bool, int, str]:
    ours = folder is not None and face.path.is_relative_to(folder)
    return (not ours, _FIRST.index(face.family) if face.family in _FIRST else len(_FIRST), face.family)


@lru_cache(maxsize=64)
def _set(told: str, folder: Path | None) -> bytes:
    import typst  # noqa: PLC0415 - an extra

    source = (files("syndicator.reprint.licence") / "paper.typ").read_bytes()
    try:
        made, warnings = typst.compile_with_warnings(
            source, format="pdf", font_paths=_case(folder).loaded, ignore_system_fonts=True, sys_inputs={"sheet": told}
        )
    except typst.TypstError as error:
        raise PaperError("paper", f"the licence can't be set: {error.message}") from error
    # "unknown font family" is one of them: the text would be set in nothing.
    if warnings:
        raise PaperError("paper", f"the licence can't be set as it should: {warnings[0].message}")
    return bytes(made)
