"""Kind `html`: a list page read by the admin's CSS selectors, its articles by the page reader."""

from syndicator.extract.kinds import _selected
from syndicator.extract.kinds._mend import mend
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source


class HtmlKind:
    """Rows of a list by `item`; in each the `link`, `title` and `date`; rows matching `skip` left out."""

    name = "html"

    def leads(self, page: Page, source: Source) -> Listing:
        """The rows' articles in page order, each address once, and the page that `next` links to.

        Raises ExtractError when the page has no row, no row has a link, or a selector is no CSS.
        """
        return _selected.listing(page, source)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the article's page says. Raises ExtractError when it holds no article."""
        return mend(reader.read(page, source, lead), source)
