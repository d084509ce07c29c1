"""Read without keeping: what would become of a page or a file."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from syndicator.attribute.resolve import resolve
from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Draft, Lead
from syndicator.model.page import Page
from syndicator.model.rights import Attribution
from syndicator.model.source import Source
from syndicator.text import charset
from syndicator.text.han import HAN

# A page with this many Han characters for each Latin word is a Chinese one, and its clock is China's.
_HAN_SHARE = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """A draft and the rights it would get."""

    draft: Draft
    outcome: Attribution


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file's articles as they would be kept, and what is to be said of it: `refused` what can't be taken and why."""

    looks: tuple[Look, ...]
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def unconfigured(page: Page, url: str = "", kind: str = "html") -> Source:
    """A source for a page or file that no feed file speaks of: no rights are claimed, times are local to it."""
    timezone = "Asia/Shanghai" if _is_chinese(page, url or page.url, kind) else "UTC"
    language = "zh-CN" if timezone == "Asia/Shanghai" else "en"
    return Source(key="look", feed="look", kind=kind, url=url or page.url, timezone=timezone, language=language)


def read(page: Page, source: Source, *, license_base: str) -> Look:
    """One article page as it would be kept. Raises ExtractError."""
    draft = KINDS["html"].draft(page, Lead(page.url), source)
    return Look(draft, resolve(draft, source, license_base=license_base))


def drop(page: Page, source: Source, *, license_base: str) -> Dropped:
    """A file as it would be kept if it lay in a source's inbox. Raises ExtractError."""
    listing = KINDS["inbox"].leads(page, source)
    drafts = [lead.draft for lead in listing.leads if lead.draft]
    looks = tuple(Look(draft, resolve(draft, source, license_base=license_base)) for draft in drafts)
    notes = [note for note in listing.notes if note not in listing.refused]
    return Dropped(looks, listing.refused, (*notes, *(note for draft in drafts for note in draft.left_out)))


def _is_chinese(page: Page, url: str, kind: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host.endswith(".cn"):
        return True
    text = _sample(page) if kind == "inbox" else ""
    text = text or re.sub(
        r"<script.*?</script>|<style.*?</style>|<[^>]*>",
        " ",
        charset.decode(page.body, page.content_type).text,
        flags=re.DOTALL | re.IGNORECASE,
    )
    return len(HAN.findall(text)) > _HAN_SHARE * len(re.findall(r"[A-Za-z]{2,}", text))


def _sample(page: Page) -> str:
    """The text of a file whose bytes are none; "" where it holds no article."""
    try:
        leads = KINDS["inbox"].leads(page, Source(key="look", feed="look", kind="inbox", url="")).leads
    except ExtractError:
        return ""
    return "".join(lead.draft.body_text for lead in leads if lead.draft)
