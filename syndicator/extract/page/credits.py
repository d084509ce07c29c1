"""Who made the article and whose it is: bylines for readers, author fields for machines, the 来源 line."""

from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from syndicator.extract.page import credits_zh, signed_foreign
from syndicator.extract.page.creditlines import first, likely, outlet_of
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.site import Site
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import read_line
from syndicator.text.signers import names_in


@dataclass(frozen=True, slots=True)
class Signed:
    """Everyone the page names. `outlet` is the 来源; a Named without values means nobody."""

    authors: Named = NOBODY
    editors: Named = NOBODY
    photographers: Named = NOBODY
    outlet: Named = NOBODY


def find(root: Element, structured: Structured, zones: Zones, site: Site, *, chinese: bool) -> Signed:
    """The credits of a page.

    On Chinese pages lines for readers come first, since author fields there mostly name the site; elsewhere fields for
    machines do, since they need no guessing.
    """
    if not chinese:
        lines = [(run, read_line(run.text)) for run in likely(zones)]
        outlet = credits_zh.declared_outlet(structured) or outlet_of(lines)
        authors = signed_foreign.find(root, structured, zones, site, lines)
    else:
        lines = credits_zh.read(zones)
        authors = credits_zh.authors(structured, zones, site, lines) or credits_zh.marked(root, zones, site)
        outlet = credits_zh.source(root, structured, zones, lines, authors)
        authors = credits_zh.without(authors, outlet)
    return Signed(authors, first(lines, "editors"), first(lines, "photographers"), outlet)


def chosen(found: Signed, author: tuple[str, str], outlet: tuple[str, str]) -> Signed:
    """The credits with what an admin's selectors point to (text, place; "" for none) as authors and outlet."""
    text, where = author
    names = read_line(text).authors or names_in(text)
    if names:
        found = replace(found, authors=Named(names, where, text))
    text, where = outlet
    name = read_line(text).outlet or text.strip()
    if name:
        found = replace(found, outlet=Named((name,), where, text))
    return found
