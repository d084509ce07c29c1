"""Reading a feed's documents as a feed reader does, and a feed that has been there for some months."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import feedparser
from lxml import etree

OCTOBER = datetime(2026, 10, 20, 8, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 8, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 2, 8, tzinfo=UTC)
AT = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


async def get(site, path, **headers):
    response = await site.get(path, headers=headers)
    assert response.status == 200, (path, response.status)
    return await response.read()


def ids(body):
    return {entry.id for entry in feedparser.parse(body).entries}


def named(kept, names):
    return {kept[name].id for name in names}


def tombstones(body):
    return {one.get("ref"): one.get("when") for one in etree.fromstring(body).findall(AT)}


def link(body, relation):
    found = [one["href"] for one in feedparser.parse(body).feed.links if one["rel"] == relation]
    return urlsplit(found[0]).path if found else None


async def some_months(house):
    """Three articles in October, two in November; it is December now, and there is one of today."""
    kept = {}
    for at, names in ((OCTOBER, "abc"), (NOVEMBER, "de"), (DECEMBER, "f")):
        house.clock.time = at
        for name in names:
            kept[name] = await house.keep(name)
            house.clock.pass_by(hours=1)
        await house.release()
    return kept
