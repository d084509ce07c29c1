"""Articles to Entries: the one door to every output, where status, embargo and rights are enforced."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from babel import localedata

from syndicator.errors import RightsError
from syndicator.model.article import Article
from syndicator.model.feed import Entry, Feed, Gone, Place
from syndicator.model.partner import Shape
from syndicator.model.rights import Status
from syndicator.model.run import Withheld
from syndicator.publish.clean import safe
from syndicator.publish.closing import Closing, content
from syndicator.publish.excerpt import excerpt
from syndicator.publish.shaping import shaped
from syndicator.publish.usage import of_source
from syndicator.publish.words import words
from syndicator.text.urls import canonical, front_page, is_http, to_uri

EVERYBODY = Shape()

_BREAK = re.compile("[\t\n\r\v\f\u2028\u2029]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# to_uri leaves these as pages write them; RFC 3986 has no place for them outside a host.
_NOT_IN_A_PATH = str.maketrans({"[": "%5B", "]": "%5D"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What a feed holds, newest first, and what could not go in for want of a rights field.

    `made` has each entry beside the article it was made of, by its id.
    """

    entries: tuple[Entry, ...]
    refused: tuple[Withheld, ...] = ()
    made: Mapping[str, "Made"] = field(default_factory=dict, repr=False, compare=False)


Made = tuple[Article, Entry]
_NOTHING: Mapping[str, Made] = {}


def entries(  # noqa: PLR0913, PLR0917 - what is selected, and what was made before, which changes nothing in it
    feed: Feed,
    articles: Sequence[Article],
    place: Place,
    now: datetime,
    shape: Shape = EVERYBODY,
    made: Mapping[str, Made] = _NOTHING,
) -> Selection:
    """What `feed` publishes of `articles` at `now`: usable, no longer embargoed, complete, at most `feed.entries`.

    Where there are more, those with the latest news stay: published last, or edited last. `made` is that of an earlier
    selection of the same feed, place and shape: the very same article makes the same entry.
    """
    usable = [article for article in articles if is_open(article, now)]
    chosen: dict[str, Made] = {}
    refused: list[Withheld] = []
    for article in sorted(usable, key=_latest_news, reverse=True):
        if len(chosen) == feed.entries:
            break
        try:
            before = made.get(article.id)
            if before is None or before[0] is not article:
                before = (article, entry(article, feed, place, shape))
            chosen[article.id] = before
        except RightsError as error:
            refused.append(Withheld(article.url, article.title, str(error)))
    newest = sorted((one for _, one in chosen.values()), key=lambda one: (one.published.utc, one.id), reverse=True)
    return Selection(tuple(newest), tuple(refused), chosen)


def is_open(article: Article, now: datetime) -> bool:
    """Whether an article may be told of at `now`: usable, and under no embargo any more."""
    return article.status is Status.USABLE and (article.embargo is None or article.embargo <= now)


def entry(article: Article, feed: Feed, place: Place, shape: Shape = EVERYBODY) -> Entry:
    """One article as published in `shape`, whatever its status. Raises RightsError naming every missing field."""
    rights = article.rights
    slug = _line(article.slug)
    page_url = place.article(slug) if slug else ""
    origin_url = _uri(article.url) or page_url
    reprint_url = place.reprint(slug) if slug else ""
    given = shaped(article, feed, place, shape, origin_url)
    closing = Closing(rights.notice, given.credit, origin_url, reprint_url)
    said = words(shape.language or feed.language)
    built = Entry(
        id=_line(article.id),
        slug=slug,
        version=article.version,
        title=_line(article.title),
        summary=excerpt(safe(article.body_text)),
        content_html=safe(content(given.subtitles, given.body_html, given.body_text, closing, said)),
        body_text=given.body_text,
        origin_name=_line(rights.holder),
        origin_url=origin_url,
        page_url=page_url,
        reprint_url=reprint_url,
        published=article.published,
        updated=_updated(article),
        language=_language(article.language) or feed.language,
        holder=_line(rights.holder),
        notice=_line(rights.notice),
        credit=_line(given.credit),
        license=_uri(rights.license),
        usage_terms=_line(rights.usage_terms),
        reprint=rights.reprint,
        authors=_lines(article.authors),
        editors=_lines(article.editors),
        subtitles=_lines(article.subtitles),
        section=_line(article.section),
        images=given.images,
        source_feed_url=_source_url(article, feed, origin_url),
        ai=of_source(feed, article.source),
    )
    _require(built)
    return built


def gone(article_id: str, at: datetime) -> Gone:
    """An article taken down at a time, as later than any entry that was published of it."""
    return Gone(_line(article_id), _own(article_id, at))


def _require(built: Entry) -> None:
    required = {
        "id": built.id,
        "title": built.title,
        "holder": built.holder,
        "notice": built.notice,
        "credit line": built.credit,
        "license": built.license,
        "way back to the original": built.origin_url,
        "way to ask to reprint": built.reprint_url,
    }
    missing = [name for name, value in required.items() if not value]
    if missing:
        raise RightsError(f"{built.id or built.origin_url}: no {', no '.join(missing)}")


def _latest_news(article: Article) -> tuple[datetime, str]:
    """When readers had something new of it: an edit counts, finding an old article for the first time does not."""
    return (article.updated if article.version > 1 else article.published.utc, article.id)


def _updated(article: Article) -> datetime:
    """When the article last changed, in UTC, with a fraction of a second that is its own.

    One pass stores many articles at one time; readers and the feed validator take equal times for a mistake.
    """
    return _own(article.id, article.updated)


def _own(article_id: str, at: datetime) -> datetime:
    return at.astimezone(UTC) + timedelta(microseconds=zlib.crc32(article_id.encode("utf-8", "replace")) % 1_000_000)


def _uri(url: str) -> str:
    """An http(s) address in the characters RFC 3986 allows, "" for anything else."""
    uri = to_uri(url.strip())
    if not uri:
        return ""
    host, slash, rest = uri.partition("://")[2].partition("/")
    return f"{uri.partition('://')[0]}://{host}{slash}{rest.translate(_NOT_IN_A_PATH)}"


def _source_url(article: Article, feed: Feed, origin_url: str) -> str:
    """The feed the article came from, where it came from one, else the front page of its site."""
    source = next((source for source in feed.sources if source.key == article.source), None)
    if source and source.kind == "feed" and is_http(source.url):
        return canonical(_uri(source.url))
    return front_page(origin_url)


def _line(text: str) -> str:
    """A name, a title, a notice: one line, which is all that NewsML-G2 and most screens take of it."""
    return _BREAK.sub(" ", safe(text).strip())


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    """Each of them without blanks and repetitions, in the order of the page."""
    return tuple(dict.fromkeys(line for line in map(_line, texts) if line))


@lru_cache(maxsize=256)
def _language(tag: str) -> str:
    """A page's language as a BCP 47 tag, "" where it names none there is (`cn`, `utf-8`)."""
    tag = tag.strip().replace("_", "-")
    known = _LANGUAGE.fullmatch(tag) and localedata.exists(tag.partition("-")[0].lower())
    return tag if known else ""
