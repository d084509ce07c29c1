"""Reports on reprints, and the reprints they are of, as rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row

from syndicator.model.appearance import Appearance
from syndicator.model.finding import Aspect, Faith, Finding, Mark, Passage, Report
from syndicator.store import clean
from syndicator.store.codec import encode, member


def told(report: Report | None) -> Mapping[str, Any] | None:
    """A report as a JSON object, its day as ISO 8601."""
    return None if report is None else {**encode(clean.deep(report)), "day": report.day.isoformat()}


def read(found: Mapping[str, Any] | None) -> Report | None:
    """The report of an object that `told` wrote."""
    if found is None:
        return None
    return Report(
        verdict=member(Faith, found["verdict"]),
        findings=tuple(_finding(one) for one in found["findings"]),
        day=date.fromisoformat(found["day"]),
        url=found["url"],
        similarity=found["similarity"],
    )


def appearance(row: Row[Any]) -> Appearance:
    """The known reprint of a row."""
    return Appearance(
        number=row.number,
        grant=row.grant,
        url=row.url,
        reported=row.reported,
        created=row.created,
        article=row.article,
        due=row.due,
        checked=row.checked,
        report=read(row.report),
        trouble=row.trouble,
        found=row.found,
        settled=row.settled,
        settled_by=row.settled_by,
        note=row.note,
    )


def _finding(found: Mapping[str, Any]) -> Finding:
    return Finding(
        aspect=member(Aspect, found["aspect"]),
        mark=member(Mark, found["mark"]),
        code=found["code"],
        why=tuple((language, text) for language, text in found["why"]),
        passages=tuple(Passage(**passage) for passage in found["passages"]),
    )
