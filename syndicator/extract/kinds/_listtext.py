"""The text of a list page, as much of it as the source says is read."""

from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import decode


def list_text(page: Page, source: Source) -> tuple[str, str]:
    """The page decoded, and in words what was left out of it, "" for nothing.

    Some hundred rows are far below any limit; a tree of each further megabyte costs a second. What is cut ends
    before a tag, so that no address is read by half.
    """
    text = decode(page.body[: source.list_size], page.content_type, source.charset).text
    if len(page.body) <= source.list_size:
        return text, ""
    left = (
        f"the list has {len(page.body):,} bytes and only the first {source.list_size:,} were read: "
        "what stands below is not seen; set list_size in the feed file to read more"
    )
    return text[: text.rfind("<") + 1].removesuffix("<"), left
