"""Dates in lists: whole ones win, `11-23` and `3小时前` count from when the list was asked for, sentences give none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from syndicator.extract.kinds import KINDS
from syndicator.extract.kinds._when import beside
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source

ZONE = ZoneInfo("Asia/Shanghai")
# Noon of 3 January in Shanghai: what lists say then is mostly of last year.
ASKED = datetime(2026, 1, 3, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["11-23"], "2025-11-23"),
        (["[11-23]"], "2025-11-23"),
        (["(11/23 09:20)"], "2025-11-23T09:20:00+08:00"),
        (["发布时间：11-23"], "2025-11-23"),
        (["11月23日"], "2025-11-23"),
        (["01-03"], "2026-01-03"),
        (["01-06"], "2025-01-06"),
        (["昨天 18:30"], "2026-01-02T18:30:00+08:00"),
        (["海川发布 · 3小时前"], "2026-01-03T09:00:00+08:00"),
        (["11-23", "2024-05-06"], "2024-05-06"),
        (["昨天，海川县下了今年第一场雪。"], "None"),
        (["11月20日，记者从海川县水务局了解到，三号闸已经合龙。"], "None"),
        (["23"], "None"),
        (["阅读 300"], "None"),
        ([], "None"),
    ],
)
def test_a_date_beside_a_headline(texts, expected):
    assert str(beside(texts, ZONE, ASKED)) == expected


def test_only_a_guess_is_marked_as_one():
    assert beside(["3小时前"], ZONE, ASKED).estimated
    assert not beside(["11-23"], ZONE, ASKED).estimated


@pytest.mark.parametrize("text", ["11-23", "昨天", "3小时前", "11月23日"])
def test_without_the_time_of_asking_no_year_is_guessed(text):
    assert beside([text], ZONE, None) is None


ROWS = "".join(
    f'<li><a href="/a/{number}.html">海川县第{number}座水闸开工建设</a><span>{date}</span></li>'
    for number, date in enumerate(("01-02", "12-31", "12-30"), 1)
)


@pytest.mark.parametrize("kind", ["html", "auto"])
def test_kinds_count_from_when_the_list_was_asked_for(kind):
    source = Source("k/1", "k", kind, "https://haichuan.example/", timezone="Asia/Shanghai", selectors=Selectors("li"))
    page = Page("https://haichuan.example/", f"<ul>{ROWS}</ul>".encode(), retrieved=ASKED)
    dates = [str(lead.published) for lead in KINDS[kind].leads(page, source).leads]
    assert dates == ["2026-01-02", "2025-12-31", "2025-12-30"]


def test_an_api_may_leave_the_year_out_too():
    source = Source("k/1", "k", "json", "https://haichuan.example/", timezone="Asia/Shanghai")
    body = '[{"url": "/a/1.html", "title": "东湾镇晚稻开镰", "date": "11-23"}]'.encode()
    (lead,) = KINDS["json"].leads(Page("https://haichuan.example/", body, retrieved=ASKED), source).leads
    assert str(lead.published) == "2025-11-23"
