"""Once a day: what a source's site says about machines that read it, put on record (attribute/reservation).

What a site says in its own files is kept as said, for all of its sources; what of it is about one source's list, and
what the list says itself, is kept for that source.
"""

from dataclasses import replace
from datetime import timedelta

from yarl import URL

from syndicator.attribute import reservation
from syndicator.errors import AddressRefused, FetchError
from syndicator.fetch.guard import web_address
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


async def note(services: Services, source: Source, page: Page) -> None:
    """Put on record what the site of `page`, a source's list just read, says; nothing where that was done today."""
    now = services.now()
    url = URL(page.url)
    async with services.database.read() as connection:
        known = {one.subject: one for one in await terms.load(connection, str(url.origin()), source.key)}
    site, own = known.get(str(url.origin())), known.get(source.key)
    if own and now - own.checked < _FRESH:
        return
    if site is None or now - site.checked >= _FRESH:
        site = Terms(str(url.origin()), now, await _gathered(services, source, url, page))
    own = Terms(source.key, now, _about(site.said, page))
    async with services.database.begin() as connection:
        await terms.save(connection, site)
        await terms.save(connection, own)


async def _gathered(services: Services, source: Source, url: URL, page: Page) -> tuple[Evidence, ...]:
    """The site's own files, each as said; `where` is its address. One that can't be had says nothing."""
    robots = str(url.origin().with_path("/robots.txt"))
    said = [Evidence(name, robots, value) for name, value in services.fetcher.site_says(url)]
    licenses = [one.text for one in (*said, *reservation.of_page(page)) if one.field == "license"]
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
    reserves = any(one.field == "tdm-reservation" for one in own)
    said = [*own]
    for one in site:
        if one.field == _TDMREP:
            said += () if reserves else reservation.of_tdmrep(one.text.encode(), one.where, page.url)
        elif one.field == "rsl":
            said += reservation.of_rsl(one.text.encode(), one.where, page.url)
        elif one not in said:
            said.append(one)
    return tuple(said)
