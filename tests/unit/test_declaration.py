"""Feed files that are written: what was found, nothing that was not confirmed, and never over another file."""

from datetime import timedelta

import pytest

from syndicator.config import load_feed
from syndicator.config.declaration import Declaration, Owner, feed_file, source_block
from syndicator.config.feedwrite import create, replace
from syndicator.errors import ConfigError
from syndicator.flows.declare import CHECKS
from syndicator.model.rights import Reprint
from syndicator.model.source import Selectors, Source

HOSTILE = 'a "b" \\ c\n[rights]\nholder = "x" # \x00\x1b\x7f \'\'\' """'


def declared(**fields) -> Declaration:
    source = Source(
        "new", "new", "html", "https://haichuan.example/news/", timezone="Asia/Shanghai", language="zh-CN",
        selectors=Selectors(item="ul.news > li", link="a", next='.page a:-soup-contains("下一页")'), pages=2,
    )  # fmt: skip
    made = {
        "title": "海川要闻", "language": "zh-CN", "timezone": "Asia/Shanghai", "home_url": "https://haichuan.example/",
        "name": "news", "source": source, "owner": Owner(),
    }  # fmt: skip
    return Declaration(**(made | fields))


def loaded(path, text):
    path.write_text(text, encoding="utf-8")
    return load_feed(path, path.parent, CHECKS)


def test_a_new_file_declares_what_was_found(tmp_path):
    text = feed_file(declared(owner=Owner("海川县融媒体中心", Reprint.ATTRIBUTION)))
    assert text.startswith("#:schema ./schema.json\n")
    feed = loaded(tmp_path / "haichuan.toml", text)
    (source,) = feed.sources
    assert (feed.title, feed.home_url, feed.timezone) == ("海川要闻", "https://haichuan.example/", "Asia/Shanghai")
    assert (feed.policy.holder, feed.policy.reprint) == ("海川县融媒体中心", Reprint.ATTRIBUTION)
    assert (source.key, source.kind, source.url, source.pages) == (
        "haichuan/news",
        "html",
        "https://haichuan.example/news/",
        2,
    )
    assert source.selectors == declared().source.selectors
    assert source.every == timedelta(minutes=15)


def test_a_name_nobody_confirmed_stays_a_comment(tmp_path):
    text = feed_file(declared(owner=Owner(found="海川县融媒体中心", where="on 3 of 3 articles", names=("海川发布",))))
    assert '# holder = "海川县融媒体中心"' in text
    feed = loaded(tmp_path / "haichuan.toml", text)
    assert (feed.policy.holder, feed.policy.names, feed.policy.reprint) == ("", (), Reprint.UNKNOWN)
    taken = loaded(tmp_path / "haichuan.toml", text.replace("# holder", "holder").replace("# names", "names"))
    assert (taken.policy.holder, taken.policy.names) == ("海川县融媒体中心", ("海川发布",))


@pytest.mark.parametrize("holder", ["", HOSTILE])
def test_what_pages_say_can_not_break_out_of_its_place(tmp_path, holder):
    owner = Owner(holder, found=HOSTILE, where=HOSTILE, names=(HOSTILE,))
    feed = loaded(tmp_path / "a.toml", feed_file(declared(title=HOSTILE, owner=owner)))
    assert feed.policy.holder == " ".join(holder.split())
    assert feed.title.startswith('a "b" \\ c [rights]')
    assert len(feed.sources) == 1


OLD = b"""# Ours.
title = "Old"   # keep this
language = "en"
timezone = "Europe/London"

[rights]
holder = "Example Centre"

[[source]]
name = "first"
kind = "auto"
url = "https://example.org/"
[source.rights]
holder = "Somebody else"
# the end, without a newline"""


def test_a_source_is_added_with_what_differs_and_every_byte_before_it_kept(tmp_path):
    path = tmp_path / "old.toml"
    path.write_bytes(OLD)
    block = source_block(
        declared(owner=Owner("海川县融媒体中心", Reprint.NONE)), "Example Centre", "en", "Europe/London"
    )
    replace(path, OLD, OLD.decode() + "\n" + block, tmp_path, CHECKS)
    assert path.read_bytes().startswith(OLD)
    first, added = load_feed(path, tmp_path, CHECKS).sources
    assert first.policy.holder == "Somebody else"
    assert (added.timezone, added.language, added.policy.holder) == ("Asia/Shanghai", "zh-CN", "海川县融媒体中心")


def test_the_feeds_own_rights_hold_where_its_owner_is_meant(tmp_path):
    same = source_block(declared(owner=Owner("海川县融媒体中心")), "海川县融媒体中心", "zh-CN", "Asia/Shanghai")
    assert "rights" not in same
    assert "timezone" not in same
    other = source_block(declared(owner=Owner(found="清源县融媒体中心")), "海川县融媒体中心", "zh-CN", "Asia/Shanghai")
    assert '# holder = "清源县融媒体中心"' in other


def test_a_file_is_created_whole_and_never_over_another(tmp_path):
    path = tmp_path / "feeds" / "haichuan.toml"
    path.parent.mkdir()
    text = feed_file(declared())
    assert create(path, text, tmp_path, CHECKS).name == "haichuan"
    path.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"feeds/haichuan\.toml:1: file: is there already"):
        create(path, text, tmp_path, CHECKS)
    assert path.read_text(encoding="utf-8") == "# mine\n"
    assert [file.name for file in path.parent.iterdir()] == ["haichuan.toml"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Feed Name", 'title = "x"', "small letters"),
        ("haichuan", 'title = "x"\n[[source]]\nkind = "html"\nurl = "https://x.example/"', "needs item"),
        ("haichuan", "title = ", "toml"),
        ("haichuan", 'title = "x"\ntypo = 1', "no such key"),
    ],
)
def test_mistakes_are_told_with_the_files_own_name_and_nothing_is_left(tmp_path, name, text, words):
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    with pytest.raises(ConfigError, match=words) as told:
        create(feeds / f"{name}.toml", text, tmp_path, CHECKS)
    assert all(line.startswith(f"feeds/{name}.toml:") for line in told.value.lines)
    assert list(feeds.iterdir()) == []


def test_a_file_somebody_changed_meanwhile_stays_theirs(tmp_path):
    path = tmp_path / "old.toml"
    path.write_bytes(OLD + b"\n# edited")
    with pytest.raises(ConfigError, match="changed meanwhile"):
        replace(path, OLD, OLD.decode() + "\n", tmp_path, CHECKS)
    assert path.read_bytes() == OLD + b"\n# edited"


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"feeds\.dir"):
        create(tmp_path / "none" / "a.toml", feed_file(declared()), tmp_path, CHECKS)
