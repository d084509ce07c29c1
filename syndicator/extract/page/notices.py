"""Lines that may be a copyright, reprint or license notice: everything attribution should weigh, with its place."""

import re

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place, squeeze
from syndicator.model.draft import Line

_NOTICE = re.compile(
    r"版权|版權|著作权|著作權|转载|轉載|转帖|摘编|独家授权|未经.{0,16}(?:授权|许可|允许|同意)|免责声明|"
    r"声明[:：]|©|\(c\)\s*\d{4}|copyright|"
    r"all rights reserved|reprint|republish|reproduc|redistribut|syndicat|licen[cs]ed? under|"
    r"creative\s*commons|\bcc-by\b|"
    r"may not be (?:published|copied|used)|by permission|with permission|alle rechte|tous droits|"
    r"todos los derechos|tutti i diritti|"
    r"все права|無断転載|무단\s*전재|저작권",
    re.IGNORECASE,
)
# Whoever has none of these has no notice; looking for them is much cheaper than the pattern.
_STEM_WORDS = (
    "版权 版權 著作权 著作權 转载 轉載 转帖 摘编 授权 未经 声明 © (c) copyright reserved print publish "
    "reproduc redistribut syndicat licen common "
    "cc- permission rechte droits derechos diritti права 転載 무단 저작권"
)
_STEMS = _STEM_WORDS.split()
_METAS = (
    "copyright",
    "dc.rights",
    "dcterms.rights",
    "dcterms.license",
    "dcterms.rightsholder",
    "rights",
    "og:copyright",
    "license",
    "original-source",
)
_LONGEST = 1200
_MOST = 40


def may_be_notice(text: str) -> bool:
    """Whether a line has any word of a copyright, reprint or license notice."""
    return _may_be(text, _STEMS)


def _may_be(text: str, stems: list[str]) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in stems) and bool(_NOTICE.search(text))


def find(root: Element, structured: Structured, runs: list[Run]) -> tuple[Line, ...]:
    """Candidate notices in reading order, meta and JSON-LD first; at most 40, each at most 1,200 characters."""
    found: dict[str, str] = {}
    for name in _METAS:
        for content in structured.metas.get(name, ()):
            found.setdefault(content[:_LONGEST], f"meta {name}")
    for notice in structured.article.notices if structured.article else ():
        found.setdefault(notice[:_LONGEST], "json-ld")
    for link in root.iter("link", "a"):
        if "license" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.setdefault((link.get("href") or "").strip(), f"{link.tag}[rel=license]")
    lines: dict[str, str] = {}
    whole = "\n".join(run.text for run in runs).lower()
    stems = [stem for stem in _STEMS if stem in whole]
    for run in runs:
        if _may_be(run.text, stems):
            lines.setdefault(run.text[:_LONGEST], place(run.owner))
    # Notices end pages: when there are too many lines, the last ones are those that count.
    room = max(_MOST - len(found), 0)
    for text, where in list(lines.items())[-room:] if room else []:
        found.setdefault(text, where)
    return tuple(Line(squeeze(text), where) for text, where in found.items())
