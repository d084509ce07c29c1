"""A partner with a standing agreement for the feed: grant."""

from syndicator.model.reprint import Outcome, Verdict
from syndicator.reprint.case import Case


class Agreement:
    """Grants what a partner asks for itself of a feed that its agreement covers.

    That it is the partner is shown by its token, sent with the request: a name is anybody's to type.
    """

    name = "agreement"

    def judge(self, case: Case) -> Verdict | None:
        """GRANT where an agreement covers it, else None."""
        if not case.agreement:
            return None
        return Verdict(
            self.name,
            Outcome.GRANT,
            (
                ("zh", f"{case.agreement}与本站有合作协议，协议包含这一内容。"),
                ("en", f"{case.agreement} has a standing agreement with us that covers this."),
            ),
        )
