"""An article that a page keeps for its scripts to show: in text fields, in a script's data, in its JSON-LD."""

import json
import re
from collections.abc import Iterator
from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.page import scripts
from syndicator.extract.page.regions import hidden
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import body_of, drop, parse, squeeze, text_of

# Data are looked into where less than this is shown; what is kept must be this many times what is shown.
_LITTLE, _MORE, _LEAST = 300, 2, 120
_MARKUP = re.compile(r"<(?:p|div|section|article|br|span|img)\b", re.IGNORECASE)
_DATA = re.compile(
    r"""["'](?:(?:article|news|post|story)?_?(?:content|body|html|text|detail)(?:_?html|_?text)?)["']\s*:\s*"""
    r'"(?P<value>(?:[^"\\]|\\.){120,})"',
    re.IGNORECASE,
)
_PAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def unfold(root: Element, machine: Structured, headline: str, shown: int) -> bool:
    """Put the article that a page keeps for its scripts into its body; whether there is one.

    `shown` is the length of the text that the page shows without them; data count beside the `headline` alone. Text
    fields are laid out with their names, the longest last, so that headline, time and source in them are read as if
    they were printed. What is only for payers is left alone.
    """
    return _fields(root, shown) or (shown < _LITTLE and _given(root, machine, headline, shown))


def _fields(root: Element, shown: int) -> bool:
    fields = [field for field in root.iter("textarea") if field.text or len(field)]
    laid = [(field, _laid(field)) for field in fields]
    longest = max(laid, key=lambda pair: len(text_of(pair[1])), default=None)
    if longest is None or not _worth(text_of(longest[1]), shown):
        return False
    home = longest[0].getparent()
    if home is None or not (len(longest[0]) or _MARKUP.search(longest[0].text or "")):
        return False
    together = [pair for pair in laid if pair[0].getparent() is home and pair is not longest]
    page = etree.Element("div")
    # Where the longest stands, or beside what hides them all.
    around = (node for node in (home, *home.iterancestors()) if node.tag not in ("body", "html"))
    [longest[0], *filter(hidden, around)][-1].addprevious(page)
    for field, plain in (*together, longest):
        page.append(plain)
        drop(field)
    return True


def _laid(field: Element) -> Element:
    """A text field as the element that its script makes of it, with the field's class and id."""
    inner = field.text or ""
    inner += "".join(etree.tostring(child, encoding="unicode", method="html") for child in field)
    plain = _parsed(inner)
    for name in ("class", "id"):
        if field.get(name):
            plain.set(name, field.get(name) or "")
    return plain


def _given(root: Element, machine: Structured, headline: str, shown: int) -> bool:
    """Lay out the longest text that the page's data give as its content."""
    if any(_PAID.search(script.text or "") for script in root.iter("script")):
        return False
    texts = [*_in_scripts(root, headline), machine.article.body if machine.article else ""]
    laid = [_parsed(text if _MARKUP.search(text) else _paragraphs(text)) for text in texts if text]
    longest = max(laid, key=lambda plain: len(text_of(plain)), default=None)
    if longest is None or not _worth(text_of(longest), shown):
        return False
    longest.set("class", "article-content")
    # All else that such a page shows is its frame, whose lines are not to be read as the article's masthead.
    body_of(root).insert(0, longest)
    return True


def _in_scripts(root: Element, headline: str) -> Iterator[str]:
    for entries in scripts.beside(root, headline, _DATA):
        for entry in entries:
            try:
                value = json.loads(f'"{entry["value"]}"', strict=False)
            except ValueError:
                continue
            if _MARKUP.search(value):
                yield value


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in map(squeeze, text.splitlines()) if line)


def _parsed(markup: str) -> Element:
    """Mark-up as one element; empty where it holds nothing."""
    try:
        plain = body_of(parse(markup))
    except ExtractError:
        return etree.Element("div")
    plain.tag = "div"
    return plain


def _worth(text: str, shown: int) -> bool:
    return len(text) >= max(_LEAST, shown * _MORE)
