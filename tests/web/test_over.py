"""What is over: feeds that were removed, articles the law took away."""

import pytest
from web_house import FEED

from syndicator.flows.release import release_all
from syndicator.flows.takedown import cancel
from syndicator.publish.formats import FORMATS


@pytest.fixture
async def removed(house):
    """A feed that was published and is declared no more."""
    await house.keep("a")
    await house.release()
    catalog = house.services.catalog
    catalog.replace((catalog.feed("fresh"),))
    await release_all(house.services)


@pytest.mark.parametrize("path", [*(f"haichuan.{extension}" for extension in FORMATS), "haichuan"])
async def test_a_removed_feed_is_gone_for_good(site, removed, path):
    response = await site.get(f"/feeds/{path}")
    assert response.status == 410


async def test_so_are_its_other_parts(site, removed):
    for path in ("archive/2026-10.atom", "page/2.atom"):
        assert (await site.get(f"/feeds/haichuan/{path}")).status == 410
    assert (await site.get("/feeds/none.atom")).status == 404
    assert (await site.get("/feeds/haichuan.exe")).status == 410


async def test_a_feed_that_comes_back_is_there(site, house, removed):
    catalog = house.services.catalog
    catalog.replace((FEED, *catalog.feeds))
    await release_all(house.services)
    assert (await site.get("/feeds/haichuan.atom")).status == 200


@pytest.mark.parametrize(("legal", "status"), [(True, 451), (False, 410)])
@pytest.mark.parametrize("form", ["", ".json", ".odrl.json"])
async def test_a_takedown_the_law_demands_says_so(site, house, legal, status, form):
    kept = await house.keep("a")
    await house.release()
    gone = await cancel(house.services, kept, "法院裁定", legal=legal)
    response = await site.get(f"/articles/{kept.slug}{form}")
    assert response.status == status
    assert "法院裁定" not in await response.text()
    assert [hold.text for hold in gone.holds] == ["法院裁定"]
    assert kept.slug not in await (await site.get("/feeds/haichuan.rss")).text()
