"""The tables of a feed file: which keys there are, and what each may hold."""

import re
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import jmespath
import soupsieve
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from syndicator.config.deskpolicy import DeskTable
from syndicator.config.units import Duration, Size
from syndicator.model.feed import Audience
from syndicator.model.rights import AiUse, Reprint
from syndicator.model.source import Images, Script

# What a header's name, its value, and a cookie's value may be made of (RFC 9110, section 5; RFC 6265, section 4.1.1).
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER = re.compile(r"[\x20-\x7e\x80-\xff]*")
_COOKIE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")
# 32 hexadecimal digits are 128 bits: not to be guessed.
_SECRET = 32
_OF_LISTS = ("item", "link", "title", "date", "skip", "next")
SELECTORS = (*_OF_LISTS, "headline", "published", "author", "outlet", "body", "article_next")


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError('write an IANA time zone such as "Asia/Shanghai"') from error
    return value


def signing_secret(value: object) -> str:
    """A secret long enough to sign with. What is wrong with it is said without showing it."""
    if not isinstance(value, str) or (value and len(value) < _SECRET):
        raise ValueError(f"write at least {_SECRET} characters, such as `openssl rand -hex 32` prints")
    return value


class RightsTable(_Table):
    """What the owner lets others do; a page is checked against it."""

    holder: str = ""
    names: tuple[str, ...] = ()
    reprint: Reprint = Reprint.UNKNOWN
    credit: str = ""
    license: str = ""
    notice: str = ""
    ai: AiUse | None = None


class TextTable(_Table):
    """Which script to publish, and how sure a restoration must be."""

    script: Script = "keep"
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.9


class SourceTable(_Table):
    """One [[source]]."""

    kind: str
    url: str = ""
    name: str = ""
    every: Duration = timedelta(minutes=15)
    every_max: Duration = timedelta()
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
    article_next: str = ""
    remove: tuple[str, ...] = ()
    pages: Annotated[int, Field(ge=1, le=50)] = 1
    list_size: Size = 4 * 1024 * 1024
    full_text: bool = False
    images: Images = "link"
    recheck: Duration = timedelta(days=3)
    alerts: bool = True
    headers: dict[str, str] = Field(default_factory=dict)
    cookies: dict[str, str] = Field(default_factory=dict)
    user_agent: str = ""
    proxy: str = ""
    secret: Annotated[str, BeforeValidator(signing_secret)] = ""
    secret_env: str = ""
    rights: RightsTable | None = None
    text: TextTable | None = None

    @field_validator(*SELECTORS)
    @classmethod
    def _readable(cls, value: str, info: ValidationInfo) -> str:
        is_expression = info.data.get("kind") == "json" and info.field_name in _OF_LISTS
        return _expression(value) if is_expression else _selector(value)

    @field_validator("remove")
    @classmethod
    def _css_list(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_selector(item) for item in value)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return _zone(value) if value else value

    @field_validator("headers", "cookies")
    @classmethod
    def _sendable(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        allowed = _COOKIE if info.field_name == "cookies" else _HEADER
        for name, text in value.items():
            if not _TOKEN.fullmatch(name) or not allowed.fullmatch(text):
                # The value may be a password: it is not shown.
                raise ValueError(f"{name!r} can't be sent: letters, digits and marks alone, in one line")
        return value

    @field_validator("user_agent")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if value and not (value.isascii() and value.isprintable() and value.strip()):
            raise ValueError('write one line of ASCII such as "OurNewsroom/1.0 (+https://our.example/)"')
        return value

    @field_validator("proxy")
    @classmethod
    def _web_proxy(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://([^\s/@]+@)?[^\s/?#@]+/?", value):
            raise ValueError('write the proxy as "http://host:port"')
        return value

    @field_validator("every_max")
    @classmethod
    def _not_below(cls, value: timedelta, info: ValidationInfo) -> timedelta:
        if timedelta() < value < info.data.get("every", timedelta()):
            raise ValueError("write the same as every, or longer")
        return value

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
    access: Audience = Audience.PUBLIC
    rights: RightsTable = RightsTable()
    text: TextTable = TextTable()
    reprint: DeskTable = DeskTable()
    source: tuple[SourceTable, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return _zone(value)


def _expression(value: str) -> str:
    """Kind "json" finds its fields by JMESPath where others use CSS."""
    if value:
        try:
            jmespath.compile(value)
        except jmespath.exceptions.JMESPathError as error:
            raise ValueError(f"not a JMESPath expression: {str(error).splitlines()[0]}") from error
    return value


def _selector(value: str) -> str:
    if value:
        try:
            soupsieve.compile(value)
        except soupsieve.SelectorSyntaxError as error:
            raise ValueError(f"not a CSS selector: {str(error).splitlines()[0]}") from error
    return value
