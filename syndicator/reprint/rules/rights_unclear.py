"""Rights that are unknown or someone else's: refuse."""

from syndicator.model.article import Article
from syndicator.model.reprint import Outcome, Verdict
from syndicator.model.rights import Reprint, Status
from syndicator.reprint.case import Case

_THIRD_PARTY = (
    ("zh", "这篇稿件的权利属于第三方，本站不能授权转载，请与原权利人联系。"),
    ("en", "This article's rights belong to a third party; please ask its owner, since they are not ours to license."),
)
_UNKNOWN = (
    ("zh", "这篇稿件的权利归属尚未确认，目前不能授权转载。"),
    ("en", "It is not settled who holds the rights in this article, so it can't be licensed for now."),
)


class RightsUnclear:
    """Refuses what is not ours to license. Its reasons never repeat an article's text."""

    name = "rights-unclear"

    def judge(self, case: Case) -> Verdict | None:
        """REFUSE for a withheld article, or one whose rights are incomplete, else None."""
        if case.article is None:
            unclear = not case.holder or case.reprint is Reprint.UNKNOWN
            return Verdict(self.name, Outcome.REFUSE, _UNKNOWN) if unclear else None
        reason = _reason(case.article)
        return Verdict(self.name, Outcome.REFUSE, reason) if reason else None


def _reason(article: Article) -> tuple[tuple[str, str], ...]:
    rights = article.rights
    if article.status is Status.CANCELED:
        return ()
    if any(hold.code.startswith("third-party") for hold in article.holds):
        return _THIRD_PARTY
    incomplete = not (rights.holder and rights.notice and rights.credit)
    if article.status is not Status.USABLE or rights.reprint is Reprint.UNKNOWN or incomplete:
        return _UNKNOWN
    return ()
