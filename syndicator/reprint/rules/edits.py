"""Changes to the text: the feed's policy says what becomes of such a wish."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy


class Edits:
    """Leaves a request for changes to the policy."""

    name = "edits"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word where it is asked for, else None."""
        if not case.asked.edits:
            return None
        return by_policy(self.name, case.policy.edits, "申请改动内容", "Changes to the text are asked for")
