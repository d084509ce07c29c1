"""What a page is, told by its bytes: each sample of each kind, and pages that are nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicator.extract.nature import nature
from syndicator.flows.look import unconfigured
from syndicator.model.page import Page

SAMPLES = Path(__file__).parents[1] / "samples"
CASES = sorted(
    [
        *((path, "list") for path in (SAMPLES / "kinds" / "auto").glob("*.html")),
        *((path, "feed") for path in (SAMPLES / "kinds" / "feed").glob("*") if path.suffix != ".json"),
        *((path, "sitemap") for path in (SAMPLES / "kinds" / "sitemap").glob("*.xml")),
        *((path, "json") for path in (SAMPLES / "kinds" / "json").glob("*.answer")),
        *((path, "article") for path in (SAMPLES / "pages").glob("*.html")),
    ]
)


def sort_of(body: bytes, url: str = "https://haichuan.example/a/b.html") -> str:
    page = Page(url, body, retrieved=datetime(2026, 11, 24, tzinfo=UTC))
    return nature(page, unconfigured(page)).sort


@pytest.mark.parametrize(("path", "expected"), CASES, ids=lambda value: getattr(value, "name", value))
def test_samples(path, expected):
    assert sort_of(path.read_bytes()) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", ""),
        (b"plain words and nothing else", ""),
        (b"<html><body><a href='/a'>a</a></body></html>", ""),
        (b"\x1f\x8b\x08\x00broken", "sitemap"),
        (b"https://a.example/1\nhttps://a.example/2\nhttps://a.example/3\n", "sitemap"),
        (b'callback({"data": []})', "json"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><!-- x --><rdf:RDF xmlns:rdf="r"></rdf:RDF>', "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        (b"<?xml version='1.0'?><sitemapindex></sitemapindex>", "sitemap"),
        (b"\xff\xfe\x00<", ""),
    ],
)
def test_documents_and_nothings(body, expected):
    assert sort_of(body) == expected


def test_a_front_page_is_no_article_however_much_it_says():
    rows = "".join(f"<li><a href='/a/{n}.html'>海川县第{n}座水闸开工建设</a></li>" for n in range(9))
    story = "<p>海川县融媒体中心的网站每天更新，读者可以在这里看到全县各乡镇的新闻，也可以报料、投稿和留言。</p>" * 9
    body = f"<meta charset='utf-8'><h1>海川新闻网</h1><div>{story}</div><ul>{rows}</ul>".encode()
    assert sort_of(body, "https://haichuan.example/") == "list"
    assert sort_of(body, "https://haichuan.example/a/1.html") == "article"
