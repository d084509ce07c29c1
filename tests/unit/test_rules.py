from datetime import UTC, date, datetime

import pytest

from syndicator.model.article import Article
from syndicator.model.desk import DeskPolicy
from syndicator.model.moment import Moment
from syndicator.model.reprint import Asked, Outcome
from syndicator.model.rights import Hold, Reprint, Rights, Status
from syndicator.reprint.case import Case
from syndicator.reprint.rules import RULES

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
ASKED = Asked(("k3v9",), "邻县日报", "转载", "web", date(2026, 12, 1), date(2027, 1, 1))
HOLDER = "海川县融媒体中心"
HELD_TEXT = "未公开的正文"


def article(reprint=Reprint.ATTRIBUTION, status=Status.USABLE, holds=(), **rights):
    told = {"holder": HOLDER, "notice": f"版权归{HOLDER}所有", "credit": f"来源：{HOLDER}"} | rights
    return Article(
        id="tag:feeds.example.org,2026:k3v9",
        version=1,
        feed="haichuan",
        source="haichuan/news",
        url="https://news.example/1.html",
        title="未公开的标题",
        body_html=f"<p>{HELD_TEXT}</p>",
        body_text=HELD_TEXT,
        published=Moment(AT),
        first_seen=AT,
        updated=AT,
        rights=Rights(license="", usage_terms="", reprint=reprint, **told),
        status=status,
        fingerprint="f",
        holds=tuple(Hold(code, f"held: {HELD_TEXT}") for code in holds),
    )


def case(given):
    return Case(ASKED, given, given.rights.holder, given.rights.reprint, DeskPolicy(), AT)


CASES = [
    # (the article, what each rule says)
    (article(), {"license-allows": Outcome.GRANT}),
    (article(Reprint.PERMISSION), {}),
    (article(Reprint.NONE), {}),
    (article(Reprint.UNKNOWN), {"rights-unclear": Outcome.REFUSE}),
    (article(holder=""), {"license-allows": Outcome.GRANT, "rights-unclear": Outcome.REFUSE}),
    (article(notice=""), {"license-allows": Outcome.GRANT, "rights-unclear": Outcome.REFUSE}),
    (article(credit=""), {"license-allows": Outcome.GRANT, "rights-unclear": Outcome.REFUSE}),
    (article(status=Status.WITHHELD, holds=("third-party",)), {"rights-unclear": Outcome.REFUSE}),
    (article(status=Status.WITHHELD, holds=("no-holder",)), {"rights-unclear": Outcome.REFUSE}),
    (article(Reprint.PERMISSION, Status.WITHHELD), {"rights-unclear": Outcome.REFUSE}),
    (article(status=Status.CANCELED), {"rights-unclear": Outcome.REFUSE}),
]


@pytest.mark.parametrize(("given", "said"), CASES)
def test_what_the_rules_say(given, said):
    verdicts = [verdict for rule in RULES if (verdict := rule.judge(case(given)))]
    assert {verdict.rule: verdict.outcome for verdict in verdicts} == said


@pytest.mark.parametrize("given", [case[0] for case in CASES])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_verdict_gives_its_reason_in_both_languages_and_tells_nothing_of_the_text(rule, given):
    verdict = rule.judge(case(given))
    if verdict:
        assert verdict.rule == rule.name
        reasons = dict(verdict.reason)
        assert set(reasons) == {"zh", "en"}
        assert all(reasons.values())
        assert not any(HELD_TEXT in reason or given.title in reason for reason in reasons.values())


def test_reasons_tell_third_party_from_unknown_from_withdrawn():
    def reason(given):
        return next(verdict.why("zh") for rule in RULES if (verdict := rule.judge(case(given))))

    assert "第三方" in reason(article(status=Status.WITHHELD, holds=("third-party",)))
    assert "尚未确认" in reason(article(Reprint.UNKNOWN))
    assert "撤回" in reason(article(status=Status.CANCELED))
    assert HOLDER in reason(article())


def test_rule_names_are_unique():
    assert len({rule.name for rule in RULES}) == len(RULES)
