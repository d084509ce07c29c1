"""What the desk and an asker wrote to each other."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.reprint import Message
from syndicator.store import clean, reprint_rows
from syndicator.store.desk_tables import messages


async def add(conn: AsyncConnection, message: Message) -> None:
    """Add one message."""
    message = clean.deep(message)
    row = {"request": message.request, "at": message.at, "who": message.who, "text": message.text}
    await conn.execute(insert(messages), row)


async def of(conn: AsyncConnection, request: str) -> tuple[Message, ...]:
    """A request's messages in order."""
    mine = select(messages).where(messages.c.request == request).order_by(messages.c.number)
    return tuple(reprint_rows.message(row) for row in await conn.execute(mine))
