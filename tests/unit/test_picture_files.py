"""Files named by their bytes: whole or not there, whoever writes."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from syndicator.store.picture_files import PictureFiles, name_of


def test_a_file_is_found_under_the_name_of_its_bytes(tmp_path):
    files = PictureFiles(tmp_path / "images")
    name = files.put(b"a picture", "png")
    assert name == name_of(b"a picture", "png")
    path = files.find(name)
    assert path.read_bytes() == b"a picture"
    assert path.relative_to(tmp_path / "images").as_posix() == f"{name[:2]}/{name[2:]}"
    before = path.stat().st_mtime_ns
    assert files.put(b"a picture", "png") == name
    assert path.stat().st_mtime_ns == before
    files.remove(name)
    files.remove(name)
    assert files.find(name) is None


def test_many_may_write_the_same_file(tmp_path):
    files = PictureFiles(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: files.put(b"x" * 200_000, "jpg"), range(40)))
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (names, path.read_bytes()) == ({name_of(b"x" * 200_000, "jpg")}, b"x" * 200_000)


def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        PictureFiles(tmp_path).put(b"a picture", "png")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "name", ["", "x", "../../etc/passwd", f"{'a' * 64}", f"{'A' * 64}.png", f"{'a' * 64}.png/..", "\0"]
)
def test_other_names_are_not_looked_for(tmp_path, name):
    assert PictureFiles(tmp_path).find(name) is None
