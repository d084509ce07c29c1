"""Every source kind: its samples, its errors in words, and input that is made to break it.

A sample is a file in `samples/kinds/NAME/` and a .json beside it with what it must give: `leads` are
[address, title, time, whole text or not], `first` the fields of the first lead's Draft.
"""

import gzip
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source
from syndicator.text.urls import canonical

SAMPLES = Path(__file__).parents[1] / "samples" / "kinds"
PAGES = Path(__file__).parents[3] / "shared" / "pages"
EXPECTED = sorted(SAMPLES.glob("*/*.json"))
SELECTORS = Selectors(item="li", link="a", title="a", date="span", skip=".ad", next="a.next")


def source_of(kind: str, **changes: Any) -> Source:
    source = Source(
        f"haichuan/{kind}", "haichuan", kind, "https://haichuan.example/", timezone="Asia/Shanghai", language="zh-CN"
    )
    # An API's rows are named in JMESPath, found here by their usual names.
    return replace(source, selectors=Selectors() if kind == "json" else SELECTORS, **changes)


def sample(path: Path) -> tuple[Page, Source, dict[str, Any]]:
    expected = json.loads(path.read_text("utf-8"))
    body = next(file for file in path.parent.glob(f"{path.stem}.*") if file != path).read_bytes()
    if "encoding" in expected:
        body = body.decode("utf-8").encode(expected["encoding"])
    page = Page(expected["url"], body, expected.get("content_type", ""))
    selectors = Selectors(**expected.get("selectors", {}))
    return page, replace(source_of(path.parent.name), selectors=selectors, **expected.get("source", {})), expected


def seen(draft: Draft, name: str) -> Any:
    value = getattr(draft, name)
    if name == "notices":
        return [line.text for line in value]
    if name == "images":
        return [[image.url, image.alt, image.credit] for image in value]
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_samples(path: Path) -> None:
    page, source, expected = sample(path)
    listing = KINDS[source.kind].leads(page, source)
    assert [[lead.url, lead.title, str(lead.published), lead.draft is not None] for lead in listing.leads] == (
        expected["leads"]
    )
    assert (listing.seen, listing.next_url) == (expected["seen"], expected.get("next_url", ""))
    assert bool(listing.notes) == (expected["seen"] > len(listing.leads))
    first, wanted = listing.leads[0], dict(expected.get("first", {}))
    assert first.key == wanted.pop("key", first.key)
    if first.draft:
        assert {name: seen(first.draft, name) for name in wanted} == wanted
        assert "<script" not in first.draft.body_html


def test_every_kind_has_a_sample_and_its_own_name() -> None:
    assert {path.parent.name for path in EXPECTED} == set(KINDS)
    assert all(kind.name == name for name, kind in KINDS.items())


def test_full_text_leaves_the_feeds_own_copy_aside() -> None:
    page, source, _ = sample(SAMPLES / "feed" / "rss20.json")
    assert [lead.draft for lead in KINDS["feed"].leads(page, replace(source, full_text=True)).leads] == [None, None]


def test_the_same_bytes_under_another_name_are_the_same_article() -> None:
    body = (SAMPLES / "inbox" / "poem.txt").read_bytes()
    keys = {
        KINDS["inbox"].leads(Page(f"inbox:{name}", body), source_of("inbox")).leads[0].key
        for name in ("a.txt", "b.txt")
    }
    assert len(keys) == 1
    assert keys.pop().startswith("sha256:")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"inbox", "push"}))
def test_an_articles_page_is_read(kind: str) -> None:
    body = (SAMPLES / "inbox" / "page.html").read_bytes()
    draft = KINDS[kind].draft(
        Page("https://haichuan.example/1.html", body), Lead("https://haichuan.example/1.html"), source_of(kind)
    )
    assert (draft.title, str(draft.published)) == ("东湾镇千亩晚稻开镰", "2026-11-22T09:05:00+08:00")


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("html", "<ul></ul>", "list missing: selector 'li' found nothing at https://haichuan.example/"),
        ("html", "<li>甲</li><li>乙</li>", "links missing: 2 items at https://haichuan.example/"),
        ("html", "<li><a href='#'>甲</a></li>", "links missing: 1 items"),
        ("html", "<li><a href='javascript:x()'>甲</a></li>", "links missing: 1 items"),
        ("html", "plain words", "no HTML"),
        ("html", "", "no HTML"),
        ("feed", "", "no feed"),
        ("feed", "<html><body>403 Forbidden</body></html>", "no feed"),
        ("feed", "<rss version='2.0'><channel><title>空</title></channel></rss>", "has no entries"),
        ("feed", "<rss version='2.0'><channel><item><title>甲</title></item></channel></rss>", "none has an address"),
        ("feed", "{", "no JSON"),
        ("feed", '{"items": []}', "no JSON Feed"),
        ("feed", "[" * 100_000, "no JSON"),
        ("feed", '{"version": "https://jsonfeed.org/version/1", "items": 5}', "has no entries"),
        ("auto", "<p>只有一段话</p>", "no list of articles"),
        ("auto", "", "no HTML"),
        ("sitemap", "<html></html>", "no sitemap"),
        ("sitemap", "", "no sitemap"),
        ("sitemap", "<urlset></urlset>", "names no page"),
        ("sitemap", "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", "set pages = 2"),
        ("sitemap", "\x1f\x8bnot gzip", "no sitemap"),
        ("json", "<p>", "no JSON"),
        ("json", "[]", "gives no rows"),
        ("json", '[{"a": 1}]', "none has an address"),
        ("json", "[" * 100_000, "no JSON"),
        ("push", "<p>甲</p>", "no JSON"),
        ("push", "[" * 100_000, "no JSON"),
        ("push", "[]", "must be an object"),
        ("push", "{}", "body_html: is required; id: is required; title: is required"),
        ("push", '{"uri": "urn:x", "pubStatus": "spiked"}', "pubStatus: must be usable, withheld or canceled"),
        ("push", '{"id": "1", "title": "甲", "body_text": "乙", "notise": "丙"}', "notise: is no field we know"),
        ("push", '{"id": "1", "title": "甲", "body_text": "乙", "embargo": "2026-12-01"}', "embargo: must be a date"),
        ("inbox", " \n\u3000\n", "empty"),
        ("inbox", "只有标题", "no text below"),
        ("inbox", "字" * 1_000_000, "no headline"),
    ],
)
def test_what_is_wrong_is_said(kind: str, body: str, words: str) -> None:
    with pytest.raises(ExtractError, match=words.replace("(", r"\(")):
        KINDS[kind].leads(Page("https://haichuan.example/", body.encode()), source_of(kind))


@pytest.mark.parametrize(("kind", "item", "words"), [("html", "li[[", "no CSS"), ("json", "a[[", "no JMESPath")])
def test_a_selector_that_is_none(kind: str, item: str, words: str) -> None:
    source = replace(source_of(kind), selectors=Selectors(item=item, link="a"))
    with pytest.raises(ExtractError, match=words):
        KINDS[kind].leads(Page("https://haichuan.example/", b"[{}]" if kind == "json" else b"<li>"), source)


def test_a_gzipped_sitemap_and_an_index_of_two() -> None:
    page, source, expected = sample(SAMPLES / "sitemap" / "news.json")
    packed = replace(page, body=gzip.compress(page.body, mtime=0), content_type="application/gzip")
    assert [lead.url for lead in KINDS["sitemap"].leads(packed, source).leads] == [row[0] for row in expected["leads"]]
    index = """<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2026-10-01</lastmod></sitemap>
        <sitemap><loc>/new.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>"""
    listing = KINDS["sitemap"].leads(replace(page, body=index.encode()), replace(source, pages=2))
    assert (listing.leads, listing.next_url) == ((), "https://haichuan.example/new.xml.gz")


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"<url>" + b" " * 60_000_000, mtime=0)
    assert len(bomb) < 100_000
    with pytest.raises(ExtractError, match="unpacked"):
        KINDS["sitemap"].leads(Page("https://haichuan.example/sitemap.xml.gz", bomb), source_of("sitemap"))


@pytest.mark.skipif(not PAGES.is_dir(), reason="the labelled pages are not beside the project")
def test_auto_finds_the_lists_of_the_labelled_pages() -> None:
    precision, recall = [], []
    for record in json.loads((PAGES / "lists.json").read_text("utf-8")):
        body = gzip.decompress((PAGES / record["file"]).read_bytes())
        found = {
            canonical(lead.url) for lead in KINDS["auto"].leads(Page(record["base_url"], body), source_of("auto")).leads
        }
        wanted = {canonical(url) for url in record["links"]}
        precision.append(len(found & wanted) / len(found))
        recall.append(len(found & wanted) / len(wanted))
    assert sum(precision) / len(precision) >= 0.95
    assert sum(recall) / len(recall) >= 0.95


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><item><title>&i;&x;</title><link>http://x.example/</link></item></channel></rss>"
)
HOSTILE = {
    "nul": b"\x00" * 5000,
    "surrogates": b"\xed\xa0\x80<li><a href='\xed\xa0\x80'>\xed\xb0\x80</a></li>" * 9,
    "title": b"<rss version='2.0'><channel><item><title>"
    + b"x" * 1_000_000
    + b"</title><link>http://x.example/</link></item>",
    "link title": b"<li><a href='1.html'>" + b"y" * 1_000_000 + b"</a></li>",
    "unclosed": b"<rss><channel><item>" * 5000,
    "attributes": b"<li " + b"a=1 " * 200_000 + b"><a href=x>y</a>",
    "deep": b"<li><a href=1.html>" + b"<div>" * 100_000,
    "deep feed": b"<rss version='2.0'><channel><item>" + b"<a>" * 50_000,
    "tags": b"<a " * 100_000,
    "entities": b"<rss version='2.0'><channel><item><title>" + b"&amp;" * 100_000 + b"</title><link>http://x.example/",
    "bad links": b"<li><a href='http://[bad'>x</a></li><li><a href='http://x:99999/'>y</a></li><base href='http://['>",
    "bad feed link": b"<rss version='2.0'><channel><item><link>http://[bad</link><title>x</title></item></channel></rss>",
    "cdata": b"<rss version='2.0'><channel><item><title>" + b"<![CDATA[" * 50_000,
    "prefixes": b"<rss version='2.0'><channel>" + b"".join(b"<p%d:x/>" % n for n in range(3000)),
    "references": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&#0;&#xD800;&#x1F;&#99999999;&foo;</title>"
    b"<link href='http://x.example/'/></entry></feed>",
    "sitemap": b"<urlset><url><loc>" + b"http://x.example/" + b"a" * 500_000,
    "sitemap deep": b"<urlset>" + b"<url>" * 50_000,
    "rows": b'{"list": [' + b'{"url": {"a": [1]}, "title": 5},' * 9 + b'{"url": "http://[", "date": 1e400}]}',
    "many links": b"<ul>"
    + b"".join(b"<li><a href=/n/%d.html>headline number %d of the day</a>" % (n, n) for n in range(4_000)),
    "nested lists": b"<ul><li><a href=/n/1.html>headline of the day</a>" * 3000,
    "bomb": BOMB.encode(),
}


def look(kind: str, body: bytes, content_type: str = "") -> Listing | None:
    """The listing, or None for an ExtractError; anything else that is raised fails the test."""
    source = source_of(kind)
    page = Page("https://haichuan.example/list/", body, content_type)
    listing = None
    with suppress(ExtractError):
        listing = KINDS[kind].leads(page, source)
    with suppress(ExtractError):
        KINDS[kind].draft(page, Lead(page.url), source)
    return listing


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_input(kind: str, name: str) -> None:
    listing = look(kind, HOSTILE[name])
    for lead in listing.leads if listing else ():
        assert len(lead.title) <= 1000 or kind == "feed"
        lead.title.encode("utf-8")
        lead.url.encode("ascii" if kind != "inbox" else "utf-8")


def test_a_mirrors_damage_is_undone_in_every_kind() -> None:
    expected = json.loads((SAMPLES / "inbox" / "mirrored.json").read_text("utf-8"))["first"]["body_text"]
    damaged = (SAMPLES / "inbox" / "mirrored.txt").read_text("utf-8").splitlines()
    html = f"<h1>{damaged[0]}</h1><div>" + "".join(f"<p>{line}</p>" for line in damaged[2:]) + "</div>"
    page = Page("https://haichuan.example/1.html", html.encode())
    draft = KINDS["html"].draft(page, Lead(page.url), replace(source_of("html"), script="hans"))
    assert draft.body_text == expected
    assert draft.body_html.count("<p>") == 3
    assert 0 < draft.restoration < 1
    assert {repair.kind for repair in draft.repairs} >= {"pinyin", "punctuation", "script"}


def test_an_entity_bomb_is_refused() -> None:
    with pytest.raises(ExtractError, match="refused"):
        KINDS["feed"].leads(Page("https://haichuan.example/", BOMB.encode()), source_of("feed"))


PIECES = [
    *(
        b"<rss version='2.0'>",
        b"<channel>",
        b"<item>",
        b"</item>",
        b"<title>",
        b"</title>",
        b"<link>http://x.example/",
        b"</link>",
    ),
    *(
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<entry>",
        b"<link href='/a'/>",
        b"<updated>2026",
        b"<content type='html'>",
    ),
    *(
        b"<li>",
        b"<a href='1.html'>",
        b"</a>",
        b"<span>2026-11-23",
        b"<base href='//'>",
        b"<html>",
        b"<!--",
        b"<![CDATA[",
        b"&x;",
        b"&",
    ),
    *(
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b'{"id": 1, "url": "/a"}',
        b"]}",
        b"\xff\xfe",
        b"\x00",
        b"\xc4\xe3",
    ),
    *(
        "海川县召开秋收现场会\n".encode(),
        "（版权归海川所有）\n".encode(),
        "作者：张三\n".encode(),
        b"\n",
        b"<p>",
        b"<media:content url=':'/>",
    ),
]


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=25).map(b"".join),
    st.sampled_from(sorted(KINDS)),
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
def test_any_bytes(body: bytes, kind: str) -> None:
    look(kind, body)
