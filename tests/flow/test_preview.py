"""`syndicator preview`: an address taken for what it is, a source of every kind, nothing stored."""

import asyncio
import gzip
import json

import pytest
from click.testing import CliRunner
from newsroom import NOTICE, article, declare

from syndicator.cli.main import cli
from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.flows import preview
from syndicator.store import articles

PATHS = [f"/a/{n}.html" for n in range(1, 8)]
TITLES = [f"海川县第{n}座水闸开工建设" for n in range(1, 8)]
SIGNED_WITH = "0123456789abcdef" * 2


def rows(paths, following=""):
    listed = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in paths)
    pager = f'<p class="pages"><a class="next" href="{following}">下一页</a></p>' if following else ""
    return f'<meta charset="utf-8"><title>要闻</title><ul class="list">{listed}</ul>{pager}'.encode()


NAMED = list(zip(PATHS, TITLES, strict=True))
ENTRIES = "".join(f"<item><title>{title}</title><link>{path}</link></item>" for path, title in NAMED)
DOCUMENTS = {
    "/news/": rows(NAMED[:4], "/news/2.html"),
    "/news/2.html": rows(NAMED[4:]),
    "/rss": f"<rss version='2.0'><channel><title>要闻</title>{ENTRIES}</channel></rss>".encode(),
    "/api": json.dumps({"data": [{"url": path, "title": title} for path, title in NAMED]}).encode(),
}
SOURCES = """title = "海川"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
[[source]]
name = "html"
kind = "html"
url = "{url}/news/"
item = "ul.list li"
next = "a.next"
pages = 2
[[source]]
name = "auto"
kind = "auto"
url = "{url}/news/"
[[source]]
name = "feed"
kind = "feed"
url = "{url}/rss"
[[source]]
name = "sitemap"
kind = "sitemap"
url = "{url}/map"
pages = 2
[[source]]
name = "json"
kind = "json"
url = "{url}/api"
[[source]]
name = "inbox"
kind = "inbox"
url = "inbox"
[[source]]
name = "push"
kind = "push"
secret = "{secret}"
"""


@pytest.fixture
def site(newsroom, services):
    newsroom.url = f"http://127.0.0.1:{newsroom.port}"
    newsroom.pages |= DOCUMENTS | {path: article(title) for path, title in NAMED}
    urls = "".join(f"<url><loc>{newsroom.url}{path}</loc></url>" for path in PATHS)
    newsroom.pages["/map.gz"] = gzip.compress(f"<urlset>{urls}</urlset>".encode(), mtime=0)
    newsroom.pages["/map"] = (
        f"<sitemapindex><sitemap><loc>{newsroom.url}/map.gz</loc></sitemap></sitemapindex>".encode()
    )
    return newsroom


async def _is_untouched(services):
    async with services.database.read() as connection:
        return await articles.newest(connection, "haichuan", 10, services.now()) == ()


@pytest.mark.parametrize(
    ("path", "what", "listed"),
    [
        ("/news/", "list", 4),
        ("/rss", "feed", 7),
        ("/map", "sitemap", 7),
        ("/map.gz", "sitemap", 7),
        ("/api", "json", 7),
    ],
)
async def test_an_address_that_lists_articles(services, site, path, what, listed):
    made = await preview.address(services, f"{site.url}{path}", 2)
    assert (made.what, len(made.listing.leads), made.problems) == (what, listed, ())
    assert [look.draft.title for look in made.looks] == TITLES[:2]
    assert await _is_untouched(services)


async def test_an_article_with_where_each_field_came_from(services, site):
    made = await preview.address(services, f"{site.url}/a/3.html", 5)
    (look,) = made.looks
    assert (made.what, made.listing, look.draft.title) == ("article", None, TITLES[2])
    origins = {origin.field: origin for origin in look.draft.origins}
    assert set(origins) >= {"title", "body", "published", "authors", "outlet"}
    assert "周文海" in origins["authors"].text
    assert [hold.code for hold in look.outcome.holds] == ["rights-unknown"]
    assert any(item.field == "holder" and NOTICE.strip("（）") in item.text for item in look.outcome.rights.evidence)


async def test_a_sources_rights_and_selectors_may_be_lent_to_an_address(services, site):
    source = services.catalog.source("haichuan/news")
    (look,) = (await preview.address(services, f"{site.url}/a/3.html", 5, source=source)).looks
    assert look.outcome.holds == ()
    made = await preview.address(services, f"{site.url}/news/", 5, source=source)
    assert (made.source.kind, len(made.listing.leads)) == ("html", 4)


async def test_an_address_may_be_called_what_it_is(services, site):
    site.pages["/"] = article(TITLES[0]).replace(b"</body>", DOCUMENTS["/news/"] + b"</body>")
    assert (await preview.address(services, f"{site.url}/", 1)).what == "list"
    made = await preview.address(services, f"{site.url}/", 1, sort="article")
    assert [look.draft.title for look in made.looks] == TITLES[:1]
    with pytest.raises(ExtractError):
        await preview.address(services, f"{site.url}/news/", 5, sort="feed")


async def test_an_address_that_is_nothing_of_these_is_told(services, site):
    site.pages["/nothing"] = b"<html><body></body></html>"
    with pytest.raises(ExtractError, match="neither an article, a list"):
        await preview.address(services, f"{site.url}/nothing", 5)


async def test_an_article_that_fails_is_a_problem_beside_the_others(services, site):
    site.pages["/a/2.html"] = 500
    made = await preview.address(services, f"{site.url}/rss", 3)
    assert [look.draft.title for look in made.looks] == [TITLES[0], TITLES[2]]
    assert [(problem.url, problem.text) for problem in made.problems] == [(f"{site.url}/a/2.html", "HTTP 500")]


@pytest.fixture
def declared(site, tmp_path):
    """A feed with a source of every kind that is not a browser's."""
    path = declare(tmp_path, site.port, feed=SOURCES.replace("{url}", site.url).replace("{secret}", SIGNED_WITH))
    inbox = tmp_path / "data" / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "a.txt").write_text(f"东湾镇晚稻开镰\n东湾镇的收割机今天一早就下了田。\n{NOTICE}\n", encoding="utf-8")
    return path


async def run(path, *arguments):
    return await asyncio.to_thread(CliRunner().invoke, cli, ["--config", str(path), "preview", *arguments])


@pytest.mark.parametrize(("name", "count"), [("html", 7), ("auto", 4), ("feed", 7), ("sitemap", 7), ("json", 7)])
async def test_a_source_that_lists(declared, name, count):
    done = await run(declared, f"haichuan/{name}", "--limit", "7", "--json")
    assert done.exit_code == 0, done.output
    made = json.loads(done.output)
    assert (made["what"], made["kind"], len(made["listed"])) == (name, name, count)
    assert [one["title"] for one in made["articles"]] == TITLES[:count]
    assert all(one["rights"]["holder"] == "海川县融媒体中心" for one in made["articles"])
    assert all(one["origins"] for one in made["articles"])


async def test_a_folder_is_looked_into_and_left_as_it_is(declared, tmp_path):
    done = await run(declared, "haichuan/inbox")
    assert "东湾镇晚稻开镰" in done.output
    assert "would be published" in done.output
    assert [file.name for file in (tmp_path / "data" / "inbox").iterdir()] == ["a.txt"]


async def test_a_source_that_is_pushed_to_says_so(declared):
    done = await run(declared, "haichuan/push")
    assert done.exit_code == 0
    assert "/api/v1/articles" in done.output
    assert SIGNED_WITH not in done.output


def test_every_kind_has_been_previewed():
    assert set(KINDS) == {"html", "auto", "feed", "sitemap", "json", "inbox", "push", "browser"}


async def test_people_see_each_field_with_its_place_and_what_would_be_withheld(declared, site):
    done = await run(declared, f"{site.url}/a/3.html")
    lines = done.output.splitlines()
    assert f"article  {site.url}/a/3.html" in lines
    assert any(line.split()[:2] == ["authors", "周文海"] and "←" in line for line in lines)
    assert any("would be withheld (rights-unknown)" in line for line in lines)
    done = await run(declared, "haichuan/html", "--limit", "2")
    assert "html of 4 articles" in done.output
    assert "2 read: 2 would be published, 0 withheld" in done.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nobody"], 2, "is neither an http(s) address nor a source; there are: haichuan/html"),
        (["{url}/a/1.html", "--source", "nobody"], 2, "there is no source 'nobody'"),
        (["haichuan/html", "--as", "feed"], 2, "go with a URL"),
        (["{url}/none"], 1, "/none could not be read: HTTP 404"),
        (["ftp://haichuan.example/"], 1, "only http and https are read"),
    ],
)
async def test_what_is_wrong_is_told(declared, site, arguments, code, words):
    done = await run(declared, *(argument.replace("{url}", site.url) for argument in arguments))
    assert (done.exit_code, words in done.output) == (code, True), done.output
