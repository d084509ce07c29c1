"""The contract of a reprint rule. Its members are the files of rules/; rules/__init__.py lists them."""

from typing import Protocol

from syndicator.model.reprint import Outcome, Verdict
from syndicator.reprint.case import Case

_THEN = {
    Outcome.REVIEW: ("须由工作人员审核。", "a person will decide."),
    Outcome.REFUSE: ("不在可以授权的范围内。", "this is not licensed."),
}


class Rule(Protocol):
    """One consideration. A rule with nothing to say returns None; order never matters."""

    name: str

    def judge(self, case: Case) -> Verdict | None:
        """GRANT, REFUSE or REVIEW with its reason in zh and en, or None."""
        ...


def by_policy(rule: str, outcome: Outcome, zh: str, en: str) -> Verdict | None:
    """What a feed's policy makes of a wish that `zh` and `en` name; None where it leaves it to other rules."""
    if outcome is Outcome.GRANT:
        return None
    then_zh, then_en = _THEN[outcome]
    return Verdict(rule, outcome, (("zh", f"{zh}，{then_zh}"), ("en", f"{en}: {then_en}")))
