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


def unconfigured(page: Page, url: str = "") -> Source:
    """A source for a page that no feed file speaks of: no rights are claimed, times are local to it."""
    timezone = "Asia/Shanghai" if _is_chinese(page, url or page.url) else "UTC"
    language = "zh-CN" if timezone == "Asia/Shanghai" else "en"
    return Source(key="look", feed="look", kind="html", url=url or page.url, timezone=timezone, language=language)


def read(page: Page, source: Source, *, license_base: str) -> Look:
    """One article page (or inbox file, by source.kind) as it would be kept. Raises ExtractError."""
    if source.kind == "inbox":
        listing = KINDS["inbox"].leads(page, source)
        if not listing.leads:
            raise ExtractError(f"{page.url} holds no article")
        lead = listing.leads[0]
        draft = lead.draft or KINDS["inbox"].draft(page, lead, source)
    else:
        draft = KINDS["html"].draft(page, Lead(page.url), source)
    return Look(draft, resolve(draft, source, license_base=license_base))


def _is_chinese(page: Page, url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host.endswith(".cn"):
        return True
    text = re.sub(
        r"<script.*?</script>|<style.*?</style>|<[^>]*>",
        " ",
        charset.decode(page.body, page.content_type).text,
        flags=re.DOTALL | re.IGNORECASE,
    )
    return len(HAN.findall(text)) > _HAN_SHARE * len(re.findall(r"[A-Za-z]{2,}", text))
