"""One look at one page: every aspect asked, and what follows from all of them."""

from collections.abc import Iterable
from datetime import date

from syndicator.model.finding import Faith, Finding, Mark, Promised, Report
from syndicator.reprint.check import term


def check(promised: Promised, page_html: str, url: str, today: date) -> Report:
    """Judge the page at `url` against what was promised.

    `page_html` is the page decoded, `today` the day on which the term is looked at.
    """
    findings = (term.judge(promised, today),)
    return Report(verdict(findings), findings, today, url)


def verdict(findings: Iterable[Finding]) -> Faith:
    """DISTORTED if any is wrong or missing, else UNSURE if any is, else FAITHFUL."""
    marks = {finding.mark for finding in findings}
    if marks & {Mark.WRONG, Mark.MISSING}:
        return Faith.DISTORTED
    return Faith.UNSURE if Mark.UNSURE in marks else Faith.FAITHFUL
