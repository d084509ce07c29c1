"""Kind `json`: a JSON API mapped by JMESPath (jmespath.org): `item` to the rows; `link`, `title`, `date` in each."""

import json
from functools import cache
from typing import Any

from syndicator.errors import ExtractError, FieldsMissing
from syndicator.extract.kinds._mend import mend
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.moment import Moment
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text import dates
from syndicator.text.charset import decode
from syndicator.text.html import text_of
from syndicator.text.urls import absolute, canonical

# What APIs call these when the admin leaves an expression out.
_ROWS = (
    "items || data.list || data.items || data.records || data.rows || data || list || rows || result || results || @"
)
_LINK = "url || link || href || permalink || web_url || webUrl || shareUrl || pageUrl"
_TITLE = "title || headline || name"
_DATE = "published || publishTime || publish_time || publishDate || pubDate || pub_time || date || time || createTime"
_KEY = "id || guid || uuid"


class JsonKind:
    """Rows of a JSON answer, their pages read as articles. `skip` is an expression that is true for rows to drop."""

    name = "json"

    def leads(self, page: Page, source: Source) -> Listing:
        """The rows' articles in order, each address once; `next` gives the next page's address.

        Raises ExtractError when the bytes are no JSON, hold no row, no row has an address, or an expression is wrong.
        """
        answer = _load(page, source)
        chosen = source.selectors
        rows = _search(chosen.item or _ROWS, answer)
        if not isinstance(rows, list) or not rows:
            raise ExtractError(f"list missing: {chosen.item or 'no usual name'!r} gives no rows at {page.url}")
        wanted = [row for row in rows if not (chosen.skip and _search(chosen.skip, row))]
        leads: dict[str, Lead] = {}
        for row in wanted:
            url = absolute(_text(chosen.link or _LINK, row), page.url) if _text(chosen.link or _LINK, row) else ""
            if url:
                title = " ".join(text_of(_text(chosen.title or _TITLE, row)).split())
                key = _text(_KEY, row)
                date = _date(chosen.date or _DATE, row, page, source)
                leads.setdefault(canonical(url), Lead(url, title, date, key))
        if wanted and not leads:
            raise FieldsMissing(f"links missing: {len(wanted)} rows at {page.url}, and none has an address")
        following = _text(chosen.next, answer) if chosen.next else ""
        next_url = absolute(following, page.url) if following else ""
        dropped = len(rows) - len(leads)
        notes = (f"{dropped} rows skipped, named twice, or without an address",) if dropped else ()
        return Listing(tuple(leads.values()), next_url, seen=len(rows), notes=notes)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the article's page says. Raises ExtractError when it holds no article."""
        return mend(reader.read(page, source, lead), source)


def _load(page: Page, source: Source) -> Any:
    text = decode(page.body, page.content_type, source.charset).text.strip()
    # JSONP wraps the answer in a call.
    if text.endswith((")", ");")) and "(" in text[:80]:
        text = text[text.index("(") + 1 : text.rindex(")")]
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"no JSON at {page.url}: {error}") from error


@cache
def _compiled(expression: str) -> Any:
    from jmespath import compile as compiled  # noqa: PLC0415 - few installations read an API: loaded when one is
    from jmespath.exceptions import JMESPathError  # noqa: PLC0415 - as above

    try:
        return compiled(expression)
    except JMESPathError as error:
        raise ExtractError(f"{expression!r} is no JMESPath: {str(error).splitlines()[0]}") from error


def _search(expression: str, value: Any) -> Any:
    try:
        return _compiled(expression).search(value)
    except (ValueError, TypeError, RecursionError) as error:
        # JMESPath's own errors are ValueErrors; its functions let a TypeError through.
        raise ExtractError(f"{expression!r} can't be applied: {str(error).splitlines()[0]}") from error


def _text(expression: str, row: Any) -> str:
    found = _search(expression, row)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).strip()


def _date(expression: str, row: Any, page: Page, source: Source) -> Moment | None:
    text = _text(expression, row)
    return dates.parse(text, source.zone, now=page.retrieved) if text else None
