"""The tables of config.toml about what goes out by itself: the hub, alerts, mail."""

import re
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from syndicator.config.receivers import Mailboxes, Webhook, is_mailbox, signed
from syndicator.config.section import Section
from syndicator.config.units import Duration


class Hub(Section):
    """The WebSub hub for our own feeds: how long subscriptions last, how much of us they may ask for.

    `concurrency` callbacks are called at once, `per_host` of one host, each for `timeout` at most; what does not arrive
    is tried `tries` times. `requests` and `host_requests` are a minute's, by address and by callback's host.
    """

    enabled: bool = True
    lease: Duration = timedelta(days=10)
    min_lease: Duration = timedelta(minutes=5)
    max_lease: Duration = timedelta(days=30)
    concurrency: Annotated[int, Field(ge=1, le=1000)] = 64
    per_host: Annotated[int, Field(ge=1, le=100)] = 4
    timeout: Duration = timedelta(seconds=10)
    tries: Annotated[int, Field(ge=1, le=100)] = 12
    requests: Annotated[int, Field(ge=1)] = 60
    host_requests: Annotated[int, Field(ge=1)] = 300
    host_subscriptions: Annotated[int, Field(ge=1)] = 1000
    allow_hosts: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not timedelta(seconds=1) <= self.min_lease <= self.lease <= self.max_lease:
            raise ValueError("min_lease must not be longer than lease, nor lease than max_lease")
        if not timedelta(0) < self.timeout <= timedelta(minutes=1):
            raise ValueError("timeout must be between 0 and 60 seconds")
        return self


class Publish(Section):
    """Where everybody's documents are written as files besides being served: a folder, a bucket, both, or neither.

    Without `s3_key` the machine's own credentials are used (environment, instance role).
    """

    dir: str = ""
    s3: str = ""
    s3_endpoint: str = ""
    s3_region: str = ""
    s3_key: str = ""
    s3_secret: str = ""

    @field_validator("s3")
    @classmethod
    def _bucket(cls, value: str) -> str:
        if value and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\s?#]*)?", value):
            raise ValueError('write "s3://BUCKET" or "s3://BUCKET/PREFIX"')
        return value

    @field_validator("s3_endpoint")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not re.match(r"https?://[^\s/]", value):
            raise ValueError("write an http:// or https:// address")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.s3_key) != bool(self.s3_secret):
            raise ValueError("s3_key and s3_secret go together")
        return self


class Alerts(Section):
    """Who hears of sources in trouble: after how many runs in a row, gathered for how long, in which language."""

    email_to: Mailboxes = ()
    webhook: Webhook = ""
    secret: str = ""
    after: Annotated[int, Field(ge=1, le=1000)] = 3
    digest: Duration = timedelta(minutes=15)
    language: Literal["zh", "en"] = "zh"

    @model_validator(mode="after")
    def _signed(self) -> Self:
        signed(self.webhook, self.secret)
        return self


class Mail(Section):
    """The server that takes our mail; none without a `host`. `port` 0 is the usual one for `tls`."""

    host: str = ""
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    user: str = ""
    password: str = ""
    sender: str = ""
    tls: Literal["starttls", "tls", "none"] = "starttls"

    @model_validator(mode="after")
    def _from_somebody(self) -> Self:
        if self.host and not is_mailbox(self.sender):
            raise ValueError("with a host, set sender to the address mails come from")
        return self
