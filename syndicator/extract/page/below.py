"""What stands right below an article and is still its own: up to where other stories or comments begin."""

import re

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import HEADINGS, Run
from syndicator.extract.page.phrases import ends
from syndicator.extract.page.tree import text_of
from syndicator.extract.page.zones import Zones
from syndicator.text.pagewords import BUTTON
from syndicator.text.signers import is_person

HEADING_ALONE = re.compile(
    r"^(?:about the |meet the |über (?:den|die) |à propos de l['’]|sobre (?:el|la|o|a) )?"
    r"(?:authors?|writers?|written by|autor(?:in|en)?|auteure?s?|autrice|autora?|autore|skribent|forfatter|"
    r"författare)\W*$",
    re.IGNORECASE,
)
# Headings that part a text from what belongs to it, too.
_NO_STORIES = re.compile(
    r"^\W*(?:share|teilen|compartir|partager|condividi|поделиться|tags?|topics?|schlagworte|themen|tema?s|mots-clés|"
    r"categor|filed under|sign up|subscribe|(?:our )?newsletter|get |join )",
    re.IGNORECASE,
)
AUTHOR_LINK = re.compile(
    r"[/=?-](?:authors?|writers?|by|people|staff|profiles?|contributors?|reporters?|columnists?|correspondents?|"
    r"journalists?|bloggers?|autor(?:en|es|a|ka|i|iai)?|auteurs?|autrice|autor[ei]|redaktion|redakteure?|journalisten?|"
    r"journaliste|periodistas?|colunistas?|colaborador(?:es)?|firmas?|redacteurs?|skribent(?:er)?|forfattere?|"
    r"medarbejdere?|toimittajat?|kirjoittajat?|yazar(?:lar)?|avtor(?:ji)?|avtory?|szerzok?|penulis|tacgia|team|"
    r"our-team|users?|members?|producers?|byline|bio|experts?)(?:[/=-]|\b)|/@\w+$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"//(?:[\w-]+\.)*(?:youtube|twitter|facebook|instagram|linkedin|github|wikimedia|wikipedia|pinterest|tiktok|x|t)\.\w+/",
    re.IGNORECASE,
)
# Links below a text that lead to no story: to what it is filed under, into the page, to programs.
_NO_STORY = re.compile(
    r"^(?:#|javascript:|mailto:)|/(?:tags?|topics?|categor\w+|label|search|subjects?|keywords?)[/=?]"
)
_TELLING, _NEAR, _LONG = 3, 4, 200


def after(zones: Zones) -> tuple[Run, ...]:
    """What stands below the text before other stories and comments; the heading `About the author` ends nothing.

    Other stories begin at a heading that says so, or at the first headline that leads to one.
    """
    for number, run in enumerate(zones.tail):
        if ends(run) and not (HEADING_ALONE.match(run.text) or _NO_STORIES.match(run.text)):
            return zones.tail[:number]
        if _leads_on(run, zones):
            return zones.tail[:number]
    return zones.tail


def _leads_on(run: Run, zones: Zones) -> bool:
    """Whether a line is another story's headline: a heading that is a link, or opens with a link of several words."""
    around = [node for node in _around(run) if node not in zones.around]
    link = next((node for node in around if node.tag == "a" and node.get("href")), None)
    if link is None or run.linked * 3 < run.length or link.get("rel") == "tag":
        return False
    text, address = text_of(link, _LONG), (link.get("href") or "").strip()
    if is_person(text) or BUTTON.match(text) or HEADING_ALONE.match(text):
        return False
    if _NO_STORY.search(address) or AUTHOR_LINK.search(address) or ELSEWHERE.search(address):
        return False
    return any(node.tag in HEADINGS for node in around) or len(text.split()) >= _TELLING


def _around(run: Run) -> list[Element]:
    """The elements that a line's first words stand in, up to a few above its own."""
    element, is_tail = run.pieces[0]
    node = element.getparent() if is_tail else element
    found = [] if node is None else [node, *node.iterancestors()]
    return found[: (found.index(run.owner) if run.owner in found else 0) + _NEAR]
