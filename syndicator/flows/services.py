"""What flows work with. Built in start alone, passed to every flow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from syndicator.config import Config
from syndicator.fetch.browser import Browser
from syndicator.fetch.callback import Caller
from syndicator.fetch.client import Fetcher
from syndicator.flows.access import Access
from syndicator.flows.catalog import Catalog
from syndicator.flows.library import Library
from syndicator.flows.reception import Reception
from syndicator.flows.signal import Signal
from syndicator.flows.site import Site
from syndicator.store.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """One of everything. `now` gives the current time in UTC: flows never read a clock themselves.

    `worker` names this process among all that share the database; `outgoing` tells that something is in the outbox.
    """

    config: Config
    catalog: Catalog
    database: Database
    fetcher: Fetcher
    library: Library
    now: Callable[[], datetime]
    worker: str
    browser: Browser | None = None
    access: Access = field(default_factory=Access)
    caller: Caller = field(default_factory=Caller)
    reception: Reception = field(default_factory=Reception)
    site: Site = field(default_factory=Site)
    outgoing: Signal = field(default_factory=Signal)
