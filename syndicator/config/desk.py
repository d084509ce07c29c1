"""The table [reprint] of config.toml: how the reprint desk works."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from syndicator.config.desk_limits import DeskLimits
from syndicator.config.receivers import Mailboxes, Webhook, signed
from syndicator.config.section import Section
from syndicator.config.units import Duration, Size
from syndicator.model.desk import Answer

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class CannedAnswer(Section):
    """One [[reprint.answer]]: what a person of the desk says often, in both languages."""

    name: str
    zh: Annotated[str, Field(min_length=1, max_length=2000)]
    en: Annotated[str, Field(min_length=1, max_length=2000)]

    @field_validator("name")
    @classmethod
    def _short(cls, value: str) -> str:
        if not _NAME.fullmatch(value):
            raise ValueError('write a short name of small letters, digits and -, such as "exclusive"')
        return value


class ReprintDesk(DeskLimits):
    """Whether the desk takes requests, and the largest one it reads; how often known reprints are looked at.

    `email_to` and `webhook` (signed by `secret`) hear of requests that wait for a person, in `language`,
    and again after `remind`; `escalate_to` after `escalate` (0 for never). With `four_eyes` a second admin must approve
    what one decides. `answer` are canned answers. `keep_personal` is how long an asker's personal data is kept.
    A licence's end is announced `renew_before` it comes; after `key_days` licences are signed with a new key; `fonts`
    is a folder of fonts for their paper form.
    """

    open: bool = True
    max_body: Size = 64 * 1024
    recheck: Duration = timedelta(days=1)
    email_to: Mailboxes = ()
    remind: Duration = timedelta(days=2)
    escalate: Duration = timedelta(days=5)
    escalate_to: Mailboxes = ()
    four_eyes: bool = False
    answer: tuple[CannedAnswer, ...] = ()
    webhook: Webhook = ""
    secret: str = ""
    language: Literal["", "zh", "en"] = ""
    keep_personal: Duration = timedelta(days=180)
    renew_before: Duration = timedelta(days=14)
    key_days: Annotated[int, Field(ge=1)] = 365
    fonts: Path | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if timedelta(0) < self.escalate <= self.remind:
            raise ValueError("escalate must be longer than remind, or 0")
        names = [one.name for one in self.answer]
        if len(set(names)) < len(names):
            raise ValueError("each answer needs a name of its own")
        return self

    @model_validator(mode="after")
    def _signed(self) -> Self:
        signed(self.webhook, self.secret)
        return self

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The canned answers of this house."""
        return tuple(Answer(one.name, one.zh, one.en) for one in self.answer)
