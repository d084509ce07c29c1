"""The owner lets anyone reprint with credit: grant."""

from syndicator.model.reprint import Outcome, Verdict
from syndicator.model.rights import Reprint, Status
from syndicator.reprint.case import Case


class LicenseAllows:
    """Grants what the article's own license already allows; says nothing otherwise."""

    name = "license-allows"

    def judge(self, case: Case) -> Verdict | None:
        """GRANT for a usable article whose owner allows reprinting with attribution, else None."""
        usable = case.article is None or case.article.status is Status.USABLE
        if not usable or case.reprint is not Reprint.ATTRIBUTION:
            return None
        holder = case.holder
        return Verdict(
            self.name,
            Outcome.GRANT,
            (
                ("zh", f"权利人{holder}允许在注明出处的条件下转载这篇稿件。"),
                ("en", f"The owner, {holder}, allows this article to be reprinted with attribution."),
            ),
        )
