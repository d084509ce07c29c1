"""Which parts of a page are furniture, by the words their class, id, role and tag are made of."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from lxml.etree import _Element as Element

from syndicator.extract.page.tree import elements

Region = Literal["", "body", "caption", "furniture"]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

# Tags whose text is never article text.
_SILENT_WORDS = (
    "script style noscript template iframe object embed applet svg canvas audio map head title meta link "
    "button select option textarea input label dialog frameset noframes datalist progress marquee annotation"
)
SILENT = frozenset(_SILENT_WORDS.split())
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu"))
_FURNITURE_ROLES_WORDS = (
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog alert"
)
_FURNITURE_ROLES = frozenset(_FURNITURE_ROLES_WORDS.split())

# Words that name furniture wherever they stand in a class or id.
_FURNITURE_WORDS = (
    "nav navbar navigation navi menu menus submenu breadcrumb breadcrumbs crumb crumbs footer foot "
    "sidebar sidebars aside "
    "comment comments commentlist disqus respond reply replies pinglun liuyan share sharing shares "
    "sharebar sharedaddy addthis "
    "social socials sns bdshare bshare jiathis fenxiang related relate relateds xiangguan recirc "
    "recirculation recommend "
    "recommends recommended recommendation recommendations tuijian promo promos promotion promoted "
    "advert adverts advertisement "
    "advertising ads adsense adbox adslot guanggao sponsor sponsored taboola outbrain newsletter newsletters subscribe "
    "subscription signup signin login popup modal overlay cookie cookies consent gdpr banner banners "
    "pagination pager paging "
    "fanye copyright disclaimer toolbar tooltip hidden skip print printonly noprint trending popular hot paihang "
    "tags taglist tagcloud rating ratings vote poll feedback qrcode erweima search prevnext siblings upnext "
    "readmore morelinks mostread dingyue teaser teasers paywall regwall donate masthead topbar sitemap"
)
_FURNITURE = frozenset(_FURNITURE_WORDS.split())
# Of these, words that layout systems put on anything.
_WEAK_WORDS = (
    "banner banners overlay modal hidden skip print noprint printonly tooltip toolbar popular hot paywall regwall tags "
    "copyright search masthead"
)
WEAK = frozenset(_WEAK_WORDS.split())
# And words that mean nothing else.
CLEAR = frozenset(
    ("nav", "navbar", "navigation", "footer", "foot", "sidebar", "breadcrumb", "breadcrumbs", "comments", "menu")
)
FRAMING = frozenset(("nav", "navbar", "navigation", "footer", "breadcrumb", "breadcrumbs"))
# Words that name furniture only when they are all there is ("author", but not "author-content").
_FURNITURE_ALONE_WORDS = "side ad author bio byline meta info tool tools more next prev previous keywords tag toc date"
_FURNITURE_ALONE = frozenset(_FURNITURE_ALONE_WORDS.split())
# Pairs that name furniture together.
_FURNITURE_PAIRS = (
    ("author", "bio"),
    ("author", "box"),
    ("author", "card"),
    ("author", "info"),
    ("about", "author"),
    ("post", "meta"),
    ("entry", "meta"),
    ("article", "meta"),
    ("article", "tool"),
    ("article", "tools"),
    ("post", "tags"),
    ("read", "more"),
    ("read", "next"),
    ("most", "read"),
    ("see", "also"),
    ("also", "like"),
    ("more", "stories"),
    ("more", "from"),
    ("latest", "news"),
    ("call", "action"),
    ("table", "contents"),
    ("sign", "up"),
    ("log", "in"),
    ("follow", "us"),
    ("site", "header"),
    ("page", "header"),
    ("global", "header"),
    ("post", "navigation"),
    ("jp", "post"),
    ("rank", "list"),
    ("hot", "rank"),
    ("widget", "area"),
    ("widget", "nav"),
    ("widget", "recent"),
    ("widget", "title"),
)
# Words that name the text beside a picture.
_CAPTION_WORDS = (
    "caption captions figcaption imagecaption photocaption imgcaption piccaption legend photocredit "
    "imagecredit credit credits"
)
_CAPTION = frozenset(_CAPTION_WORDS.split())
# Words and pairs that name the article's text.
_BODY_WORDS = (
    "articlebody articletext articlecontent articlemain storybody storytext storycontent bodytext maintext newstext "
    "newscontent newsbody entrycontent postcontent postbody contenttext contentbody textcontent zhengwen artibody "
    "arttext artcontent ueditor trs zoomcon fulltext richtext wysiwyg"
)
_BODY = frozenset(_BODY_WORDS.split())
_BODY_PAIRS = (
    ("article", "body"),
    ("article", "content"),
    ("article", "text"),
    ("article", "detail"),
    ("article", "main"),
    ("story", "body"),
    ("story", "content"),
    ("story", "text"),
    ("entry", "content"),
    ("entry", "body"),
    ("post", "content"),
    ("post", "body"),
    ("post", "text"),
    ("body", "text"),
    ("body", "content"),
    ("main", "text"),
    ("news", "content"),
    ("news", "text"),
    ("news", "body"),
    ("content", "body"),
    ("content", "text"),
    ("content", "main"),
    ("text", "content"),
    ("rich", "text"),
    ("trs", "editor"),
    ("blog", "content"),
    ("blog", "post"),
    ("page", "content"),
    ("art", "content"),
    ("art", "text"),
)


def _partners(pairs: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    return {first: frozenset(second for left, second in pairs if left == first) for first, _ in pairs}


_FURNITURE_PARTNERS, _BODY_PARTNERS = _partners(_FURNITURE_PAIRS), _partners(_BODY_PAIRS)
_REGIONS: tuple[Region, ...] = ("furniture", "caption", "body")


@lru_cache(maxsize=16384)
def words_of(name: str) -> frozenset[str]:
    """The words of a class or id, lower case: `articleBody_2` gives article, body, 2 and articlebody."""
    found: set[str] = set()
    for token in name.split():
        parts = [part.lower() for part in _WORD.findall(token)]
        found.update(parts)
        found.update(left + right for left, right in pairwise(parts))
    return frozenset(found)


# Tokens of layout systems that tell a state or a topic, not a part: `overflow-hidden`, `md:hidden`,
# `field--label-hidden`, `node--promoted`, `has-sidebar`, `category-newsletter`.
_STATE = re.compile(
    r":|\[|overflow|(?:label|title)[-_]+(?:visually[-_]+)?hidden|^node--|"
    r"^(?:has|no|not|with|without|is|category|status|type|format)[-_]+(?!hidden)|^tag-(?!list|cloud|s\b)",
    re.IGNORECASE,
)
_TARGET = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){3,}$")


@lru_cache(maxsize=16384)
def _token(name: str) -> Region:
    """What one class or id says."""
    if _STATE.search(name):
        return ""
    words = words_of(name)
    if words & _FURNITURE or _pair(words, _FURNITURE_PARTNERS) or (len(words) == 1 and words & _FURNITURE_ALONE):
        return "furniture"
    if words & _CAPTION:
        return "caption"
    return "body" if words & _BODY or _pair(words, _BODY_PARTNERS) else ""


def _pair(words: frozenset[str], partners: dict[str, frozenset[str]]) -> bool:
    return any(word in partners and words & partners[word] for word in words)


@lru_cache(maxsize=8192)
def _named(names: str, place: str) -> Region:
    said = {_token(token) for token in f"{names} {_place(place)}".split()}
    for region in _REGIONS:
        if region in said:
            return region
    return ""


def parts_of(element: Element) -> frozenset[str]:
    """The words of an element's class and id that may name a part of the page."""
    return _parts(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=8192)
def _parts(names: str, place: str) -> frozenset[str]:
    tokens = f"{names} {_place(place)}".split()
    return words_of(" ".join(token for token in tokens if not _STATE.search(token)))


def region_of(element: Element) -> Region:
    """What the element's own tag, role, class and id say it is; "" when they say nothing."""
    tag = element.tag
    if tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return "furniture"
    if tag == "figcaption":
        return "caption"
    if element.get("itemprop") in ("articleBody", "reviewBody", "text"):
        return "body"
    names, place = element.get("class"), element.get("id")
    return _named(names or "", place or "") if names or place else ""


def _place(name: str) -> str:
    """An element's id unless it is the words of a heading, made a link target: `sharing-with-a-single-developer`."""
    return "" if _TARGET.match(name) else name


_MAY_HIDE = ".//*[@hidden or @aria-hidden = 'true' or contains(@style, 'display')]"


def hidden(element: Element) -> bool:
    """Whether the page itself never shows the element."""
    style = element.get("style")
    if style and "display" in style and "none" in style.replace(" ", "").partition("display:")[2][:6]:
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def unseen(root: Element) -> frozenset[Element]:
    """All hidden elements below `root`; not `root`, which pages hide until their scripts have run."""
    return frozenset(filter(hidden, elements(root, _MAY_HIDE)))
