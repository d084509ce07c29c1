"""The article is not public yet: refuse until it is."""

from syndicator.model.reprint import Outcome, Verdict
from syndicator.reprint.case import Case

_REASON = (
    ("zh", "这篇稿件目前还不能授权，公开发布以后可以重新申请。"),
    ("en", "This article can't be licensed yet; once it is public you can ask again."),
)


class Embargo:
    """Refuses what is under embargo. Neither the title nor the hour it ends is told: both are the owner's to tell."""

    name = "embargo"

    def judge(self, case: Case) -> Verdict | None:
        """REFUSE until the embargo is over, then None."""
        article = case.article
        if article is None or article.embargo is None or article.embargo <= case.now:
            return None
        return Verdict(self.name, Outcome.REFUSE, _REASON)
