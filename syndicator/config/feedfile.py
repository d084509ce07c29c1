"""feeds/NAME.toml: one feed, its sources inside."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import soupsieve
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from syndicator.config.problems import TomlFile
from syndicator.config.units import Duration
from syndicator.errors import ConfigError
from syndicator.model.feed import Feed
from syndicator.model.rights import Reprint, RightsPolicy
from syndicator.model.source import Script, Selectors, Source

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SELECTORS = ("item", "link", "title", "date", "skip", "next", "headline", "published", "author", "outlet", "body")
_CREDIT = {"zh": "来源：{holder}　作者：{authors}　原标题：{title}　原文：{url}",
           "en": "Source: {holder} · By {authors} · Original title: {title} · Original: {url}"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checks:
    """What only the stages know: the kinds there are, and what a credit template may say.

    `credit` raises ValueError with the reason.
    """

    kinds: Collection[str]
    credit: Callable[[str], None]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError('write an IANA time zone such as "Asia/Shanghai"') from error
    return value


class RightsTable(_Table):
    """What the owner lets others do; a page is checked against it."""

    holder: str = ""
    names: tuple[str, ...] = ()
    reprint: Reprint = Reprint.UNKNOWN
    credit: str = ""
    license: str = ""
    notice: str = ""


class TextTable(_Table):
    """Which script to publish, and how sure a restoration must be."""

    script: Script = "keep"
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.9


class SourceTable(_Table):
    """One [[source]]."""

    kind: str
    url: str
    name: str = ""
    every: Duration = timedelta(minutes=15)
    timezone: str = ""
    language: str = ""
    charset: str = ""
    item: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    skip: str = ""
    next: str = ""
    headline: str = ""
    published: str = ""
    author: str = ""
    outlet: str = ""
    body: str = ""
    remove: tuple[str, ...] = ()
    pages: Annotated[int, Field(ge=1, le=50)] = 1
    full_text: bool = False
    recheck: Duration = timedelta(days=3)
    headers: dict[str, str] = Field(default_factory=dict)
    rights: RightsTable | None = None
    text: TextTable | None = None

    @field_validator(*_SELECTORS)
    @classmethod
    def _css(cls, value: str) -> str:
        return _selector(value)

    @field_validator("remove")
    @classmethod
    def _css_list(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_selector(item) for item in value)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return _zone(value) if value else value

    @field_validator("every")
    @classmethod
    def _not_too_often(cls, value: timedelta) -> timedelta:
        if value < timedelta(seconds=5):
            raise ValueError('write "5s" or longer')
        return value


class FeedFile(_Table):
    """The whole of a feed file."""

    title: str = Field(min_length=1)
    language: str = Field(default="zh-CN", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    description: str = ""
    home_url: str = ""
    timezone: str = "Asia/Shanghai"
    entries: Annotated[int, Field(ge=1, le=1000)] = 50
    rights: RightsTable = RightsTable()
    text: TextTable = TextTable()
    source: tuple[SourceTable, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return _zone(value)


def _selector(value: str) -> str:
    if value:
        try:
            soupsieve.compile(value)
        except soupsieve.SelectorSyntaxError as error:
            raise ValueError(f"not a CSS selector: {str(error).splitlines()[0]}") from error
    return value


def load_feeds(folder: Path, data: Path, checks: Checks) -> tuple[Feed, ...]:
    """Every feed of `folder`, by name. Raises ConfigError with the mistakes of all files."""
    if not folder.is_dir():
        raise ConfigError(f"config.toml:1: feeds.dir: the folder {folder} is missing; create it or set feeds.dir")
    feeds: list[Feed] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            feeds.append(load_feed(path, data, checks))
        except ConfigError as error:
            mistakes.extend(error.lines)
    if mistakes:
        raise ConfigError(*mistakes)
    return tuple(feeds)


def load_feed(path: Path, data: Path, checks: Checks) -> Feed:
    """One feed file; inbox folders that are relative stand in `data`. Raises ConfigError."""
    file = TomlFile(path, f"{path.parent.name}/{path.name}")
    try:
        table = FeedFile.model_validate(file.data)
    except ValidationError as error:
        raise file.problems(error) from error
    mistakes = list(_mistakes(file, path.stem, table, data, checks))
    if mistakes:
        raise ConfigError(*mistakes)
    return Feed(
        name=path.stem,
        title=table.title,
        language=table.language,
        description=table.description,
        home_url=table.home_url,
        timezone=table.timezone,
        entries=table.entries,
        policy=_policy(table.rights, table.language, file.place("rights")),
        sources=tuple(_source(file, path.stem, table, index, data) for index in range(len(table.source))),
        where=file.place(),
    )


def _mistakes(file: TomlFile, name: str, table: FeedFile, data: Path, checks: Checks) -> Iterator[str]:
    """What pydantic can't see: names, kinds, addresses, folders and credit templates."""
    if not _NAME.fullmatch(name):
        yield file.problem((), "name the file with small letters, digits, - and _ alone: it becomes the feed's URL")
    yield from _credit(file, ("rights",), table.rights, checks)
    keys: set[str] = set()
    for index, source in enumerate(table.source):
        at: tuple[str | int, ...] = ("source", index)
        if source.kind not in checks.kinds:
            yield file.problem(
                (*at, "kind"), f"there is no kind {source.kind!r}; there are {', '.join(sorted(checks.kinds))}"
            )
        elif source.kind == "inbox":
            if Path(source.url).is_absolute() and not (data / source.url).is_dir():
                yield file.problem((*at, "url"), f"the folder {source.url} is missing")
        elif not re.match(r"https?://[^\s/]", source.url):
            yield file.problem((*at, "url"), "write an http:// or https:// address")
        if source.kind == "html" and not source.item:
            yield file.problem((*at, "item"), 'kind "html" needs item, the CSS selector of one row of the list')
        key = source.name or str(index + 1)
        if key in keys or (source.name and not _NAME.fullmatch(source.name)):
            yield file.problem((*at, "name"), "source names are small letters, digits, - and _, each used once")
        keys.add(key)
        if source.rights:
            yield from _credit(file, (*at, "rights"), source.rights, checks)


def _credit(file: TomlFile, at: tuple[str | int, ...], rights: RightsTable, checks: Checks) -> Iterator[str]:
    if rights.credit:
        try:
            checks.credit(rights.credit)
        except ValueError as error:
            yield file.problem((*at, "credit"), str(error))


def _policy(rights: RightsTable, language: str, where: str) -> RightsPolicy:
    default = _CREDIT["zh" if language.lower().startswith("zh") else "en"]
    return RightsPolicy(
        holder=rights.holder,
        names=rights.names,
        reprint=rights.reprint,
        credit=rights.credit or default,
        license=rights.license,
        notice=rights.notice,
        where=where,
    )


def _source(file: TomlFile, feed: str, table: FeedFile, index: int, data: Path) -> Source:
    source = table.source[index]
    language = source.language or table.language
    text = source.text or table.text
    at: tuple[Any, ...] = ("source", index)
    rights, where = (source.rights, (*at, "rights")) if source.rights else (table.rights, ("rights",))
    return Source(
        key=f"{feed}/{source.name or index + 1}",
        feed=feed,
        kind=source.kind,
        url=str(data / source.url) if source.kind == "inbox" else source.url,
        every=source.every,
        timezone=source.timezone or table.timezone,
        language=language,
        script=text.script,
        min_confidence=text.min_confidence,
        policy=_policy(rights, language, file.place(*where)),
        selectors=Selectors(**{name: getattr(source, name) for name in _SELECTORS}, remove=source.remove),
        pages=source.pages,
        full_text=source.full_text,
        charset=source.charset,
        recheck=source.recheck,
        headers=tuple(source.headers.items()),
        where=file.place(*at),
    )
