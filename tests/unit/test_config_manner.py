"""How a source says it is to be asked for, and how often."""

from datetime import timedelta

import pytest

from syndicator.config import Checks, load, load_feed
from syndicator.errors import ConfigError
from syndicator.flows.declare import declared

CHECKS = Checks(kinds={"html", "feed", "inbox", "push", "browser"}, credit=lambda _: None)
FEED = 'title = "海川"\n[[source]]\nkind = "feed"\nurl = "https://news.example/rss"\n'


def _feed(tmp_path, keys, kind="feed"):
    path = tmp_path / "feeds" / "haichuan.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(FEED.replace('"feed"', f'"{kind}"') + keys, encoding="utf-8")
    return path


def _source(tmp_path, keys):
    return load_feed(_feed(tmp_path, keys), tmp_path, CHECKS).sources[0]


def test_a_manner_of_its_own(tmp_path):
    keys = 'every = "10m"\nevery_max = "6h"\nuser_agent = "Newsroom/2 (+https://our.example/)"\n'
    keys += 'proxy = "http://name:word@proxy.lan:3128"\n[source.headers]\nX-Key = "k"\n[source.cookies]\na = "1"\nb = "x=y"\n'
    source = _source(tmp_path, keys)
    assert (source.every, source.every_max) == (timedelta(minutes=10), timedelta(hours=6))
    assert source.manner.headers == (("X-Key", "k"), ("Cookie", "a=1; b=x=y"))
    assert (source.manner.user_agent, source.manner.home) == (
        "Newsroom/2 (+https://our.example/)",
        "https://news.example/rss",
    )
    assert source.manner.proxy == "http://name:word@proxy.lan:3128"
    # None of it is shown by accident.
    assert "word" not in repr(source)
    assert "x=y" not in f"{source!r} {source.manner!r}"


def test_left_out_it_is_read_in_our_own_manner_and_nothing_adapts(tmp_path):
    source = _source(tmp_path, "")
    assert (source.manner.headers, source.manner.user_agent, source.manner.proxy) == ((), "", "")
    assert source.every_max <= source.every == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('every = "1h"\nevery_max = "30m"\n', "6: source.1.every_max: write the same as every, or longer"),
        ('proxy = "proxy.lan:3128"\n', '5: source.1.proxy: write the proxy as "http://host:port"'),
        ('proxy = "socks5://proxy.lan:1080"\n', "5: source.1.proxy: write the proxy"),
        ('user_agent = "海川"\n', "5: source.1.user_agent: write one line of ASCII"),
        ('user_agent = "a\\nb"\n', "5: source.1.user_agent: write one line of ASCII"),
        ('headers = { "X-Key" = "geheim\\r\\nHost: x" }\n', "5: source.1.headers: 'X-Key' can't be sent"),
        ('headers = { "X Key" = "k" }\n', "5: source.1.headers: 'X Key' can't be sent"),
        ('cookies = { visit = "geheim; x" }\n', "5: source.1.cookies: 'visit' can't be sent"),
    ],
)
def test_mistakes_name_their_line_and_show_no_value(tmp_path, keys, message):
    with pytest.raises(ConfigError) as error:
        _source(tmp_path, keys)
    assert message in str(error.value)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize("kind", ["inbox", "push"])
def test_kinds_that_know_no_proxy_say_so(tmp_path, kind):
    with pytest.raises(ConfigError, match="is not read by way of a proxy"):
        load_feed(_feed(tmp_path, 'proxy = "http://proxy.lan:3128"\n', kind), tmp_path, CHECKS)


@pytest.mark.parametrize(
    ("hosts", "allowed"),
    [
        ('["proxy.lan:3128"]', True),
        ('["proxy.lan"]', True),
        ('["proxy.lan:3129"]', False),
        ("[]", False),
    ],
)
def test_a_proxy_must_be_listed_as_the_admins_own(tmp_path, hosts, allowed):
    _feed(tmp_path, 'proxy = "http://name:word@proxy.lan:3128"\n')
    path = tmp_path / "config.toml"
    path.write_text(f"[fetch]\nallow_hosts = {hosts}\n", encoding="utf-8")
    config = load(path, environ={})
    if allowed:
        assert declared(config)[0].sources[0].proxy
        return
    with pytest.raises(ConfigError, match=r"feeds/haichuan.toml:2: source.proxy: list the proxy's host") as error:
        declared(config)
    assert "word" not in str(error.value)
