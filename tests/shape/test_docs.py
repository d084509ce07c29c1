"""What can be set must be written down, and the schema must be the one the code uses."""

import json
from pathlib import Path

from syndicator.cli.main import COMMANDS
from syndicator.config.deskpolicy import DeskTable
from syndicator.config.schema import schema
from syndicator.config.settings import Config
from syndicator.config.tables import FeedFile, RightsTable, SourceTable, TextTable

ROOT = Path(__file__).parents[2]


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for name, field in Config.model_fields.items():
        if name == "root":
            continue
        for key in field.annotation.model_fields:
            assert f"| `{field.alias or name}.{key}` |" in text


def test_every_feed_key_is_documented():
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for model in (FeedFile, RightsTable, TextTable, DeskTable, SourceTable):
        for key in model.model_fields:
            assert f"| `{key}` |" in text, key


def test_the_schema_is_current():
    assert json.loads((ROOT / "feeds" / "schema.json").read_text(encoding="utf-8")) == schema()


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    twin = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"syndicator {name}" in readme
        assert f"syndicator {name}" in twin
