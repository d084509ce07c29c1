"""What a topic's address means, and what there is to bring to its subscribers now.

A topic is a live feed in one format, by the address its own documents give as theirs; a partner's has its token in it.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from syndicator.errors import AccessError, PublishError
from syndicator.flows.access import Admitted
from syndicator.flows.library import Shelf
from syndicator.flows.ready import Ready
from syndicator.flows.release import offer, place
from syndicator.flows.services import Services
from syndicator.model.feed import Audience, Feed
from syndicator.publish.formats import FORMATS
from syndicator.store.subscribers import Group

_TOKEN = "?token="  # noqa: S105 - the parameter, no token
# RFC 3986, section 2.3: encoded or not, they are the same.
_ENCODED = re.compile(r"%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")


@dataclass(frozen=True, slots=True)
class Topic:
    """A feed in one format, for everybody or by a partner's token."""

    feed: Feed
    extension: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """What a group of subscribers should have now."""

    feed: Feed
    admitted: Admitted
    shelf: Shelf
    ready: Ready

    @property
    def etag(self) -> str:
        """The document's."""
        return self.ready.document.etag


def hub_url(services: Services) -> str:
    """The hub's address, "" where there is none."""
    return place(services).hub


def address(services: Services, name: str, extension: str, token: str = "", path: str = "") -> str:
    """A topic's address, which is also where its documents are found; `path` makes it another part's of the feed."""
    return place(services).feed(name, extension, path) + (f"{_TOKEN}{quote(token, safe='')}" if token else "")


def plain(url: str) -> str:
    """An address with unreserved characters decoded, as hubs must (W3C WebSub, section 5.1.1)."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), url)


def topic(services: Services, url: str) -> Topic | None:
    """What an address means; None for one that is no live feed's. It must be the very address a feed gives as its."""
    start = place(services).feed("")
    path, mark, token = url.partition(_TOKEN)
    name, dot, extension = path.removeprefix(start).partition(".")
    feed = services.catalog.feed(name)
    if not path.startswith(start) or not dot or feed is None or extension not in FORMATS or bool(mark) != bool(token):
        return None
    found = Topic(feed, extension, token)
    return found if url == address(services, name, extension, token) else None


def admitted(services: Services, group: Group) -> Admitted | None:
    """Whether a group may have its feed now, and in which shape; None while there is no such feed.

    Raises AccessError where it may not.
    """
    feed = services.catalog.feed(group.feed)
    if feed is None or group.extension not in FORMATS:
        return None
    if group.token:
        return services.access.check(group.token, feed, None, services.now())
    if feed.access is Audience.PARTNERS:
        raise AccessError("token-missing", "this feed is for partners now")
    return Admitted()


async def present(services: Services, group: Group) -> Present | None:
    """What a group should have now, None while there is nothing. Raises AccessError where it may have nothing more."""
    let_in = admitted(services, group)
    feed = services.catalog.feed(group.feed)
    if let_in is None or feed is None:
        return None
    try:
        shelf = await offer(services, feed, let_in.shape)
    except PublishError:
        # Told where feeds are released; the next change may be better.
        return None
    ready = shelf.documents.get(group.extension) if shelf else None
    return Present(feed, let_in, shelf, ready) if shelf and ready else None
