"""What machines may do with what we publish, in every form there is: all of them from the one AiUse of a source.

- Content-Usage: a response header, and rules of robots.txt (IETF draft-ietf-aipref-attach and -vocab)
- tdm-reservation: a response header, a meta element, rules of tdmrep.json (TDMRep, W3C CG final report)
- RSL: what is permitted and prohibited (RSL 1.0), in rsl.py
- dataMining: a term of the PLUS vocabulary, as NewsML-G2 2.34 takes it
"""

from collections.abc import Iterable

from syndicator.model.feed import Feed
from syndicator.model.rights import AiUse

# From what allows least to what allows most.
_ORDER = (AiUse.NO, AiUse.SEARCH, AiUse.YES)
# The labels of the vocabulary draft: `search` leads readers to an article, `train-ai` makes it part of a model.
_CONTENT_USAGE = {
    AiUse.NO: "train-ai=n, search=n",
    AiUse.SEARCH: "train-ai=n, search=y",
    AiUse.YES: "train-ai=y, search=y",
}
_PLUS = "http://ns.useplus.org/ldf/vocab/"
_DATA_MINING = {
    AiUse.NO: f"{_PLUS}DMI-PROHIBITED",
    AiUse.SEARCH: f"{_PLUS}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    AiUse.YES: f"{_PLUS}DMI-ALLOWED",
}


def of_source(feed: Feed, key: str) -> AiUse:
    """What may be done with the articles of one of a feed's sources; the feed's own word for one it no longer has."""
    return next((source.policy.ai for source in feed.sources if source.key == key), feed.policy.ai)


def of_feed(feed: Feed) -> AiUse:
    """What may be done with a feed as a whole: what the source that allows least allows."""
    return least(source.policy.ai for source in feed.sources) if feed.sources else feed.policy.ai


def least(uses: Iterable[AiUse]) -> AiUse:
    """The one that allows least; the default where there is none."""
    return min(uses, key=_ORDER.index, default=AiUse.SEARCH)


def everywhere(feeds: Iterable[Feed]) -> frozenset[AiUse]:
    """Every use there is among the feeds' sources: one, where all agree."""
    return frozenset(ai for feed in feeds for ai in (source.policy.ai for source in feed.sources)) | frozenset(
        feed.policy.ai for feed in feeds if not feed.sources
    )


def content_usage(use: AiUse) -> str:
    """A Content-Usage statement of preference: a dictionary of `y` and `n` (RFC 9651)."""
    return _CONTENT_USAGE[use]


def reserved(use: AiUse) -> bool:
    """Whether text and data mining is reserved (TDMRep; Directive (EU) 2019/790, Article 4(3))."""
    return use is not AiUse.YES


def data_mining(use: AiUse) -> str:
    """The PLUS vocabulary's term, as a URI."""
    return _DATA_MINING[use]


def headers(use: AiUse, policy: str = "") -> tuple[tuple[str, str], ...]:
    """Response headers of what is under `use`; `policy` is where a reservation's TDM policy is, "" for none."""
    told = [("Content-Usage", content_usage(use)), ("tdm-reservation", str(int(reserved(use))))]
    if policy and reserved(use):
        told.append(("tdm-policy", policy))
    if use is AiUse.NO:
        told.append(("X-Robots-Tag", "noindex"))
    return tuple(told)
