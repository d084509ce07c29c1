"""Lines that outlets print around their articles, and sentences of articles that are made of the same words."""

import pytest

from syndicator.extract.page import remarks
from syndicator.extract.page.reader import read
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.signers import byline_names

TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "The last car ferry across Linden Sound will stop running on Friday, ending a service that began in 1931.",
        "The county council voted to close the route after repairs to its only vessel were found to cost too much.",
        "Commuters who used the crossing now face a drive of fifty minutes around the northern shore of the sound.",
    )
)
FIRM = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "%s"}}</script>'


def _read(body: str, head: str = "") -> Draft:
    url = "https://gazette.example/a"
    page = f"<html lang=en><head>{head}</head><body><article><h1>Ferry service ends</h1>{body}</article></body></html>"
    return read(Page(url, page.encode()), Source(key="t", feed="t", kind="html", url=url))


@pytest.mark.parametrize(
    "text",
    [
        "Get more local news delivered straight to your inbox.",
        "Find out what's happening in Linden with free, real-time updates.",
        "Recibe cada domingo la mejor selección de temas en tu bandeja de entrada.",
        "Abonnieren Sie unseren Newsletter. Samstags um 9:00 Uhr.",
        "Slow Boats is a reader-supported publication. To support my work, subscribe.",
        "By submitting above, you agree to our privacy policy.",
        "$89.99 View Deal",
    ],
)
def test_what_asks_readers_for_something_is_no_text(text: str) -> None:
    assert remarks.pleads(text, linked=False)


@pytest.mark.parametrize(
    "text",
    [
        "Get the keys to the house before you sign anything, said the lawyer.",
        "The newsletter was printed in her kitchen and sent to forty readers.",
        "Sign up to the army, they were told, and the farm is yours.",
        "Never miss the last ferry, since the next one leaves on Monday.",
        "The price of a deal is what both sides can bear.",
    ],
)
def test_sentences_about_the_same_things_are_text(text: str) -> None:
    assert not remarks.pleads(text, linked=False)


@pytest.mark.parametrize(
    "text", ["Media Contact", "Press contacts:", "###", "# # #", "- 30 -", "ENDS", "Notes to editors"]
)
def test_what_is_sent_to_the_press_ends_with_its_contacts(text: str) -> None:
    assert remarks.closes(text)
    assert remarks.releases(text)


@pytest.mark.parametrize(
    "text", ["Contact was lost at noon.", "The road ends", "Sobre la mesa", "About the ferry", "#ferry", "The End"]
)
def test_other_short_lines_close_nothing(text: str) -> None:
    assert not remarks.closes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Published March 9, 2025Updated March 10, 2025",
        "In Our Paper · 6 min read · Nov 5, 2024",
        "Publisert 14. nov. 2024 kl. 06:12",
        "Le 10 février 2025 à 18h22, modifié le 10 février 2025 à 19h05",
        "July 18, 2024 at 6:00 a.m. EDT",
        "-- 312",
    ],
)
def test_a_line_of_dates_is_a_stamp(text: str) -> None:
    assert remarks.is_stamp(text)


@pytest.mark.parametrize(
    "text", ["The 1931 ferry", "In 2024 the council voted", "Room 12", "March of the penguins", "9.05am: Roads closed"]
)
def test_a_line_with_a_number_is_not_yet_one(text: str) -> None:
    assert not remarks.is_stamp(text)


def test_dates_in_a_list_are_the_text_s_unless_they_say_what_of() -> None:
    assert not remarks.is_stamp("March 2025", listed=True)
    assert remarks.is_stamp("Updated March 10, 2025", listed=True)


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        (TEXT, ("Office for Woods, Farms & Fish",)),
        (f"<p>For immediate release</p>{TEXT}", ()),
        (f"{TEXT}<p>Media contact:</p><p>Ida Berg</p><p>ida@linden.example</p>", ()),
        (f"<p>By Ida Berg</p>{TEXT}<p>Media contact:</p><p>Jo Dahl</p>", ("Ida Berg",)),
    ],
)
def test_whoever_issues_a_release_is_no_author(body: str, authors: tuple[str, ...]) -> None:
    assert _read(body, FIRM % "Office for Woods, Farms & Fish").authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ('<div class="source"><span>Linden Post</span> <span class="author">Ida Berg</span></div>', ("Ida Berg",)),
        ('<div><b class="author">Ida Berg</b><b class="author">Jo Dahl</b></div>', ("Ida Berg", "Jo Dahl")),
        ("<div>Editorial Board</div>", ("Editorial Board",)),
        ("<div>From staff reports</div>", ("staff reports",)),
        ("<p><b>• IDA BERG and JO DAHL</b></p>", ("IDA BERG", "JO DAHL")),
        ("<div>For Immediate Release</div><div>Attorney's Office</div>", ()),
        ('<a rel="author" href="/">Bits and Bobs</a>', ()),
    ],
)
def test_a_line_under_the_headline_names_its_writers(line: str, authors: tuple[str, ...]) -> None:
    assert _read(line + TEXT).authors == authors


def test_agencies_stay_beside_persons() -> None:
    assert byline_names("By Ida Berg and AAP") == ("Ida Berg", "AAP")
    assert byline_names("Par Ida Berg avec l’AFP") == ("Ida Berg", "AFP")


def test_the_day_of_an_event_is_not_when_its_page_appeared() -> None:
    event = '<script type="application/ld+json">{"@type": "MusicEvent", "startDate": "2024-11-23T11:00"}</script>'
    body = f"<p>Date: Saturday 23 November 2024</p>{TEXT}"
    assert _read(body, event).published is None
    assert str(_read(body).published) == "2024-11-23"
