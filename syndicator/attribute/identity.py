"""Whether two printed names are the same owner."""

import re
from collections.abc import Iterable

from syndicator.attribute import holder
from syndicator.attribute.fold import comparable, fold

# Places and ranks that may or may not be printed before a county's own name.
_PLACE = re.compile(r"^(?:中国|[\u3400-\u9fff]{2,8}?(?:省|自治区|特别行政区|市|州|盟|地区|区))$")
# A 来源 that claims the work as the site's own, or says nothing of it. `网络` does say something: not ours.
_UNSAID = re.compile(
    r"^(?:原创|本(?:站|网|报|刊|台|社|号)?原创|本(?:站|网|报|刊|台|社)(?:讯|综合|整理)|未知|不详|其他|其它|无|佚名|"
    r"original)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[、，,;；/／|｜丨&＆+＋]|\s[-–—]\s|\band\b|综合自?|(?<=[\u3400-\u9fff]{2})\s+(?=[\u3400-\u9fff]))\s*"
)
_AND_OTHERS = re.compile(r"(?:等(?:媒体|综合)?|综合|记者|讯|报道|客户端|微信公众号|公众号)$")
_COUNTY = re.compile(r"^(?P<stem>[\u3400-\u9fff]{2,4}?)(?:自治)?(?:县|市|区|旗|州|盟|省)")


# A shorter name may begin another owner's (海川 and 海川新闻部); from here on it is an outlet's own.
_FULL_NAME = 4
_UNIT = re.compile(r"^[\u3400-\u9fff]{0,8}(?:部|组|科|室|频道|栏目|工作室|记者站|中心|通讯员|记者|发布|客户端|app)$")


class Owners:
    """The names under which one owner appears: its own, its aliases, and what the site calls itself."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(filter(None, map(comparable, names))))
        self._stems = tuple(dict.fromkeys(m["stem"] for m in map(_COUNTY.match, self._names) if m))

    def __bool__(self) -> bool:
        """Whether there is any name to compare with."""
        return bool(self._names)

    def own(self, name: str) -> bool:
        """Whether `name` is this owner, a unit printed after its name, or the site itself (`本网`)."""
        if holder.is_self(name) or _UNSAID.match(fold(name).strip()):
            return True
        plain = comparable(name)
        return bool(plain) and any(_same(plain, known) for known in self._names)

    def own_outlet(self, printed: str) -> bool:
        """Whether every outlet of a 来源 value is this owner: one stranger among several is a stranger."""
        if self.own(printed):
            return True
        parts = [_AND_OTHERS.sub("", part) for part in _SPLIT.split(printed)]
        named = [part for part in parts if part.strip()]
        return bool(named) and all(self.own(part) for part in named)

    def neighbour(self, name: str) -> bool:
        """Whether `name` begins with this owner's place: `海川日报` beside `海川县融媒体中心`."""
        return any(comparable(name).startswith(stem) for stem in self._stems)


def _same(one: str, known: str) -> bool:
    """Equal, equal but for a leading place, or a unit of `known` (`海川县融媒体中心新闻部`)."""
    if one == known:
        return True
    longer, shorter = (one, known) if len(one) >= len(known) else (known, one)
    if longer.endswith(shorter) and _PLACE.match(longer[: -len(shorter)]):
        return True
    return len(known) >= _FULL_NAME and one.startswith(known) and bool(_UNIT.match(one[len(known) :]))
