"""Two pages that tell one story: whose it is, and what becomes of the second page. Pure.

The first owner has the article. A page that shows itself to be a copy never takes it, and a mirror's damaged
text never does; an original that comes later takes over.
"""

from dataclasses import dataclass
from enum import StrEnum

from syndicator.model.article import Article
from syndicator.model.draft import Draft
from syndicator.model.moment import Moment
from syndicator.model.rights import Attribution, Hold
from syndicator.model.source import Source
from syndicator.text.sites import desktop, same_site
from syndicator.text.sketch import tokens

_MENDED = frozenset({"pinyin", "frame-slip", "mojibake"})
_FOREIGN = frozenset({"third-party", "contradiction"})
# A page with this much more text than another at the same address is the article; the other was its summary.
_FULLER = 1.5


class Relation(StrEnum):
    """What a page is to an article that tells the same story."""

    OWN = "own"  # the article's page: what it says now is what the article says
    MOVED = "moved"  # a new address of it: it is the article's page if it says something new
    ALIAS = "alias"  # one more address of it, where nothing new is read
    COPY = "copy"  # somebody else's copy
    ORIGINAL = "original"  # the original: the article was the copy


@dataclass(frozen=True, slots=True)
class Side:
    """What speaks for one of the two."""

    feed: str
    source: str
    url: str
    holder: str
    outlet: str
    foreign: bool
    damaged: bool
    published: Moment | None
    length: int
    sent: bool = False

    def names(self, other: "Side") -> bool:
        """Whether this page gives the other's owner as its 来源, and is not that owner's itself."""
        outlet, owner = tokens(self.outlet), tokens(other.holder)
        return bool(outlet) and outlet == owner != tokens(self.holder)


@dataclass(frozen=True, slots=True)
class Meeting:
    """How the two met.

    `page`: at an address or key that is the article's own. `key`: by what its listing or sender calls it.
    `led`: a link to the article's page led here. `claimed`: the article only claimed this page's address.
    `points`: this page names the article's address as the canonical one. `declared`: the article's source
    still is in its feed's file. `lost`: the article's page is gone.
    """

    page: bool = False
    key: bool = False
    led: bool = False
    claimed: bool = False
    points: bool = False
    declared: bool = True
    lost: bool = False


def side_of(draft: Draft, outcome: Attribution, source: Source) -> Side:
    """What speaks for a page just read."""
    return Side(
        feed=source.feed,
        source=source.key,
        url=draft.url,
        holder=outcome.rights.holder,
        outlet=draft.outlet,
        foreign=_foreign(outcome.holds),
        damaged=any(repair.kind in _MENDED for repair in draft.repairs),
        published=draft.published,
        length=len(draft.body_text),
        sent=source.kind == "push",
    )


def side_of_kept(article: Article) -> Side:
    """What speaks for an article as it was kept."""
    return Side(
        feed=article.feed,
        source=article.source,
        url=article.url,
        holder=article.rights.holder,
        outlet=article.outlet,
        foreign=_foreign(article.holds),
        damaged=any(repair.kind in _MENDED for repair in article.repairs),
        published=article.published,
        length=len(article.body_text),
    )


def relate(page: Side, kept: Side, met: Meeting) -> Relation:
    """What `page` is to the article `kept`, given that both tell one story."""
    if page.feed != kept.feed:
        if met.page:
            return Relation.ALIAS
        return _rank(page, kept, met)
    if page.source == kept.source or not met.declared or page.sent:
        return _of_one_source(page, kept, met)
    if page.url == kept.url:
        return Relation.ORIGINAL if page.length > kept.length * _FULLER else Relation.ALIAS
    return _rank(page, kept, met)


def _of_one_source(page: Side, kept: Side, met: Meeting) -> Relation:
    if page.sent or page.url in ("", kept.url) or not kept.url or met.key or met.led or met.claimed or met.lost:
        return Relation.OWN
    if page.url in desktop(kept.url):
        return Relation.OWN
    # What was the article's address before is its address no more; a page for phones never was.
    if met.page or kept.url in desktop(page.url):
        return Relation.ALIAS
    return Relation.MOVED


def _rank(page: Side, kept: Side, met: Meeting) -> Relation:
    if outranks(page, kept, met):
        return Relation.ORIGINAL
    return Relation.ALIAS if same_site(page.url, kept.url) else Relation.COPY


def outranks(page: Side, kept: Side, met: Meeting) -> bool:
    """Whether `page` is the original and `kept` the copy; the first sign that tells them apart decides."""
    if page.damaged and not kept.damaged:
        return False
    signs = (
        (met.claimed, met.points),
        (kept.names(page), page.names(kept)),
        (kept.foreign, page.foreign),
        (page.sent, False),
        (kept.damaged, page.damaged),
        (_earlier(page, kept), _earlier(kept, page)),
    )
    return next((ours for ours, theirs in signs if ours != theirs), False)


def _earlier(one: Side, other: Side) -> bool:
    """Whether one was published before the other, as far as both pages tell."""
    if one.published is None or other.published is None or one.published.estimated or other.published.estimated:
        return False
    if "day" in (one.published.precision, other.published.precision):
        return one.published.at.date() < other.published.at.date()
    return one.published.utc < other.published.utc


def _foreign(holds: tuple[Hold, ...]) -> bool:
    return any(hold.code in _FOREIGN for hold in holds)
