"""For how long: up to the feed's policy without a person."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy


class Term:
    """Leaves a term that is longer than the policy's to what the policy says of such. Both its days are in a term."""

    name = "term"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word on a longer term, None within."""
        asked, most = case.asked, case.policy.max_days
        if not most or (asked.term_to - asked.term_from).days + 1 <= most:
            return None
        return by_policy(
            self.name,
            case.policy.outside,
            f"申请的期限超过{most}天",
            f"The term asked for is longer than {most} days",
        )
