"""Translation: the feed's policy says what becomes of such a wish."""

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy


class Translation:
    """Leaves a request for a translation to the policy."""

    name = "translation"

    def judge(self, case: Case) -> Verdict | None:
        """The policy's word where it is asked for, else None."""
        if not case.asked.translation:
            return None
        return by_policy(self.name, case.policy.translation, "申请翻译", "A translation is asked for")
