"""What an electronic edition of a Chinese newspaper notes of its article, in a comment beside the text.

Founder's system (方正翔宇), which most of them are made with, writes `<!--enpproperty <title>…</title><date>…</date>
<author>…</author> … /enpproperty-->`; the page's own title names the paper alone.
"""

import re
from html import unescape

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.extract.page.tree import squeeze

AUTHOR = "enpproperty author"
_NOTE = re.compile(r"<!--\s*enpproperty\b(?P<fields>.{0,20000}?)/enpproperty\s*-->", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(r"<(?P<name>title|date|author)>(?P<value>.{0,400}?)</(?P=name)>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_METAS = {"title": "articletitle", "date": "pubdate", "author": AUTHOR}
_DAY = 10


def declare(root: Element, text: str) -> None:
    """Add to the tree of a page, whose source is `text`, meta elements with its note's headline, day and writers.

    The time of day in a note is that of the edition's making. A page with several notes is a list.
    """
    notes = list(_NOTE.finditer(text)) if "enpproperty" in text else []
    if len(notes) != 1:
        return
    for field in _FIELD.finditer(notes[0]["fields"]):
        name = field["name"].lower()
        value = squeeze(unescape(_TAG.sub(" ", field["value"])))
        meta = etree.SubElement(root, "meta", name=_METAS[name])
        meta.set("content", value[:_DAY] if name == "date" else value)
