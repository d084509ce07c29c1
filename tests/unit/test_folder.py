import os

import pytest

from syndicator.errors import FetchError, TooLarge
from syndicator.fetch.folder import MAX_BYTES, MAX_WITH_PICTURES, done, failed, read, scan


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(folder, name, text="海川县今天", age=60.0):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if age is not None:
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    return path


def no_sleep(seconds):
    raise AssertionError("slept")


def names(folder, sleep=no_sleep):
    return [path.name for path in scan(folder, sleep=sleep)]


def test_what_lies_ready(inbox, tmp_path):
    for name in ("b.txt", "a.html", "c.HTM", "中文 稿件.TXT", "d.txt.txt", "g.docx", "k.eml", "l.json", "m.xml"):
        put(inbox, name)
    for name in (
        ".hidden.txt",
        "~$g.docx",
        "e.txt~",
        "e.txt.part",
        "f.part",
        "h",
        ".txt",
        "i.txt.why",
        "n.odd.filepart",
    ):
        put(inbox, name)
    for name in ("Thumbs.db", "desktop.ini"):
        put(inbox, name, age=7200.0)
    for folder in ("done", "failed", "sub", "folder.txt"):
        (inbox / folder).mkdir()
        put(inbox / folder, "inside.txt")
    outside = put(tmp_path, "outside.txt")
    (inbox / "link.txt").symlink_to(outside)
    (inbox / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (inbox / "inner.txt").symlink_to(inbox / "b.txt")
    os.mkfifo(inbox / "pipe.txt")
    assert names(inbox) == [
        "a.html",
        "b.txt",
        "c.HTM",
        "d.txt.txt",
        "g.docx",
        "k.eml",
        "l.json",
        "m.xml",
        "中文 稿件.TXT",
    ]


def test_what_can_not_be_read_is_there_to_be_refused_and_what_nobody_knows_once_it_has_lain(inbox):
    for name in ("a.doc", "b.WPS", "c.pdf", "d.jpg", "e.rar"):
        put(inbox, name)
    put(inbox, "upload.x7f3")
    put(inbox, "stray.x7f3", age=601.0)
    put(inbox, "no ending", age=7200.0)
    put(inbox, "part.crdownload", age=7200.0)
    assert names(inbox) == ["a.doc", "b.WPS", "c.pdf", "d.jpg", "e.rar", "no ending", "stray.x7f3"]


def test_no_folder_holds_nothing(tmp_path):
    assert scan(tmp_path / "nowhere") == ()


def test_a_new_file_is_taken_when_it_has_settled(inbox):
    put(inbox, "new.txt", age=None)
    put(inbox, "old.txt")
    slept = []
    assert names(inbox, slept.append) == ["new.txt", "old.txt"]
    assert slept == [1.0]


def test_a_file_still_being_written_is_left(inbox):
    put(inbox, "old.txt")
    path = put(inbox, "growing.txt", age=None)

    def write_on(seconds):
        with path.open("a") as file:
            file.write("还有")

    assert names(inbox, write_on) == ["old.txt"]
    assert names(inbox, lambda _: path.unlink()) == ["old.txt"]


def test_a_file_from_a_machine_whose_clock_is_fast_is_taken(inbox):
    put(inbox, "ahead.txt", age=-3600.0)
    assert names(inbox) == ["ahead.txt"]


def test_a_folder_that_cannot_be_listed(inbox, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(FetchError, match="Permission denied"):
        scan(inbox)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text/plain"),
        ("a.html", "text/html"),
        ("稿件 1.HTM", "text/html"),
        ("a.JSON", "application/json"),
        ("a.eml", "message/rfc822"),
        ("a.doc", ""),
    ],
)
def test_a_file_read(inbox, name, kind):
    page = read(put(inbox, name, "正文"))
    assert (page.url, page.body, page.content_type, page.status) == (f"inbox:{name}", "正文".encode(), kind, 200)
    assert page.last_modified is not None
    assert page.last_modified.endswith("GMT")


def test_a_name_in_another_encoding_is_still_text(inbox):
    path = inbox / os.fsdecode("稿件.txt".encode("gbk"))
    path.write_bytes(b"x")
    os.utime(path, (0, 0))
    assert scan(inbox) == (path,)
    assert read(path).url == "inbox:稿件.txt"
    done(path)
    assert [os.fsencode(there.name) for there in (inbox / "done").iterdir()] == ["稿件.txt".encode("gbk")]


def test_a_file_as_large_as_allowed_and_one_larger(inbox):
    path = inbox / "large.txt"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read(path).body) == MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(TooLarge) as caught:
        read(path)
    assert caught.value.url == "inbox:large.txt"


def test_what_holds_pictures_may_be_larger(inbox):
    path = inbox / "photos.docx"
    with path.open("wb") as file:
        file.truncate(MAX_WITH_PICTURES)
    assert len(read(path).body) == MAX_WITH_PICTURES
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(TooLarge, match="without what makes it so large"):
        read(path)


def test_of_a_large_film_no_more_is_read_than_tells_what_it_is(inbox):
    path = inbox / "film.mp4"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 20)
    assert len(read(path).body) == MAX_BYTES


def test_a_file_that_cannot_be_read(inbox):
    with pytest.raises(FetchError, match="No such file"):
        read(inbox / "gone.txt")


def tree(folder):
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_files_of_one_name_stand_beside_each_other(inbox):
    for text in ("一", "二", "三"):
        done(put(inbox, "a.txt", text))
    failed(put(inbox, "a.txt", "四"), "页面为空")
    failed(put(inbox, "a.txt", "五"), "again")
    assert tree(inbox) == {
        "done/a.txt": "一",
        "done/a.2.txt": "二",
        "done/a.3.txt": "三",
        "failed/a.txt": "四",
        "failed/a.txt.why": "页面为空\n",
        "failed/a.2.txt": "五",
        "failed/a.2.txt.why": "again\n",
    }


def test_a_move_can_be_repeated(inbox):
    path = put(inbox, "a.txt", "一")
    done(path)
    done(path)
    failed(path, "why")
    assert tree(inbox) == {"done/a.txt": "一"}


@pytest.mark.parametrize("moment", ["claimed", "half of the reason", "reason"])
def test_an_interrupted_move_goes_on(inbox, moment):
    path = put(inbox, "a.txt", "一")
    (inbox / "failed").mkdir()
    (inbox / "failed/a.txt").touch()
    if moment == "half of the reason":
        (inbox / "failed/a.txt.why.part").write_text("页")
    if moment == "reason":
        (inbox / "failed/a.txt.why").write_text("页面为空\n")
    failed(path, "页面为空")
    assert tree(inbox) == {"failed/a.txt": "一", "failed/a.txt.why": "页面为空\n"}


def test_the_longest_names_move_too(inbox):
    path = put(inbox, "长" * 83 + "aa.txt", "一")
    failed(path, "why")
    failed(put(inbox, path.name, "二"), "why")
    assert sorted(tree(inbox).values()) == ["why\n", "why\n", "一", "二"]


def test_a_reason_that_is_no_text(inbox):
    failed(put(inbox, "a.txt", "一"), "bad \ud800")
    assert tree(inbox)["failed/a.txt.why"] == "bad \\ud800\n"


def test_where_there_is_no_room_for_the_folder(inbox):
    put(inbox, "done", "a file in its place")
    path = put(inbox, "a.txt")
    with pytest.raises(FetchError, match="done/"):
        done(path)
    assert path.exists()


def test_nothing_is_put_over_a_link(inbox, tmp_path):
    outside = put(tmp_path, "outside.txt", "")
    (inbox / "done").mkdir()
    (inbox / "done/a.txt").symlink_to(outside)
    done(put(inbox, "a.txt", "一"))
    assert outside.read_text() == ""
    assert (inbox / "done/a.2.txt").read_text(encoding="utf-8") == "一"
