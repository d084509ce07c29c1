"""A place articles come from."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from syndicator.model.rights import RightsPolicy

Script = Literal["hans", "hant", "keep"]
Images = Literal["link", "copy"]


@dataclass(frozen=True, slots=True)
class Selectors:
    """An admin's CSS selectors; "" means: find it automatically.

    The first six read a listing (`link`, `title`, `date` inside an `item`; `skip` drops items that
    match; `next` is the link to the following page); the others read an article page, whose
    `article_next` is the link to the same article's following page.
    """

    item: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    skip: str = ""
    next: str = ""
    headline: str = ""
    published: str = ""
    author: str = ""
    outlet: str = ""
    body: str = ""
    article_next: str = ""
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How a source's pages are asked for.

    `headers` may hold a cookie or a password: they go to the host of `home`, and hosts below it, alone.
    `user_agent` ("": ours) and `proxy` ("": none) hold for every address.
    """

    home: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    user_agent: str = ""
    proxy: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One [[source]] of a feed file.

    `key` names it everywhere ("haichuan/news"); `url` is an address, or a folder for kind "inbox";
    `every` is the shortest time between two readings, `every_max` the longest one that goes well, by
    how much is published (at most `every`: always the same); `pages` is how many listing pages to
    follow, `list_size` how many bytes of each are read; `recheck` how long after it was first seen an
    article's page is read again for edits; `images` whether its pictures are copied and served by us,
    or left where they are; `alerts` whether admins are told when it is in trouble; `headers` (cookies
    among them), `user_agent` and `proxy` are how its pages are asked for (see `manner`); `secret` signs
    what is pushed (kind "push"); `where` is the config line.
    """

    key: str
    feed: str
    kind: str
    url: str
    every: timedelta = timedelta(minutes=15)
    every_max: timedelta = timedelta()
    timezone: str = "UTC"
    language: str = ""
    script: Script = "keep"
    min_confidence: float = 0.9
    policy: RightsPolicy = field(default_factory=RightsPolicy)
    selectors: Selectors = field(default_factory=Selectors)
    pages: int = 1
    list_size: int = 4 * 1024 * 1024
    full_text: bool = False
    images: Images = "link"
    charset: str = ""
    recheck: timedelta = timedelta(days=3)
    alerts: bool = True
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    user_agent: str = ""
    proxy: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    where: str = ""

    @property
    def manner(self) -> Manner:
        """How its pages are asked for."""
        return Manner(self.url, self.headers, self.user_agent, self.proxy)

    @property
    def zone(self) -> ZoneInfo:
        """The zone that times without one are in."""
        return ZoneInfo(self.timezone)
