"""The articles of tests/samples/formats and the feed they stand in.

Run as a script it writes the sample documents anew: look at the difference before keeping it.
"""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from syndicator.model.article import Article
from syndicator.model.feed import Feed, Place
from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint, Rights, RightsPolicy, Status
from syndicator.model.source import Source
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import render
from syndicator.publish.select import entries

FOLDER = Path(__file__).parent.parent / "samples" / "formats"
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PLACE = Place("https://feeds.example.org", publisher="海川发布")
FEED = Feed(
    name="haichuan",
    title="海川县融媒体中心 · 要闻",
    description="海川县的新闻，每条都注明来源与版权。",
    home_url="https://news.haichuan.example/",
    policy=RightsPolicy(holder="海川县融媒体中心"),
    sources=(
        Source("haichuan/news", "haichuan", "html", "https://news.haichuan.example/list/", timedelta(minutes=15)),
        Source("haichuan/wire", "haichuan", "feed", "https://ar.haichuan.example/feed.xml", timedelta(minutes=30)),
        Source("haichuan/inbox", "haichuan", "inbox", "inbox", timedelta(hours=1)),
    ),
)


def moment(text):
    if len(text) == len("2026-11-08"):
        return Moment(datetime.combine(date.fromisoformat(text), time(), ZONE), "day")
    return Moment(datetime.fromisoformat(text))


def article(fields):
    rights = fields["rights"]
    told = {name: fields[name] for name in ("id", "url", "title", "body_html", "body_text", "language")}
    people = {name: tuple(fields.get(name, ())) for name in ("authors", "editors", "subtitles")}
    return Article(
        **told,
        **people,
        version=fields.get("version", 1),
        feed="haichuan",
        source=fields.get("source", "haichuan/news"),
        section=fields.get("section", ""),
        published=moment(fields["published"]),
        first_seen=datetime.fromisoformat(fields["updated"]),
        updated=datetime.fromisoformat(fields["updated"]),
        rights=Rights(**{**rights, "reprint": Reprint(rights["reprint"])}),
        status=Status.USABLE,
        fingerprint="",
    )


def articles():
    return [article(fields) for fields in json.loads((FOLDER / "articles.json").read_text("utf-8"))]


def selected():
    selection = entries(FEED, articles(), PLACE, NOW)
    assert not selection.refused
    return selection.entries


def document(form, chosen=None, feed=FEED):
    return render(feed, selected() if chosen is None else chosen, form, PLACE, NOW).body


if __name__ == "__main__":
    for extension, form in FORMATS.items():
        (FOLDER / f"haichuan.{extension}").write_bytes(document(form))
