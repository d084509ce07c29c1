"""From HTML to a Page. Linear in its input, and it survives nesting of any depth and mark-up of any sort."""

import re

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.reprint.check.page import OUT, Block, Link, Page, Picture
from syndicator.reprint.check.roles import role
from syndicator.reprint.check.tokens import visible
from syndicator.text.html import flatten, xml_safe
from syndicator.text.urls import absolute

_BREAKING = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr "
    "ul br td th"
)
_BLOCKS = frozenset(_BREAKING.split())
_QUIET = (
    "script style template iframe frame frameset object embed applet button select textarea svg math canvas dialog "
    "head title noscript audio video rt rp datalist"
)
_SILENT = frozenset(_QUIET.split())
_HIDING = re.compile(
    r"text-decoration(?:-line)?\s*:\s*line-through|(?:left|top|text-indent)\s*:\s*-\d{3,}|color\s*:\s*transparent|"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*(?:0|[0-3](?:\.\d+)?(?:px|pt)|0?\.0\d*r?em|0r?em)\s*(?:;|!|$)|"
    r"opacity\s*:\s*0?\.?0+%?\s*(?:;|!|$)|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%|scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_CUT = re.compile(r"overflow\s*:\s*(?:hidden|clip)", re.IGNORECASE)
# A box without height and with a padding is as high as that: pictures are made to fit so.
_FLAT = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px|em|rem|%)?\s*(?:;|!|$)", re.IGNORECASE)
_INK = re.compile(r"(?:^|[;\s])color\s*:\s*([#\w]+)", re.IGNORECASE)
_PAPER = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)\s*(?:;|!|$)", re.IGNORECASE)
# What is struck through is taken back.
_STRUCK = frozenset({"del", "s", "strike"})
_SEAM = "\x00"
_HIDDEN_NAMES = frozenset({"d-none", "sr-only", "visually-hidden", "screen-reader-text"})
_NAME = re.compile(r"\s*[.#]([\w-]+)\s*")
_MOST_STYLE = 200_000
_DEEPEST_HIDDEN = 8
_WHOLE = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)
_PICTURES = frozenset({"img", "amp-img"})
_SPACE = re.compile(r"[\s\u3000]+")
_LAZY = "data-original data-src data-lazy-src data-lazyload data-actualsrc data-original-src data-url original zoomfile"
_LAZY_NAMES = tuple(_LAZY.split())
_PIXELS = re.compile(r"^\s*(\d+)(?:\.\d+)?(?:px)?\s*$")
_STYLE_PIXELS = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d+)px", re.IGNORECASE)
_SMALLEST = 80
# Ten times what the largest pages have.
_MOST_LINKS, _MOST_PICTURES = 20_000, 2000
_NO_CONTENT = re.compile(
    r"(?:^|[/_.-])(?:logo|icons?|ico|favicon|avatar|head|emoji|face|btn|button|arrow|qr\w*|erweima|ewm|wx|weixin|wechat|"
    r"weibo|share|pixel|spacer|blank|track\w*|stat|count\w*|banner|ads?|gg|line|bg|dot|loading|play)(?:$|[\d/_.-])",
    re.IGNORECASE,
)
_TITLES = ("og:title", "twitter:title")


def read(html: str, url: str) -> Page:
    """The page at `url`; one with nothing in it when it is no HTML at all."""
    flat = flatten(_WHOLE.sub("", xml_safe(html))).strip()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(flat.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Page(url, (), (), (), (), (), (), ())
    return _Reader(root, url).page()


class _Reader:
    """One walk over a document."""

    def __init__(self, root: Element, url: str) -> None:
        self._root, self._url = root, url
        named = root.find(".//base[@href]")
        self._base = (absolute(named.get("href") or "", url) if named is not None else "") or url
        self._parent: list[int] = []
        self._last: list[int] = []
        self._role: list[str] = []
        self._shape: list[str] = []
        self._open: list[int] = []
        self._lines: list[int] = []
        self._headings: list[int] = []
        self._concealed: list[tuple[int, ...]] = [()]
        self._hiding = _HIDDEN_NAMES | _hidden_names(root)
        self._silent = self._articles = 0
        self._closed = False
        self._anchors: list[tuple[str, int, int]] = []
        self._shown: list[bool] = []
        self._text: list[str] = []
        self._linked = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._pictures: list[Picture] = []

    def page(self) -> Page:
        """Walk, and give what was found."""
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if event == "start":
                self._start(element)
                self._add(element.text, element.tag == "pre")
            else:
                self._end(element)
                self._add(element.tail, within_pre=False)
        self._flush()
        titles, canonical = self._head()
        return Page(
            self._url,
            tuple(self._blocks),
            tuple(self._links),
            tuple(self._pictures),
            tuple(self._parent),
            tuple(self._last),
            tuple(self._role),
            tuple(self._shape),
            titles,
            canonical,
        )

    def _start(self, element: Element) -> None:
        node, tag = len(self._parent), str(element.tag)
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        line = tag in _BLOCKS
        if line:
            self._flush()
        elif self._closed and self._text:
            self._text.append(_SEAM)
        self._closed = False
        self._parent.append(self._open[-1] if self._open else OUT)
        self._last.append(node)
        self._role.append(role(tag, names if line else "", element.get("role") or "", within=self._articles > 0))
        self._shape.append(f"{tag}.{element.get('class') or ''}")
        self._open.append(node)
        self._silent += tag in _SILENT
        self._articles += tag == "article"
        hides = tag in _STRUCK or element.get("hidden") is not None
        hides = hides or _hides(element.get("style") or "")
        hides = hides or not self._hiding.isdisjoint(names.split())
        above = self._concealed[-1]
        if hides and len(above) < _DEEPEST_HIDDEN:
            self._flush()
            above = (*above, node)
        self._concealed.append(above)
        if line and tag != "br":
            self._lines.append(node)
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":  # noqa: PLR2004 - h1 to h6
            self._headings.append(int(tag[1]))
        if tag == "a":
            self._anchors.append((element.get("href") or "", len(self._blocks), node))
            self._shown.append(False)
        elif tag in _PICTURES and len(self._pictures) < _MOST_PICTURES:
            self._picture(element, node)

    def _end(self, element: Element) -> None:
        tag, node = str(element.tag), self._open.pop()
        self._last[node] = len(self._parent) - 1
        if tag in _BLOCKS or self._concealed[-1] != self._concealed[-2]:
            self._flush()
        self._closed = tag not in _BLOCKS
        concealed = self._concealed.pop()
        self._silent -= tag in _SILENT
        self._articles -= tag == "article"
        if tag in _BLOCKS and tag != "br":
            self._lines.pop()
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":  # noqa: PLR2004 - h1 to h6
            self._headings.pop()
        if tag == "a":
            href, block, at = self._anchors.pop()
            shows = self._shown.pop()
            if href.strip() and len(self._links) < _MOST_LINKS:
                self._links.append(Link(absolute(href, self._base), block, at, shows, concealed))
            if self._shown and shows:
                self._shown[-1] = True

    def _add(self, text: str | None, within_pre: bool) -> None:  # noqa: FBT001 - a property of the text
        if not text or self._silent:
            return
        self._closed = False
        if within_pre and "\n" in text:
            for line in text.split("\n"):
                self._add(line, within_pre=False)
                self._flush()
            return
        self._text.append(text)
        if self._anchors and not text.isspace():
            self._shown[-1] = True
            if self._anchors[-1][0].strip():
                self._linked += len(text.strip())

    def _flush(self) -> None:
        if self._text:
            told = _SPACE.sub(_one_space, visible("".join(self._text))).strip(f" \u3000{_SEAM}")
            text = told.replace(_SEAM, "")
            if text:
                node = self._lines[-1] if self._lines else 0
                heading = self._headings[-1] if self._headings else 0
                self._blocks.append(
                    Block(text, node, heading, self._linked, self._concealed[-1], told.replace(_SEAM, " "))
                )
            self._text, self._linked = [], 0

    def _picture(self, image: Element, node: int) -> None:
        if self._anchors:
            self._shown[-1] = True
        lazy = next((text for name in _LAZY_NAMES if (text := (image.get(name) or "").strip())), "")
        source = (image.get("src") or "").strip()
        url = absolute(lazy or source, self._base)
        block = len(self._blocks) + bool("".join(self._text).strip())
        small = _is_small(image) or not url or _NO_CONTENT.search(url.partition("?")[0].rpartition("/")[2]) is not None
        self._pictures.append(Picture(url, block, node, small, self._concealed[-1]))

    def _head(self) -> tuple[tuple[str, ...], str]:
        found: list[str] = []
        named = self._root.find(".//title")
        if named is not None:
            found.append(_SPACE.sub(" ", visible("".join(map(str, named.itertext())))).strip())
        found += [
            _SPACE.sub(" ", visible(meta.get("content") or "")).strip()
            for meta in self._root.iter("meta")
            if (meta.get("property") or meta.get("name") or "").lower() in _TITLES
        ]
        links = (link for link in self._root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
        canonical = next((absolute(link.get("href") or "", self._base) for link in links), "")
        return tuple(filter(None, found)), canonical


def _hides(style: str) -> bool:
    """Whether a style leaves nothing to be seen: none of it, no room for it, or ink of the paper's colour."""
    if not style:
        return False
    if _HIDING.search(style) or (_CUT.search(style) and _FLAT.search(style) and "padding" not in style.lower()):
        return True
    ink, paper = _INK.search(style), _PAPER.search(style)
    return ink is not None and paper is not None and ink[1].lower() == paper[1].lower()


def _hidden_names(root: Element) -> frozenset[str]:
    """The classes and ids that the page's own style sheet hides by themselves, but not for some media alone."""
    sheet = "\n".join(style.text or "" for style in root.iter("style") if not style.get("media"))[:_MOST_STYLE]
    found: set[str] = set()
    depth = 0
    for rule in sheet.split("}"):
        selectors, _, told = rule.partition("{")
        if not depth and "{" not in told and _hides(told):
            found.update(name[1] for one in selectors.split(",") if (name := _NAME.fullmatch(one)))
        depth = max(0, depth + rule.count("{") - 1)
    return frozenset(found)


def _one_space(run: re.Match[str]) -> str:
    # A full-width space alone parts a name from its title, and one part of a credit line from the next.
    return "\u3000" if "\u3000" in run[0] else " "


def _is_small(image: Element) -> bool:
    """Whether its mark-up says it is too small for a picture of the article."""
    told = [found[1] for name in ("width", "height") if (found := _PIXELS.match(image.get(name) or ""))]
    told += _STYLE_PIXELS.findall(image.get("style") or "")
    return any(len(size) < 4 and int(size) < _SMALLEST for size in told)  # noqa: PLR2004 - four figures are no small size
