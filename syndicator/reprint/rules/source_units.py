"""The regulator's list of source units: licensed online news services reprint from those on it.

互联网新闻信息服务管理规定 (2017), article 15: they reprint news of central, provincial and other units that the
state's list (互联网新闻信息稿源单位名单) names.
"""

from datetime import date

from syndicator.model.reprint import Outcome, OutletKind, Verdict
from syndicator.reprint.case import Case


class SourceUnits:
    """Sends to a person what an online news service may not reprint by the list the admin imported, if any."""

    name = "source-units"

    def judge(self, case: Case) -> Verdict | None:
        """REVIEW where the asker is such a service and the holder is not on the list, else None."""
        if case.list_dated is None or case.source_unit is not None or case.asked.kind is not OutletKind.ONLINE_NEWS:
            return None
        return Verdict(self.name, Outcome.REVIEW, _reason(case.list_dated))


def _reason(day: date) -> tuple[tuple[str, str], ...]:
    zh = (
        "互联网新闻信息服务单位应当转载稿源单位名单上的单位发布的新闻信息；"
        f"{day.year}年{day.month}月{day.day}日的名单上没有查到这篇稿件的权利人，须由工作人员审核。"
    )
    en = (
        "Online news services reprint from the units on the regulator's list of sources; the list of "
        f"{day.isoformat()} does not name this article's owner, so a person will decide."
    )
    return ("zh", zh), ("en", en)
