"""One lxml tree a page, and the few things every reader of it asks."""

import re
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.text.controls import may_hold

# XML 1.0 §2.2: characters a document can't hold; form feeds and the like on old pages stand for spaces.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]+")

DEEPEST = 2048
_OF_HEAD = frozenset(("title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"))


def parse(text: str) -> Element:
    """The tree of a decoded page. Raises ExtractError when there is no mark-up and no text in it.

    Nesting past DEEPEST levels is cut by libxml2, so no later step meets a deeper tree.
    """
    clean = _CONTROL.sub(" ", text) if may_hold(text) else text
    if not clean.strip():
        raise ExtractError("the page is empty")
    # A new parser each time: a shared one carries state between threads and keeps the last tree alive.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError(f"the page holds no HTML: {error}") from error
    if root is None:
        raise ExtractError("the page holds no HTML")
    _open_body(root)
    return root


def _open_body(root: Element) -> None:
    """Move into the body what the parser left in the head: it knows no `<nav>` or `<main>` that opens a body.

    HTML lets pages leave `</head><body>` out (HTML 13.1.2.4), and minifiers do.
    """
    head = root.find("head")
    children = [] if head is None else list(head)
    stray = next((number for number, child in enumerate(children) if child.tag not in _OF_HEAD), None)
    if stray is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for number, child in enumerate(children[stray:]):
        body.insert(number, child)


def body_of(root: Element) -> Element:
    """The body element, or the whole of a page that has none."""
    body = root.find("body")
    return root if body is None else body


def base_of(root: Element, url: str) -> str:
    """The address that relative links of the page count from (its `<base href>` read against `url`)."""
    for base in root.iter("base"):
        href = (base.get("href") or "").strip()
        if href:
            return join(url, href)
    return url


def join(base: str, url: str) -> str:
    """`url` made absolute, or as it stands where it is no URL at all."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url.strip()


def text_of(element: Element, limit: int = 0) -> str:
    """All text below an element, one space for any run of white space; no more than `limit` characters of it."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        size += len(piece)
        if limit and size > limit:
            break
    return squeeze("".join(pieces))


def squeeze(text: str) -> str:
    """`text` with each run of white space (ideographic space included) made one space, ends trimmed."""
    if not text.isascii() and _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def elements(root: Element, path: str) -> list[Element]:
    """The elements an XPath selects."""
    found = root.xpath(path)
    return [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []


def place(element: Element) -> str:
    """Where an element stands, short enough to read: the nearest id or class above it and its tag."""
    tag = element.tag if isinstance(element.tag, str) else "node"
    for node in (element, *element.iterancestors()):
        name = (
            f"#{node.get('id')}"
            if node.get("id")
            else f".{(node.get('class') or '').split()[0]}"
            if (node.get("class") or "").strip()
            else ""
        )
        if name and node is element:
            return f"{tag}{name}"[:120]
        if name:
            return f"{node.tag}{name} {tag}"[:120]
    return tag


def drop(element: Element) -> None:
    """Remove an element and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
