"""One look at one page: every aspect asked, and what follows from all of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from syndicator.model.finding import Aspect, Faith, Finding, Mark, Promised, Report
from syndicator.reprint.check import credit, link, pictures, term, text, title
from syndicator.reprint.check.alignment import align, paragraphs
from syndicator.reprint.check.page import Page
from syndicator.reprint.check.place import find
from syndicator.reprint.check.reading import read
from syndicator.reprint.check.scripts import as_granted, converted
from syndicator.reprint.check.words import why

# A page with less of the text than this is no reprint of it.
_LEAST = 0.2


def check(promised: Promised, page_html: str, url: str, today: date) -> Report:
    """Judge the page at `url` against what was promised.

    `page_html` is the page decoded, `today` the day on which the term is looked at. The work grows with the
    page's size, not with its square; a page of any sort gives a Report.
    """
    page = read(page_html, url)
    report = _check(promised, page, today)
    if not promised.script_free or _is_kept(report):
        return report
    for other in converted(promised):
        again = _check(other, page, today)
        if _is_kept(again):
            return _in_other_script(again, promised)
    return report


def _is_kept(report: Report) -> bool:
    """Whether text and title are as granted."""
    marks = {finding.mark for aspect in (Aspect.TEXT, Aspect.TITLE) for finding in report.of(aspect)}
    return report.verdict is not Faith.NOT_FOUND and marks <= {Mark.OK}


def _in_other_script(report: Report, promised: Promised) -> Report:
    """A report on a converted text, told of what was granted."""
    told = why("script-converter")
    findings = tuple(
        replace(
            finding, passages=as_granted(finding.passages, promised.text if aspect is Aspect.TEXT else promised.title)
        )
        if (aspect := finding.aspect) in (Aspect.TEXT, Aspect.TITLE)
        else finding
        for finding in report.findings
    )
    script = Finding(Aspect.TEXT, Mark.OK, "script-converter", told)
    return replace(report, findings=(*findings, script))


def _check(promised: Promised, page: Page, today: date) -> Report:
    ours = paragraphs(promised.text)
    place = find(page, ours.units, promised.title, ours.lines)
    if place is None:
        return _not_found(promised, page, today, 0.0)
    alignment = align(ours, place)
    if alignment.similarity < _LEAST:
        return _not_found(promised, page, today, alignment.similarity)
    findings = (
        credit.judge(place, promised),
        link.judge(place, promised),
        title.judge(place, promised),
        *text.judge(alignment, promised),
        pictures.judge(place, promised),
        term.judge(promised, today),
    )
    return Report(verdict(findings), findings, today, page.url, alignment.similarity)


def verdict(findings: Iterable[Finding]) -> Faith:
    """DISTORTED if any is wrong or missing, else UNSURE if any is, else FAITHFUL."""
    marks = {finding.mark for finding in findings}
    if marks & {Mark.WRONG, Mark.MISSING}:
        return Faith.DISTORTED
    return Faith.UNSURE if Mark.UNSURE in marks else Faith.FAITHFUL


def _not_found(promised: Promised, page: Page, today: date, similarity: float) -> Report:
    """The article is not there; where it may be translated, a page that leads back may hold it all the same."""
    ends = term.judge(promised, today)
    if promised.translation and link.leads_back(page, promised):
        found = Finding(Aspect.TEXT, Mark.UNSURE, "text-translated", why("text-translated"))
        return Report(verdict((found, ends)), (found, ends), today, page.url, similarity)
    found = Finding(Aspect.TEXT, Mark.MISSING, "text-missing", why("text-missing"))
    return Report(Faith.NOT_FOUND, (found, ends), today, page.url, similarity)
