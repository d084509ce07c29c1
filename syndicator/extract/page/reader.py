"""One article page to a Draft: each concern reads the one tree, the admin's selectors win, the lead fills in."""

from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.page import body as bodies
from syndicator.extract.page import credits as signatures
from syndicator.extract.page import (
    dates,
    epaper,
    folded,
    images,
    language,
    nearby,
    notices,
    render,
    selectors,
    structured,
    subtitles,
    title,
    tree,
    zones,
)
from syndicator.extract.page.blocks import Survey, survey
from syndicator.extract.page.clock import Clock
from syndicator.extract.page.site import Site
from syndicator.model.draft import Draft, Lead, Origin
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import decode
from syndicator.text.html import flatten, sanitize


@dataclass(slots=True)
class _Reading:
    """One page while it is read."""

    root: Element
    base: str
    source: Source
    machine: structured.Structured
    seen: Survey
    site: Site
    headline: title.Title
    body: bodies.Body


def read(page: Page, source: Source, lead: Lead | None = None) -> Draft:
    """What an article page says; `lead` fills in a title or time that the page leaves out.

    Raises ExtractError when the bytes hold no article: no mark-up, or no text that could be one; and when a selector
    of the source is no CSS.
    """
    decoded = decode(page.body, page.content_type, source.charset)
    reading = _read(decoded.text, page, source)
    root = reading.root
    draft = _fields(reading, page.url)
    text = reading.body.text
    pictures = images.read(reading.body, reading.base)
    lines = notices.find(root, reading.machine, reading.seen.runs)
    draft = replace(
        draft,
        body_text=text,
        images=pictures,
        notices=lines,
        language=language.of(root, reading.machine, text),
        charset=decoded.charset,
        repairs=decoded.repairs,
        # Last, since it takes the tree apart.
        body_html=sanitize(render.render(reading.body), reading.base),
    )
    return _filled(draft, lead)


def _read(text: str, page: Page, source: Source) -> _Reading:
    """The survey of a page, read again where that may show more.

    That is where its tags nest past what the parser keeps, and where it keeps its article for its scripts to show.
    """
    root = tree.parse(text)
    epaper.declare(root, text)
    selectors.prune(root, source.selectors)
    reading, failure = None, None
    try:
        reading = _survey(root, page, source)
    except ExtractError as error:
        failure = error
    if not source.selectors.body and _unfolded(root, reading, page):
        return _survey(root, page, source)
    if reading:
        return reading
    if failure and text.count("<") < tree.DEEPEST:
        raise failure
    root = tree.parse(flatten(text))
    selectors.prune(root, source.selectors)
    return _survey(root, page, source)


def _unfolded(root: Element, reading: _Reading | None, page: Page) -> bool:
    """Whether the page kept more of an article for its scripts than it shows; then that is in its tree now."""
    if reading:
        return folded.unfold(root, reading.machine, reading.headline.text, reading.body.prose)
    machine = structured.read(root)
    return folded.unfold(root, machine, title.find(root, machine, page.url, []).text, 0)


def _survey(root: Element, page: Page, source: Source) -> _Reading:
    machine = structured.read(root)
    seen = survey(tree.body_of(root))
    headline = title.find(root, machine, page.url, seen.runs)
    body = None
    for element in selectors.select(root, source.selectors.body):
        body = bodies.selected(seen, element, source.selectors.body)
        if body.runs:
            break
    chosen, where = selectors.line(root, source.selectors.headline)
    if chosen:
        headline = title.Title(chosen, where)
    if body is None or not body.runs:
        body = bodies.find(seen, headline, machine)
    if body is None or not body.runs:
        raise ExtractError("the page holds no article text")
    if not chosen and nearby.doubtful(headline, seen.runs, body.runs[0]):
        headline = nearby.find(headline, seen.runs, body.runs)
        body = body if source.selectors.body else bodies.find(seen, headline, machine) or body
    return _Reading(
        root, tree.base_of(root, page.url), source, machine, seen, Site.of(machine, page.url), headline, body
    )


def _fields(reading: _Reading, url: str) -> Draft:
    """Everything but the body, with the place each field was read from."""
    root, machine, chosen = reading.root, reading.machine, reading.source.selectors
    around = zones.of(reading.seen.runs, reading.body.runs, reading.headline.text)
    chinese = language.script_of(f"{reading.headline.text}\n{reading.body.text}") == "zh"
    clock = Clock.of(reading.source.zone, language.declared(root, machine), url)
    when = dates.find(root, machine, around, clock, url)
    when = dates.chosen(when, *selectors.line(root, chosen.published), clock)
    signed = signatures.find(root, machine, around, reading.site, chinese=chinese)
    signed = signatures.chosen(signed, selectors.line(root, chosen.author), selectors.line(root, chosen.outlet))
    section = machine.article.section if machine.article else ""
    origins = [Origin("title", reading.headline.where), Origin("body", reading.body.where)]
    origins += [
        Origin(name, dated.where, dated.text)
        for name, dated in (("published", when.published), ("updated", when.updated))
        if dated
    ]
    origins += [
        Origin(name, named.where, named.text)
        for name, named in (("authors", signed.authors), ("editors", signed.editors), ("outlet", signed.outlet))
        if named
    ]
    return Draft(
        url=url,
        title=reading.headline.text,
        subtitles=subtitles.find(machine, around, reading.headline.text),
        published=when.published.moment if when.published else None,
        updated=when.updated.moment if when.updated else None,
        authors=signed.authors.values,
        editors=signed.editors.values,
        outlet=next(iter(signed.outlet.values), ""),
        section=section or machine.meta("article:section", "columnname", "category"),
        canonical=_canonical(root, machine, reading.base),
        origins=tuple(origins),
    )


def _filled(draft: Draft, lead: Lead | None) -> Draft:
    """The draft with what the listing knew and the page does not say."""
    if lead is None:
        return draft
    origins = draft.origins
    if not draft.title and lead.title:
        draft = replace(draft, title=lead.title)
        origins = (*(origin for origin in origins if origin.field != "title"), Origin("title", "listing"))
    if draft.published is None and lead.published:
        draft = replace(draft, published=lead.published)
        origins = (*origins, Origin("published", "listing", str(lead.published)))
    return replace(draft, origins=origins)


def _canonical(root: Element, machine: structured.Structured, base: str) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return tree.join(base, link.get("href") or "")
    address = machine.meta("og:url")
    return tree.join(base, address) if address else ""
