"""From a parser's complaint to `file:line: path: what`."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from syndicator.errors import ConfigError
from syndicator.text.toml_lines import lines, locate

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class TomlFile:
    """One parsed TOML file that knows where each key stands."""

    def __init__(self, path: Path, shown: str = "") -> None:
        """Read `path`; messages call it `shown`. Raises ConfigError when it can't be read or parsed."""
        self.shown = shown or str(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise ConfigError(f"{self.shown}:1: file: not found") from None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{self.shown}:1: file: cannot be read as UTF-8 text: {error}") from error
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            what = _AT_LINE.sub("", str(error)).strip()
            line = at[1] if at else max(1, text.count("\n"))
            raise ConfigError(f"{self.shown}:{line}: toml: {what}") from error
        self._lines = lines(text)

    def place(self, *path: str | int) -> str:
        """`file:line` of a key, or of the nearest table around it."""
        return f"{self.shown}:{locate(self._lines, path)}"

    def problem(self, path: Iterable[str | int], what: str) -> str:
        """One line of a ConfigError."""
        keys = tuple(path)
        return f"{self.place(*keys)}: {dotted(keys) or 'file'}: {what}"

    def problems(self, error: ValidationError) -> ConfigError:
        """Every complaint of a pydantic error, each with its line."""
        return ConfigError(*(self.problem(item["loc"], _words(item)) for item in error.errors()))


def dotted(path: tuple[str | int, ...]) -> str:
    """("source", 0, "every") as a person counts it: source.1.every."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _words(item: Any) -> str:
    """A pydantic complaint in plain words."""
    if item["type"] == "extra_forbidden":
        return "there is no such key; see docs/configuration.md for the ones there are"
    if item["type"] == "missing":
        return "this key is required"
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    message = str(item["msg"])
    return f"{message[0].lower()}{message[1:]}, not {item['input']!r}"[:300]
