import re


async def test_alive_whatever_is_missing(site):
    response = await site.get("/healthz")
    assert (response.status, await response.text()) == (200, "ok\n")


async def test_ready_once_every_feed_has_a_document(site, house):
    early = await site.get("/readyz")
    assert early.status == 503
    assert (await early.json())["missing"] == {"haichuan": "no document yet", "fresh": "no document yet"}
    await house.release("haichuan")
    await house.release("fresh")
    ready = await site.get("/readyz")
    assert (ready.status, (await ready.json())["ready"]) == (200, True)


async def test_not_ready_without_its_database(site, house):
    await house.release("haichuan")
    await house.release("fresh")
    await house.services.database.close()
    (house.services.config.data / "syndicator.db").exists()
    house.services.database.file.rename(house.services.database.file.with_suffix(".away"))
    house.services.database.file.mkdir()
    response = await site.get("/readyz")
    assert response.status == 503
    assert "database" in (await response.json())["missing"]


async def test_metrics_in_the_text_format(site, house):
    await house.keep("one")
    await house.release()
    response = await site.get("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    text = await response.text()
    assert 'syndicator_feed_entries{feed="haichuan"} 1' in text
    assert 'syndicator_feed_ready{feed="fresh"} 0' in text
    assert "syndicator_database_up 1" in text
    assert 'syndicator_reprint_requests{state="waiting"} 0' in text
    assert "syndicator_reprint_oldest_seconds 0" in text
    for line in text.splitlines():
        assert line.startswith("#") or re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]*"\})? \d+', line)


async def test_assets_are_kept_for_good_under_the_address_pages_use(site):
    text = await (await site.get("/", headers={"Accept": "text/html"})).text()
    address = re.search(r'href="(/static/site\.css\?v=\w+)"', text)[1]
    asset = await site.get(address)
    assert asset.content_type == "text/css"
    assert "immutable" in asset.headers["Cache-Control"]
    assert (await site.get(address, headers={"If-None-Match": asset.headers["ETag"]})).status == 304
    assert "immutable" not in (await site.get("/static/site.css?v=old")).headers["Cache-Control"]
    assert (await site.get("/static/none.css")).status == 404


async def test_the_style_sheet_loads_nothing_from_elsewhere(site):
    text = await (await site.get("/static/site.css")).text()
    assert "url(" not in text
    assert "@import" not in text


async def test_robots_and_icon(site):
    assert "Disallow: /reprints" in await (await site.get("/robots.txt")).text()
    icon = await site.get("/favicon.ico")
    assert (icon.status, icon.content_type) == (200, "image/svg+xml")
