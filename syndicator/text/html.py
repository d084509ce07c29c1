"""HTML as it may leave: cleaned of what runs or tracks, with absolute addresses; and its plain text.

Every function takes and gives str, is linear in its input, and survives nesting of any depth.
"""

import re
from collections.abc import Iterator
from html import escape

from lxml import etree
from lxml.etree import _Element

from syndicator.text import _images
from syndicator.text._allowed import CLEANER, GONE, KEPT
from syndicator.text.controls import may_hold
from syndicator.text.enclosed import is_enclosed
from syndicator.text.urls import absolute

# libxml2 cuts a document below 2,048 levels, silently, and html5ever's time grows with the square of the depth.
_DEEPEST = 400
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "source", "wbr", "area", "base", "embed", "param"}
)
# Closed by the next of their kind, so that an unclosed one nests nothing.
_SELF_CLOSING = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup"})
# libxml2 drops whatever follows the end of a body, which pages put in the middle.
_WHOLE = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
# XML 1.0 §2.2 Char, without what it discourages: C1 controls and noncharacters.
_ASTRAL_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
_NOT_XML = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_ASTRAL_NONCHARACTERS}]"
)

_ADDRESSES = (
    ("a", "href"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("source", "src"),
    ("track", "src"),
    ("blockquote", "cite"),
    ("q", "cite"),
    ("ins", "cite"),
    ("del", "cite"),
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.IGNORECASE
)
_ALIGN = re.compile(r"\btext-align\s*:\s*(left|right|center|justify)\b", re.IGNORECASE)
_HOLLOW = frozenset({"p", "div", "b", "strong", "em", "figure", "a"})
_CROWDED = 2000
# A hidden part this large is a body that a script would show, not a trap for copiers.
_MOST = 0.5

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr "
    "ul br"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BOXES = frozenset({"center", "form", "fieldset", "nav", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_SILENT = GONE | {"noscript", "audio", "video"}
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_RUN = re.compile(r"[ \t\r\n\f\v\xa0\u2002-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_END, _CELL = "\x1e", "\x1f"


def xml_safe(text: str) -> str:
    """The text without what XML 1.0 can't hold or discourages: controls, lone surrogates, noncharacters."""
    return _NOT_XML.sub("", text) if may_hold(text) else text


def from_text(text: str) -> str:
    """Plain text as HTML: one `<p>` a line, blank lines dropped, everything escaped."""
    lines = (line.strip() for line in xml_safe(text).splitlines())
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def text_of(html: str) -> str:
    """The text a reader sees, one line a paragraph, a table row on one line, `<br>` as a line end.

    White space is collapsed; a line break in the mark-up between two Chinese characters is nothing at all.
    """
    root = _tree(html)
    if root is None:
        return ""
    flowing = "".join(_pieces(root))
    lines = (_tidy(line) for line in flowing.split(_END))
    return "\n".join(line for line in lines if line)


def sanitize(html: str, base_url: str) -> str:
    """A body fit to be republished: text, headings, lists, tables, figures, links, pictures, audio and video.

    Gone: scripts, frames, forms' controls, counters and 1x1 pictures, event handlers, hidden parts, every style but
    text-align. Addresses are absolute by `<base>` or `base_url`; lazily loaded pictures have their real one.
    """
    root = _tree(html)
    if root is None:
        return ""
    named = root.find(".//base[@href]")
    base = (absolute(named.get("href") or "", base_url) if named is not None else "") or base_url
    _drop_hidden(root)
    etree.strip_elements(root, *GONE, with_tail=False)
    _unfold_noscript(root, base)
    _merge_sources(root)
    for image in list(root.iter("img")):
        _settle(image, base)
    for tag, attribute in _ADDRESSES:
        for element in root.iter(tag):
            _resolve(element, attribute, base)
    for element in root.iter():
        if element.tag not in KEPT and element.tag not in ("html", "body"):
            # Its name may be `b<p`: written out again, that would be read as something else.
            element.tag = "div" if element.tag in _BOXES else "span"
    _align(root)
    _drop_empty(root)
    return CLEANER.clean(_parted(etree.tostring(root, encoding="unicode", method="html"))).strip()


def _tree(html: str) -> _Element | None:
    """The document, comments and processing instructions left out; None when there is nothing in it."""
    flat = flatten(_WHOLE.sub("", xml_safe(html))).strip()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(flat.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return root


def flatten(html: str) -> str:
    """The mark-up without the tags nested deeper than any page means to: parsers stop there, or take forever."""
    if html.count("<") <= _DEEPEST:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            return tag[0]
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < _DEEPEST else ""
        depth += 1
        return tag[0] if depth <= _DEEPEST else ""

    return _TAG.sub(kept, html)


def _pieces(root: _Element) -> Iterator[str]:
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        step = 1 if event == "start" else -1
        silent += step * (tag in _SILENT)
        if tag in _BLOCKS:
            yield _END
        elif tag in _CELLS:
            yield _CELL
        text = element.text if event == "start" else element.tail
        if text and not silent:
            yield text.replace("\n", _END) if event == "start" and tag == "pre" else text


def _tidy(line: str) -> str:
    line = _WRAPPED.sub("", _INVISIBLE.sub("", line))
    # A full-width space alone is one that was set on purpose: it parts a name from its title.
    line = _RUN.sub(lambda run: "\u3000" if run[0] == "\u3000" else " ", line)
    return " ".join(cell.strip() for cell in line.split(_CELL) if cell.strip())


def _drop_hidden(root: _Element) -> None:
    hidden: list[tuple[_Element, int]] = []
    opened: list[int] = []
    read = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        conceals = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
        if event == "start":
            opened += [read] if conceals else []
            read += len(element.text or "")
        else:
            hidden += [(element, read - opened.pop())] if conceals else []
            read += len(element.tail or "")
    for element, size in hidden:
        if element is not root and size < read * _MOST:
            _drop(element)


def _unfold_noscript(root: _Element, base: str) -> None:
    """A noscript's picture takes the place of the placeholder before it; one without a picture goes."""
    for noscript in list(root.iter("noscript")):
        image = noscript.find(".//img")
        if image is None:
            _drop(noscript)
            continue
        before = noscript.getprevious()
        twin = before if before is not None and before.tag == "img" else None
        twin = before.find(".//img") if before is not None and twin is None else twin
        if twin is None:
            etree.strip_tags(noscript, "p", "span")
            noscript.tag = "span"
        else:
            if not _images.resolve(twin, base):
                twin.set("src", image.get("src") or "")
                twin.set("alt", twin.get("alt") or image.get("alt") or "")
            _drop(noscript)


def _settle(image: _Element, base: str) -> None:
    """Resolve a picture or drop it; one that came inside its document has its name instead."""
    if is_enclosed(image.get("src") or ""):
        image.attrib.pop("srcset", "")
        return
    if _images.counts_readers(image) or not _images.resolve(image, base) or _images.counts_readers(image):
        _drop(image)


def _merge_sources(root: _Element) -> None:
    """Leave of each `<picture>` its `img`, with the first source's candidates where it has none of its own."""
    for picture in list(root.iter("picture")):
        image = picture.find(".//img")
        if image is None:
            continue
        sources = (source.get("srcset") or source.get("data-srcset") for source in picture.iter("source"))
        best = next(filter(None, sources), "")
        if best and not image.get("srcset") and not image.get("data-srcset"):
            image.set("srcset", best)
        for source in list(picture.iter("source")):
            source.tag = "span"


def _parted(html: str) -> str:
    """The mark-up with a comment every 2,000 escapes in one text: the cleaner's time grows with their square."""
    if html.count("&") < _CROWDED:
        return html
    escapes = 0

    def part(mark: re.Match[str]) -> str:
        nonlocal escapes
        if mark[0] == "<":
            escapes = 0
            return "<"
        escapes += 1
        return "&" if escapes % _CROWDED else "<!---->&"

    return re.sub("[&<]", part, html)


def _resolve(element: _Element, attribute: str, base: str) -> None:
    value = element.get(attribute)
    if value is None:
        return
    mail = value.strip().lower().startswith(("mailto:", "tel:"))
    resolved = value.strip() if mail else absolute(value, base)
    if resolved:
        element.set(attribute, resolved)
    else:
        del element.attrib[attribute]
        # A link to nowhere is text.
        element.tag = "span" if element.tag == "a" else element.tag


def _align(root: _Element) -> None:
    """Leave of every style the text's alignment, and no empty style attribute."""
    for element in root.iter():
        style = element.get("style")
        if style is None:
            continue
        alignment = _ALIGN.search(style)
        if alignment:
            element.set("style", f"text-align:{alignment[1].lower()}")
        else:
            del element.attrib["style"]


def _drop_empty(root: _Element) -> None:
    for element in reversed(list(root.iter())):
        hollow = element.tag in _HOLLOW or element.tag not in KEPT
        if hollow and len(element) == 0 and not (element.text or "").strip() and element is not root:
            _drop(element, spaced=bool(element.text))


def _drop(element: _Element, *, spaced: bool = False) -> None:
    """Remove an element and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = (" " if spaced else "") + (element.tail or "")
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)
