from datetime import timedelta

import pytest

from syndicator.config import Checks, load, load_feed
from syndicator.config.deskpolicy import DeskTable
from syndicator.errors import ConfigError
from syndicator.model.desk import Answer, DeskPolicy
from syndicator.model.reprint import Outcome

CHECKS = Checks(kinds={"html"}, credit=lambda _: None)
FEED = 'title = "海川要闻"\n'


def feed(folder, text):
    path = folder / "haichuan.toml"
    path.write_text(FEED + text, encoding="utf-8")
    return load_feed(path, folder, CHECKS)


def desk(folder, text, environ=()):
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environ=dict(environ)).reprint


def test_a_feed_that_says_nothing_has_the_usual_policy(tmp_path):
    assert feed(tmp_path, "").desk == DeskPolicy()
    assert DeskTable().policy() == DeskPolicy()


def test_a_feeds_policy(tmp_path):
    policy = feed(
        tmp_path,
        '[reprint]\nmedia = ["web", "app"]\nterritories = ["CN", "香港"]\nmax_days = 0\noutside = "refuse"\n'
        'commercial = "grant"\nedits = "refuse"\ntranslation = "grant"\npictures = "grant"\neverything = "refuse"\n'
        'denied = "review"\n',
    ).desk
    assert policy == DeskPolicy(
        media=("web", "app"),
        territories=("CN", "香港"),
        max_days=0,
        outside=Outcome.REFUSE,
        commercial=Outcome.GRANT,
        edits=Outcome.REFUSE,
        translation=Outcome.GRANT,
        pictures=Outcome.GRANT,
        everything=Outcome.REFUSE,
        denied=Outcome.REVIEW,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[reprint]\nmedia = ["web", "tv"]\n', "feeds/haichuan.toml:3: reprint.media.2: input should be 'web', 'app'"),
        ('[reprint]\n\ncomercial = "grant"\n', "feeds/haichuan.toml:4: reprint.comercial: there is no such key"),
        ('[reprint]\noutside = "maybe"\n', "feeds/haichuan.toml:3: reprint.outside: input should be 'grant', 'review'"),
        (
            '[reprint]\ndenied = "grant"\n',
            "feeds/haichuan.toml:3: reprint.denied: input should be 'review' or 'refuse'",
        ),
        ("[reprint]\nmax_days = -1\n", "feeds/haichuan.toml:3: reprint.max_days: input should be greater than"),
        ('[reprint]\nterritories = ["CN", " "]\n', "feeds/haichuan.toml:3: reprint.territories: write places such as"),
    ],
)
def test_a_wrong_policy_is_named_with_its_line(tmp_path, text, expected):
    (tmp_path / "feeds").mkdir()
    with pytest.raises(ConfigError) as caught:
        feed(tmp_path / "feeds", text)
    assert caught.value.lines[0].startswith(expected)


def test_the_desk_of_a_house(tmp_path):
    found = desk(
        tmp_path,
        '[reprint]\nemail_to = ["desk@example.org"]\nescalate_to = ["chief@example.org"]\nremind = "1d"\n'
        'escalate = "36h"\nfour_eyes = true\n[[reprint.answer]]\nname = "later"\nzh = "请下周再来。"\nen = "Ask next week."\n',
    )
    assert (found.remind, found.escalate, found.four_eyes) == (timedelta(days=1), timedelta(hours=36), True)
    assert found.answers == (Answer("later", "请下周再来。", "Ask next week."),)
    assert [found.answers[0].text(language) for language in ("zh", "en")] == ["请下周再来。", "Ask next week."]


def test_what_a_desk_does_that_was_told_nothing(tmp_path):
    found = desk(tmp_path, "")
    assert (found.remind, found.escalate) == (timedelta(days=2), timedelta(days=5))
    assert not found.four_eyes
    assert desk(tmp_path, "", {"SYNDICATOR_REPRINT_FOUR_EYES": "true"}).four_eyes
    assert desk(tmp_path, '[reprint]\nremind = "9d"\nescalate = 0\n').escalate == timedelta(0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[reprint]\nremind = "5d"\nescalate = "5d"\n', "config.toml:1: reprint: escalate must be longer than remind"),
        ('[reprint]\nemail_to = ["desk"]\n', "config.toml:2: reprint.email_to: write a list of addresses"),
        (
            '[[reprint.answer]]\nname = "Nicht so"\nzh = "a"\nen = "b"\n',
            "config.toml:2: reprint.answer.1.name: write a",
        ),
        ('[[reprint.answer]]\nname = "a"\nzh = "a"\n', "config.toml:1: reprint.answer.1.en: this key is required"),
        (
            '[[reprint.answer]]\nname = "a"\nzh = "a"\nen = "b"\n[[reprint.answer]]\nname = "a"\nzh = "a"\nen = "b"\n',
            "config.toml:1: reprint: each answer needs a name of its own",
        ),
    ],
)
def test_a_wrong_desk_is_named_with_its_line(tmp_path, text, expected):
    with pytest.raises(ConfigError) as caught:
        desk(tmp_path, text)
    assert caught.value.lines[0].startswith(expected)
