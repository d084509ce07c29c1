"""The lists of outlets: brought whole from a file, or an outlet at a time. Each change is in the trail."""

from dataclasses import replace
from datetime import date

from syndicator.errors import ReprintError
from syndicator.flows.services import Services
from syndicator.model.outlet import Listed, OutletList
from syndicator.model.trail import SERVICE, Step, Trace
from syndicator.reprint import outlet_file
from syndicator.reprint.plain import one_line
from syndicator.store import outlets, trail
from syndicator.store.database import Connection
from syndicator.text.outlet_key import outlet_key

_LONGEST = 200


async def bring(
    services: Services, listing: OutletList, data: bytes, dated: date | None = None, by: str = ""
) -> tuple[int, int]:
    """Put a file's outlets in place of a whole list; returns how many are on it now, and how many the file named twice.

    Raises ReprintError for what is no list, and for the regulator's list without its date.
    """
    if listing is OutletList.SOURCE_UNITS and dated is None:
        raise ReprintError(
            "say which day the list is of (--dated YYYY-MM-DD): what rests on it names that day", "dated"
        )
    found = outlet_file.read(data)
    entries = [Listed(listing, one.name, dated, one.note, one.domain) for one in found]
    async with services.database.begin() as connection:
        count = await outlets.replace(connection, listing, entries)
        await _note(services, connection, by, f"{listing}: {count} imported{f', of {dated}' if dated else ''}")
    return count, len(found) - count


async def add(services: Services, entry: Listed, by: str = "") -> Listed:
    """Put one outlet on its list, or change what the list says of it. Raises ReprintError."""
    name = one_line(entry.name)
    if not outlet_key(name) or len(name) > _LONGEST:
        raise ReprintError(f"write the outlet's name in {_LONGEST} characters at most", "name")
    if entry.domain and entry.listing is not OutletList.ALLOW:
        raise ReprintError(
            "a domain is for the list of outlets to let: what else is on a list needs no proof", "domain"
        )
    entry = replace(entry, name=name, note=one_line(entry.note)[:_LONGEST], domain=outlet_file.domain(entry.domain))
    async with services.database.begin() as connection:
        if entry.dated is None:
            entry = replace(entry, dated=await outlets.dated(connection, entry.listing))
        if entry.listing is OutletList.SOURCE_UNITS and entry.dated is None:
            raise ReprintError("import the regulator's list with its date first", "list")
        await outlets.put(connection, entry)
        await _note(services, connection, by, f"{entry.listing}: {entry.name} added")
    return entry


async def remove(services: Services, listing: OutletList, name: str, by: str = "") -> None:
    """Take one outlet off a list. Raises ReprintError where it is not on it."""
    async with services.database.begin() as connection:
        if not await outlets.remove(connection, listing, name):
            raise ReprintError(f"{name!r} is not on the list {listing}", "name")
        await _note(services, connection, by, f"{listing}: {one_line(name)} removed")


async def _note(services: Services, connection: Connection, by: str, why: str) -> None:
    await trail.add(connection, Trace(services.now(), one_line(by) or SERVICE, Step.LIST, why=why))
