"""The headline: what the h1, Open Graph, JSON-LD, meta names and <title> agree on, without the site's name."""

import itertools
import re
from dataclasses import dataclass
from html import unescape

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.regions import region_of
from syndicator.extract.page.site import Site, key
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import squeeze, text_of

_LONGEST = 400
_MOST = 60
_WORD = 3
# How alike a heading and a declared title must be, and how much less when it is the only h1 and says something.
_FIT, _ALONE, _TELLING = 0.3, 0.12, 12
# A colon is left out: it parts a headline from its own kicker.
_SEPARATORS = "|｜丨_-–—»«›·~/ "
_SHORTEST, _LINKED = 8, 24
_FRONT = ("/", "./", "../", "index.html", "/index.html", "index.htm", "/index.htm")
_TITLED = re.compile(r"(?:^|\s)(?:p-name|(?:entry|post|article)[-_]?(?:title|headline))(?:$|\s)", re.IGNORECASE)
_HEADLINE_NAMES = ("articletitle", "dc.title", "dcterms.title", "title", "headline", "sailthru.title", "parsely-title")


@dataclass(frozen=True, slots=True)
class Title:
    """A headline, where it was read, and the element it stands in when it stands in the page."""

    text: str
    where: str
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    where: str
    weight: float
    element: Element | None = None


def find(root: Element, structured: Structured, url: str, runs: list[Run]) -> Title:
    """The page's headline; text "" when it has none anywhere.

    Readers see the h1, so the h1 that fits the page's declared titles outweighs them; the JSON-LD headline of a
    news article is the newsroom's own and outweighs an h1 that nothing else repeats. Pages without an h1 have
    their headline somewhere as a line that the <title> begins or ends with.
    """
    document = next((text_of(title, _LONGEST) for title in root.iter("title")), "")
    logos = {key(text_of(heading, _LONGEST)) for heading in root.iter("h1") if _is_logo(heading)}
    site = Site.of(structured, url).also(logos)
    declared = _declared(structured, site)
    newsroom = structured.article is not None and "News" in structured.article.kind
    known = [document, *(candidate.text for candidate in declared)]
    candidates = [*declared, *_headings(root, known, site, newsroom=newsroom)]
    shown = _shown(document, runs, site)
    if shown:
        candidates.append(shown)
    stripped = site.strip(document, loose=True)
    if stripped:
        candidates.append(_Candidate(stripped, "title", 0.6))
    candidates = [candidate for candidate in candidates if key(candidate.text) not in logos]
    if not candidates:
        return Title("", "")
    keys = [key(candidate.text) for candidate in candidates]
    whole = key(document)
    best, most = candidates[0], 0.0
    for candidate, own in zip(candidates, keys, strict=True):
        if not own:
            continue
        pairs = zip(candidates, keys, strict=True)
        votes = {other.where.partition("[")[0]: other.weight for other, theirs in pairs if theirs == own}
        total = sum(votes.values()) + candidate.weight / 100
        if own in whole and own != whole and len(own) > _WORD:
            total += 0.4
        if total > most:
            best, most = candidate, total
    chosen = key(best.text)
    shown_at = next(
        (c.element for c, own in zip(candidates, keys, strict=True) if own == chosen and c.element is not None), None
    )
    return Title(best.text, best.where, shown_at)


def _shown(document: str, runs: list[Run], site: Site) -> _Candidate | None:
    """The longest line of the page that is the <title>, or that it begins or ends with up to a separator."""
    best: Run | None = None
    for run in runs:
        text = run.text
        if run.length < _SHORTEST or len(text) > len(document) or (best and len(text) <= len(best.text)):
            continue
        if run.linked * 2 > run.length and run.length < _LINKED:
            continue
        if document.startswith(text):
            rest = document[len(text) :]
        elif document.endswith(text):
            rest = document[: -len(text)][::-1]
        else:
            continue
        if (not rest or rest[0] in _SEPARATORS or rest[:2].strip()[:1] in _SEPARATORS) and not site.names_it(text):
            best = run
    return _Candidate(best.text, "line repeated in title", 1.0, best.owner) if best else None


def _declared(structured: Structured, site: Site) -> list[_Candidate]:
    found: list[_Candidate] = []
    article = structured.article
    if article and article.headline:
        found.append(
            _Candidate(site.strip(article.headline), "json-ld headline", 1.8 if "News" in article.kind else 0.8)
        )
    for name, weight in (("og:title", 0.7), ("twitter:title", 0.3)):
        text = structured.meta(name)
        if text:
            found.append(_Candidate(site.strip(text), f"meta {name}", weight))
    for name in _HEADLINE_NAMES:
        text = structured.meta(name)
        if text:
            found.append(_Candidate(site.strip(text), f"meta {name}", 1.2 if name == "articletitle" else 0.4))
    return [candidate for candidate in found if candidate.text and len(candidate.text) <= _LONGEST]


def _headings(root: Element, declared: list[str], site: Site, *, newsroom: bool) -> list[_Candidate]:
    """The h1s and h2s. What readers see outweighs what is written for search engines, if it is about the same."""
    known = [bigrams for bigrams in map(_bigrams, declared) if bigrams]
    headings = list(itertools.islice(root.iter("h1", "h2"), _MOST))
    alone = sum(1 for heading in headings if heading.tag == "h1") == 1
    found: list[_Candidate] = []
    for number, heading in enumerate(headings, 1):
        text = unescape(_told(heading, declared[0]))
        if not text or len(text) > _LONGEST or site.names_it(text) or _is_logo(heading):
            continue
        fits = _fit(text, known) > (_ALONE if alone and len(key(text)) > _TELLING else _FIT) or not known
        if heading.tag == "h1" or heading.get("itemprop") == "headline":
            weight = (1.8 if newsroom else 2.6) if fits else 0.6
            weight *= 0.5 if not (alone and fits) and _in_furniture(heading) else 1.0
            found.append(_Candidate(text, f"{heading.tag}[{number}]", weight, heading))
        elif fits:
            found.append(_Candidate(text, f"h2[{number}]", 0.2, heading))
    named = _named(root)
    text = unescape(_told(named, declared[0])) if named is not None else ""
    if named is not None and 0 < len(text) <= _LONGEST and not site.names_it(text) and _fit(text, known) > _FIT:
        found.append(_Candidate(text, f"{named.tag} named headline", 2.6, named))
    return found


def _named(root: Element) -> Element | None:
    """The lesser heading that the mark-up calls the entry's title (hAtom), where there is one alone.

    Blogs set their own name as h1, and so may the writer the headings in the text.
    """
    found = [heading for heading in root.iter("h2", "h3", "h4") if _TITLED.search(heading.get("class") or "")]
    return found[0] if len(found) == 1 else None


def _told(heading: Element, document: str) -> str:
    """A heading's text without what stands in it around the headline: `<h1>甲<span>原创</span></h1>`, `引题<br>甲`.

    The <title> tells what the headline is: it begins with it, and a separator follows, if anything does.
    """
    whole = text_of(heading, _LONGEST + 1)
    if not len(heading) or key(whole) in key(document):
        return whole
    pieces = [str(piece) for piece in heading.itertext()]
    parts = [squeeze("".join(pieces[:end])) for end in range(1, len(pieces))]
    parts += [squeeze("".join(pieces[start:])) for start in range(1, len(pieces))]
    return max((part for part in parts if _begins(document, part)), key=len, default=whole)


def _begins(document: str, part: str) -> bool:
    rest = document[len(part) :].strip()
    return len(key(part)) >= _SHORTEST and document.startswith(part) and (not rest or rest[0] in _SEPARATORS)


def _is_logo(heading: Element) -> bool:
    """Whether all of a heading is a link to the front page: then it is the site's name."""
    return any((link.get("href") or "").strip() in _FRONT for link in heading.iter("a"))


def _bigrams(text: str) -> frozenset[str]:
    letters = key(text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _fit(text: str, known: list[frozenset[str]]) -> float:
    """The largest share of pairs of letters that `text` has in common with one of the declared titles."""
    own = _bigrams(text)
    return max((len(own & other) / max(len(own | other), 1) for other in known), default=0.0)


def _in_furniture(element: Element) -> bool:
    return any(region_of(ancestor) == "furniture" for ancestor in element.iterancestors() if ancestor.tag != "body")
