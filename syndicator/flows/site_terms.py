"""Once a day: what a source's site says about machines that read it, put on record (attribute/reservation).

What a site says in its own files is kept as said, for all of its sources; what of it is about one source's list, and
what the list and its articles' pages say themselves, is kept for that source.
"""

from dataclasses import replace
from datetime import timedelta

from yarl import URL

from syndicator.attribute import reservation
from syndicator.errors import AddressRefused, FetchError
from syndicator.fetch.guard import web_address
from syndicator.flows.listing import Found
from syndicator.flows.services import Services
from syndicator.model.page import Page
from syndicator.model.rights import Evidence
from syndicator.model.source import Source
from syndicator.store import terms
from syndicator.store.terms import Terms

_FRESH = timedelta(days=1)
_TDMREP = "/.well-known/tdmrep.json"
# A site that names more licenses than this, or has longer ones, is not read on.
_MOST_LICENSES, _LONGEST = 3, 64 * 1024
_MOST_SAID = 20
# How `where` ends for what a page says of itself.
_PAGES = (" (meta)", " (link)", " (header)")


async def note(services: Services, source: Source, found: Found, articles: tuple[Evidence, ...] = ()) -> None:
    """Put on record what the site of a list just read says, and at once what `articles`' pages say anew.

    Nothing is asked where that was done today, or where the list is the one read last time.
    """
    now, page = services.now(), found.page
    articles = _each(articles)
    async with services.database.read() as connection:
        own = next(iter(await terms.load(connection, source.key)), None)
    if page is None or (own and now - own.checked < _FRESH):
        if own and (fresh := _added(own.said, articles)):
            async with services.database.begin() as connection:
                await terms.save(connection, replace(own, said=(*fresh, *own.said)))
        return
    url = URL(page.url)
    async with services.database.read() as connection:
        site = next(iter(await terms.load(connection, str(url.origin()))), None)
    # What articles said before stays until others say otherwise: a day may bring none.
    articles = articles or tuple(one for one in (own.said if own else ()) if _is_of_page(one, page))
    if site is None or now - site.checked >= _FRESH:
        site = Terms(str(url.origin()), now, await _gathered(services, source, page, articles))
    listed = next((lead.url for lead in found.listed if lead.url.startswith(f"{url.origin()}/")), "")
    # Where the list reserves its use already, that a file does not for articles adds nothing.
    reserving = tuple(one for one in reservation.of_page(page) if one.text == "1")
    said = _each((*_about(site.said, page), *_of_files(site.said, listed, (*articles, *reserving))))
    own = Terms(source.key, now, (*articles, *_added(articles, said)))
    async with services.database.begin() as connection:
        await terms.save(connection, site)
        await terms.save(connection, own)


def _each(said: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Each thing said once, where it was said first."""
    return tuple({(one.field, one.text): one for one in reversed(said)}.values())[::-1][:_MOST_SAID]


def _added(known: tuple[Evidence, ...], said: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What of `said` is not known."""
    told = {(one.field, one.text) for one in known}
    return tuple(one for one in said if (one.field, one.text) not in told)


def _is_of_page(one: Evidence, page: Page) -> bool:
    """Whether this was said by an article's page: by a page, and not the list."""
    return one.where.endswith(_PAGES) and not one.where.startswith(f"{page.url} ")


async def _gathered(
    services: Services, source: Source, page: Page, articles: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    """The site's own files, each as said; `where` is its address. One that can't be had says nothing."""
    url = URL(page.url)
    robots = str(url.origin().with_path("/robots.txt"))
    said = [Evidence(name, robots, value) for name, value in services.fetcher.site_says(url)]
    licenses = [one.text for one in (*said, *reservation.of_page(page), *articles) if one.field == "license"]
    files = [(_TDMREP, str(url.origin().with_path(_TDMREP)))]
    files += [("rsl", address) for address in dict.fromkeys(licenses[:_MOST_LICENSES])]
    for name, address in files:
        try:
            got = await services.fetcher.get(str(web_address(address, url)), manner=replace(source.manner, headers=()))
        except (FetchError, AddressRefused):
            continue
        if len(got.body) <= _LONGEST:
            said.append(Evidence(name, got.url, got.body.decode("utf-8", "replace")))
    return tuple(said)


def _about(site: tuple[Evidence, ...], page: Page) -> tuple[Evidence, ...]:
    """What of a site's files is about `page`, and what that says itself, which counts before them."""
    own = reservation.of_page(page)
    said = (one for one in site if one.field not in (_TDMREP, "rsl") and one not in own)
    return (*own, *_of_files(site, page.url, own), *said)


def _of_files(site: tuple[Evidence, ...], url: str, own: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What a site's files say of `url`; of reservations nothing, where its page says so itself (`own`)."""
    reserves = any(one.field == "tdm-reservation" for one in own)
    said: list[Evidence] = []
    for one in site if url else ():
        if one.field == _TDMREP and not reserves:
            said += reservation.of_tdmrep(one.text.encode(), one.where, url)
        elif one.field == "rsl":
            said += reservation.of_rsl(one.text.encode(), one.where, url)
    return tuple(said)
