from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from syndicator.errors import ReprintError
from syndicator.model.desk import DeskPolicy
from syndicator.model.reprint import Asked, Decision, Outcome, Verdict
from syndicator.model.rights import Reprint
from syndicator.reprint.case import Case
from syndicator.reprint.decide import by_person, decide

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
GRANT, REFUSE, REVIEW = Outcome.GRANT, Outcome.REFUSE, Outcome.REVIEW


def asked(language="zh"):
    return Asked(("k3v9",), "邻县日报", "转载", "web", date(2026, 12, 1), date(2027, 1, 1), language)


def case(language="zh", article=None):
    return Case(asked(language), article, "海川县融媒体中心", Reprint.PERMISSION, DeskPolicy(), AT)


@dataclass
class Says:
    outcome: Outcome | None
    name: str = "says"

    def judge(self, case):  # noqa: ARG002 - says the same of everything
        if self.outcome is None:
            return None
        return Verdict(self.name, self.outcome, (("zh", f"因为{self.name}"), ("en", f"because {self.name}")))


@pytest.mark.parametrize(
    ("said", "decided"),
    [
        ((), REVIEW),
        ((None, None), REVIEW),
        ((GRANT,), GRANT),
        ((GRANT, None), GRANT),
        ((GRANT, GRANT), GRANT),
        ((REVIEW, GRANT), REVIEW),
        ((REFUSE, GRANT), REFUSE),
        ((REFUSE, REVIEW), REFUSE),
        ((REFUSE, REVIEW, GRANT, None), REFUSE),
    ],
)
def test_refusal_then_review_then_grant_whatever_the_order(said, decided):
    rules = [Says(outcome, f"rule{index}") for index, outcome in enumerate(said)]
    decisions = {decide([case()], order, AT) for order in permutations(rules)}
    assert len(decisions) == 1
    (decision,) = decisions
    assert decision.outcome is decided
    assert (decision.by, decision.at) == ("rules", AT)
    assert len(decision.verdicts) == (sum(outcome is not None for outcome in said) or 1)


def test_the_reason_is_of_the_deciding_verdicts_in_the_askers_language():
    rules = [Says(GRANT, "a"), Says(REFUSE, "b"), Says(REFUSE, "c")]
    assert decide([case("zh")], rules, AT).reason == "因为b 因为c"
    assert decide([case("en")], rules, AT).reason == "because b because c"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_no_verdict_the_asker_still_reads_why(language):
    assert decide([case(language)], (), AT).reason


def test_a_person_keeps_the_rules_verdicts():
    before = decide([case()], [Says(REVIEW, "a")], AT)
    assert by_person(before, REFUSE, " 李编辑 ", " 已签独家 ", AT) == Decision(
        REFUSE, "李编辑", AT, "已签独家", before.verdicts
    )
    assert by_person(None, GRANT, "li", "", AT).outcome is GRANT


@pytest.mark.parametrize(
    ("outcome", "by", "reason", "field"),
    [(REVIEW, "li", "x", "outcome"), (GRANT, " ", "x", "by"), (REFUSE, "li", " ", "reason")],
)
def test_a_person_says_who_what_and_why(outcome, by, reason, field):
    with pytest.raises(ReprintError) as refused:
        by_person(None, outcome, by, reason, AT)
    assert refused.value.field == field
