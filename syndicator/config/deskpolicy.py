"""The table [reprint] of a feed file: what the reprint desk may do for this feed by itself."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator

from syndicator.model.desk import DeskPolicy
from syndicator.model.reprint import Outcome

Medium = Literal["web", "app", "social", "print", "broadcast"]
Word: TypeAlias = Literal["grant", "review", "refuse"]


class DeskTable(BaseModel):
    """See model.desk.DeskPolicy: every key is one of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media: tuple[Medium, ...] = ()
    territories: tuple[str, ...] = ()
    max_days: Annotated[int, Field(ge=0, le=3660)] = 366
    outside: Word = "review"
    commercial: Word = "review"
    edits: Word = "review"
    translation: Word = "review"
    pictures: Word = "review"
    everything: Word = "review"
    denied: Literal["review", "refuse"] = "refuse"

    @field_validator("territories")
    @classmethod
    def _named(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(name.strip() for name in value):
            raise ValueError('write places such as ["CN", "香港"], or leave it out for everywhere')
        return value

    def policy(self) -> DeskPolicy:
        """It as the desk reads it."""
        return DeskPolicy(
            media=self.media,
            territories=self.territories,
            max_days=self.max_days,
            outside=Outcome(self.outside),
            commercial=Outcome(self.commercial),
            edits=Outcome(self.edits),
            translation=Outcome(self.translation),
            pictures=Outcome(self.pictures),
            everything=Outcome(self.everything),
            denied=Outcome(self.denied),
        )
