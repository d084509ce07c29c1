"""What every table of config.toml has in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of config.toml: unknown keys are mistakes, values don't change."""

    model_config = ConfigDict(frozen=True, extra="forbid")
