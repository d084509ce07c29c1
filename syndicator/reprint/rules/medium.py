"""In which medium: those of the feed's policy without a person."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy


class Medium:
    """Leaves a medium that the policy does not name to what the policy says of such."""

    name = "medium"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word on a medium outside it, None within."""
        if not case.policy.media or case.asked.medium in case.policy.media:
            return None
        return by_policy(
            self.name,
            case.policy.outside,
            "申请的使用方式不在预先许可之列",
            "This medium is not among those open to all",
        )
