"""Every way of telling machines what they may do says the same, whatever the sources' settings."""

import itertools
import json
from dataclasses import replace

import pytest
from format_samples import FEED, PLACE, articles, document
from lxml import etree
from machine_readers import Told, combined, content_usage, named_in_robots, plus, robots, rsl, rsl_item, tdmrep

from syndicator.attribute import reservation
from syndicator.model.feed import Audience
from syndicator.model.rights import AiUse, Reprint, RightsPolicy
from syndicator.publish import crawlers, odrl, sitemap, usage
from syndicator.publish import rsl as writer
from syndicator.publish.formats import FORMATS
from syndicator.publish.select import entry

MEANT = {
    AiUse.NO: Told(search=False, train=False),
    AiUse.SEARCH: Told(search=True, train=False),
    AiUse.YES: Told(search=True, train=True),
}
USES = list(itertools.product(AiUse, repeat=3))
EVERY_SITE = pytest.mark.parametrize("uses", USES, ids=["-".join(uses) for uses in USES])
EVERY_ARTICLE = pytest.mark.parametrize(("ai", "reprint"), list(itertools.product(AiUse, Reprint)))


def site(first, second, third):
    """Two feeds: one of two sources, one of a source; a name that begins like another's."""
    news, wire, _ = FEED.sources
    sources = (
        replace(news, policy=RightsPolicy(ai=first)),
        replace(wire, policy=RightsPolicy(ai=second)),
    )
    alone = replace(news, key="haichuan-notices/1", feed="haichuan-notices", policy=RightsPolicy(ai=third))
    return replace(FEED, sources=sources), replace(FEED, name="haichuan-notices", sources=(alone,))


def article_of(feed, source):
    whole = articles()[0]
    return entry(replace(whole, feed=feed.name, source=source.key), feed, PLACE)


def headers_say(use):
    told = dict(usage.headers(use, "https://feeds.example.org/policy"))
    said = content_usage(told["Content-Usage"])
    assert told["tdm-reservation"] == ("0" if said.train else "1")
    assert ("tdm-policy" in told) == (not said.train)
    assert (told.get("X-Robots-Tag") == "noindex") == (not said.search)
    return said


@EVERY_SITE
def test_a_site_s_files_say_what_its_headers_say(uses):
    feeds = site(*uses)
    text, reserved = crawlers.robots(feeds, PLACE), crawlers.tdmrep(feeds, PLACE)
    license_xml = crawlers.license_xml(feeds, PLACE)
    for feed in feeds:
        meant = combined(MEANT[source.policy.ai] for source in feed.sources)
        assert headers_say(usage.of_feed(feed)) == meant
        for path in (f"/feeds/{feed.name}", f"/feeds/{feed.name}.rss", f"/feeds/{feed.name}.ninjs.json",
                     f"/feeds/{feed.name}/archive/2026-11.atom"):  # fmt: skip
            assert robots(text, path) == (True, meant)
            assert tdmrep(reserved, path) is (not meant.train)
            assert rsl(license_xml, PLACE.base_url + path) == meant
            assert _ours(license_xml, reserved, PLACE.base_url + path) == (not meant.train, not meant.train)
    # What is said for articles at large must hold for every one of them; where it can't, nothing is.
    pages = [MEANT[source.policy.ai] for feed in feeds for source in feed.sources]
    for meant in pages:
        told = combined([robots(text, "/articles/x")[1], meant])
        assert told == meant
        licensed = rsl(license_xml, f"{PLACE.base_url}/articles/x")
        assert licensed in (Told(), meant)
        assert tdmrep(reserved, "/articles/x") in (None, not meant.train)
    assert robots(text, "/reprints")[0] is False


def _ours(license_xml, reserved, url):
    """What we ourselves would put on record of such a site (attribute/reservation)."""
    said = reservation.of_rsl(license_xml, "license.xml", url), reservation.of_tdmrep(reserved, "tdmrep.json", url)
    return tuple(map(reservation.reserved, said))


@EVERY_ARTICLE
def test_everything_that_comes_with_an_article_says_the_same(ai, reprint):
    feed, _ = site(ai, ai, ai)
    rights = replace(articles()[0].rights, reprint=reprint)
    one = entry(replace(articles()[0], rights=rights), feed, PLACE)
    assert one.ai is ai
    meant = MEANT[ai]
    assert headers_say(one.ai) == meant
    item = etree.fromstring(document(FORMATS["rss"], [one], feed)).find("channel/item")
    assert rsl_item(item) == meant
    assert rsl(writer.of_article(one, PLACE), one.page_url) == meant
    mining = etree.fromstring(document(FORMATS["newsml.xml"], [one], feed)).find(".//{*}dataMining")
    assert plus(mining.get("uri")) == meant
    listed, _ = sitemap.news_sitemap([replace(one, published=articles()[0].published)], PLACE, one.published.utc)
    assert (one.page_url.encode() in listed) == meant.search


@EVERY_ARTICLE
def test_the_offer_is_that_of_the_license(ai, reprint):
    feed, _ = site(ai, ai, ai)
    rights = replace(articles()[0].rights, reprint=reprint)
    one = entry(replace(articles()[0], rights=rights), feed, PLACE)
    offer = json.loads(odrl.offer(one, PLACE))
    assert (offer["@context"], offer["@type"]) == ("http://www.w3.org/ns/odrl.jsonld", "Offer")
    assert (offer["uid"], offer["target"]) == (f"{one.page_url}.odrl.json", one.page_url)
    assert offer["assigner"] == {"uid": "https://news.haichuan.example/", "vcard:fn": one.holder}
    permitted = {action for rule in offer.get("permission", ()) for action in rule["action"]}
    prohibited = {action for rule in offer.get("prohibition", ()) for action in rule["action"]}
    duties = [duty["action"] for rule in offer.get("permission", ()) for duty in rule["duty"]]
    assert {"derive", "modify"} <= prohibited
    assert not permitted & prohibited
    assert ("reproduce" in permitted) == (reprint is not Reprint.NONE) != ("reproduce" in prohibited)
    # Whatever is allowed, the owner is named; where asking is needed, asking is a duty.
    assert ("attribute" in duties) == bool(permitted)
    assert ("obtainConsent" in duties) == (reprint in (Reprint.PERMISSION, Reprint.UNKNOWN))
    for name, value in (
        ("title", one.title), ("source", one.origin_url), ("rightsHolder", one.holder), ("rights", one.notice),
        ("license", one.license), ("accessRights", one.usage_terms), ("bibliographicCitation", one.credit),
        ("creator", list(one.authors)),
    ):  # fmt: skip
        assert offer[f"dct:{name}"] == value


def test_the_policy_for_mining_is_one_by_its_specification():
    """TDMRep, Specification of the TDM Policy: every MUST of it."""
    feed, _ = site(AiUse.SEARCH, AiUse.SEARCH, AiUse.SEARCH)
    one = article_of(feed, feed.sources[0])
    policy = json.loads(odrl.tdm_policy(one, PLACE))
    assert policy["@context"] == ["http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld"]
    assert (policy["@type"], policy["profile"]) == ("Offer", "http://www.w3.org/ns/tdmrep")
    assert policy["uid"] == f"{one.page_url}.tdm.json"
    assert set(policy["assigner"]) - {"uid"} <= {"vcard:fn", "vcard:hasURL", "vcard:hasEmail"}
    assert (policy["assigner"]["vcard:fn"], policy["assigner"]["vcard:hasURL"]) == (one.holder, one.reprint_url)
    assert [rule["action"] for rule in policy["permission"]] == ["tdm:mine"]
    assert policy["permission"][0]["duty"] == [{"action": "obtainConsent"}]
    assert not {"prohibition", "obligation"} & set(policy)


@pytest.mark.parametrize("uses", [(), (AiUse.SEARCH,) * 3, (AiUse.NO, AiUse.YES, AiUse.SEARCH)])
def test_robots_names_the_license_and_the_sitemap_for_everybody(uses):
    feeds = site(*uses) if uses else ()
    text = crawlers.robots(feeds, PLACE)
    assert named_in_robots(text, "License") == [f"{PLACE.base_url}/license.xml"]
    assert named_in_robots(text, "Sitemap") == [f"{PLACE.base_url}/sitemap-news.xml"]


def test_a_site_without_feeds_allows_what_the_default_allows():
    assert robots(crawlers.robots((), PLACE), "/")[1] == MEANT[AiUse.SEARCH]
    assert rsl(crawlers.license_xml((), PLACE), f"{PLACE.base_url}/") == MEANT[AiUse.SEARCH]
    assert tdmrep(crawlers.tdmrep((), PLACE), "/") is True


def test_a_feed_for_partners_is_named_nowhere_and_still_counts():
    shown, hidden = site(AiUse.YES, AiUse.YES, AiUse.NO)
    feeds = (shown, replace(hidden, access=Audience.PARTNERS))
    files = (crawlers.robots(feeds, PLACE).encode(), crawlers.license_xml(feeds, PLACE), crawlers.tdmrep(feeds, PLACE))
    assert all(b"haichuan-notices" not in file for file in files)
    # Its articles may be among those at /articles/, so nothing is said for all of them.
    assert robots(files[0].decode(), "/articles/x")[1] == Told()


def test_a_site_below_a_path_speaks_of_its_own_paths():
    place = replace(PLACE, base_url="https://example.org/news")
    feeds = site(AiUse.NO, AiUse.NO, AiUse.YES)
    text = crawlers.robots(feeds, place)
    assert robots(text, "/news/feeds/haichuan.rss")[1] == MEANT[AiUse.NO]
    assert robots(text, "/feeds/haichuan.rss")[1] == Told()
    assert tdmrep(crawlers.tdmrep(feeds, place), "/news/feeds/haichuan-notices.atom") is False
