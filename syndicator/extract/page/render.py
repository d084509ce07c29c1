"""The article's HTML: its element with everything that is not article taken out."""

from html import escape

from lxml import etree, html

from syndicator.extract.page.body import Body
from syndicator.extract.page.images import pictures

_MEDIA = frozenset(("img", "picture", "source", "figure", "video", "audio"))


def render(body: Body) -> str:
    """The inner mark-up of the article, not yet sanitised. Changes the page's tree: nothing reads it afterwards."""
    root = body.element
    slots = {slot for run in (*body.runs, *body.captions) for slot in run.pieces}
    live: set[html.HtmlElement] = {root}
    for run in (*body.runs, *body.captions):
        for element, is_tail in run.pieces:
            _enliven(element.getparent() if is_tail else element, live)
    for picture in pictures(body):
        _enliven(picture, live)
    for element in list(root.iterdescendants()):
        if element in live or element.tag == "br":
            if (element, False) not in slots and element.tag not in _MEDIA:
                element.text = None
            if (element, True) not in slots:
                element.tail = None
        elif element.getparent() is not None:
            if (element, True) not in slots:
                element.tail = None
            _drop(element)
    if (root, False) not in slots:
        root.text = None
    inner = [root.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in root)]
    leads = (f"<p>{escape(run.text, quote=False)}</p>" for run in body.leads)
    return "".join((*leads, *inner)).strip()


def _enliven(element: html.HtmlElement | None, live: set[html.HtmlElement]) -> None:
    while element is not None and element not in live:
        live.add(element)
        element = element.getparent()


def _drop(element: html.HtmlElement) -> None:
    """Remove an element and keep the text after it."""
    parent = element.getparent()
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
