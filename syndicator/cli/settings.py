"""The configuration a command works with."""

from pathlib import Path
from typing import Any

import click

from syndicator.config import Config, load


def settings(context: click.Context, **overrides: Any) -> Config:
    """config.toml with the command line's options over it (server__port=… is server.port)."""
    path: Path = context.find_root().obj
    return load(path, {name.replace("__", "."): value for name, value in overrides.items() if value is not None})
