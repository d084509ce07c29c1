"""When two pages tell the same story."""

from datetime import UTC, datetime

import pytest

from syndicator.model.draft import Draft
from syndicator.store.identity import mint, same_story

NOW = datetime(2026, 11, 24, tzinfo=UTC)
STORY = (
    "海川县青石水库的除险加固工程昨天通过了竣工验收。\n"
    "工程历时两年，加高了大坝，换掉了三道闸门，还装上了自动测报设备。\n"
    "县水利局说，下游三个乡镇的两万亩灌溉用水从此有了保障。"
)
EDITED = STORY.replace("昨天", "11月20日").replace("三道闸门", "全部闸门") + "\n汛期前将完成蓄水。"
OTHER = (
    "海川县文化馆的秋季夜校本周开班，书法、二胡和剪纸三个班都已经报满。\n"
    "文化馆说，报名的人比去年多一倍，明年打算再开一个摄影班。\n"
    "家住城关镇的退休教师说，下班后能学一门手艺，日子更有滋味。"
)
ENGLISH = (
    "The reservoir above the town passed its final inspection on Friday after two years of work. "
    "Engineers raised the dam, replaced three gates and put in equipment that reports the water level by itself."
)
OTHER_ENGLISH = (
    "The evening school opened this week with three courses, and all of them were full within two days. "
    "The teachers said that they would like to add a course in photography after the new year."
)


@pytest.mark.parametrize(
    ("title", "body", "there_title", "there_body", "same"),
    [
        ("水库验收", STORY, "水库验收", OTHER, True),
        ("水库过了验收", STORY, "水库验收", STORY, True),
        ("水库过了验收", EDITED, "水库验收", STORY, True),
        ("水库过了验收", STORY.replace("\n", "\n\n　　"), "水库验收", STORY, True),
        ("水库过了验收", STORY.splitlines()[0], "水库验收", STORY, True),
        ("夜校开班", OTHER, "水库验收", STORY, False),
        ("Evening school", OTHER_ENGLISH, "Reservoir", ENGLISH, False),
        ("Dam", ENGLISH.replace("on Friday", "last week"), "Reservoir", ENGLISH, True),
        ("", "", "", "", False),
        ("", "短", "", "短", True),
        ("甲", "", "乙", STORY, False),
    ],
)
def test_the_same_story(title, body, there_title, there_body, same):
    assert same_story(Draft("https://news.example/1", title, body_text=body), there_title, there_body) is same


def test_a_feed_named_in_chinese_makes_a_uri():
    assert mint("news.example,2026-11", "海川 要闻", NOW).startswith(
        "tag:news.example,2026-11:%E6%B5%B7%E5%B7%9D%20%E8%A6%81%E9%97%BB:"
    )


def test_ids_of_one_second_differ():
    assert len({mint("news.example,2026", "a", NOW) for _ in range(500)}) == 500
