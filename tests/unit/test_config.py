from datetime import timedelta
from pathlib import Path

import pytest

from syndicator.config import Checks, load, load_feed, load_feeds
from syndicator.errors import ConfigError
from syndicator.model.rights import AiUse, Reprint


def _credit(template: str) -> None:
    if "{nobody}" in template:
        raise ValueError("there is no {nobody}")


CHECKS = Checks(kinds={"html", "feed", "inbox", "push"}, credit=_credit)

FEED = """title = "海川要闻"
language = "zh-CN"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
kind = "html"
url = "https://news.example/list/"
every = "15m"
item = "ul.news li"
"""


def _write(folder: Path, text: str, name: str = "haichuan.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_and_derived_values(tmp_path):
    config = load(_write(tmp_path, "", "config.toml"), environ={})
    assert config.base_url == "http://127.0.0.1:8080"
    assert config.data == tmp_path / "data"
    assert config.database_url == f"sqlite:///{tmp_path}/data/syndicator.db"


def test_command_line_wins_over_environment_over_file(tmp_path):
    path = _write(tmp_path, '[server]\nport = 1\nhost = "0.0.0.0"\n[data]\ndir = "a"\n', "config.toml")
    environ = {"SYNDICATOR_SERVER_PORT": "2", "SYNDICATOR_DATA_DIR": "b", "HOME": "/x"}
    assert load(path, environ=environ).server.port == 2
    config = load(path, {"server.port": 3}, environ)
    assert (config.server.port, config.data) == (3, tmp_path / "b")
    assert config.base_url == "http://127.0.0.1:3"


@pytest.mark.parametrize(
    ("text", "environ", "expected"),
    [
        ("[server]\nprot = 1\n", {}, "config.toml:2: server.prot: there is no such key"),
        ("[server]\n\nport = 99999\n", {}, "config.toml:3: server.port: input should be less than"),
        ('[site]\nbase_url = "feeds.example"\n', {}, "config.toml:2: site.base_url: write the public address"),
        ('[fetch]\nmax_bytes = "ten"\n', {}, "config.toml:2: fetch.max_bytes: write a size"),
        ("[server\n", {}, "config.toml:1: toml:"),
        ("", {"SYNDICATOR_SERVER_PROT": "1"}, "SYNDICATOR_SERVER_PROT:1: environment: there is no key server.prot"),
        ("", {"SYNDICATOR_SERVER_PORT": "x"}, "SYNDICATOR_SERVER_PORT:1: server.port: input should be a valid integer"),
        ("root = 3\n", {}, "config.toml:1: root: there is no such key"),
        ("server = 3\n", {}, "config.toml:1: server:"),
    ],
)
def test_mistakes_in_config_name_their_line(tmp_path, text, environ, expected):
    with pytest.raises(ConfigError) as error:
        load(_write(tmp_path, text, "config.toml"), environ=environ)
    assert str(error.value).startswith(expected)


def test_a_feed_and_its_source(tmp_path):
    feed = load_feed(_write(tmp_path, FEED), tmp_path, CHECKS)
    source = feed.sources[0]
    assert (feed.name, feed.entries, source.key) == ("haichuan", 50, "haichuan/1")
    assert source.every == timedelta(minutes=15)
    assert source.policy.reprint is Reprint.ATTRIBUTION
    assert source.policy.where.endswith("haichuan.toml:4")
    assert "{holder}" in source.policy.credit


def test_a_source_may_have_rights_and_text_of_its_own(tmp_path):
    text = FEED + '[source.rights]\nreprint = "none"\n[source.text]\nscript = "hans"\n'
    source = load_feed(_write(tmp_path, text), tmp_path, CHECKS).sources[0]
    assert (source.policy.holder, source.policy.reprint, source.script) == ("", Reprint.NONE, "hans")


@pytest.mark.parametrize(
    ("feed", "source", "expected"),
    [("", "", "search"), ("no", "", "no"), ("no", "yes", "yes"), ("", "no", "no"), ("yes", "search", "search")],
)
def test_what_machines_may_do_holds_until_a_source_says_otherwise(tmp_path, feed, source, expected):
    text = FEED.replace('reprint = "attribution"', f'ai = "{feed}"' if feed else "")
    text += '[source.rights]\nreprint = "none"\n' + (f'ai = "{source}"\n' if source else "")
    read = load_feed(_write(tmp_path, text), tmp_path, CHECKS)
    assert (read.policy.ai, read.sources[0].policy.ai) == (AiUse(feed or "search"), AiUse(expected))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("every", "evry", ":11: source.1.evry: there is no such key"),
        ('item = "ul.news li"', 'item = "ul..news"', ":12: source.1.item: not a CSS selector"),
        ('item = "ul.news li"', "", ':8: source.1.item: kind "html" needs item'),
        ('"15m"', '"often"', ":11: source.1.every: write a duration"),
        ('"15m"', '"1s"', ":11: source.1.every: write"),
        ('kind = "html"', 'kind = "htlm"', ":9: source.1.kind: there is no kind 'htlm'"),
        ("https://news", "ftp://news", ":10: source.1.url: write an http:// or https:// address"),
        ('"attribution"', '"yes"', ":6: rights.reprint: input should be 'attribution'"),
        ("[rights]\n", '[rights]\ncredit = "{nobody}"\n', ":5: rights.credit: there is no {nobody}"),
        ('title = "海川要闻"\n', "", ":1: title: this key is required"),
        ('language = "zh-CN"', 'timezone = "Mars"', ":2: timezone: write an IANA time zone"),
        ('kind = "html"\nurl = "https://news.example/list/"', 'kind = "inbox"\nurl = "/no/such"', ":10: source.1.url: the folder"),
    ],
)  # fmt: skip
def test_mistakes_in_a_feed_name_their_line(tmp_path, old, new, expected):
    assert old in FEED
    path = _write(tmp_path, FEED.replace(old, new, 1))
    with pytest.raises(ConfigError) as error:
        load_feed(path, tmp_path, CHECKS)
    assert str(error.value).startswith(f"{tmp_path.name}/haichuan.toml{expected}")


def test_kind_json_is_told_by_jmespath_what_others_are_by_css(tmp_path):
    checks = Checks(kinds={"json"}, credit=_credit)
    text = FEED.replace('"html"', '"json"').replace('"ul.news li"', "\"items[?type=='news']\"")
    assert load_feed(_write(tmp_path, text), tmp_path, checks).sources[0].selectors.item == "items[?type=='news']"
    with pytest.raises(ConfigError, match=r"source\.1\.item: not a JMESPath expression"):
        load_feed(_write(tmp_path, text.replace("'news']", "'news'")), tmp_path, checks)


def test_all_mistakes_of_all_files_come_at_once(tmp_path):
    _write(tmp_path, FEED.replace("every", "evry").replace('"html"', '"htlm"'))
    _write(tmp_path, "titel = 1\n", "b.toml")
    with pytest.raises(ConfigError) as error:
        load_feeds(tmp_path, tmp_path, CHECKS)
    assert len(error.value.lines) == 3


def test_a_bad_file_name_or_folder(tmp_path):
    with pytest.raises(ConfigError, match="small letters"):
        load_feed(_write(tmp_path, FEED, "Hai Chuan.toml"), tmp_path, CHECKS)
    with pytest.raises(ConfigError, match=r"feeds\.dir: the folder .* is missing"):
        load_feeds(tmp_path / "none", tmp_path, CHECKS)
    with pytest.raises(ConfigError, match=r"config\.toml:1: file: not found"):
        load(tmp_path / "config.toml")


PUSH = FEED + '\n[[source]]\nkind = "push"\nname = "desk"\n'
LONG = "s" * 40


@pytest.mark.parametrize(
    ("keys", "environ", "secret"),
    [
        (f'secret = "{LONG}"', {}, LONG),
        (f'secret = "{LONG}"\nsecret_env = "DESK"', {"DESK": "e" * 32}, "e" * 32),
        (f'secret = "{LONG}"\nsecret_env = "DESK"', {}, LONG),
        ('secret_env = "DESK"', {"DESK": "e" * 32}, "e" * 32),
    ],
)
def test_a_push_source_has_a_secret_that_is_not_shown(tmp_path, monkeypatch, keys, environ, secret):
    monkeypatch.delenv("DESK", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    source = load_feed(_write(tmp_path, PUSH + keys), tmp_path, CHECKS).sources[1]
    assert (source.key, source.secret) == ("haichuan/desk", secret)
    assert secret not in repr(source)


@pytest.mark.parametrize(
    ("keys", "environ", "message"),
    [
        ("", {}, "needs secret"),
        ('secret = "too-short-to-sign"', {}, "write at least 32 characters"),
        ("secret = 12345678901234567890", {}, "write at least 32 characters"),
        ('secret_env = "DESK"', {}, "the variable DESK is not set"),
        ('secret_env = "DESK"', {"DESK": "too-short-to-sign"}, "the variable DESK is too short"),
    ],
)
def test_a_wrong_secret_is_refused_and_not_shown(tmp_path, monkeypatch, keys, environ, message):
    monkeypatch.delenv("DESK", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=message) as caught:
        load_feed(_write(tmp_path, PUSH + keys), tmp_path, CHECKS)
    assert "to-sign" not in str(caught.value)
    assert "1234567890" not in str(caught.value)
