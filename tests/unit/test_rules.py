import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st

from syndicator.model.article import Article
from syndicator.model.desk import DeskPolicy
from syndicator.model.draft import Image
from syndicator.model.moment import Moment
from syndicator.model.outlet import Listed, OutletList
from syndicator.model.reprint import Asked, Outcome, OutletKind
from syndicator.model.rights import Hold, Reprint, Rights, Status
from syndicator.reprint.case import Case
from syndicator.reprint.decide import decide
from syndicator.reprint.rules import RULES

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
ASKED = Asked(
    ("k3v9",), "邻县日报", "转载", "web", date(2026, 12, 1), date(2027, 1, 1), email="e@paper.linxian.example"
)
HOLDER = "海川县融媒体中心"
HELD_TEXT = "未公开的正文"
GRANT, REVIEW, REFUSE = Outcome.GRANT, Outcome.REVIEW, Outcome.REFUSE
SOURCE_LIST = date(2024, 12, 31)
USUAL = DeskPolicy()
NOTHING = DeskPolicy(
    max_days=0, outside=GRANT, commercial=GRANT, edits=GRANT, translation=GRANT, pictures=GRANT, everything=GRANT
)


def article(reprint=Reprint.ATTRIBUTION, status=Status.USABLE, holds=(), pictures=(), embargo=None, **rights):
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
        authors=("周文海",),
        images=tuple(Image("https://news.example/1.jpg", credit=credit) for credit in pictures),
        holds=tuple(Hold(code, f"held: {HELD_TEXT}") for code in holds),
        embargo=embargo,
    )


def case(of=None, policy=USUAL, asked=(), **known):
    of = of or article()
    return Case(replace(ASKED, **dict(asked)), of, of.rights.holder, of.rights.reprint, policy, AT, **known)


def whole_feed(reprint=Reprint.ATTRIBUTION, holder=HOLDER, policy=USUAL, **known):
    asked = replace(ASKED, articles=(), feed="haichuan", pictures=True)
    return Case(asked, None, holder, reprint, policy, AT, **known)


def listed(listing, **told):
    return (Listed(listing, "邻县日报", **told),)


ALLOW, DENY = listed(OutletList.ALLOW), listed(OutletList.DENY)
ALLOW_AT = listed(OutletList.ALLOW, domain="linxian.example")
ASK_FIRST = article(Reprint.PERMISSION)
ONLINE = {"kind": OutletKind.ONLINE_NEWS}
ON_LIST = Listed(OutletList.SOURCE_UNITS, HOLDER, SOURCE_LIST)
BY_LICENSE = {"license-allows": GRANT}

CASES = [
    # (what it is, the case, what each rule says)
    ("license", case(), BY_LICENSE),
    ("ask first", case(ASK_FIRST), {"owner-decides": REVIEW}),
    ("nobody", case(article(Reprint.NONE)), {"owner-decides": REVIEW}),
    ("unknown", case(article(Reprint.UNKNOWN)), {"rights-unclear": REFUSE}),
    ("no holder", case(article(holder="")), BY_LICENSE | {"rights-unclear": REFUSE}),
    ("no notice", case(article(notice="")), BY_LICENSE | {"rights-unclear": REFUSE}),
    ("no credit", case(article(credit="")), BY_LICENSE | {"rights-unclear": REFUSE}),
    ("third party", case(article(status=Status.WITHHELD, holds=("third-party",))), {"rights-unclear": REFUSE}),
    ("held", case(article(status=Status.WITHHELD, holds=("no-holder",))), {"rights-unclear": REFUSE}),
    (
        "held, ask first",
        case(article(Reprint.PERMISSION, Status.WITHHELD)),
        {"owner-decides": REVIEW, "rights-unclear": REFUSE},
    ),
    ("canceled", case(article(status=Status.CANCELED)), {"canceled": REFUSE}),
    ("embargo", case(article(embargo=AT + timedelta(seconds=1))), BY_LICENSE | {"embargo": REFUSE}),
    ("embargo over", case(article(embargo=AT)), BY_LICENSE),
    ("agreement", case(ASK_FIRST, agreement="邻县日报社"), {"agreement": GRANT}),
    (
        "agreement, nobody",
        case(article(Reprint.NONE), agreement="邻县日报社"),
        {"agreement": GRANT, "owner-decides": REVIEW},
    ),
    (
        "agreement, third party",
        case(article(status=Status.WITHHELD, holds=("third-party",)), agreement="邻县日报社"),
        {"agreement": GRANT, "rights-unclear": REFUSE},
    ),
    ("let", case(ASK_FIRST, listed=ALLOW), {"outlet-lists": GRANT}),
    ("let, nobody", case(article(Reprint.NONE), listed=ALLOW), {"outlet-lists": GRANT, "owner-decides": REVIEW}),
    ("let, not confirmed", case(ASK_FIRST, listed=ALLOW_AT), {"owner-decides": REVIEW}),
    ("let, confirmed", case(ASK_FIRST, listed=ALLOW_AT, confirmed=True), {"outlet-lists": GRANT}),
    (
        "let, confirmed elsewhere",
        case(ASK_FIRST, asked={"email": "e@evil-linxian.example"}, listed=ALLOW_AT, confirmed=True),
        {"owner-decides": REVIEW},
    ),
    ("denied", case(listed=DENY), BY_LICENSE | {"outlet-lists": REFUSE}),
    ("denied and let", case(listed=DENY + ALLOW), BY_LICENSE | {"outlet-lists": REFUSE}),
    ("denied by a person", case(listed=DENY, policy=DeskPolicy(denied=REVIEW)), BY_LICENSE | {"outlet-lists": REVIEW}),
    ("no list of units", case(asked=ONLINE), BY_LICENSE),
    ("units", case(asked=ONLINE, list_dated=SOURCE_LIST), BY_LICENSE | {"source-units": REVIEW}),
    ("a unit", case(asked=ONLINE, list_dated=SOURCE_LIST, source_unit=ON_LIST), BY_LICENSE),
    ("units, a paper", case(asked={"kind": OutletKind.NEWS}, list_dated=SOURCE_LIST), BY_LICENSE),
    ("medium within", case(policy=DeskPolicy(media=("web", "app"))), BY_LICENSE),
    ("medium", case(policy=DeskPolicy(media=("print",))), BY_LICENSE | {"medium": REVIEW}),
    ("medium refused", case(policy=DeskPolicy(media=("print",), outside=REFUSE)), BY_LICENSE | {"medium": REFUSE}),
    ("territory none", case(policy=DeskPolicy(territories=("CN",))), BY_LICENSE | {"territory": REVIEW}),
    ("territory within", case(policy=DeskPolicy(territories=("CN",)), asked={"territory": "中国 大陆"}), BY_LICENSE),
    (
        "territory",
        case(policy=DeskPolicy(territories=("CN",)), asked={"territory": "Japan"}),
        BY_LICENSE | {"territory": REVIEW},
    ),
    ("everywhere", case(policy=DeskPolicy(territories=("world",))), BY_LICENSE),
    ("term within", case(asked={"term_to": date(2027, 12, 1)}), BY_LICENSE),
    ("term", case(asked={"term_to": date(2027, 12, 2)}), BY_LICENSE | {"term": REVIEW}),
    ("term unlimited", case(asked={"term_to": date(2030, 1, 1)}, policy=DeskPolicy(max_days=0)), BY_LICENSE),
    ("commercial", case(asked={"commercial": True}), BY_LICENSE | {"commercial": REVIEW}),
    ("edits", case(asked={"edits": "缩短"}), BY_LICENSE | {"edits": REVIEW}),
    ("translation", case(asked={"translation": "en"}), BY_LICENSE | {"translation": REVIEW}),
    (
        "all refused",
        case(
            asked={"commercial": True, "edits": "缩短", "translation": "en"},
            policy=DeskPolicy(commercial=REFUSE, edits=REFUSE, translation=REFUSE),
        ),
        BY_LICENSE | {"commercial": REFUSE, "edits": REFUSE, "translation": REFUSE},
    ),
    (
        "all open",
        case(
            article(pictures=("",)),
            NOTHING,
            {"commercial": True, "edits": "缩短", "translation": "en", "pictures": True},
        ),
        BY_LICENSE,
    ),
    ("no pictures", case(asked={"pictures": True}), BY_LICENSE),
    ("pictures not wanted", case(article(pictures=("新华社",))), BY_LICENSE),
    ("pictures", case(article(pictures=("",)), asked={"pictures": True}), BY_LICENSE | {"pictures": REVIEW}),
    (
        "pictures of ours",
        case(
            article(pictures=("摄影：周文海", f"{HOLDER} 供图", "海川 网")),
            NOTHING,
            {"pictures": True},
            names=("海川网",),
        ),
        BY_LICENSE,
    ),
    (
        "pictures of others",
        case(article(pictures=("周文海", "新华社")), NOTHING, {"pictures": True}),
        BY_LICENSE | {"pictures": REVIEW},
    ),
    (
        "pictures refused",
        case(article(pictures=("新华社",)), DeskPolicy(pictures=REFUSE), {"pictures": True}),
        BY_LICENSE | {"pictures": REFUSE},
    ),
    ("a feed", whole_feed(), BY_LICENSE | {"everything": REVIEW, "pictures": REVIEW}),
    ("a feed, open", whole_feed(policy=NOTHING), BY_LICENSE),
    (
        "a feed, agreement",
        whole_feed(Reprint.PERMISSION, agreement="邻县日报社", policy=replace(NOTHING, everything=REFUSE)),
        {"agreement": GRANT},
    ),
    (
        "a feed of several owners",
        whole_feed(agreement="邻县日报社", policy=NOTHING, mixed=True),
        BY_LICENSE | {"agreement": GRANT, "everything": REVIEW},
    ),
    (
        "a feed of several owners, refused",
        whole_feed(policy=replace(NOTHING, everything=REFUSE), mixed=True),
        BY_LICENSE | {"everything": REFUSE},
    ),
    ("a feed, unknown", whole_feed(Reprint.UNKNOWN, policy=NOTHING), {"rights-unclear": REFUSE}),
    ("a feed, nobody's", whole_feed(holder="", policy=NOTHING), BY_LICENSE | {"rights-unclear": REFUSE}),
]
NAMED = pytest.mark.parametrize("of", [case for _, case, _ in CASES], ids=[name for name, _, _ in CASES])


@pytest.mark.parametrize(("of", "said"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_the_rules_say(of, said):
    verdicts = [verdict for rule in RULES if (verdict := rule.judge(of))]
    assert {verdict.rule: verdict.outcome for verdict in verdicts} == said


def test_the_table_has_every_rule_say_something():
    assert {rule for _, _, said in CASES for rule in said} == {rule.name for rule in RULES}


@NAMED
def test_every_verdict_gives_its_reason_in_both_languages_and_tells_nothing_of_the_text(of):
    for rule in RULES:
        verdict = rule.judge(of)
        if verdict is None:
            continue
        assert verdict.rule == rule.name
        reasons = dict(verdict.reason)
        assert set(reasons) == {"zh", "en"}
        assert all(reasons.values())
        for reason in reasons.values():
            assert HELD_TEXT not in reason
            assert "未公开的标题" not in reason
            assert not any(of.article and of.article.embargo and when in reason for when in ("2026", "11", "24"))


@pytest.mark.parametrize(("_name", "of", "said"), CASES, ids=[row[0] for row in CASES])
def test_order_never_matters(_name, of, said):
    first = decide((of,), RULES, AT)
    for seed in range(40):
        shuffled = list(RULES)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret is made of it
        assert decide((of,), shuffled, AT) == first
    expected = next(one for one in (REFUSE, REVIEW, GRANT) if one in said.values())
    assert first.outcome is expected


@settings(max_examples=200, deadline=None)
@draws(
    st.permutations(RULES),
    st.permutations(RULES),
    st.lists(st.sampled_from([case for _, case, _ in CASES]), min_size=1, max_size=4).flatmap(
        lambda several: st.tuples(st.just(several), st.permutations(several))
    ),
)
def test_neither_the_order_of_rules_nor_of_articles_matters(rules, others, several):
    cases, shuffled = several
    one, other = decide(cases, rules, AT), decide(shuffled, others, AT)
    assert one.outcome is other.outcome
    assert one.verdicts == other.verdicts
    given = {verdict.outcome for verdict in one.verdicts}
    assert one.outcome is next(outcome for outcome in (REFUSE, REVIEW, GRANT) if outcome in given)


def test_reasons_tell_third_party_from_unknown_from_withdrawn():
    def reason(of):
        return next(verdict.why("zh") for rule in RULES if (verdict := rule.judge(case(of))))

    assert "第三方" in reason(article(status=Status.WITHHELD, holds=("third-party",)))
    assert "尚未确认" in reason(article(Reprint.UNKNOWN))
    assert "撤回" in reason(article(status=Status.CANCELED))
    assert HOLDER in reason(article())


def test_the_list_of_units_is_named_by_its_date():
    (verdict,) = [
        verdict
        for rule in RULES
        if rule.name == "source-units" and (verdict := rule.judge(case(asked=ONLINE, list_dated=SOURCE_LIST)))
    ]
    assert "2024年12月31日" in verdict.why("zh")
    assert "2024-12-31" in verdict.why("en")


def test_rule_names_are_unique_and_those_of_their_files():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert [type(rule).__module__.rpartition(".")[2].replace("_", "-") for rule in RULES] == names
