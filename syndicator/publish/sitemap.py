"""The news sitemap (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from syndicator.model.feed import Entry, Place
from syndicator.model.rights import AiUse
from syndicator.publish.elements import put, root, written
from syndicator.publish.stamps import rfc3339

MEDIA_TYPE = "application/xml; charset=utf-8"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
# The sitemap's own limits.
_MOST, _LONGEST = 1000, timedelta(days=2)
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def news_sitemap(entries: Iterable[Entry], place: Place, now: datetime) -> tuple[bytes, datetime | None]:
    """Our pages of the articles of the last two days, newest first, each once; and when that changes by itself.

    Articles that search engines may not use are not told to them, nor are those dated later than `now`.
    """
    recent = {entry.id: entry for entry in entries if entry.ai is not AiUse.NO and now - entry.published.utc < _LONGEST}
    fresh = [entry for entry in recent.values() if entry.published.utc <= now]
    to_come = [entry.published.utc for entry in recent.values() if entry.published.utc > now]
    turns = [*to_come, *(entry.published.utc + _LONGEST for entry in fresh)]
    chosen = sorted(fresh, key=lambda one: (one.published.utc, one.id), reverse=True)[:_MOST]
    document = root("urlset", _SITEMAP, {"news": _NEWS})
    for entry in chosen:
        url = put(document, "url")
        put(url, "loc", entry.page_url)
        news = put(url, f"{{{_NEWS}}}news")
        publication = put(news, "publication")
        put(publication, "name", place.publisher or place.generator)
        put(publication, "language", _language(entry.language))
        # A date alone is a date: an hour that nobody gave would be wrong.
        day = entry.published.precision == "day"
        published = entry.published.at.replace(microsecond=0)
        put(news, "publication_date", published.date().isoformat() if day else rfc3339(published))
        put(news, "title", entry.title)
    return written(document), min(turns, default=None)


def _language(tag: str) -> str:
    """An ISO 639 code, as the sitemap wants it: zh-cn and zh-tw are the exceptions it makes."""
    primary, *rest = tag.lower().split("-")
    if primary != "zh":
        return primary
    return "zh-tw" if _TRADITIONAL & set(rest) and "hans" not in rest else "zh-cn"
