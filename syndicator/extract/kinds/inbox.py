"""Kind `inbox`: one file dropped into a folder is one article, or several where its format can hold several.

A text is a headline, short sub-headlines, then the body; an HTML file is read as a page; a Word document and a mail as
what they show; ninjs and NewsML-G2 as what they say of each article.
"""

from dataclasses import replace

from syndicator.errors import ExtractError
from syndicator.extract.document import word, xml
from syndicator.extract.document.pieces import Document, Piece
from syndicator.extract.kinds import _document, _eml, _newsmlg2, _ninjs_file
from syndicator.extract.kinds._dropped import Dropped, Item, key_of
from syndicator.extract.kinds._mend import mend
from syndicator.extract.kinds._sort import Sort, of_bytes, of_text
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import Decoded, decode
from syndicator.text.html import xml_safe
from syndicator.text.sites import is_front

_SCHEME = "inbox:"
# A mail that forwards a mail that forwards a mail.
_DEEPEST = 4
_FEEDS = frozenset({"rss", "feed", "RDF"})


class InboxKind:
    """Files of a folder, their addresses `inbox:NAME`.

    An article is known by what its sender calls it (ninjs, NewsML-G2), else by its bytes: the same file under another
    name is the same article. Its address is where it says its original is, or the file's name.
    """

    name = "inbox"

    def leads(self, page: Page, source: Source) -> Listing:
        """The articles of a file, each with its Draft. The notes say what of it was passed over, `refused` what failed.

        Raises ExtractError when the file holds no article, or is of a format that can't be read.
        """
        dropped = _read(page, source, _DEEPEST)
        leads = tuple(
            _lead(item, page.url if number == 1 else f"{page.url}#{number}")
            for number, item in enumerate(dropped.items, 1)
        )
        notes = (*dropped.notes, *dropped.refused)
        return Listing(leads, seen=len(leads) + len(notes), notes=notes, refused=dropped.refused)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the file says of the article that `lead` names, or of its first. Raises ExtractError as `leads` does."""
        found = self.leads(page, source).leads
        named = next((one for one in found if lead.key and one.key == lead.key), found[0])
        if named.draft is None:
            raise ExtractError("the file holds no article")
        return named.draft


def _read(page: Page, source: Source, deepest: int) -> Dropped:
    """The articles of a file; `deepest` is how many files may still be inside one another."""
    if deepest == 0:
        raise ExtractError("the mail holds mails inside mails past any use: put in the article itself")
    name = page.url.removeprefix(_SCHEME)
    sort = of_bytes(name, page.body)
    if sort == "docx":
        return _one(page, _document.draft(word.read(page.body), page.url, source))
    if sort == "eml":
        return _eml.read(
            page.body, page.url, source, lambda file, body: _read(Page(f"{_SCHEME}{file}", body), source, deepest - 1)
        )
    decoded = decode(page.body, page.content_type, source.charset)
    return _text(page, of_text(name, page.content_type, decoded.text), decoded, source)


def _text(page: Page, sort: Sort, decoded: Decoded, source: Source) -> Dropped:
    if sort == "json":
        return _ninjs_file.read(decoded.text, source)
    if sort == "xml":
        root = xml.parse_text(xml_safe(decoded.text), "the file")
        if xml.name(root) in _newsmlg2.ROOTS:
            return _newsmlg2.read(root, source)
        if xml.name(root).lower() != "html":
            raise ExtractError(_strange(xml.name(root)))
    if sort in ("xml", "html"):
        return _one(page, _page(page, source))
    rows = tuple(Piece(line) for line in xml_safe(decoded.text).splitlines() if line.strip())
    return _one(
        page, _document.draft(Document(rows, charset=decoded.charset, repairs=decoded.repairs), page.url, source)
    )


def _page(page: Page, source: Source) -> Draft:
    """What a saved page says; one without a headline has no list to have it from."""
    draft = mend(reader.read(page, source, Lead(page.url)), source)
    if not draft.title:
        raise ExtractError("the page has no headline: give it a title or a heading, and put it in again")
    return draft


def _one(page: Page, draft: Draft) -> Dropped:
    return Dropped((Item(key_of(page.body), replace(draft, told=True)),))


def _lead(item: Item, url: str) -> Lead:
    """An article of the file at `url`, with its own address: its original's where it names one, else the file's."""
    draft = item.draft
    if draft.told:
        named = draft.canonical if draft.canonical and not is_front(draft.canonical) else ""
        draft = replace(draft, url=named or url)
    return Lead(url, draft.title, draft.published, item.key, draft)


def _strange(root: str) -> str:
    if root in _FEEDS:
        return "the file is a feed: declare its address as a source of kind feed"
    if root in ("package", "wordDocument"):
        return "the file is Word's own XML: save it as .docx and put that in"
    return f"XML that is neither NewsML-G2 nor a page (its root is {root[:80]}): put in NewsML-G2, .docx or .txt"
