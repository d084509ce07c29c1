"""The contract of a source kind. Its members are the files of kinds/; kinds/__init__.py lists them."""

from typing import Protocol

from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source


class Kind(Protocol):
    """How to read one sort of source. Pure: bytes in, values out; a kind never fetches.

    Both methods raise ExtractError when the bytes do not hold what the kind reads.
    """

    name: str

    def leads(self, page: Page, source: Source) -> Listing:
        """The articles a listing page (or feed document, or one inbox file) points to or holds."""
        ...

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What an article's own page says; `lead` fills in what the page leaves out."""
        ...
