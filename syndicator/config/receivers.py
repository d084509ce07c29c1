"""Where what we say goes to: mailboxes and webhooks, as people write them."""

import re
from typing import Annotated

from pydantic import AfterValidator

_MAILBOX = re.compile(r"[^\s@<>,;\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
# Shorter ones can be guessed.
_SECRET = 16


def is_mailbox(text: str) -> bool:
    """Whether this is one address of e-mail, and nothing else."""
    return bool(_MAILBOX.fullmatch(text))


def signed(webhook: str, secret: str) -> None:
    """A webhook's secret is long enough. Raises ValueError."""
    if webhook and len(secret) < _SECRET:
        raise ValueError(f"a webhook is always signed: set secret, {_SECRET} characters or more")


def _mailboxes(value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(is_mailbox(address) for address in value):
        raise ValueError('write a list of addresses, such as ["desk@example.org"]')
    return value


def _http(value: str) -> str:
    if value and not re.match(r"https?://[^\s/]", value):
        raise ValueError("write an http:// or https:// address")
    return value


Mailboxes = Annotated[tuple[str, ...], AfterValidator(_mailboxes)]
Webhook = Annotated[str, AfterValidator(_http)]
