"""The admin's own lists of outlets: those to let, those to refuse."""

from syndicator.model.outlet import OutletList
from syndicator.model.reprint import Outcome, Verdict
from syndicator.reprint.case import Case

_LET = (
    ("zh", "贵单位在可以直接转载的媒体名单上。"),
    ("en", "Your outlet is on the list of those that may reprint."),
)
# Both say the same of an outlet that nobody knows yet: who is on the list is nobody's business.
_NOT_NOW = (
    ("zh", "目前不能向贵单位授权转载。"),
    ("en", "We can't license this to your outlet at present."),
)
_LOOK = (
    ("zh", "这项申请须由工作人员审核。"),
    ("en", "A person will decide this request."),
)


class OutletLists:
    """Lets outlets on one list and refuses those on the other; the list of those to refuse comes first."""

    name = "outlet-lists"

    def judge(self, case: Case) -> Verdict | None:
        """What the lists say of the asker's outlet, None for one that is on neither."""
        if case.on(OutletList.DENY):
            refused = case.policy.denied is Outcome.REFUSE
            outcome = Outcome.REFUSE if refused else Outcome.REVIEW
            return Verdict(self.name, outcome, _NOT_NOW if refused else _LOOK)
        return Verdict(self.name, Outcome.GRANT, _LET) if case.allowed else None
