"""Rights resolved: the page against the policy, what is held and why, and on what evidence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.attribute.resolve import resolve
from syndicator.model.draft import Draft, Line, Origin
from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint, RightsPolicy, Status
from syndicator.model.source import Source

_BASE = "https://feeds.example.org"
_OWNER = "海川县融媒体中心"
_NOTICE = "本条新闻版权归海川县融媒体中心所有，转载请注明出处。"
_NEWSROOM = RightsPolicy(holder=_OWNER, names=("海川发布",), reprint=Reprint.ATTRIBUTION, where="feeds/haichuan.toml:6")
_INBOX = RightsPolicy(reprint=Reprint.ATTRIBUTION, where="feeds/haichuan.toml:20")


def _source(policy: RightsPolicy = _NEWSROOM, language: str = "zh-CN", **more) -> Source:
    return Source(
        key="haichuan/news",
        feed="haichuan",
        kind="html",
        url="https://news.example/",
        policy=policy,
        language=language,
        **more,
    )


def _draft(*notices: str, **more) -> Draft:
    given_ = {
        "url": "https://news.example/a/1.html",
        "title": "秋收进展顺利",
        "body_text": "全县秋收进展顺利。\n各镇抢抓晴好天气。",
        "notices": tuple(Line(text, f"p:{number}") for number, text in enumerate(notices, 1)),
    }
    return Draft(**given_ | more)


def _codes(draft: Draft, policy: RightsPolicy = _NEWSROOM, **more) -> list[str]:
    return [hold.code for hold in resolve(draft, _source(policy, **more), license_base=_BASE).holds]


def test_a_notice_of_the_configured_owner_goes_out() -> None:
    outcome = resolve(
        _draft(
            _NOTICE, authors=("林小满",), editors=("周桥",), published=Moment(datetime(2026, 11, 5, tzinfo=UTC), "day")
        ),
        _source(),
        license_base=_BASE,
    )
    rights = outcome.rights
    assert outcome.status is Status.USABLE
    assert (rights.holder, rights.notice, rights.reprint) == (_OWNER, _NOTICE, Reprint.ATTRIBUTION)
    assert (
        rights.credit
        == f"来源：{_OWNER}　作者：林小满　编辑：周桥　原标题：秋收进展顺利　原文：https://news.example/a/1.html"
    )
    assert rights.license == "https://feeds.example.org/licenses/attribution"
    assert rights.usage_terms.startswith("转载须注明来源")


def test_every_field_says_what_it_rests_on() -> None:
    rights = resolve(_draft(_NOTICE), _source(), license_base=_BASE).rights
    assert {one.field for one in rights.evidence} == {"holder", "notice", "reprint", "license", "credit", "usage_terms"}
    places = {(one.field, one.where) for one in rights.evidence}
    assert ("holder", "p:1") in places
    assert ("holder", "feeds/haichuan.toml:6") in places
    assert ("reprint", "p:1") in places
    assert ("reprint", "feeds/haichuan.toml:6") in places


def test_a_page_without_any_notice_is_withheld() -> None:
    assert _codes(_draft()) == ["rights-unknown"]


def test_a_notice_the_admin_vouches_for_is_enough() -> None:
    policy = RightsPolicy(
        holder=_OWNER, reprint=Reprint.PERMISSION, notice="版权归海川县融媒体中心所有", where="feeds/x.toml:3"
    )
    outcome = resolve(_draft(), _source(policy), license_base=_BASE)
    assert outcome.status is Status.USABLE
    assert outcome.rights.notice == "版权归海川县融媒体中心所有"
    assert any(one.field == "notice" and one.where == "feeds/x.toml:3" for one in outcome.rights.evidence)


def test_an_inbox_article_brings_its_own_owner() -> None:
    draft = _draft("各镇抢收。　　（本条新闻版权归滨海县融媒体中心所有，转载请注明出处。）", url="inbox/1.txt")
    outcome = resolve(draft, _source(_INBOX), license_base=_BASE)
    assert outcome.status is Status.USABLE
    assert outcome.rights.holder == "滨海县融媒体中心"
    assert outcome.rights.notice == "本条新闻版权归滨海县融媒体中心所有，转载请注明出处。"
    assert outcome.rights.reprint is Reprint.ATTRIBUTION
    assert outcome.rights.credit == "来源：滨海县融媒体中心　原标题：秋收进展顺利"


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        (RightsPolicy(), "转载条件"),
        (RightsPolicy(holder=_OWNER), "转载条件"),
    ],
)
def test_a_condition_alone_grants_nothing(policy: RightsPolicy, missing: str) -> None:
    outcome = resolve(_draft(_NOTICE), _source(policy), license_base=_BASE)
    assert [hold.code for hold in outcome.holds] == ["rights-unknown"]
    assert missing in outcome.holds[0].text
    assert outcome.rights.reprint is Reprint.UNKNOWN


@pytest.mark.parametrize(
    "outlet",
    [
        "",
        _OWNER,
        "海川發佈",
        "海川发布",
        "海川发布微信公众号",
        "本网",
        "本站原创",
        "本报",
        "江苏省海川县融媒体中心",
        "海川县融媒体中心新闻部",
        "海川县融媒体中心、海川发布",
    ],
)
def test_the_owners_own_outlet_is_fine(outlet: str) -> None:
    assert _codes(_draft(_NOTICE, outlet=outlet)) == []


@pytest.mark.parametrize(
    "outlet",
    [
        "新华社",
        "人民日报",
        "海川日报",
        "滨海县融媒体中心",
        "海川发布、新华社",
        "海川发布综合新华社",
        "央视新闻客户端",
        "网络",
        "互联网综合",
        "转载",
    ],
)
def test_somebody_elses_outlet_is_held_whatever_the_footer_says(outlet: str) -> None:
    outcome = resolve(
        _draft(
            "© 2026 海川县融媒体中心 版权所有",
            _NOTICE,
            outlet=outlet,
            origins=(Origin("outlet", "div.source", outlet),),
        ),
        _source(),
        license_base=_BASE,
    )
    assert [hold.code for hold in outcome.holds] == ["third-party"]
    assert outlet in outcome.holds[0].text
    assert any(one.where == "div.source" for one in outcome.rights.evidence)


@pytest.mark.parametrize(
    ("body", "held"),
    [
        ("新华社海川5月1日电（记者唐远）港口迎来货轮。", True),
        ("据新华社海川电（记者 唐远）港口迎来货轮。", True),
        ("HAICHUAN, May 1 (Xinhua) -- The port opened a berth.", True),
        ("港口迎来货轮。\n人民日报记者 唐远", True),
        ("港口迎来货轮。\n（来源：网络）", True),
        ("本报讯（记者 林小满）港口迎来货轮。", False),
        ("海川网讯（记者 林小满）港口迎来货轮。", False),
        ("港口迎来货轮，新华社作了报道。", False),
    ],
)
def test_an_agencys_dateline_in_the_body_is_somebody_elses(body: str, *, held: bool) -> None:
    assert _codes(_draft(_NOTICE, body_text=body)) == (["third-party"] if held else [])


@pytest.mark.parametrize(
    "line",
    [
        "本文版权归原作者所有，转载请注明出处。",
        "特别声明：以上内容为自媒体平台“海川号”用户上传并发布，本平台仅提供信息存储服务。",
        "本文转载自网络，版权归作者所有。",
    ],
)
def test_a_page_that_says_it_is_not_the_owner_is_held(line: str) -> None:
    assert "third-party" in _codes(_draft(line, "© 2026 海川县融媒体中心 版权所有"))


def test_another_owner_than_configured_is_a_contradiction() -> None:
    outcome = resolve(_draft("本文版权归滨海县融媒体中心所有，转载请注明出处。"), _source(), license_base=_BASE)
    assert [hold.code for hold in outcome.holds] == ["contradiction"]
    assert "滨海县融媒体中心" in outcome.holds[0].text
    assert _OWNER in outcome.holds[0].text


@pytest.mark.parametrize(
    "holder", ["海川縣融媒體中心", "海川县融媒体中心（海川县广播电视台）", "海川发布", "《海川发布》"]
)
def test_spellings_and_aliases_of_the_owner_do_not_contradict(holder: str) -> None:
    outcome = resolve(_draft(f"本文版权归{holder}所有"), _source(), license_base=_BASE)
    assert outcome.holds == ()
    assert outcome.rights.holder == _OWNER


def test_the_sites_own_address_names_nobody_else() -> None:
    assert _codes(_draft("Copyright © 2026 news.example All Rights Reserved")) == []


@pytest.mark.parametrize(
    ("line", "config", "expected"),
    [
        ("未经授权不得转载", Reprint.ATTRIBUTION, Reprint.PERMISSION),
        ("谢绝转载", Reprint.ATTRIBUTION, Reprint.NONE),
        ("谢绝转载", Reprint.PERMISSION, Reprint.NONE),
        ("转载请注明出处", Reprint.PERMISSION, Reprint.PERMISSION),
        ("转载请注明出处", Reprint.NONE, Reprint.NONE),
        ("转载请注明出处", Reprint.ATTRIBUTION, Reprint.ATTRIBUTION),
        ("欢迎转载，请注明出处", Reprint.PERMISSION, Reprint.PERMISSION),
        ("欢迎转载，请注明出处", Reprint.UNKNOWN, Reprint.ATTRIBUTION),
        ("未经授权不得转载", Reprint.UNKNOWN, Reprint.PERMISSION),
        ("Article licensed under CC BY 4.0", Reprint.UNKNOWN, Reprint.ATTRIBUTION),
    ],
)
def test_the_stricter_of_page_and_config_wins(line: str, config: Reprint, expected: Reprint) -> None:
    policy = RightsPolicy(holder=_OWNER, reprint=config, where="feeds/x.toml:3")
    outcome = resolve(_draft(line), _source(policy), license_base=_BASE)
    assert outcome.rights.reprint is expected
    assert outcome.holds == ()


def test_a_public_license_on_the_page_is_kept_with_its_nc_and_nd() -> None:
    outcome = resolve(_draft("本文采用 CC BY-NC-ND 4.0 许可协议"), _source(), license_base=_BASE)
    assert outcome.rights.license == "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    assert "https://creativecommons.org/licenses/by-nc-nd/4.0/" in outcome.rights.usage_terms


def test_a_configured_license_holds_only_while_its_terms_do() -> None:
    policy = RightsPolicy(holder=_OWNER, reprint=Reprint.ATTRIBUTION, license="https://news.example/terms", where="f:1")
    assert resolve(_draft(_NOTICE), _source(policy), license_base=_BASE).rights.license == "https://news.example/terms"
    stricter = resolve(_draft("未经授权不得转载"), _source(policy), license_base=_BASE).rights
    assert stricter.license == "https://feeds.example.org/licenses/permission"


def test_an_uncertain_restoration_is_held() -> None:
    assert _codes(_draft(_NOTICE, restoration=0.8)) == ["restoration"]
    assert _codes(_draft(_NOTICE, restoration=0.8), min_confidence=0.7) == []


def test_holds_come_in_one_order() -> None:
    draft = _draft(outlet="新华社", restoration=0.1)
    assert _codes(draft) == ["rights-unknown", "third-party", "restoration"]


def test_english_sources_are_answered_in_english() -> None:
    policy = RightsPolicy(holder="Haichuan Media Centre", reprint=Reprint.PERMISSION, where="f:1")
    draft = _draft(
        "© 2026 Haichuan Media Centre. All rights reserved.",
        title="Harvest on time",
        body_text="The harvest is on time.",
    )
    outcome = resolve(draft, _source(policy, language="en"), license_base=_BASE)
    assert outcome.holds == ()
    assert outcome.rights.credit.startswith("Source: Haichuan Media Centre | Original title: Harvest on time")
    assert (
        outcome.rights.usage_terms
        == "May be reprinted only with the prior permission of Haichuan Media Centre, and with full credit."
    )
    held = resolve(_draft(title="Harvest"), _source(RightsPolicy(), language="en"), license_base=_BASE).holds
    assert held[0].text == "rights unknown: neither page nor config gives owner, notice, reprint terms"


_LINES = st.sampled_from(
    [
        _NOTICE,
        "© 2026 海川县融媒体中心",
        "未经授权不得转载",
        "CC BY 4.0",
        "版权归原作者所有",
        "All rights reserved.",
        "转载请联系",
        "来源：网络",
    ]
) | st.text(max_size=80)
_DRAFTS = st.builds(
    Draft,
    url=st.sampled_from(["https://news.example/1", "", "inbox/a.txt", "http://[::1", "x:/\x00"]) | st.text(max_size=30),
    title=st.text(max_size=60),
    authors=st.lists(st.text(max_size=12), max_size=3).map(tuple),
    editors=st.lists(st.text(max_size=12), max_size=2).map(tuple),
    outlet=st.sampled_from(["", "新华社", _OWNER, "本网", "海川发布、人民网"]) | st.text(max_size=30),
    body_text=st.text(max_size=200) | st.just("新华社海川5月1日电（记者唐远）港口。"),
    notices=st.lists(st.builds(Line, text=_LINES, where=st.text(max_size=20)), max_size=5).map(tuple),
    language=st.sampled_from(["", "zh", "en", "fr", "zh-Hant-TW"]),
    restoration=st.floats(0, 1),
)
_POLICIES = st.builds(
    RightsPolicy,
    holder=st.sampled_from(["", _OWNER, "A"]),
    names=st.lists(st.text(max_size=10), max_size=2).map(tuple),
    reprint=st.sampled_from(Reprint),
    notice=st.sampled_from(["", " ", "版权归海川县融媒体中心所有"]),
    license=st.sampled_from(["", "https://news.example/terms"]),
    where=st.sampled_from(["", "feeds/x.toml:1"]),
)


@given(draft=_DRAFTS, policy=_POLICIES)
def test_what_is_not_known_is_always_held(draft: Draft, policy: RightsPolicy) -> None:
    source = _source(policy, language="")
    outcome = resolve(draft, source, license_base=_BASE)
    rights = outcome.rights
    complete = bool(rights.holder and rights.notice and rights.credit) and rights.reprint is not Reprint.UNKNOWN
    assert complete or outcome.status is Status.WITHHELD
    if outcome.status is Status.USABLE:
        assert rights.license
        assert rights.usage_terms
        assert {one.field for one in rights.evidence} >= {
            "holder",
            "notice",
            "reprint",
            "license",
            "credit",
            "usage_terms",
        }
    assert resolve(draft, source, license_base=_BASE) == outcome
    order = ["rights-unknown", "contradiction", "third-party", "restoration"]
    assert [hold.code for hold in outcome.holds] == sorted((hold.code for hold in outcome.holds), key=order.index)


def test_the_interval_of_a_source_has_no_bearing_on_rights() -> None:
    one = resolve(_draft(_NOTICE), _source(), license_base=_BASE)
    other = resolve(_draft(_NOTICE), _source(every=timedelta(days=1)), license_base=_BASE)
    assert one == other
