"""Kind `feed`: RSS 0.9x to 2.0, RDF, Atom and JSON Feed."""

from syndicator.extract.kinds import _jsonfeed, _xmlfeed
from syndicator.extract.kinds._item import listing
from syndicator.extract.kinds._mend import mend
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import decode


class FeedKind:
    """Entries of a feed. Slow (about 0.1 s for 200 entries) and blocking: run it in a thread."""

    name = "feed"

    def leads(self, page: Page, source: Source) -> Listing:
        """The feed's entries in its order; an entry with its whole text carries its Draft.

        With `source.full_text`, and for entries that give a summary, the Draft is None: their page is to be read.
        Raises ExtractError when the bytes are no feed, or it has no entry with an address.
        """
        decoded = decode(page.body, page.content_type, source.charset)
        is_json = decoded.text.lstrip().startswith(("{", "["))
        items = (_jsonfeed if is_json else _xmlfeed).read(decoded.text, page.url)
        return listing(items, page, source, decoded)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the entry's page says. Raises ExtractError when it holds no article."""
        return mend(reader.read(page, source, lead), source)
