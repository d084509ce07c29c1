"""The addresses an article's further pages can have: its own, with a page number put in."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from syndicator.text.urls import host_of

_PARAMETERS = frozenset(
    (
        "page",
        "p",
        "pg",
        "pn",
        "paged",
        "pageno",
        "page_no",
        "pagenum",
        "page_num",
        "pageindex",
        "currentpage",
        "curpage",
    )
)
_ANY_PARAMETER = re.compile(rb"[?&;](?:%s)=\d{1,3}(?!\d)" % "|".join(sorted(_PARAMETERS)).encode(), re.IGNORECASE)
_BARE = re.compile(rb"href\s*=\s*[\"']?(?:\./)?(?:index[_-]|page[/-]?|p)?\d{1,3}(?:/|\.s?html?)?[\"'>\s]")
_SCRIPTED = re.compile(rb"createPageHTML\w*\(\s*[\"']?(?![01]\b)\d")
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|do|htm)$", re.IGNORECASE)
# Of a first page that has its number itself: 1_1.html, 1-1.html, 1_0.html.
_OWN = re.compile(r"([_-](?:p|page)?)([01])$", re.IGNORECASE)
_HTML = r"\.s?html?"
_HIGHEST = 999


@dataclass(frozen=True, slots=True)
class Numbered:
    """An article's address taken apart: `name` is its path without extension and page number.

    `own` is the first page's number where its address has one, else 0; pages count from 1 or 2. `taken` are names
    of parameters that look like a page's number and are the article's (`?p=4711`).
    """

    host: str
    path: str
    name: str
    extension: str
    query: tuple[tuple[str, str], ...]
    own: int = 0
    taken: frozenset[str] = frozenset()

    @classmethod
    def of(cls, url: str) -> Self | None:
        """Take an article's address apart; None for one that names no page of its own (a site's front page)."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        path = parts.path.rstrip("/")
        if not path:
            return None
        ending = _EXTENSION.search(path)
        name = path[: ending.start()] if ending else path
        pairs = tuple(parse_qsl(parts.query, keep_blank_values=True))
        own = [pair for pair in pairs if _is_page(pair) and int(pair[1]) <= 1]
        kept = tuple(pair for pair in pairs if pair not in own)
        taken = frozenset(name.lower() for name, _ in kept)
        first = int(own[0][1]) if own else 0
        return cls(host_of(url), path, name, ending[0] if ending else "", kept, first, taken)

    def number(self, url: str) -> int | None:
        """The number of the page at `url`, None where that is no further page of this article."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if host_of(url) != self.host:
            return None
        pairs = tuple(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path.rstrip("/") == self.path:
            pages = [pair for pair in pairs if _is_page(pair) and pair[0].lower() not in self.taken]
            rest = tuple(pair for pair in pairs if pair not in pages)
            here = len(pages) == 1 and rest == self.query and int(pages[0][1]) > self.own
            return int(pages[0][1]) if here else None
        return self._in_path(parts.path) if pairs == self.query else None

    def _in_path(self, path: str) -> int | None:
        """A number behind the name (1_2.html, 1/2/, 1/page/2), or in the place of the first page's own."""
        if not path.startswith(_OWN.sub("", self.name)):
            return None
        behind = rf"{re.escape(self.name)}(?:[_-](?:p|page)?|/(?:page[/-]?|p|index[_-])?)(\d{{1,3}})"
        found = re.fullmatch(rf"{behind}(?:{re.escape(self.extension) or _HTML}|/)?", path, re.IGNORECASE)
        if found is None and (own := _OWN.search(self.name)):
            instead = rf"{re.escape(self.name[: own.start()] + own[1])}(\d{{1,3}}){re.escape(self.extension)}"
            found = re.fullmatch(instead, path, re.IGNORECASE)
            return int(found[1]) if found and int(found[1]) > int(own[2]) else None
        return int(found[1]) if found and int(found[1]) > 0 else None

    def hinted(self, body: bytes) -> bool:
        """Whether a page's bytes can hold a link to a further page at all: most hold none, and need not be parsed."""
        last = _OWN.sub("", self.name.rpartition("/")[2])
        # Without case folding, which would cost more than all the rest.
        behind = re.escape(last.encode()) + rb"(?:[_-](?:[pP]|page)?|/(?:page[/-]?|[pP]|index[_-])?)\d"
        return bool(
            "%" in last
            or re.search(behind, body)
            or _ANY_PARAMETER.search(body)
            or _SCRIPTED.search(body)
            or (not self.extension and _BARE.search(body))
        )


def _is_page(pair: tuple[str, str]) -> bool:
    """Whether a query parameter is a page number."""
    return pair[0].lower() in _PARAMETERS and pair[1].isascii() and pair[1].isdigit() and int(pair[1]) <= _HIGHEST
