"""The JSON Schema of feed files, for editors: `python -m syndicator.config.schema`."""

import json
import sys
from typing import Any

from syndicator.config.tables import FeedFile


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of feeds/NAME.toml."""
    made = FeedFile.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "A Syndicator feed"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
