"""Everything of a feed: what nobody has written yet can't be judged article by article."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy


class Everything:
    """Leaves a request for all that a feed will bring to the policy; a standing agreement is leave for just that."""

    name = "everything"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word where a whole feed is asked for without an agreement, else None."""
        if case.article is not None or case.agreement:
            return None
        return by_policy(
            self.name, case.policy.everything, "申请转载整个栏目的全部稿件", "Everything of a feed is asked for"
        )
