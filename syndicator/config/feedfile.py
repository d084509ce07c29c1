"""feeds/NAME.toml: one feed, its sources inside."""

import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from syndicator.config.feedcheck import Checks, mistakes
from syndicator.config.problems import TomlFile
from syndicator.config.tables import SELECTORS, FeedFile, RightsTable, SourceTable
from syndicator.errors import ConfigError
from syndicator.model.feed import Feed
from syndicator.model.rights import AiUse, RightsPolicy
from syndicator.model.source import Selectors, Source

_CREDIT = {"zh": "来源：{holder}　作者：{authors}　原标题：{title}　原文：{url}",
           "en": "Source: {holder} · By {authors} · Original title: {title} · Original: {url}"}  # fmt: skip


def load_feeds(folder: Path, data: Path, checks: Checks) -> tuple[Feed, ...]:
    """Every feed of `folder`, by name. Raises ConfigError with the mistakes of all files."""
    if not folder.is_dir():
        raise ConfigError(f"config.toml:1: feeds.dir: the folder {folder} is missing; create it or set feeds.dir")
    feeds: list[Feed] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            feeds.append(load_feed(path, data, checks))
        except ConfigError as error:
            wrong.extend(error.lines)
    if wrong:
        raise ConfigError(*wrong)
    return tuple(feeds)


def load_feed(path: Path, data: Path, checks: Checks) -> Feed:
    """One feed file; inbox folders that are relative stand in `data`. Raises ConfigError."""
    file = TomlFile(path, f"{path.parent.name}/{path.name}")
    try:
        table = FeedFile.model_validate(file.data)
    except ValidationError as error:
        raise file.problems(error) from error
    wrong = list(mistakes(file, path.stem, table, data, checks))
    if wrong:
        raise ConfigError(*wrong)
    return Feed(
        name=path.stem,
        title=table.title,
        language=table.language,
        description=table.description,
        home_url=table.home_url,
        timezone=table.timezone,
        entries=table.entries,
        access=table.access,
        policy=_policy(table.rights, table, table.language, file.place("rights")),
        sources=tuple(_source(file, path.stem, table, index, data) for index in range(len(table.source))),
        desk=table.reprint.policy(),
        where=file.place(),
    )


def _policy(rights: RightsTable, table: FeedFile, language: str, where: str) -> RightsPolicy:
    """The rights of a feed, or of a source that has its own: a word to machines holds until it is taken back."""
    default = _CREDIT["zh" if language.lower().startswith("zh") else "en"]
    return RightsPolicy(
        holder=rights.holder,
        names=rights.names,
        reprint=rights.reprint,
        credit=rights.credit or default,
        license=rights.license,
        notice=rights.notice,
        ai=rights.ai or table.rights.ai or AiUse.SEARCH,
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
        every_max=source.every_max,
        timezone=source.timezone or table.timezone,
        language=language,
        script=text.script,
        min_confidence=text.min_confidence,
        policy=_policy(rights, table, language, file.place(*where)),
        selectors=Selectors(**{name: getattr(source, name) for name in SELECTORS}, remove=source.remove),
        pages=source.pages,
        list_size=source.list_size,
        full_text=source.full_text,
        images=source.images,
        charset=source.charset,
        recheck=source.recheck,
        alerts=source.alerts,
        headers=_headers(source),
        user_agent=source.user_agent,
        proxy=source.proxy,
        secret=os.environ.get(source.secret_env, "") or source.secret if source.kind == "push" else "",
        where=file.place(*at),
    )


def _headers(source: SourceTable) -> tuple[tuple[str, str], ...]:
    """Its headers, its cookies as one of them (RFC 6265, section 4.2.1)."""
    cookies = "; ".join(f"{name}={value}" for name, value in source.cookies.items())
    return (*source.headers.items(), *((("Cookie", cookies),) if cookies else ()))
