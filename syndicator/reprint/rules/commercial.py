"""Commercial use: the feed's policy says what becomes of such a wish."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy


class Commercial:
    """Leaves a request for commercial use to the policy."""

    name = "commercial"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word where it is asked for, else None."""
        if not case.asked.commercial:
            return None
        return by_policy(self.name, case.policy.commercial, "申请用于商业用途", "It is asked for commercial use")
