"""Pictures: a text may be ours to license while its pictures are not."""

from syndicator.model.article import Article
from syndicator.model.reprint import Outcome, Verdict
from syndicator.reprint.case import Case
from syndicator.reprint.rule import by_policy
from syndicator.text.outlet_key import outlet_key

_OTHERS = (
    ("zh", "稿件中有署名为他人的图片，能否一并使用须由工作人员审核。"),
    ("en", "Some of this article's pictures are credited to others: a person will decide on them."),
)


class Pictures:
    """Lets nobody have others' pictures by rule; on our own it leaves the word to the policy."""

    name = "pictures"

    def judge(self, case: Case) -> Verdict | None:
        """REVIEW or REFUSE where pictures are wanted and there may be some that are not cleared, else None."""
        wanted = case.asked.pictures and (case.article is None or case.article.images)
        if not wanted:
            return None
        said = by_policy(self.name, case.policy.pictures, "申请使用图片", "Pictures are asked for as well")
        if said is None and case.article is not None and _has_others(case.article, case):
            return Verdict(self.name, Outcome.REVIEW, _OTHERS)
        return said


def _has_others(article: Article, case: Case) -> bool:
    """Whether a picture is credited to anybody but the owner and the article's own writers."""
    ours = [key for name in (case.holder, *case.names, *article.authors, *article.editors) if (key := outlet_key(name))]
    credited = [key for image in article.images if (key := outlet_key(image.credit))]
    return any(not any(name in credit for name in ours) for credit in credited)
