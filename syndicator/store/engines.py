"""What an open database is made of, on either engine."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial

from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Engines:
    """Connections that write and connections that can't; `turn` is waited for before a write."""

    write: AsyncEngine
    read: AsyncEngine
    turn: Callable[[], AbstractAsyncContextManager[None]]


# Chinese as itself: half the bytes of \uXXXX, and readable in the database's own shell.
to_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
