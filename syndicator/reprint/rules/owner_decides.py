"""The owner wants to be asked, or lets nobody reprint: a person decides."""

from syndicator.model.reprint import Outcome, Verdict
from syndicator.model.rights import Reprint
from syndicator.reprint.case import Case

_ASK_FIRST = (
    ("zh", "转载这篇稿件须经权利人许可，由工作人员审核。"),
    ("en", "The owner wants to be asked before this is reprinted: a person will decide."),
)
_NOBODY = (
    ("zh", "权利人声明不得转载，是否破例由工作人员审核。"),
    ("en", "The owner does not let this be reprinted: a person will decide whether to make an exception."),
)


class OwnerDecides:
    """Keeps a person in it where the owner did not give leave beforehand, to all or to this outlet."""

    name = "owner-decides"

    def judge(self, case: Case) -> Verdict | None:
        """REVIEW where nobody may reprint, or where leave is asked for and was not given to this outlet, else None."""
        if case.reprint is Reprint.NONE:
            return Verdict(self.name, Outcome.REVIEW, _NOBODY)
        if case.reprint is Reprint.PERMISSION and not case.trusted:
            return Verdict(self.name, Outcome.REVIEW, _ASK_FIRST)
        return None
