"""Everything of a feed: what nobody has written yet can't be judged article by article."""

from syndicator.model.reprint import Outcome, Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy

_MIXED = (
    ("zh", "这个栏目的稿件不全属于同一权利人，能否整体授权须由工作人员审核。"),
    ("en", "Not everything of this feed is one owner's: a person will decide whether it can be licensed as a whole."),
)


class Everything:
    """Leaves a request for all that a feed will bring to the policy; a standing agreement is leave for just that.

    What others own in it is nobody's to give beforehand.
    """

    name = "everything"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word where a whole feed is asked for without an agreement, or of several owners, else None."""
        if case.article is not None:
            return None
        if case.mixed and case.policy.everything is not Outcome.REFUSE:
            return Verdict(self.name, Outcome.REVIEW, _MIXED)
        if case.agreement:
            return None
        return by_policy(
            self.name, case.policy.everything, "申请转载整个栏目的全部稿件", "Everything of a feed is asked for"
        )
