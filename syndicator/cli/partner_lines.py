"""A partner, its tokens, routes and receipts in lines for a terminal. No token and no secret is ever in one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from syndicator.cli.article_lines import told
from syndicator.errors import PartnerError
from syndicator.flows.tokens import works
from syndicator.model.partner import Extent, Partner, Receipt, Route, Token


@contextmanager
def refused() -> Iterator[None]:
    """What is wrong with what was asked, as wrong use of the command, a line each."""
    try:
        yield
    except PartnerError as error:
        raise click.UsageError("\n".join(f"{fault.field}: {fault.text}" for fault in error.faults)) from None


def line(partner: Partner) -> str:
    """One partner in a line."""
    feeds = ",".join(partner.feeds) or "no feeds"
    return f"{partner.name}  {_state(partner)}  {feeds}  {_shape(partner)}  {_term(partner)}  {partner.title}"


def details(partner: Partner, tokens: Sequence[Token], routes: Sequence[Route], now: datetime) -> list[str]:
    """All of a partner."""
    shape = partner.shape
    rows = [
        ("name", partner.name),
        ("title", partner.title),
        ("state", _state(partner)),
        ("contact", partner.contact or "none"),
        ("feeds", ", ".join(partner.feeds) or "none for partners"),
        ("shape", _shape(partner)),
        ("credit", shape.credit or "as the feed words it"),
        ("language", shape.language or "the feed's"),
        ("term", _term(partner)),
        ("rate", f"{partner.rate} requests a minute" if partner.rate else "any number of requests"),
        ("networks", ", ".join(partner.networks) or "any"),
        *([("note", partner.note)] if partner.note else []),
        *(("token", token_line(one, now)) for one in tokens),
        *(("route", route_line(one)) for one in routes),
    ]
    return [f"{name + ':':<10}{value}" for name, value in rows]


def token_line(token: Token, now: datetime) -> str:
    """One token, by its last characters."""
    state = "works" if works(token, now) else "revoked" if token.revoked else "expired"
    ends = f"ends {told(token.expires)}" if token.expires else "for good"
    used = f"used {told(token.used)}" if token.used else "never used"
    made = f"made {told(token.created)}" if token.created else ""
    return "  ".join(part for part in (f"…{token.hint}", state, token.label, made, ends, used) if part)


def route_line(route: Route) -> str:
    """One route; its secret stays where it is."""
    how = f"every {timedelta(seconds=route.every)}" if route.every else "each change at once"
    state = "paused" if route.paused else "on"
    return f"{route.number}  {state}  {route.partner}  {route.channel}  {route.to}  {how}"


def receipt(one: Receipt) -> str:
    """What one partner has of one article."""
    said = f"  acknowledged {told(one.acknowledged)}" if one.acknowledged else ""
    slug = one.article.rpartition(":")[2]
    return (
        f"{told(one.at)}  {one.partner}  {slug}  v{one.version} {one.status}  {one.how} {one.channel}  {one.feed}{said}"
    )


def _state(partner: Partner) -> str:
    return f"revoked {told(partner.revoked)}" if partner.revoked else "active"


def _shape(partner: Partner) -> str:
    text = "full text" if partner.shape.text is Extent.FULL else "summaries"
    return f"{text}, {'with' if partner.shape.images else 'without'} pictures"


def _term(partner: Partner) -> str:
    if not partner.starts and not partner.ends:
        return "no term"
    return f"{partner.starts or '…'} to {partner.ends or '…'}"
