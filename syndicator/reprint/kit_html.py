"""An article's body as clean HTML for another's page: no pictures but those cleared, nothing that plays."""

import re
from collections.abc import Mapping
from html import escape
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement

from syndicator.text.html import sanitize, xml_safe
from syndicator.text.urls import to_uri

_MEDIA = ("video", "audio", "source", "track")
# A line each, to be read by whoever pastes it.
_BETWEEN = re.compile(r"(</(?:p|h[1-6]|ul|ol|dl|blockquote|table|figure|div|section|pre)>)(?=<)")
_HOLLOW = frozenset({"p", "div", "figure", "span", "a", "center", "strong", "b", "em", "i"})
# Deeper than anything that is meant: what is read from it can be read step by step.
_DEEPEST = 60


def body(source: str, base_url: str, pictures: Mapping[str, str]) -> str:
    """The body, sanitised once more; `pictures` has the address to show each cleared one at, by its own.

    A picture that is not cleared goes, with its figure and caption.
    """
    root = parsed(sanitize(source, base_url))
    for element in list(root.iter(*_MEDIA)):
        _remove(element)
    for quote in list(root.iter("q")):
        _quote(quote)
    for image in list(root.iter("img")):
        address = pictures.get(to_uri(image.get("src") or ""))
        if address is None:
            _remove(_figure(image))
        else:
            image.set("src", address)
            for name in ("srcset", "width", "height"):
                image.attrib.pop(name, None)
    for element in reversed(list(root.iter())):
        if element.tag in _HOLLOW and element is not root and not len(element) and not (element.text or "").strip():
            _remove(element)
    return _BETWEEN.sub(r"\1\n", inside(root))


def parsed(fragment: str) -> HtmlElement:
    """A fragment of HTML in a `<div>`, no deeper than can be read."""
    # Without huge_tree what lies below 256 levels is lost.
    parser = html.HTMLParser(huge_tree=True)
    root = cast("HtmlElement", html.fragment_fromstring(fragment or "", create_parent="div", parser=parser))
    _flatten(root)
    return root


def inside(root: HtmlElement) -> str:
    """What is in an element, as HTML."""
    text = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("<")].strip() if "</" in text else ""


def heading(title: str) -> str:
    """The title."""
    return f"<h1>{escape(xml_safe(title), quote=False)}</h1>"


def paragraph(text: str, name: str) -> str:
    """A paragraph with a class."""
    return f'<p class="{name}">{escape(xml_safe(text), quote=False)}</p>'


def credit(line: str, original: str) -> str:
    """The credit line, letter by letter, the original's address in it a link; else it is linked as a whole."""
    told, link = escape(xml_safe(line), quote=False), escape(original)
    shown = escape(original, quote=False)
    if shown in told:
        before, _, after = told.rpartition(shown)
        return f'<p class="credit">{before}<a href="{link}">{shown}</a>{after}</p>'
    return f'<p class="credit"><a href="{link}">{told}</a></p>'


def _figure(image: HtmlElement) -> HtmlElement:
    """The figure that shows nothing else, or the picture itself."""
    for parent in image.iterancestors("figure"):
        return cast("HtmlElement", parent) if sum(1 for _ in parent.iter("img")) == 1 else image
    return image


def _quote(element: HtmlElement) -> None:
    """The marks that a browser puts around it, so that every form has them."""
    element.text = f"“{element.text or ''}"
    element.tail = f"”{element.tail or ''}"
    element.drop_tag()


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        # The text after it stays.
        element.drop_tree()


def _flatten(root: HtmlElement) -> None:
    depth = 0
    deep: list[HtmlElement] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _DEEPEST:
            deep.append(cast("HtmlElement", element))
    for element in reversed(deep):
        element.drop_tag()
