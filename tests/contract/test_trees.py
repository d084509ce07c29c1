"""Every place that keeps documents as files: whole ones, nothing unchanged again, nothing of anybody else's touched."""

import gzip
import json
import os
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import brotli
import obstore
import pytest
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from syndicator.deliver.channel import Account, File
from syndicator.deliver.channels import TREES
from syndicator.deliver.conditional import CLOSED
from syndicator.errors import DeliverError
from syndicator.model.feed import Document

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
KEY = {"access_key_id": "test", "secret_access_key": "test", "region": "us-east-1"}


def file(path, text="<feed>" + "海川县要闻。" * 300 + "</feed>", **more):
    body = text.encode()
    document = Document(body, "application/atom+xml; charset=utf-8", f'"{hash(text)}"', NOW)
    return File(path, document, **more)


class Folder:
    """A folder, and what stands in it."""

    def __init__(self, root, _server):
        self.root = root / "tree"
        self.to, self.account = str(self.root), Account()

    def read(self, path):
        here = self.root / path
        return here.read_bytes() if here.is_file() else None

    def write(self, path, body):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(body)

    def mark(self, path):
        return (self.root / path).stat().st_ino

    def paths(self):
        ours = {str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()}
        return {path for path in ours if not path.endswith((".gz", ".br", ".zst"))}


class Bucket:
    """A bucket of a real server, and what stands under the prefix."""

    def __init__(self, root, server):
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        self.to, self.account = (
            f"s3://{root.name.replace('_', '-').lower()[:60]}/site/one",
            Account(endpoint, KEY["region"], KEY["access_key_id"], KEY["secret_access_key"]),
        )
        bucket = self.to.split("/")[2]
        options = {"config": {**KEY, "endpoint": endpoint}, "client_options": {"allow_http": True}}
        import boto3  # noqa: PLC0415 - moto's, to make what we only fill

        client = boto3.client(
            "s3", endpoint_url=endpoint, region_name=KEY["region"],
            aws_access_key_id=KEY["access_key_id"], aws_secret_access_key=KEY["secret_access_key"],
        )  # fmt: skip
        client.create_bucket(Bucket=bucket)
        self.store = S3Store(bucket, prefix="site/one", **options)

    def read(self, path):
        try:
            return bytes(obstore.get(self.store, path).bytes())
        except FileNotFoundError:
            return None

    def write(self, path, body):
        obstore.put(self.store, path, body)

    def mark(self, path):
        return obstore.head(self.store, path)["last_modified"]

    def paths(self):
        return {one["path"] for batch in obstore.list(self.store) for one in batch}


PLACES = {"files": Folder, "s3": Bucket}


def test_every_tree_has_its_place_here():
    assert PLACES.keys() == TREES.keys()


@pytest.fixture(scope="module")
def server():
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    yield made
    made.stop()


@pytest.fixture(params=sorted(TREES))
def place(request, tmp_path, server):
    return PLACES[request.param](tmp_path, server)


@pytest.fixture
def tree(place):
    return of(place)


def of(place):
    """A tree as another process opens it."""
    name = "s3" if place.to.startswith("s3") else "files"
    return TREES[name](place.to, place.account)


async def test_what_is_brought_stands_there_byte_for_byte(tree, place):
    files = [file("feeds/haichuan.atom"), file("articles/海川.json", "短"), file(".well-known/tdmrep.json", "[]")]
    assert await tree.put(files) == 3
    for one in files:
        assert place.read(one.path) == one.document.body
    assert await tree.held() == await of(place).held() == {one.path for one in files}


async def test_nothing_unchanged_is_written_again_by_another_process_neither(tree, place):
    first, second = file("feeds/a.rss"), file("feeds/b.rss")
    await tree.put([first, second])
    marks = place.mark("feeds/a.rss")
    other = of(place)
    assert await other.put([first, file("feeds/b.rss", "other")]) == 1
    assert place.mark("feeds/a.rss") == marks
    assert place.read("feeds/b.rss") == b"other"


async def test_what_is_removed_is_gone_and_what_is_not_ours_stays(tree, place):
    place.write("index.html", b"theirs")
    await tree.put([file("feeds/a.rss"), file("feeds/old/b.rss")])
    assert await of(place).remove(["feeds/old/b.rss", "index.html", "never.there"]) == 1
    assert place.read("feeds/old/b.rss") is None
    assert place.read("index.html") == b"theirs"
    assert place.paths() == {"index.html", "feeds/a.rss", ".published"}
    assert await of(place).held() == {"feeds/a.rss"}


async def test_what_a_killed_process_left_is_found_again(tree, place):
    await tree.put([file("feeds/a.rss")])
    # Listed, and not written any more; written half, in place of the other.
    place.write(".published", json.dumps(["feeds/a.rss", "feeds/lost.rss"]).encode())
    place.write("feeds/a.rss", b"half")
    other = of(place)
    assert "feeds/lost.rss" in await other.held()
    assert await other.put([file("feeds/a.rss")]) == 1
    assert await other.remove(["feeds/lost.rss"]) == 0
    assert await of(place).held() == {"feeds/a.rss"}


async def test_a_list_that_is_none_is_said_and_nothing_touched(tree, place):
    place.write(".published", b"{")
    with pytest.raises(DeliverError, match="no list of ours"):
        await of(place).put([file("feeds/a.rss")])
    assert place.paths() == {".published"}


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a//b", "a/../../b", "a/./b", ""])
async def test_nothing_leads_out_of_a_folder(tmp_path, path):
    tree = TREES["files"](str(tmp_path / "tree"), Account())
    with pytest.raises(DeliverError, match="no path below"):
        await tree.put([file(path)])
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] in ([], [".published"])


async def test_a_folder_has_siblings_of_the_same_bytes_and_time(tmp_path):
    tree = TREES["files"](str(tmp_path), Account())
    await tree.put([file("feeds/a.atom"), file("tiny", "x")])
    plain = tmp_path / "feeds" / "a.atom"
    assert gzip.decompress((tmp_path / "feeds/a.atom.gz").read_bytes()) == plain.read_bytes()
    assert brotli.decompress((tmp_path / "feeds/a.atom.br").read_bytes()) == plain.read_bytes()
    assert (tmp_path / "feeds/a.atom.zst").exists()
    for path in (plain, plain.with_name("a.atom.gz")):
        assert path.stat().st_mtime == NOW.timestamp()
        assert path.stat().st_mode & 0o444 == 0o444
    assert sorted(path.name for path in tmp_path.glob("tiny*")) == ["tiny"], "a sibling that gains nothing is none"
    await tree.put([file("feeds/a.atom", "x")])
    assert [path.name for path in (tmp_path / "feeds").iterdir()] == ["a.atom"]


async def test_other_bytes_of_the_same_size_have_another_time(tmp_path):
    tree = TREES["files"](str(tmp_path), Account())
    await tree.put([file("a", "one")])
    await tree.put([file("a", "two")])
    assert (tmp_path / "a").stat().st_mtime == NOW.timestamp() + 1


async def test_readers_never_see_half_a_file(tmp_path):
    tree = TREES["files"](str(tmp_path), Account())
    texts = [letter * 400_000 for letter in "ab"]
    await tree.put([file("a", texts[0])])
    seen, done = set(), threading.Event()

    def read():
        while not done.is_set():
            seen.add((tmp_path / "a").read_text()[:1] + str((tmp_path / "a").stat().st_size))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(6):
        await tree.put([file("a", texts[number % 2])])
    done.set()
    reader.join()
    assert seen <= {"a400000", "b400000"}


async def test_what_was_left_half_written_is_cleared_after_an_hour(tmp_path):
    for name, age in ((".a.1.new", 7200), (".b.2.new", 5)):
        (tmp_path / name).write_bytes(b"half")
        then = (datetime.now(UTC) - timedelta(seconds=age)).timestamp()
        os.utime(tmp_path / name, (then, then))
    await TREES["files"](str(tmp_path), Account()).held()
    assert [path.name for path in tmp_path.iterdir()] == [".b.2.new"]


async def test_a_folder_that_can_not_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DeliverError, match="file"):
        await TREES["files"](str(tmp_path / "file"), Account()).put([file("a")])


async def test_a_bucket_says_what_a_document_is_and_how_long_it_may_be_kept(tmp_path, server):
    place = Bucket(tmp_path, server)
    tree = of(place)
    await tree.put([file("feeds/a.atom"), file("feeds/a/archive/2026-10.atom", cache_control=CLOSED)])
    paths = ("feeds/a.atom", "feeds/a/archive/2026-10.atom")
    said = {path: obstore.get(place.store, path).attributes for path in paths}
    assert {one["Content-Type"] for one in said.values()} == {"application/atom+xml; charset=utf-8"}
    assert said["feeds/a.atom"]["Cache-Control"] == "public, max-age=300, stale-if-error=86400"
    assert said["feeds/a/archive/2026-10.atom"]["Cache-Control"] == CLOSED


async def test_a_bucket_that_is_not_there_is_said(tmp_path, server):
    place = Bucket(tmp_path, server)
    tree = TREES["s3"]("s3://nobodys-bucket/x", replace(place.account))
    with pytest.raises(DeliverError, match="nobodys-bucket"):
        await tree.put([file("a")])
