"""What admins are told of their sources: one message for all, as words and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from syndicator.flows.judge import recovered
from syndicator.model.health import Health, label, words
from syndicator.model.parcel import Parcel
from syndicator.model.source import Source

_WORDS = {
    "zh": {
        "subject": "[{site}] 来源：{bad} 个有问题，{good} 个已恢复",
        "bad": "有问题：",
        "good": "已恢复：",
        "since": "自 {since} 起，连续 {misses} 次",
        "again": "此前：{told}",
        "suggestion": "建议改为：{suggestion}",
        "shown": "保存的页面：{shown}",
        "foot": "订阅源保持上次的内容，错误不会发布出去。全部来源：syndicator sources",
        "stop": "。",
    },
    "en": {
        "subject": "[{site}] sources: {bad} in trouble, {good} recovered",
        "bad": "In trouble:",
        "good": "Recovered:",
        "since": "since {since}, {misses} runs in a row",
        "again": "it was: {told}",
        "suggestion": "write instead: {suggestion}",
        "shown": "the page, saved: {shown}",
        "foot": "The feeds stay as they were; no error is published. All sources: syndicator sources",
        "stop": ".",
    },
}


@dataclass(frozen=True, slots=True)
class Told:
    """One source in the message, and where its saved page lies ("" where there is none)."""

    health: Health
    source: Source
    shown: str = ""


def letter(told: Sequence[Told], *, parcel: str, site: str, language: str, now: datetime) -> Parcel:
    """The message about these sources. `parcel` is its id, `language` "zh" or "en"."""
    say = _WORDS[language]
    good = [one for one in told if recovered(one.health)]
    bad = [one for one in told if not recovered(one.health)]
    lines: list[str] = []
    for name, group in (("bad", bad), ("good", good)):
        if group:
            lines += [say[name], *(line for one in group for line in _lines(one, say, language)), ""]
    return Parcel(
        id=parcel,
        subject=say["subject"].format(site=site, bad=len(bad), good=len(good)),
        text="\n".join([*lines, say["foot"], ""]),
        body=json.dumps(
            {"id": parcel, "at": now.isoformat(), "sources": [_fields(one) for one in told]}, ensure_ascii=False
        ),
    )


def _lines(one: Told, say: dict[str, str], language: str) -> list[str]:
    health, source = one.health, one.source
    lines = [f"* {source.key}  {label(health.state, language)}"]
    if why := words(health, language):
        lines.append(f"  {why}{say['stop']}")
    if recovered(health) and health.told:
        lines.append("  " + say["again"].format(told=label(health.told, language)))
    else:
        since = f"{health.since.astimezone(ZoneInfo(source.timezone)):%Y-%m-%d %H:%M}" if health.since else "?"
        lines.append("  " + say["since"].format(since=since, misses=health.misses))
    if health.suggestion:
        lines.append("  " + say["suggestion"].format(suggestion=health.suggestion))
    if one.shown:
        lines.append("  " + say["shown"].format(shown=one.shown))
    lines.append(f"  {source.url}")
    return lines


def _fields(one: Told) -> dict[str, object]:
    health, source = one.health, one.source
    return {
        "source": source.key,
        "feed": source.feed,
        "url": source.url,
        "state": str(health.state),
        "label": {language: label(health.state, language) for language in ("zh", "en")},
        "why": {language: words(health, language) for language in ("zh", "en")},
        "recovered": recovered(health),
        "was": str(health.told or ""),
        "since": health.since.isoformat() if health.since else None,
        "misses": health.misses,
        "note": health.note,
        "suggestion": health.suggestion,
        "saved": one.shown,
    }
