"""What partners are brought: an article, word that one is gone, or several as a digest; as words and as ninjs 3.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from syndicator.model.feed import Entry, Gone, Place
from syndicator.model.parcel import Parcel
from syndicator.model.rights import Status
from syndicator.publish.formats import ninjs
from syndicator.publish.words import words

_SAID = {
    "zh": {
        "digest": "[{site}] {count} 篇稿件：{title}",
        "one": "[{site}] {title}",
        "canceled": "[{site}] 撤稿通知，请立即删除",
        "withheld": "[{site}] 暂停使用通知，请先撤下",
        "canceled_body": "下面这篇稿件已经撤下。请立即从网站、客户端和存档中删除，不再使用：",
        "withheld_body": "下面这篇稿件暂停发布。请先从网站和客户端撤下；恢复发布时会再次送达：",
        "foot": "转载请保留署名、版权声明和原文链接。",
    },
    "en": {
        "digest": "[{site}] {count} articles: {title}",
        "one": "[{site}] {title}",
        "canceled": "[{site}] Takedown: please remove an article at once",
        "withheld": "[{site}] On hold: please take an article offline for now",
        "canceled_body": "This article was taken down. Please remove it from your site, your apps and your archive at "
        "once, and use it no more:",
        "withheld_body": "This article is on hold. Please take it offline for now; it will be sent again if it is "
        "published again:",
        "foot": "Whoever reprints keeps the credit line, the notice and the link to the original.",
    },
}


@dataclass(frozen=True, slots=True)
class Manner:
    """Who writes, in which language (BCP 47) and whose time (an IANA zone); `place` is where we publish."""

    site: str
    language: str
    timezone: str
    place: Place

    @property
    def tongue(self) -> Literal["zh", "en"]:
        """The language of what we say ourselves."""
        return "zh" if self.language.lower().startswith("zh") else "en"


def of_article(entry: Entry, name: str, manner: Manner) -> Parcel:
    """One version of an article. Raises ValueError for text JSON in UTF-8 can't hold."""
    said = _SAID[manner.tongue]
    return Parcel(
        name,
        said["one"].format(site=manner.site, title=entry.title),
        _told((entry,), manner),
        ninjs.article(entry).decode(),
    )


def of_digest(entries: Sequence[Entry], name: str, manner: Manner) -> Parcel:
    """Several articles for people, newest first; a program gets each by itself."""
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)
    form = "digest" if len(newest) > 1 else "one"
    subject = _SAID[manner.tongue][form].format(site=manner.site, count=len(newest), title=newest[0].title)
    return Parcel(name, subject, _told(newest, manner), "")


def of_removal(gone: Gone, status: Status, slug: str, name: str, manner: Manner) -> Parcel:
    """Word that an article is gone: which one, and nothing of what was in it."""
    said = _SAID[manner.tongue]
    text = "\n".join((said[f"{status}_body"], "", gone.id, manner.place.article(slug), ""))
    return Parcel(name, said[status].format(site=manner.site), text, ninjs.removal(gone, status).decode())


def _told(entries: Sequence[Entry], manner: Manner) -> str:
    blocks = ["\n".join(_lines(entry, manner)) for entry in entries]
    return "\n\n".join((*blocks, _SAID[manner.tongue]["foot"])) + "\n"


def _lines(entry: Entry, manner: Manner) -> Sequence[str]:
    said = words(manner.language)
    colon = "：" if manner.tongue == "zh" else ": "
    lines = (
        f"* {entry.title}",
        f"  {_when(entry.published.at, manner)}",
        f"  {entry.summary}",
        f"  {entry.credit}",
        f"  {entry.notice}",
        f"  {said.original}{colon}{entry.origin_url}",
        f"  {said.reprint}{colon}{entry.reprint_url}",
    )
    return [line for line in lines if line.strip()]


def _when(at: datetime, manner: Manner) -> str:
    return f"{at.astimezone(ZoneInfo(manner.timezone)):%Y-%m-%d %H:%M}"
