"""The floors: no distorted reprint passes, at most 2 % of faithful ones are flagged."""

import pytest
import reprint_blind
import reprint_open
from reprint_set import PAGE, cases

from syndicator.model.finding import Faith
from syndicator.reprint.check import check


@pytest.mark.parametrize("half", [reprint_open, reprint_blind], ids=["open", "blind"])
def test_faithful_reprints_are_told_from_distorted_ones(half):
    passed, flagged, counts = [], [], {True: 0, False: 0}
    for case in cases(half.TEMPLATES, half.EDITS, half.STYLES, articles=1, seed=7):
        report = check(case.promised, case.html, PAGE, case.today)
        counts[case.faithful] += 1
        if report.verdict is Faith.FAITHFUL and not case.faithful:
            passed.append(case.name)
        elif report.verdict is not Faith.FAITHFUL and case.faithful:
            flagged.append((case.name, [finding.code for finding in report.faults]))
    assert counts[False] > 200
    assert counts[True] > 60
    assert passed == []
    assert len(flagged) <= 0.02 * counts[True], flagged
