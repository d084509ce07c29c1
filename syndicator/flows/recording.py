"""A source's pages as they were once, with what was read from them: held against every later selector.

In feeds/recorded/FEED/SOURCE/ lie the list page, one article's page, and expected.json.
"""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from syndicator.config import Config
from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.extract.suggest import suggest
from syndicator.extract.suggest_fields import FIELDS, Known, suggest_fields, written
from syndicator.flows.services import Services
from syndicator.flows.visit import visit
from syndicator.model.draft import Draft, Lead
from syndicator.model.feed import Feed
from syndicator.model.page import Page
from syndicator.model.source import Source

# Kinds that have a page to record: the others bring articles one by one.
UNRECORDED = frozenset({"inbox", "push"})
_EXPECTED = "expected.json"
_LISTING, _ARTICLE = "listing", "article"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was recorded."""

    source: str
    text: str


def folder(config: Config, source: str) -> Path:
    """Where a source's recording lies."""
    feed, _, name = source.partition("/")
    return config.feeds_dir / "recorded" / feed / name


async def record(services: Services, source: Source) -> tuple[Path, int]:
    """Record a source as it is now, in place of its last recording; returns the folder and how many items it has.

    Raises FetchError or ExtractError, with the last recording still in place.
    """
    page = await visit(services, source, source.url, wait=source.selectors.item)
    listing = await asyncio.to_thread(KINDS[source.kind].leads, page, source)
    lead = next((lead for lead in listing.leads if lead.draft is None), None)
    article = await visit(services, source, lead.url, wait=source.selectors.body) if lead else None
    draft = listing.leads[0].draft if listing.leads else None
    if lead and article:
        draft = await asyncio.to_thread(KINDS[source.kind].draft, article, lead, source)
    told = {
        "source": source.key,
        "recorded": services.now().isoformat(timespec="seconds"),
        "listing": _page(page, _LISTING),
        "items": [_item(lead) for lead in listing.leads],
        "next": listing.next_url,
        "article": _page(article, _ARTICLE) if article else None,
        "lead": _item(lead) if lead else None,
        "fields": _fields(draft) if draft else None,
    }
    where = folder(services.config, source.key)
    await asyncio.to_thread(_write, where, told, {_LISTING: page, _ARTICLE: article})
    return where, len(listing.leads)


def replay(config: Config, feeds: tuple[Feed, ...]) -> tuple[int, tuple[Difference, ...]]:
    """Read every recording with the sources as they are declared now: how many there are, and what differs. Offline."""
    declared = {source.key: source for feed in feeds for source in feed.sources}
    differences: list[Difference] = []
    paths = sorted((config.feeds_dir / "recorded").glob(f"*/*/{_EXPECTED}"))
    for path in paths:
        key = f"{path.parent.parent.name}/{path.parent.name}"
        source = declared.get(key)
        texts = [f"no such source is declared: remove {path.parent}"] if source is None else _replayed(path, source)
        differences += [Difference(key, text) for text in texts]
    return len(paths), tuple(differences)


def _replayed(path: Path, source: Source) -> list[str]:
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
        page = _load(path.parent, told["listing"])
        article = _load(path.parent, told["article"]) if told["article"] else None
        items = [_lead(item) for item in told["items"]]
        texts = _listing(page, source, items, told)
        if article and told["lead"] and told["fields"]:
            texts += _article(article, source, _lead(told["lead"]), told["fields"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"the recording can't be read ({type(error).__name__}: {error}): record it again"]
    return texts


def _listing(page: Page, source: Source, items: list[Lead], told: dict[str, Any]) -> list[str]:
    """What the list gives now and did not then, and the other way round."""
    try:
        listing = KINDS[source.kind].leads(page, source)
    except ExtractError as error:
        found = suggest(page, source, items)
        return [str(error), *([f"this finds the recorded items: {found}"] if found else [])]
    before = {_key(item): item for item in told["items"]}
    now = {_key(item): item for item in map(_item, listing.leads)}
    texts = [f"item missing: {_shown(before[key])}" for key in before if key not in now]
    texts += [f"item not recorded: {_shown(now[key])}" for key in now if key not in before]
    for key in before.keys() & now.keys():
        texts += _changed(f"{before[key]['url']}: ", before[key], now[key])
    if listing.next_url != told["next"]:
        texts.append(f"next page: {told['next'] or 'none'!r} was recorded, {listing.next_url or 'none'!r} is found")
    whole = next((lead.draft for lead in listing.leads if lead.draft), None)
    if whole and told["fields"] and not told["article"]:
        texts += _changed(f"{whole.url}: ", told["fields"], _fields(whole))
    return texts


def _article(page: Page, source: Source, lead: Lead, fields: dict[str, Any]) -> list[str]:
    try:
        draft = KINDS[source.kind].draft(page, lead, source)
    except ExtractError as error:
        return [f"{page.url}: {error}", *_instead(page, source, fields, None)]
    texts = _changed(f"{page.url}: ", fields, _fields(draft))
    return [*texts, *_instead(page, source, fields, draft)] if texts else []


def _instead(page: Page, source: Source, fields: dict[str, Any], draft: Draft | None) -> list[str]:
    """What finds the recorded fields, where a selector of the source is for one that is not found as it was."""
    now = _fields(draft) if draft else dict[str, Any]()
    names = [
        name
        for name, field in FIELDS.items()
        if getattr(source.selectors, name) and fields.get(field) and fields[field] != now.get(field)
    ]
    known = Known(
        page,
        fields.get("title", ""),
        fields.get("published", ""),
        tuple(fields.get("authors", ())),
        fields.get("outlet", ""),
        fields.get("body_text", ""),
    )
    found = suggest_fields([known], source, names)
    return [f"{page.url}: this finds the recorded {', '.join(found)}: {written(found)}"] if found else []


def _changed(where: str, before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [
        f"{where}{name}: {_short(before[name])} was recorded, {_short(now.get(name))} is found"
        for name in before
        if before[name] != now.get(name)
    ]


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:60]}… ({len(text)} characters)"  # noqa: PLR2004 - a line of a terminal


def _key(item: dict[str, str]) -> str:
    return item["key"] or item["url"]


def _shown(item: dict[str, str]) -> str:
    return f"{item['title']} {item['url']}".strip()


def _item(lead: Lead) -> dict[str, str]:
    return {"url": lead.url, "title": lead.title, "published": str(lead.published or ""), "key": lead.key}


def _lead(item: dict[str, str]) -> Lead:
    return Lead(item["url"], item["title"], key=item["key"])


def _fields(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "subtitles": list(draft.subtitles),
        "published": str(draft.published or ""),
        "authors": list(draft.authors),
        "editors": list(draft.editors),
        "outlet": draft.outlet,
        "section": draft.section,
        "notices": [line.text for line in draft.notices],
        "images": [image.url for image in draft.images],
        "body_text": draft.body_text,
    }


def _page(page: Page, name: str) -> dict[str, str]:
    return {
        "file": f"{name}.{_suffix(page)}",
        "url": page.url,
        "content_type": page.content_type,
        "retrieved": page.retrieved.isoformat() if page.retrieved else "",
    }


def _suffix(page: Page) -> str:
    kind, start = page.content_type.lower(), page.body.lstrip()[:6]
    if "json" in kind or start[:1] in (b"{", b"["):
        return "json"
    return "xml" if ("xml" in kind and "html" not in kind) or start.startswith(b"<?xml") else "html"


def _load(where: Path, told: dict[str, str]) -> Page:
    retrieved = datetime.fromisoformat(told["retrieved"]) if told["retrieved"] else None
    body = (where / Path(told["file"]).name).read_bytes()
    return Page(told["url"], body, told["content_type"], retrieved=retrieved)


def _write(where: Path, told: dict[str, Any], pages: dict[str, Page | None]) -> None:
    where.mkdir(parents=True, exist_ok=True)
    for old in where.iterdir():
        if old.stem in pages:
            old.unlink()
    for name, page in pages.items():
        if page:
            (where / told[name]["file"]).write_bytes(page.body)
    (where / _EXPECTED).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
