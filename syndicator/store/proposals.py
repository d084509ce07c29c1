"""Decisions that wait for a second person, at most one a request."""

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import ReprintError
from syndicator.model.reprint import Proposal
from syndicator.store import clean, reprint_rows
from syndicator.store.desk_tables import proposals


async def add(conn: AsyncConnection, proposal: Proposal) -> None:
    """Store a proposal. Raises ReprintError where one waits already."""
    try:
        async with conn.begin_nested():
            await conn.execute(insert(proposals), reprint_rows.proposal_row(clean.deep(proposal)))
    except IntegrityError:
        raise ReprintError(f"a decision on {proposal.request} waits for a second person already", "number") from None


async def find(conn: AsyncConnection, request: str) -> Proposal | None:
    """The proposal that waits on a request."""
    row = (await conn.execute(select(proposals).where(proposals.c.request == request))).first()
    return reprint_rows.proposal(row) if row is not None else None


async def take(conn: AsyncConnection, request: str) -> bool:
    """Remove it; False where somebody else was first."""
    return (await conn.execute(delete(proposals).where(proposals.c.request == request))).rowcount == 1
