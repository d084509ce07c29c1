"""The site a page belongs to: its names, and a headline without them."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import squeeze

_LONGEST = 800
# Bars, arrows and underscores cut anywhere; dashes, dots and colons with a space beside them; a dash next to a Han.
_CUT = re.compile(
    r"\s*(?:\||｜|丨|_+|»|«|›|::|--+|——)\s*|\s+[-–—·•:~/]\s+|\s[-–—]|[-–—]\s|"
    r"(?<=[\u4e00-\u9fff？！”》）])-|-(?=[\u4e00-\u9fff])"
)
_SHORT, _HEADLINE = 3, 7
_COMPANY = re.compile(r"^the|(?:ltd|inc|llc|gmbh|team|staff|editors|有限公司|编辑部)$")
_OUTLET = re.compile(
    r"(?:网|網|报|報|社|台|局|网站|官网|门户|频道|新闻|在线|中心|政府|公司|集团|杂志|周刊|博客|论坛|客户端|首页|"
    r"News|Times|Post|Magazine|Blog|Journal|Daily|Online|Today|Press|Herald|TV|Radio|\.(?:com|org|net|de|"
    r"fr|cn|it|es|ru))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Site:
    """`names` are the site's names as keys, `host` the letters and digits of its host name."""

    names: frozenset[str]
    host: str

    @classmethod
    def of(cls, structured: Structured, url: str) -> "Site":
        """The site as the page's own metadata and address name it."""
        names = {
            structured.meta(name)
            for name in ("og:site_name", "application-name", "sitename", "apple-mobile-web-app-title")
        }
        if structured.article and structured.article.publisher:
            names.add(structured.article.publisher.name)
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            host = ""
        return cls(frozenset(_COMPANY.sub("", key(name)) for name in names if name), key(host))

    def also(self, keys: set[str]) -> "Site":
        """The same site with more names, given as keys."""
        return Site(self.names | keys, self.host)

    def names_it(self, text: str) -> bool:
        """Whether `text` is the site's name."""
        letters = _COMPANY.sub("", key(text))
        return bool(letters) and (letters in self.names or (len(letters) > _SHORT and letters in self.host))

    def strip(self, title: str, *, loose: bool = False) -> str:
        """`title` without the site's name and section before or behind it.

        A part goes when it is a name of the site or ends like an outlet's; `loose` (for the <title> element, which
        mostly has one) also takes a last part much shorter than the rest.
        """
        title = squeeze(title)[:_LONGEST]
        head, colon, tail = title.rpartition("：")
        title = head if colon and self.names_it(tail) else title
        while True:
            cuts = list(_CUT.finditer(title))
            if not cuts:
                return title
            head, tail = title[: cuts[-1].start()], title[cuts[-1].end() :]
            length, rest_length = len(key(tail)), len(key(head))
            outlet = length < rest_length and _OUTLET.search(tail)
            if self.names_it(tail) or outlet or (loose and rest_length > max(length * 2, _HEADLINE)):
                title = head.strip()
                continue
            first, rest = title[: cuts[0].start()], title[cuts[0].end() :]
            if self.names_it(first) and rest.strip():
                title = rest.strip()
                continue
            return title


class _Kept(dict[int, int | None]):
    """For `str.translate`: letters, digits and symbols stay, all else goes. Learns every character once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNSM" else None
        return self[code]


_KEPT = _Kept()


def key(text: str) -> str:
    """`text` as titles and names are compared: compatibility forms folded, letters, digits and symbols alone.

    Of a text longer than any headline only the start is looked at.
    """
    return unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().translate(_KEPT)
