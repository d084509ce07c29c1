"""The record of every run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, String, cast, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import StoreError
from syndicator.model.run import Run
from syndicator.store.poll_tables import workers
from syndicator.store.tables import runs

_NEWEST_FIRST = (runs.c.started.desc(), runs.c.id.desc())


async def start(conn: AsyncConnection, run: Run, worker: str = "") -> int:
    """Record a run that begins; returns its number for `finish`. `worker` carries it out (see workers)."""
    row = {**_row(run), "worker": worker}
    number: int = (await conn.execute(insert(runs).returning(runs.c.id), row)).scalar_one()
    return number


async def finish(conn: AsyncConnection, run_id: int, run: Run) -> None:
    """Record what a run did. Raises StoreError when `run_id` is not one that was started."""
    result = await conn.execute(update(runs).where(runs.c.id == run_id).values(**_row(run)))
    if result.rowcount != 1:
        raise StoreError(f"run {run_id} was never started")


async def last(conn: AsyncConnection, source: str) -> Run | None:
    """The run of a source that started last."""
    statement = select(runs).where(runs.c.source == source).order_by(*_NEWEST_FIRST).limit(1)
    row = (await conn.execute(statement)).first()
    return _run(row) if row is not None else None


async def recent(conn: AsyncConnection, limit: int = 50) -> tuple[Run, ...]:
    """The runs that started last, newest first."""
    return tuple(_run(row) for row in await conn.execute(select(runs).order_by(*_NEWEST_FIRST).limit(limit)))


async def interrupted(conn: AsyncConnection, now: datetime) -> int:
    """Close the runs that are open while their worker is gone; returns how many there were."""
    alive = select(workers.c.name).where(workers.c.until > now)
    return await _close(conn, runs.c.worker.not_in(alive), now)


async def close(conn: AsyncConnection, worker: str, now: datetime) -> int:
    """Close the runs that a worker leaves open as it stops; returns how many there were."""
    return await _close(conn, runs.c.worker == worker, now)


async def _close(conn: AsyncConnection, which: ColumnElement[bool], now: datetime) -> int:
    left = update(runs).where(runs.c.finished.is_(None), which)
    return (await conn.execute(left.values(finished=now, error="interrupted"))).rowcount


async def prune(conn: AsyncConnection, *, eventful: datetime, uneventful: datetime) -> int:
    """Forget runs that finished before `eventful`, and before `uneventful` those that met nothing worth a word.

    The last run of each source stays, however old. Returns how many are gone.
    """
    silent = (
        (runs.c.new == 0)
        & (runs.c.changed == 0)
        & (runs.c.error == "")
        & (cast(runs.c.problems, String) == "[]")
        & (cast(runs.c.withheld, String) == "[]")
    )
    old = (runs.c.finished < eventful) | ((runs.c.finished < uneventful) & silent)
    newest = select(func.max(runs.c.id)).group_by(runs.c.source)
    return (await conn.execute(delete(runs).where(old, runs.c.id.not_in(newest)))).rowcount


def _row(run: Run) -> Mapping[str, Any]:
    return {
        "source": run.source,
        "started": run.started,
        "finished": run.finished,
        "seen": run.seen,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "withheld": run.withheld,
        "problems": run.problems,
        "error": run.error,
    }


def _run(row: Row[Any]) -> Run:
    return Run(
        source=row.source,
        started=row.started,
        finished=row.finished,
        seen=row.seen,
        new=row.new,
        changed=row.changed,
        unchanged=row.unchanged,
        withheld=row.withheld,
        problems=row.problems,
        error=row.error,
    )
