"""The links of an index page, each with its words and the way down to it."""

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from syndicator.errors import ExtractError
from syndicator.text.html import flatten, xml_safe
from syndicator.text.urls import absolute, canonical

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Classes that say a state or a side, not what a thing is.
_STATE = re.compile(
    r"^(?:active|current|cur|on|off|selected|hover|first|last|odd|even|left|right|fl|fr|cf|clearfix|clear|top|new|hot"
    r"|no-?\w{0,3}|(?:is|has)-\w+|(?:pull|float)-\w+|[mp][tblrxy]?-?|item-?|li-?|row-?)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-_]?\d+")
_GENERIC = re.compile(
    r"[\[【(（<«‹\s]*(?:更多|详情|详细|查看\w{0,4}|阅读\w{0,4}|点击\w{0,6}|全文|原文|more|read more|details?|view\w*)"
    # An arrow or a plus sign is no name either.
    r"?[\s.…+»›→>\])）】]*",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ARTICLE = re.compile(r"\d{4,}|/\d{2,4}[/-]\d{1,2}[/-]|\d+\.s?html?$|[?&]\w*id=\d+|(?:-\w+){3,}", re.IGNORECASE)
_EDGE_DATE = re.compile(
    r"^[\s\[(（【]*(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[\s\])）】]*(?=\D)"
    r"|(?<=\D)[\s\[(（【]*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[\s\])）】]*$"
)
_UP = 5


@dataclass(frozen=True, eq=False)
class Link:
    """One `<a>`: its address, its canonical form, and the words that name what it leads to."""

    element: HtmlElement
    url: str
    key: str
    words: str

    @cached_property
    def path(self) -> tuple[HtmlElement, ...]:
        """The elements from the body's child down to the link."""
        way = [self.element, *self.element.iterancestors()]
        return tuple(node for node in reversed(way) if node.tag not in ("html", "body"))

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """The tags of the path, each with the classes that say what it is."""
        return tuple(f"{node.tag}.{kinds(node)}" for node in self.path)

    @property
    def weight(self) -> float:
        """How long the words are, in Han characters: a Latin word is about two."""
        han = len(_HAN.findall(self.words))
        return han + (len(self.words) - han) / 2.5


def links_of(text: str, url: str) -> tuple[HtmlElement, list[Link]]:
    """The page's tree and its links to other http(s) pages. Raises ExtractError when it has no mark-up."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(flatten(xml_safe(text)).encode(), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ExtractError(f"the page holds no HTML: {url}") from error
    etree.strip_elements(root, "script", "style", "template", with_tail=False)
    named = root.find(".//base[@href]")
    base = (absolute(named.get("href", ""), url) if named is not None else "") or url
    here = canonical(url)
    found = []
    for element in root.iter("a"):
        address = absolute(element.get("href") or "#", base).partition("#")[0] if element.get("href") else ""
        key = canonical(address) if address else ""
        if key and key != here:
            found.append(Link(element, address, key, words_of(element)))
    return root, found


def words_of(link: HtmlElement) -> str:
    """What a link says: its heading, its words, its title where they are cut, else the heading beside it."""
    heading = next((text for node in link.iter(*_HEADINGS) if (text := squeezed(node))), "")
    words, title = heading or squeezed(link), " ".join((link.get("title") or "").split())
    if title and (not words or words.endswith(("…", "...")) or _GENERIC.fullmatch(words)):
        return title
    if words and not _GENERIC.fullmatch(words):
        return words
    return _beside(link)


def _beside(link: HtmlElement) -> str:
    """The heading of the card a wordless link stands in, when the card leads to one place."""
    href = link.get("href")
    for node in list(link.iterancestors())[:_UP]:
        if any(other.get("href") != href for other in node.iter("a")):
            return ""
        for heading in node.iter(*_HEADINGS):
            return squeezed(heading)
    return ""


def squeezed(element: HtmlElement) -> str:
    """An element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def kinds(node: HtmlElement) -> str:
    """The classes of an element without those that say a state, a side or a number."""
    names = (_NUMBER.sub("", name) for name in (node.get("class") or "").split())
    return ".".join(sorted({name for name in names if name and not _STATE.match(name)}))


def looks_like_article(url: str) -> bool:
    """Whether an address has what articles' have and sections' have not: a number, a date, a headline in words."""
    return bool(_ARTICLE.search(url.partition("://")[2].partition("/")[2]))


def address_shape(url: str) -> str:
    """An address with every number made the same: what the articles of one section have in common."""
    return re.sub(r"[0-9][0-9a-fA-F]{5,}|\d+", "0", url.partition("?")[0])


def title_of(words: str) -> str:
    """A headline without the date that runs into it at either end."""
    return _EDGE_DATE.sub("", words).strip(" ·•|-—") or words
