"""The article was taken back: refuse."""

from syndicator.model.reprint import Outcome, Verdict
from syndicator.model.rights import Status
from syndicator.reprint.case import Case

_REASON = (
    ("zh", "这篇稿件已经撤回，不能转载。"),
    ("en", "This article has been withdrawn and can't be reprinted."),
)


class Canceled:
    """Refuses what was taken down, for whatever reason."""

    name = "canceled"

    def judge(self, case: Case) -> Verdict | None:
        """REFUSE for a canceled article, else None."""
        if case.article is None or case.article.status is not Status.CANCELED:
            return None
        return Verdict(self.name, Outcome.REFUSE, _REASON)
