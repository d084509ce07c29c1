"""The floors: no distorted reprint passes, at most 2 % of faithful ones are flagged."""

from collections import Counter

import pytest
import reprint_blind
import reprint_open
import reprint_set
import reprint_unseen

from syndicator.model.finding import Faith
from syndicator.reprint.check import check


def _half(half):
    return reprint_set.cases(half.TEMPLATES, half.EDITS, half.STYLES, articles=1, seed=7)


SETS = {
    "open": lambda: _half(reprint_open),
    "blind": lambda: _half(reprint_blind),
    "unseen": lambda: reprint_unseen.cases(each=1, seed=7),
}


@pytest.mark.parametrize("name", SETS)
def test_faithful_reprints_are_told_from_distorted_ones(name):
    passed, flagged, counts = [], [], Counter()
    for case in SETS[name]():
        report = check(case.promised, case.html, reprint_set.PAGE, case.today)
        counts[case.faithful] += 1
        if report.verdict is Faith.FAITHFUL and not case.faithful:
            passed.append(case.name)
        elif report.verdict is not Faith.FAITHFUL and case.faithful:
            flagged.append((case.name, [finding.code for finding in report.faults]))
    assert counts[False] > 200
    assert counts[True] > 60
    assert passed == []
    assert len(flagged) <= 0.02 * counts[True], flagged
