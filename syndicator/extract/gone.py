"""Pages that answer like any other and say that their article is no more ("soft 404").

Told by what the page says of itself (farewells) where an article would be: its title or headline, all of its text, or
what its script shows. An article that is there outweighs all of this: a story about missing pages, and one under
which something else was deleted, are articles.
"""

import re
from dataclasses import dataclass

from syndicator.extract import farewells
from syndicator.extract.glance import Glance, glance
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.text.charset import codec_of, decode
from syndicator.text.sites import is_front, same_site
from syndicator.text.urls import absolute

# The page of a missing article with all its code is smaller.
_LARGEST = 1_000_000
# How much text is a line, an article's first paragraphs, a story; one is a Han character or three Latin letters.
_LINE, _SOME, _STORY = 60, 300, 600
_PARAGRAPH = 30
_LATIN = 3
# Characters shown by a page that has nothing to show.
_BARE = 120
_HAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TITLE = re.compile(rb"<title\b[^<>]*>([^<]{0,600})", re.IGNORECASE)
_TITLE_WITHIN = 65536
_HEADING = re.compile(r"<h[1-3]\b[^<>]*>(.{0,600}?)</h[1-3]", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r"[。！？.!?…]")
_FURNITURE = re.compile(
    r"备案|许可证|版权|转载|举报|电话|地址|邮编|主办|承办|技术支持"
    r"|©|copyright|all rights reserved|cookie|privacy|terms of",
    re.IGNORECASE,
)
_ALERT = re.compile(r"""(?:alert|confirm|msg|tips?|toast)\s*\(\s*(["'])(.{1,120}?)\1""", re.IGNORECASE)
_LEADS = re.compile(
    r"""(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|url\s*=)\s*["']?([^"'\s>;)]{1,300})""",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:page[-_]?)?(?:404|not[-_]?found)(?:[-_]?(?:page|error))?(?:\.\w{1,5})?|error[-_]?404(?:\.\w{1,5})?"
)


@dataclass(frozen=True, slots=True)
class _Had:
    """What was read of a page as an article: its own headline ("" for none) and text, and what its list calls it."""

    headline: str
    text: str
    known: str

    @property
    def weight(self) -> float:
        """How much text there is."""
        return _weight(self.text)


def recognise(page: Page, draft: Draft | None, known: str = "", charset: str = "") -> str:
    """The words by which `page` says that its article is no more, "" where it says nothing of the sort.

    `draft` is what was read of it, None where no article was; `known` the headline its list gives it; `charset` the
    admin's. Never raises for any bytes.
    """
    if b"<" not in page.body or len(page.body) > _LARGEST:
        return ""
    had = _Had(_headline(draft), draft.body_text if draft else "", known)
    if had.headline and had.headline != known and farewells.titled(had.headline):
        # Where its list has another headline, this one is no story's, whatever teasers stand below it.
        return had.headline if known or had.weight < _STORY else ""
    if had.weight >= _SOME and (had.headline or not farewells.titled(_title(page.body, draft))):
        return ""
    return _said(glance(decode(page.body, page.content_type, charset).text), had)


def place(url: str) -> bool:
    """Whether an address is that of a site's page for what it can't find."""
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    return bool(_PLACE.fullmatch(last))


def leads_home(page: Page, charset: str = "") -> str:
    """Where a page that holds nothing else sends its readers, if that is its site's front page; else ""."""
    if len(page.body) > _LARGEST or is_front(page.url):
        return ""
    shown = glance(decode(page.body, page.content_type, charset).text, 4 * _BARE)
    found = _LEADS.search(f"{shown.refresh}\n{shown.scripts}") if shown.size < _BARE and not shown.story else None
    target = absolute(found[1], page.url) if found else ""
    return target if target and is_front(target) and same_site(target, page.url) else ""


def _said(shown: Glance, had: _Had) -> str:
    """What the page says where an article would be."""
    headings = (" ".join(_TAG.sub(" ", found).split()) for found in _HEADING.findall(shown.markup))
    told = next((one for one in (shown.title, *headings) if farewells.titled(one)), "")
    prose = _prose(shown)
    if told and (not had.headline or prose < (_PARAGRAPH if had.headline == had.known else _SOME)):
        return told
    if 0 < had.weight < _SOME / 2:
        found = list(farewells.said(had.text))
        if found and 2 * sum(map(_weight, found)) >= had.weight:
            return found[0]
    if had.weight < _LINE and not prose and (found := list(farewells.said(shown.text))):
        return found[0]
    alerts = _ALERT.findall(shown.scripts) if shown.size < _BARE else []
    return next((words for _, words in alerts if farewells.says(words)), "")


def _headline(draft: Draft | None) -> str:
    """The headline that the page itself has."""
    if draft is None or any(origin.field == "title" and origin.where == "listing" for origin in draft.origins):
        return ""
    return draft.title


def _title(body: bytes, draft: Draft | None) -> str:
    """What the head calls a page, at little cost."""
    found = _TITLE.search(body[:_TITLE_WITHIN])
    codec = codec_of(draft.charset) if draft else ""
    return " ".join(found[1].decode(codec or "utf-8", "replace").split()) if found else ""


def _prose(shown: Glance) -> float:
    """How much of what is shown are sentences, those of the site about itself left out."""
    lines = (line for line in shown.text.splitlines() if _SENTENCE.search(line) and not _FURNITURE.search(line))
    return sum(_weight(line) for line in lines if _weight(line) >= _PARAGRAPH and not any(farewells.said(line)))


def _weight(text: str) -> float:
    han = len(_HAN.findall(text))
    return han + (sum(map(str.isalnum, text)) - han) / _LATIN
