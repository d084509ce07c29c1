"""What a run met, and the state it makes: one row a case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from syndicator.errors import (
    BlockedPage,
    ConnectionFailed,
    ExtractError,
    FieldsMissing,
    HttpStatus,
    RobotsRefused,
    StoreError,
    TooSlow,
)
from syndicator.flows.judge import Sighting, judge, overdue, recovered
from syndicator.model.health import Health, State, label, words
from syndicator.model.run import Problem, Run

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://news.example/list/"
BEFORE = Health("haichuan/news", judged=NOW - HOUR, since=NOW - 9 * DAY)
NEWS = Sighting(newest=NOW - HOUR, rhythm=DAY, usual=("authors", "notice"), opened=4)


def run(*codes: str, seen: int = 20, new: int = 0) -> Run:
    """A run over `seen` articles, of whose pages one failed for each code."""
    problems = tuple(Problem(f"{URL}{number}", code, f"it says {code}") for number, code in enumerate(codes))
    return Run("haichuan/news", NOW, NOW, seen=seen, new=new, problems=problems)


ERRORS = (
    (ExtractError("list missing: nothing found"), "list missing", "extract"),
    (FieldsMissing("links missing"), "fields missing", "fields-missing"),
    (BlockedPage("Cloudflare: …", sort="challenge", guard="Cloudflare"), "blocked", "challenge"),
    (BlockedPage("a login is asked for", sort="login"), "blocked", "login"),
    (HttpStatus(URL, 500), "failing", "http-500"),
    (HttpStatus(URL, 403), "failing", "http-403"),
    (HttpStatus(URL, 429), "resting", "http-429"),
    (ConnectionFailed(URL, "no such host"), "failing", "connection"),
    (TooSlow(URL, "too slow"), "failing", "too-slow"),
    (RobotsRefused(URL, "robots.txt says no"), "failing", "robots"),
    (StoreError("the database refused"), "failing", "store"),
)


@pytest.mark.parametrize(("error", "state", "code"), ERRORS, ids=lambda value: str(value)[:20])
def test_a_list_that_could_not_be_read(error, state, code):
    found = judge(BEFORE, run(), replace(NEWS, error=error), NOW)
    assert (found.state, found.code, found.note) == (State(state), code, str(error))
    assert (found.since, found.misses, found.judged) == (NOW, 1, NOW)


def test_links_that_fail_again_count_once():
    again = run(*["http-404"] * 4)
    urls = frozenset(problem.url for problem in again.problems)
    assert judge(BEFORE, again, replace(NEWS, opened=4), NOW).state is State.FAILING
    seen = replace(NEWS, opened=0, again=urls)
    assert judge(BEFORE, again, seen, NOW).state is State.WELL


@pytest.mark.parametrize(
    ("before", "lasting", "state", "code"),
    [
        (BEFORE, ("http-404",) * 2, "well", ""),
        (BEFORE, ("http-404",) * 3, "failing", "http-404"),
        (BEFORE, ("extract",) * 3, "fields missing", "extract"),
        (BEFORE, ("says-gone", "says-gone", "http-404"), "failing", "says-gone"),
        # what was so before goes on until something newer can be read
        (replace(BEFORE, state=State.FAILING, code="http-404", note="HTTP 404"), ("http-404",), "failing", "http-404"),
        (replace(BEFORE, state=State.FAILING, code="http-503"), ("http-404",), "well", ""),
    ],
)
def test_when_nothing_newer_than_the_last_article_can_be_read(before, lasting, state, code):
    found = judge(before, run(), replace(NEWS, opened=0, lasting=lasting), NOW)
    assert (found.state, found.code) == (State(state), code)


def test_what_is_well_but_not_as_its_admin_wants_it():
    cut = judge(BEFORE, run(), replace(NEWS, cut="the list has 9 bytes"), NOW)
    assert (cut.state, cut.code, cut.note) == (State.WELL, "list-cut", "the list has 9 bytes")
    assert judge(cut, run(), NEWS, NOW).code == "list-cut", "the list was not read again"
    assert judge(cut, run(), replace(NEWS, cut=""), NOW).code == ""
    idle = judge(BEFORE, run(), replace(NEWS, idle=frozenset(("body", "author"))), NOW)
    assert (idle.state, idle.code, idle.fields) == (State.WELL, "selector-idle", ("author", "body"))
    assert judge(idle, run(), NEWS, NOW).fields == ("author", "body"), "no page was read"
    assert judge(idle, run(), replace(NEWS, idle=frozenset()), NOW).fields == ()
    for one in (cut, idle):
        assert not overdue(one, 1, NOW)
        assert words(one, "zh") != words(one, "en") != ""


def test_a_rest_the_host_asked_for():
    later = NOW + HOUR
    found = judge(BEFORE, run(), replace(NEWS, error=HttpStatus(URL, 503, 3600.0), until=later), NOW)
    assert (found.state, found.until) == (State.RESTING, later)
    over = judge(BEFORE, run(), replace(NEWS, error=HttpStatus(URL, 503), until=NOW - HOUR), NOW)
    assert (over.state, over.until) == (State.FAILING, None)


@pytest.mark.parametrize(
    ("made", "opened", "state", "fields"),
    [
        (run(new=3), 3, "well", ()),
        (run("extract", new=3), 4, "well", ()),
        (run("extract", "extract", new=0), 2, "well", ()),
        (run(*["extract"] * 3), 3, "fields missing", ("text",)),
        (run(*["extract"] * 3), 20, "well", ()),
        (run(*["extract"] * 3, new=4), 7, "well", ()),
        (run(*["extract"] * 2, seen=2), 2, "fields missing", ("text",)),
        (run(*["blocked"] * 4), 5, "blocked", ()),
        (run(*["http-500"] * 4), 5, "failing", ()),
        (run(*["http-429"] * 4), 5, "resting", ()),
        (run("http-500", "too-slow", "connection", "http-502"), 5, "failing", ()),
        (run(seen=0), 0, "well", ()),
    ],
)
def test_most_pages_and_several_make_a_fault_the_sources(made, opened, state, fields):
    found = judge(BEFORE, made, replace(NEWS, opened=opened), NOW)
    assert (found.state, found.fields) == (State(state), fields)


@pytest.mark.parametrize(
    ("newest", "rhythm", "state"),
    [
        (NOW - HOUR, DAY, "well"),
        (NOW - DAY, DAY, "well"),
        (NOW - DAY - HOUR, DAY, "quiet"),
        (NOW - 9 * DAY, 10 * DAY, "well"),
        (None, DAY, "well"),
        (NOW - 90 * DAY, None, "well"),
    ],
)
def test_silence_is_measured_by_the_sources_own_rhythm(newest, rhythm, state):
    found = judge(BEFORE, run(), replace(NEWS, newest=newest, rhythm=rhythm), NOW)
    assert found.state is State(state)
    if found.state is State.QUIET:
        assert found.since == newest


def test_usual_fields_that_are_gone_are_missed_for_a_month():
    seen = replace(NEWS, missing=("notice",))
    found = judge(BEFORE, run(new=1), seen, NOW)
    assert (found.state, found.fields, found.usual) == (State.FIELDS_MISSING, ("notice",), ("authors", "notice"))
    later = judge(found, run(new=1), replace(seen, newest=NOW + 31 * DAY), NOW + 31 * DAY)
    assert (later.state, later.usual) == (State.WELL, ("authors",))


def test_a_state_that_goes_on_is_counted_and_another_begins_anew():
    broken = replace(NEWS, error=ExtractError("list missing"))
    one = judge(BEFORE, run(), broken, NOW)
    two = judge(one, run(), broken, NOW + HOUR)
    assert (two.since, two.misses, two.same) == (NOW, 2, 2)
    three = judge(two, run(), replace(NEWS, error=HttpStatus(URL, 500)), NOW + 2 * HOUR)
    assert (three.since, three.misses, three.same) == (NOW + 2 * HOUR, 3, 1)
    well = judge(three, run(new=1), NEWS, NOW + 3 * HOUR)
    assert (well.state, well.since, well.misses) == (State.WELL, NOW + 3 * HOUR, 0)


@pytest.mark.parametrize(
    ("state", "misses", "same", "told", "since", "due"),
    [
        ("well", 0, 9, None, NOW, False),
        ("failing", 2, 2, None, NOW, False),
        ("failing", 3, 3, None, NOW, True),
        ("failing", 3, 1, None, NOW, True),
        ("failing", 9, 9, "failing", NOW, False),
        ("blocked", 9, 1, "failing", NOW, False),
        ("blocked", 9, 3, "failing", NOW, True),
        ("quiet", 1, 1, None, NOW, True),
        ("resting", 9, 9, None, NOW - HOUR, False),
        ("resting", 9, 9, None, NOW - 2 * DAY, True),
    ],
)
def test_who_should_hear(state, misses, same, told, since, due):
    told = State(told) if told else None
    health = replace(BEFORE, state=State(state), misses=misses, same=same, told=told, since=since)
    assert overdue(health, 3, NOW) is due


@pytest.mark.parametrize(
    ("state", "told", "over"), [("well", "failing", True), ("well", None, False), ("quiet", "failing", False)]
)
def test_a_recovery_is_news_only_after_trouble_was(state, told, over):
    assert recovered(replace(BEFORE, state=State(state), told=State(told) if told else None)) is over


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_words_in_both_languages(state):
    health = replace(
        BEFORE, state=state, code="captcha", fields=("notice", "published"), newest=NOW, rhythm=DAY, note="x"
    )
    assert label(state, "zh-CN") != label(state, "en") == str(state)
    if state is not State.WELL:
        assert words(health, "zh")
        assert words(health, "en")


@pytest.mark.parametrize(
    ("health", "zh", "en"),
    [
        (Health("s", State.BLOCKED, code="captcha", guard="Cloudflare"), "Cloudflare：要求输入验证码或完成拼图", "Cloudflare: a person must solve a puzzle first"),
        (Health("s", State.FIELDS_MISSING, fields=("published", "notice")), "稿件缺少：日期、版权声明", "articles lack: date, notice"),
        (Health("s", State.FAILING, code="http-502"), "对方回答 HTTP 502", "it answers HTTP 502"),
        (Health("s", State.FAILING, code="odd", note="something odd"), "something odd", "something odd"),
        (Health("s", State.QUIET, newest=NOW, rhythm=DAY * 2.5), "自 2026-11-24 08:00 UTC 起没有新稿，平时间隔不超过 2.5 天", "nothing new since 2026-11-24 08:00 UTC; ordinarily no longer than 2.5 days"),
    ],
)  # fmt: skip
def test_the_reason_is_said_in_words(health, zh, en):
    assert (words(health, "zh"), words(health, "en")) == (zh, en)
