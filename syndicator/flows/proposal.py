"""How a source that was found would be declared: names and owner as its pages give them, each to be confirmed."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from syndicator.attribute.resolve import resolve
from syndicator.config.declaration import Declaration, Owner
from syndicator.flows.discover import Discovery
from syndicator.flows.look import Look
from syndicator.flows.services import Services
from syndicator.flows.trial import Candidate
from syndicator.model.rights import Reprint, RightsPolicy
from syndicator.text.urls import host_of

# Parts of a host's name that many hosts have.
_USUAL = re.compile(
    r"www\d*|m|wap|news|xw|com|net|org|gov|edu|co|ac|info|media|[a-z]{2}|localhost|\d+|local|example|app|blog|dev"
)
_NAME = re.compile(r"[a-z][a-z0-9_-]{1,30}")
_PAGES = re.compile(r"(?:index|list|default|home|feed|rss|atom|sitemap|news-sitemap|col\d*|node_\d+)\w*")
_TITLE = 120
_HAN, _WORD = re.compile("[\u3400-\u9fff]{2,}"), re.compile(r"[a-zà-ÿ]{4,}")


def declaration(found: Discovery, chosen: Candidate, owner: Owner, taken: Collection[str] = ()) -> Declaration:
    """What to write for `chosen`; `taken` are names of sources that the feed has already."""
    return Declaration(
        title=_title(found),
        language=found.base.language,
        timezone=found.base.timezone,
        home_url=urljoin(found.url, "/"),
        name=_source_name(chosen.source.url, taken),
        source=chosen.source,
        owner=owner,
    )


def feed_name(url: str) -> str:
    """A feed's name from its site's: the part of the host that is its own; "feed" where there is none."""
    parts = [part for part in host_of(url).split(".") if part and not _USUAL.fullmatch(part)]
    name = re.sub(r"[^a-z0-9_-]+", "-", parts[-1]).strip("-_") if parts else ""
    return name[:40] or "feed"


def owner(chosen: Candidate, holder: str = "", reprint: Reprint = Reprint.UNKNOWN) -> Owner:
    """The owner that was confirmed (`holder`), beside the name most of the sampled articles give and where."""
    # What the page itself shows to be another's names another owner.
    own = [look for look in chosen.looks if all(hold.code != "third-party" for hold in look.outcome.holds)]
    named = Counter(look.outcome.rights.holder for look in own if look.outcome.rights.holder)
    if not named:
        return Owner(holder, reprint)
    found, count = named.most_common(1)[0]
    look = next(look for look in own if look.outcome.rights.holder == found)
    said = next((item for item in look.outcome.rights.evidence if item.field == "holder"), None)
    where = f"on {count} of {len(chosen.looks)} articles" + (f", {said.where}: {said.text}" if said else "")
    # An agency's name is none of the owner's: one that shares a word with it may be.
    outlets = [look.draft.outlet for look in chosen.looks if _pairs(look.draft.outlet) & _pairs(holder or found)]
    names = dict.fromkeys(name for name in (*named, *outlets) if name not in (found, holder))
    return Owner(holder, reprint, found, where, tuple(names))


def policy(confirmed: Owner) -> RightsPolicy:
    """The rights that a feed file with this owner gives."""
    return RightsPolicy(holder=confirmed.holder, reprint=confirmed.reprint, where="as written")


def outcomes(services: Services, chosen: Candidate, rights: RightsPolicy) -> tuple[Look, ...]:
    """The sampled articles with what they would get under these rights."""
    source = replace(chosen.source, policy=rights)
    base = services.config.base_url
    return tuple(Look(look.draft, resolve(look.draft, source, license_base=base)) for look in chosen.looks)


def _pairs(name: str) -> set[str]:
    """The pairs of Han characters in a name, and its longer Latin words."""
    return {"".join(pair) for run in _HAN.findall(name) for pair in pairwise(run)} | set(_WORD.findall(name.casefold()))


def _title(found: Discovery) -> str:
    name, title = found.site.name, "" if found.sort == "article" else found.site.title
    if name and title and name not in title:
        title = f"{name} · {title}"
    return (title or name or host_of(found.url) or found.url)[:_TITLE]


def _source_name(url: str, taken: Collection[str]) -> str:
    """The last part of the address that is a word, else "news"; a number is added to one that is taken."""
    parts = [part.lower().partition(".")[0] for part in urlsplit(url).path.split("/")]
    words = [part for part in parts if _NAME.fullmatch(part) and not _PAGES.fullmatch(part)]
    name = words[-1] if words else "news"
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)
