"""An article as it would be kept, shown to people and written for machines."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.markup import escape

from syndicator.flows.look import Look

_SHORT = 90
_EXCERPT = 60


def show(console: Console, look: Look) -> None:
    """One article: a line a field, with the place it was read from; then whether it would be withheld, and why."""
    draft = look.draft
    console.print(f"[bold]{escape(draft.title)}[/]")
    console.print(f"  {'url':<10} {escape(draft.url)}")
    for name, value, places in _fields(look):
        where = f"  [dim]← {escape(places)}[/]" if places and value else ""
        console.print(f"  {name:<10} {escape(value) or '–'}{where}")
    for hold in look.outcome.holds:
        console.print(f"  [yellow]would be withheld ({hold.code}): {escape(hold.text)}[/]")
    if not look.outcome.holds:
        console.print("  [green]would be published[/]")
    console.print()


def as_json(look: Look) -> dict[str, Any]:
    """The article of design.md's `extract`: published is RFC 3339, a date where the page gives no time, or null."""
    draft, rights = look.draft, look.outcome.rights
    return {
        "title": draft.title,
        "subtitles": draft.subtitles,
        "published": str(draft.published) if draft.published else None,
        "updated": str(draft.updated) if draft.updated else None,
        "authors": draft.authors,
        "editors": draft.editors,
        "source": draft.outlet or None,
        "section": draft.section or None,
        "body_html": draft.body_html,
        "body_text": draft.body_text,
        "images": [dataclasses.asdict(image) for image in draft.images],
        "rights": {
            "holder": rights.holder or None,
            "notice": rights.notice or None,
            "reprint": rights.reprint,
            "license": rights.license or None,
            "evidence": [dataclasses.asdict(evidence) for evidence in rights.evidence],
            "withheld": [dataclasses.asdict(hold) for hold in look.outcome.holds],
        },
        "charset": draft.charset,
        "repairs": [dataclasses.asdict(repair) for repair in draft.repairs],
    }


def _fields(look: Look) -> Iterator[tuple[str, str, str]]:
    """Each field's name, its value on one line, and where it was read."""
    draft, rights = look.draft, look.outcome.rights
    text = draft.body_text.replace("\n", " ")
    excerpt = f"{text[:_EXCERPT]}{'…' if len(text) > _EXCERPT else ''}"
    of_draft = (
        ("subtitles", " / ".join(draft.subtitles)),
        (
            "published",
            f"{draft.published or ''}{' (estimated)' if draft.published and draft.published.estimated else ''}",
        ),
        ("updated", str(draft.updated or "")),
        ("authors", ", ".join(draft.authors)),
        ("editors", ", ".join(draft.editors)),
        ("outlet", draft.outlet),
        ("section", draft.section),
        ("body", f"{excerpt} ({len(text):,} characters, {len(draft.images)} images)"),
        ("charset", draft.charset),
        ("repairs", f"{len(draft.repairs)}, least sure {draft.restoration:.2f}" if draft.repairs else ""),
    )
    for name, value in of_draft:
        origins = [origin for origin in draft.origins if origin.field == name]
        yield name, value, "; ".join(f"{one.where}: {one.text[:_SHORT]}" if one.text else one.where for one in origins)
    of_rights = (
        ("holder", rights.holder),
        ("notice", rights.notice),
        ("reprint", rights.reprint.value),
        ("license", rights.license),
        ("credit", rights.credit),
    )
    for name, value in of_rights:
        found = [item for item in rights.evidence if item.field == name]
        yield name, value, "; ".join(f"{item.where}: {item.text[:_SHORT]}" for item in found)
