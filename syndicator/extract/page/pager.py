"""An article over several pages: where its pager leads.

Told by address first: a further page has the article's own address with a page number put in (`1_2.html`, `1/2/`,
`1.html?page=2`), and the link to it is worded as one. A next article, a list's next page and a thread of comments
have other addresses or stand elsewhere. What looks right and is another story is left to `extract.page.joined`.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.page import tree
from syndicator.extract.page._numbered import Numbered
from syndicator.extract.page.regions import words_of
from syndicator.extract.page.selectors import select
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import decode
from syndicator.text.urls import absolute, canonical, host_of

MOST = 20
# What TRS, the system of most Chinese official sites, writes: count, current page from 0, name and extension.
_SCRIPTED = re.compile(
    r"createPageHTML\w*\(\s*[\"']?(\d{1,3})[\"']?\s*,\s*[\"']?\d{1,3}[\"']?\s*,\s*[\"']([^\"']{1,200})[\"']\s*,"
    r"\s*[\"'](\w{1,8})[\"']"
)
_NUMBER = re.compile(
    r"[\W_]*(?:第\s*|page\s+|p\.?\s*)?(\d{1,3})\s*(?:[页頁]|/\s*\d{1,3})?(?:[\W_]*|\s*[:：、].*)", re.IGNORECASE
)
_WORDED = re.compile(
    r"[\W_]*(?:(?:点击|點擊|阅读|閱讀|查看)?\s*(?:下一?[页頁]|[后後]一?[页頁]|余下(?:全文|内容)|剩余内容|其余内容)"
    r"|next(?: page)?\b|continue(?: reading)?\b|older\b|weiter\b|nächste seite|page suivante|suite\b|siguiente\b"
    r"|次のページ|次へ|다음).{0,40}",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[\s>»›→]+")
_ELSEWHERE = frozenset(
    ("comment", "comments", "commentlist", "reply", "replies", "respond", "pinglun", "liuyan", "disqus")
)
_LONGEST = 120


class Trail:
    """The way through one article's pages, from its first. Pure: whoever fetches asks it where to go on."""

    def __init__(self, first: str, source: Source) -> None:
        """Start at the address the article was found at."""
        self._source = source
        self._host = host_of(first)
        self._numbered = Numbered.of(first)
        self._visited = {canonical(first)}
        self._known: dict[int, str] = {}

    def after(self, page: Page) -> str:
        """The address to go on at after reading `page`, "" at the article's end.

        Raises ExtractError past MOST pages, and where the source's `article_next` is no CSS.
        """
        self._visited.add(canonical(page.url))
        found = self._chosen(page) if self._source.selectors.article_next else self._found(page)
        self._known.update({number: url for number, url in found if number not in self._known})
        for number in sorted(self._known):
            url = self._known.pop(number)
            if canonical(url) not in self._visited:
                if len(self._visited) >= MOST:
                    raise ExtractError(f"the article goes on past {MOST} pages at {url}")
                self._visited.add(canonical(url))
                return url
        return ""

    def _chosen(self, page: Page) -> Iterator[tuple[int, str]]:
        """What the admin's selector finds: the links themselves, or those inside what it names."""
        root = _tree(page, self._source)
        # One spelling for lists, which soupsieve reads, and for articles, which cssselect does.
        selector = self._source.selectors.article_next.replace(":-soup-contains(", ":contains(")
        links = select(root, selector) if root is not None else []
        links = [link for found in links for link in ([found] if found.get("href") else found.iter("a"))]
        base = tree.base_of(root, page.url) if root is not None else page.url
        for number, link in enumerate(links):
            url = absolute(link.get("href") or "", base).partition("#")[0]
            if link.get("href") and host_of(url) == self._host:
                yield number, url

    def _found(self, page: Page) -> Iterator[tuple[int, str]]:
        """What a pager on the page leads to, each with its page's number."""
        numbered = self._numbered
        root = _tree(page, self._source) if numbered and numbered.hinted(page.body) else None
        if numbered is None or root is None:
            return
        base = tree.base_of(root, page.url)
        taken: set[int] = set()
        for href, words, element in _links(root):
            url = absolute(href, base).partition("#")[0]
            number = numbered.number(url) if url else None
            # What stands elsewhere is looked for last: it means a walk up the page.
            if number is not None and number not in taken and _is_way_on(words, number) and not _is_elsewhere(element):
                taken.add(number)
                yield number, url
        for script in root.iter("script"):
            for count, name, extension in _SCRIPTED.findall(script.text or ""):
                yield from self._scripted(int(count), f"{name}_%d.{extension}", page.url)

    def _scripted(self, count: int, name: str, base: str) -> Iterator[tuple[int, str]]:
        for number in range(1, count):
            url = absolute(name % number, base)
            if self._numbered and self._numbered.number(url) == number:
                yield number, url


def _tree(page: Page, source: Source) -> Element | None:
    try:
        return tree.parse(decode(page.body, page.content_type, source.charset).text)
    except ExtractError:
        return None


def _links(root: Element) -> Iterator[tuple[str, str, Element]]:
    """Every address the page leads to, with what its link says: "»" for one declared as next."""
    for element in root.iter("a", "link", "option"):
        href = (element.get("href") or element.get("value") or "").strip()
        if href and "next" in (element.get("rel") or "").lower().split():
            yield href, "»", element
        elif href and element.tag != "link":
            picture = next((image.get("alt") or "" for image in element.iter("img")), "")
            yield href, tree.text_of(element, _LONGEST) or element.get("title") or picture, element


def _is_elsewhere(element: Element) -> bool:
    """Whether a link stands among comments."""
    around = (element, *element.iterancestors())
    return any(words_of(f"{node.get('class') or ''} {node.get('id') or ''}") & _ELSEWHERE for node in around)


def _is_way_on(words: str, number: int) -> bool:
    """Whether a link so worded leads to page `number`: counted from 1, or from 0 as servers do."""
    if written := _NUMBER.fullmatch(words[:_LONGEST]):
        return int(written[1]) > 1 and number in (int(written[1]), int(written[1]) - 1)
    return bool(_WORDED.fullmatch(words) or (words and _ARROW.fullmatch(words)))
