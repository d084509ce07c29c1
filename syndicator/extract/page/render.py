"""The article's HTML: its element with everything that is not article taken out."""

from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.body import Body
from syndicator.extract.page.images import pictures
from syndicator.extract.page.tree import drop

# How far from its picture a caption may stand, in levels.
_NEAR = 4
_MEDIA = frozenset(("img", "picture", "source", "figure", "video", "audio"))


def render(body: Body) -> str:
    """The inner mark-up of the article, not yet sanitised. Changes the page's tree: nothing reads it afterwards."""
    root = body.element
    shown = pictures(body)
    runs = [*body.runs, *(run for run in body.captions if _beside(run, root, shown))]
    slots = {slot for run in runs for slot in run.pieces}
    live: set[Element] = {root}
    for run in runs:
        for element, is_tail in run.pieces:
            _enliven(element.getparent() if is_tail else element, live)
    for picture in shown:
        _enliven(picture, live)
    for element in list(root.iterdescendants()):
        _clear(element, slots, kept=element in live or element.tag == "br")
    if (root, False) not in slots:
        root.text = None
    inner = [root.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in root)]
    leads = (f"<p>{escape(run.text, quote=False)}</p>" for run in body.leads)
    return "".join((*leads, *inner)).strip()


def _beside(caption: Run, root: Element, shown: list[Element]) -> bool:
    """Whether a caption stands with a picture that is kept: one without is no text of the article either."""
    for number, node in enumerate((caption.owner, *caption.owner.iterancestors())):
        if node is root or number > _NEAR:
            return False
        if any(image in shown for image in node.iter("img")):
            return True
    return False


def _enliven(element: Element | None, live: set[Element]) -> None:
    while element is not None and element not in live:
        live.add(element)
        element = element.getparent()


def _clear(element: Element, slots: set[tuple[Element, bool]], *, kept: bool) -> None:
    """Take out the text of an element that is no article text, or the whole element when it is not `kept`."""
    if (element, True) not in slots:
        element.tail = None
    if not kept:
        drop(element)
    elif (element, False) not in slots and element.tag not in _MEDIA:
        element.text = None
