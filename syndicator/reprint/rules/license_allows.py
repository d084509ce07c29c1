"""The owner lets anyone reprint with credit: grant."""

from syndicator.model.article import Article
from syndicator.model.reprint import Asked, Outcome, Verdict
from syndicator.model.rights import Reprint, Status


class LicenseAllows:
    """Grants what the article's own license already allows; says nothing otherwise."""

    name = "license-allows"

    def judge(self, asked: Asked, article: Article) -> Verdict | None:  # noqa: ARG002 - the license is the same for every asker
        """GRANT for a usable article whose owner allows reprinting with attribution, else None."""
        if article.status is not Status.USABLE or article.rights.reprint is not Reprint.ATTRIBUTION:
            return None
        holder = article.rights.holder
        return Verdict(
            self.name,
            Outcome.GRANT,
            (
                ("zh", f"权利人{holder}允许在注明出处的条件下转载这篇稿件。"),
                ("en", f"The owner, {holder}, allows this article to be reprinted with attribution."),
            ),
        )
