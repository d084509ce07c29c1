"""What sites say about machines that use them."""

import pytest

from syndicator.attribute import reservation
from syndicator.fetch.robots_terms import terms
from syndicator.model.page import Page
from syndicator.model.rights import Evidence

URL = "https://news.example/yaowen/list.html?page=1"
FILE = "https://news.example/.well-known/tdmrep.json"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),
        ("License: https://news.example/a.xml", (("license", "https://news.example/a.xml"),)),
        ("license : a.xml # ours\nUser-agent: *\nDisallow: /x", (("license", "a.xml"),)),
        # a line in our group, or in that of all, hides those of the whole site
        ("License: all.xml\n\nUser-agent: *\nDisallow:\nLicense: star.xml", (("license", "star.xml"),)),
        (
            "License: all.xml\nUser-agent: *\nLicense: star.xml\n\nUser-agent: Syndicator\nLicense: ours.xml",
            (("license", "ours.xml"),),
        ),
        ("User-agent: OtherBot\nLicense: other.xml\nDisallow: /", ()),
        ("License: all.xml\nUser-agent: OtherBot\nLicense: other.xml", (("license", "all.xml"),)),
        # two agents of one group
        ("User-agent: OtherBot\nUser-agent: syndicator/2\nAllow: /\nLicense: both.xml", (("license", "both.xml"),)),
        # what is appended after a blank line stands for the whole site
        ("User-agent: OtherBot\nDisallow: /\n\nLicense: all.xml", (("license", "all.xml"),)),
        # a rule after a blank line is of the group still
        ("User-agent: *\n\nDisallow: /x\nLicense: star.xml", (("license", "star.xml"),)),
        ("# License: no.xml\nSitemap: https://news.example/s.xml", ()),
        (
            "User-agent: *\nContent-Usage: train-ai=n\nContent-Signal: search=yes, ai-train=no\nAllow: /",
            (("content-usage", "train-ai=n"), ("content-signal", "search=yes, ai-train=no")),
        ),
        ("\ufeffLicense: a.xml\r\nLicense: a.xml\rLicense: b.xml", (("license", "a.xml"), ("license", "b.xml"))),
    ],
)
def test_what_a_robots_txt_says(text, said):
    assert terms(text.removeprefix("\ufeff"), "Syndicator") == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'[{"location": "/", "tdm-reservation": 1}]', {"tdm-reservation": "1"}),
        (
            b'[{"location": "/yaowen/*", "tdm-reservation": 1, "tdm-policy": "https://news.example/p.json"}]',
            {"tdm-reservation": "1", "tdm-policy": "https://news.example/p.json"},
        ),
        # the first that fits
        (
            b'[{"location": "/yaowen/", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]',
            {"tdm-reservation": "0"},
        ),
        (b'[{"location": "/tupian/*", "tdm-reservation": 1}]', {}),
        (b'[{"location": "/*.jpg$", "tdm-reservation": 1}]', {}),
        (b'[{"location": "/*list.html$", "tdm-reservation": 1}]', {}),
        (b'[{"location": "/*page=1$", "tdm-reservation": 1}]', {"tdm-reservation": "1"}),
        (b'[{"location": "*", "tdm-reservation": 1}]', {"tdm-reservation": "1"}),
        (b'[{"location": "https://news.example/", "tdm-reservation": 1}]', {"tdm-reservation": "1"}),
        (b'[{"location": "https://other.example/", "tdm-reservation": 1}]', {}),
        (b"<html>", {}),
        (b'{"location": "/"}', {}),
        (b'[1, null, {"location": 5}, {}]', {}),
        (b"[" * 100_000, {}),
        (b"\xff\xfe", {}),
        (b'[{"location": "http://[", "tdm-reservation": 1}]', {}),
    ],
)
def test_what_a_tdmrep_json_says(body, said):
    found = reservation.of_tdmrep(body, FILE, URL)
    assert {one.field: one.text for one in found} == said
    assert all(one.where.startswith(f"{FILE}: ") for one in found)


def _rsl(inner):
    return f'<?xml version="1.0"?><rsl xmlns="https://rslstandard.org/rsl">{inner}</rsl>'.encode()


TRAIN = (
    '<license><permits type="usage">search</permits><prohibits type="usage">ai-train  ai-input</prohibits></license>'
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (_rsl(f'<content url="/">{TRAIN}</content>'), ["permits search; prohibits ai-train ai-input"]),
        (
            _rsl(f'<content url="https://news.example/yaowen/*">{TRAIN}</content>'),
            ["permits search; prohibits ai-train ai-input"],
        ),
        (_rsl(f'<content url="/tupian/">{TRAIN}</content>'), []),
        (_rsl('<content url="/"><license><payment type="attribution"/></license></content>'), ["payment attribution"]),
        (
            _rsl('<content url="/"><license><permits type="geo">CN</permits><payment/></license></content>'),
            ["permits geo CN; payment free"],
        ),
        (_rsl('<content url="/"><license/></content>'), []),
        (b"<rss/>", []),
        (b"not xml", []),
        (b"", []),
        (
            b'<!DOCTYPE x [<!ENTITY a "b">]>'
            + _rsl('<content url="/"><license><permits>&a;</permits></license></content>')[21:],
            ["permits"],
        ),
    ],
)
def test_what_an_rsl_document_says(body, said):
    assert [one.text.strip() for one in reservation.of_rsl(body, "https://news.example/license.xml", URL)] == said


def test_a_pages_own_word_counts_before_its_headers():
    head = b"""<html><head><META content='1' Name="TDM-Reservation"><meta name="tdm-policy" content="https://news.example/p">
    <link rel="license" href="/license.xml" type="application/rsl+xml"><link rel="license" href="/cc"><link rel="license" href="http://[" type="application/rsl+xml"></head>"""
    links = ('<https://news.example/h.xml>; rel="license"; type="application/rsl+xml", </other>; rel=next',)
    page = Page(URL, head, links=links, tdm_reservation="0", tdm_policy="https://news.example/q")
    assert reservation.of_page(page) == (
        Evidence("tdm-reservation", f"{URL} (meta)", "1"),
        Evidence("tdm-policy", f"{URL} (meta)", "https://news.example/p"),
        Evidence("license", f"{URL} (link)", "https://news.example/license.xml"),
        Evidence("license", f"{URL} (header)", "https://news.example/h.xml"),
    )
    silent = Page(URL, b"<html>", tdm_reservation="1")
    assert reservation.of_page(silent) == (Evidence("tdm-reservation", f"{URL} (header)", "1"),)
    assert reservation.of_page(Page(URL, b"")) == ()


@pytest.mark.parametrize(
    ("said", "reserved"),
    [
        ([], False),
        ([("tdm-reservation", "1")], True),
        ([("tdm-reservation", "0")], False),
        ([("rsl", "permits search; prohibits ai-train")], True),
        ([("rsl", "prohibits all")], True),
        ([("rsl", "permits ai-train; payment attribution")], False),
        ([("rsl", "prohibits user commercial")], False),
    ],
)
def test_whether_anything_is_reserved(said, reserved):
    assert reservation.reserved([Evidence(field, "", text) for field, text in said]) is reserved


def test_a_pattern_made_to_be_slow_is_not():
    pattern = "/" + "*a" * 2000 + "*b"
    body = f'[{{"location": "{pattern}", "tdm-reservation": 1}}]'.encode()
    assert reservation.of_tdmrep(body, FILE, "https://news.example/" + "a" * 5000) == ()
