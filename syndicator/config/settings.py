"""config.toml: how the service runs. Every key can be set as SYNDICATOR_SECTION_KEY."""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator

from syndicator.config.desk import ReprintDesk
from syndicator.config.outgoing import Alerts, Hub, Mail, Publish
from syndicator.config.problems import TomlFile
from syndicator.config.section import Section
from syndicator.config.units import Duration, Networks, Size
from syndicator.errors import ConfigError

_AUTHORITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?")
_PREFIX = "SYNDICATOR_"


class Server(Section):
    """Where the service listens, and the proxies before it whose X-Forwarded-For is believed."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    trusted_proxies: Networks = ()


class Site(Section):
    """What the service calls itself. `authority` goes into every article's tag: URI: never change it."""

    name: str = "Syndicator"
    base_url: str = ""
    authority: str = "syndicator.example,2026"
    publisher: str = ""
    contact: str = ""

    @field_validator("base_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
            raise ValueError("write the public address, such as https://feeds.example.org")
        return value.rstrip("/")

    @field_validator("authority")
    @classmethod
    def _tag(cls, value: str) -> str:
        if not _AUTHORITY.fullmatch(value):
            raise ValueError('write a host name you own and the year you owned it, such as "example.org,2026"')
        return value


class Data(Section):
    """Where things are kept. `database` "" is SQLite in `dir`."""

    dir: Path = Path("data")
    database: str = ""


class Feeds(Section):
    """The folder of feed declarations."""

    dir: Path = Path("feeds")


class Fetch(Section):
    """How we read other people's sites. `user_agent` "" names us and our address.

    `allow_hosts` are ours: no address guard, no pace.
    """

    user_agent: str = ""
    allow_hosts: tuple[str, ...] = ()
    max_bytes: Size = 10 * 1024 * 1024
    connect: Duration = timedelta(seconds=10)
    read: Duration = timedelta(seconds=20)
    total: Duration = timedelta(seconds=60)
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 5
    per_host: Annotated[int, Field(ge=1, le=32)] = 2
    delay: Duration = timedelta(seconds=1)
    robots: bool = True
    chromium: Path = Path("/usr/bin/chromium")


class Schedule(Section):
    """`jitter` and `spread` keep polls apart; `refresh` is how often feeds are checked for embargoes that end.

    `keep_runs` is how long the record of a run is kept that met anything, `keep_pages` how long a page is remembered
    that is no article's own.
    """

    jitter: Duration = timedelta(seconds=5)
    spread: Duration = timedelta(seconds=0.25)
    concurrency: Annotated[int, Field(ge=1, le=1000)] = 32
    refresh: Duration = timedelta(seconds=30)
    grace: Duration = timedelta(seconds=20)
    keep_runs: Duration = timedelta(days=30)
    keep_pages: Duration = timedelta(days=90)


class Sample(Section):
    """The sample newsroom, served over loopback for a first look."""

    enabled: bool = False
    port: Annotated[int, Field(ge=1, le=65535)] = 8081


class Push(Section):
    """What `POST /api/v1/articles` takes."""

    max_body: Size = 2 * 1024 * 1024


class Config(Section):
    """The whole of config.toml. `root` is the folder it stands in: relative paths start there."""

    server: Server = Server()
    site: Site = Site()
    storage: Data = Field(default=Data(), alias="data")
    feeds: Feeds = Feeds()
    fetch: Fetch = Fetch()
    schedule: Schedule = Schedule()
    sample: Sample = Sample()
    reprint: ReprintDesk = ReprintDesk()
    push: Push = Push()
    hub: Hub = Hub()
    publish: Publish = Publish()
    alerts: Alerts = Alerts()
    mail: Mail = Mail()
    root: Path = Field(default=Path(), exclude=True)

    @property
    def data(self) -> Path:
        """The data folder, absolute."""
        return (self.root / self.storage.dir).resolve()

    @property
    def feeds_dir(self) -> Path:
        """The folder of feed files, absolute."""
        return (self.root / self.feeds.dir).resolve()

    @property
    def database_url(self) -> str:
        """Where the store is: the configured PostgreSQL, else SQLite in the data folder."""
        return self.storage.database or f"sqlite:///{self.data / 'syndicator.db'}"

    @property
    def base_url(self) -> str:
        """Our public address without a trailing slash."""
        if self.site.base_url:
            return self.site.base_url
        host = "127.0.0.1" if self.server.host in ("0.0.0.0", "::", "") else self.server.host  # noqa: S104 - compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server.port}"


def load(path: Path, overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> Config:
    """Read config.toml at `path`.

    `overrides` are dotted keys from the command line ("server.port"); they win over the
    environment (default: the process's), which wins over the file. Raises ConfigError.
    """
    file = TomlFile(path, path.name)
    if "root" in file.data:
        raise ConfigError(file.problem(("root",), "there is no such key; see docs/configuration.md"))
    data = {name: dict(table) if isinstance(table, dict) else table for name, table in file.data.items()}
    named = _environment(os.environ if environ is None else environ)
    for (section, key), value in named.items():
        _put(data, section, key, value)
    for dotted, value in (overrides or {}).items():
        section, _, key = dotted.partition(".")
        _put(data, section, key, value)
    try:
        return Config.model_validate({**data, "root": path.resolve().parent})
    except ValidationError as error:
        raise _explain(error, file, named) from error


def _put(data: dict[str, Any], section: str, key: str, value: Any) -> None:
    table = data.setdefault(section, {})
    if isinstance(table, dict):
        table[key] = value


def _environment(environ: Mapping[str, str]) -> dict[tuple[str, str], Any]:
    """SYNDICATOR_SECTION_KEY settings; a variable that names no key is a mistake, like one in the file."""
    sections = {field.alias or name: field.annotation for name, field in Config.model_fields.items() if name != "root"}
    found: dict[tuple[str, str], Any] = {}
    for name, value in environ.items():
        if not name.startswith(_PREFIX):
            continue
        section, _, key = name.removeprefix(_PREFIX).lower().partition("_")
        model = sections.get(section)
        if not (isinstance(model, type) and issubclass(model, Section) and key in model.model_fields):
            raise ConfigError(f"{name}:1: environment: there is no key {section}.{key}; see docs/configuration.md")
        found[section, key] = _value(value)
    return found


def _value(text: str) -> Any:
    """A TOML value where the text is one (true, 8080, ["a"]), else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _explain(error: ValidationError, file: TomlFile, named: Mapping[tuple[str, str], Any]) -> ConfigError:
    """The complaint's lines, naming the variable where the environment set the value."""
    lines = []
    for line, item in zip(file.problems(error).lines, error.errors(), strict=True):
        path = tuple(item["loc"][:2])
        if path in named:
            variable = _PREFIX + "_".join(str(part) for part in path).upper()
            lines.append(f"{variable}:1: {line.split(': ', 1)[1]}")
        else:
            lines.append(line)
    return ConfigError(*lines)
