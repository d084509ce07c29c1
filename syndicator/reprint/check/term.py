"""Whether the page is there within the term of the grant."""

from datetime import date

from syndicator.model.finding import Aspect, Finding, Mark, Promised
from syndicator.reprint.check.words import why


def judge(promised: Promised, today: date) -> Finding:
    """OK from the first to the last day of the grant, both included."""
    if today < promised.valid_from:
        return Finding(Aspect.TERM, Mark.WRONG, "term-early", why("term-early", day=promised.valid_from.isoformat()))
    if today > promised.valid_to:
        return Finding(Aspect.TERM, Mark.WRONG, "term-over", why("term-over", day=promised.valid_to.isoformat()))
    return Finding(Aspect.TERM, Mark.OK, "term", why("term", day=promised.valid_to.isoformat()))
