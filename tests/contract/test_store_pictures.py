"""What is remembered of pictures, on both engines."""

from dataclasses import replace
from datetime import timedelta

from store_newsroom import HELD, NOW, draft, keep

from syndicator.model.draft import Image
from syndicator.store import articles, pictures
from syndicator.store.database import Database
from syndicator.store.pictures import Found

ONE, OTHER = "a" * 64 + ".png", "b" * 64 + ".jpg"


def _address(number: int) -> str:
    return f"https://img.example/{number}.png"


async def _with_pictures(database: Database, name: object, *copies: str, **more):
    images = tuple(Image(_address(number), copy=copy) for number, copy in enumerate(copies))
    kept = await keep(database, draft(name, images=images), **more)
    async with database.begin() as connection:
        await pictures.use(connection, kept.article)
    return kept.article


async def test_what_became_of_an_address_comes_back(database: Database):
    found = Found(_address(1), ONE, NOW, 1200, 800, 30_000)
    async with database.begin() as connection:
        await pictures.save(connection, Found(_address(1), "", NOW, note="HTTP 403"))
        await pictures.save(connection, found)
        await pictures.save(connection, replace(found, url=_address(2)))
    async with database.read() as connection:
        asked = [_address(number) for number in (*range(1200), 1)]
        assert await pictures.load(connection, asked) == {
            _address(1): found,
            _address(2): replace(found, url=_address(2)),
        }
        assert await pictures.load(connection, []) == {}
        assert set(await pictures.same(connection, ONE, 9)) == {_address(1), _address(2)}
        assert len(await pictures.same(connection, ONE, 1)) == 1


async def test_an_image_keeps_the_name_of_its_copy(database: Database):
    article = await _with_pictures(database, 1, ONE, "")
    async with database.read() as connection:
        found = await articles.find(connection, article.slug)
    assert [image.copy for image in found.images] == [ONE, ""]
    same = draft(1, images=(Image(_address(0)), Image(_address(1))))
    assert (await keep(database, same)).change == "changed", "that a picture comes from us is news to readers"


async def test_a_file_is_public_while_an_article_that_is_shows_it(database: Database):
    shown = await _with_pictures(database, 1, ONE)
    await _with_pictures(database, 2, OTHER, outcome=HELD)
    await _with_pictures(database, 3, OTHER, embargo=NOW + timedelta(hours=1))
    async with database.begin() as connection:
        assert await pictures.is_public(connection, ONE, NOW)
        assert not await pictures.is_public(connection, OTHER, NOW)
        assert await pictures.is_public(connection, OTHER, NOW + timedelta(hours=2))
        await articles.cancel(connection, shown.slug, why="", now=NOW)
        assert not await pictures.is_public(connection, ONE, NOW)
        assert not await pictures.is_public(connection, "", NOW)


async def test_files_that_only_canceled_articles_showed_are_unused(database: Database):
    gone = await _with_pictures(database, 1, ONE, OTHER)
    await _with_pictures(database, 2, OTHER)
    async with database.begin() as connection:
        for number, name in enumerate((ONE, OTHER)):
            await pictures.save(connection, Found(_address(number), name, NOW))
        assert await pictures.unused(connection) == ()
        await articles.cancel(connection, gone.slug, why="", now=NOW)
        assert await pictures.unused(connection) == (ONE,)
        assert await pictures.unused(connection) == ()
        assert set(await pictures.load(connection, [_address(0), _address(1)])) == {_address(1)}
