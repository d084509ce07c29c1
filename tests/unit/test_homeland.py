"""A site's language and clock: what it declares, unless its script says otherwise; its country, else its language."""

from zoneinfo import ZoneInfo

import pytest

from syndicator.extract import homeland
from syndicator.model.page import Page

CHINESE = "海川县融媒体中心今天发布了全县冬季用水的安排，请各乡镇提前检查水闸。" * 3


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (CHINESE, "", "zh-CN"),
        (CHINESE, "en", "zh-CN"),
        (CHINESE, "zh", "zh-CN"),
        (CHINESE, "zh-TW", "zh-TW"),
        ("The county opened three sluices today. " * 9, "", "en"),
        ("Der Landkreis hat heute drei Schleusen geöffnet. " * 9, "de-AT", "de-AT"),
        ("words " * 30, "not a tag", "en"),
        ("", "", "en"),
    ],
)
def test_language(body, declared, expected):
    page = Page("https://x.example/", f"<html><script>var a = 1</script><body><p>{body}</p></body></html>".encode())
    assert homeland.language(page, declared) == expected


def test_the_language_of_a_feed_is_read_off_its_text():
    body = f"<rss><channel><title>{CHINESE}</title></channel></rss>".encode()
    assert homeland.language(Page("https://x.example/rss", body), "") == "zh-CN"


@pytest.mark.parametrize(
    ("url", "tag", "expected"),
    [
        ("https://www.haichuan.gov.cn/", "zh-CN", "Asia/Shanghai"),
        ("https://news.example.tw/", "zh-TW", "Asia/Taipei"),
        ("https://haichuan.example/", "zh-CN", "Asia/Shanghai"),
        ("https://paper.co.uk/a", "en", "Europe/London"),
        ("https://paper.example/", "en", "UTC"),
        ("inbox:x", "ja", "Asia/Tokyo"),
    ],
)
def test_timezone(url, tag, expected):
    assert homeland.timezone(url, tag) == expected


def test_every_zone_is_one():
    assert all(ZoneInfo(zone) for zone in homeland._ZONES.values())
