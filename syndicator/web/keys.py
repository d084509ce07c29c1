"""Where handlers find what the application was built with."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from aiohttp import web

from syndicator.flows.receipts import Given
from syndicator.flows.services import Services
from syndicator.model.run import Run
from syndicator.web.assets import Assets
from syndicator.web.background import Background
from syndicator.web.security import Forms

REPORT: Final[web.AppKey[Callable[[Run], None]]] = web.AppKey("report")
BACKGROUND: Final = web.AppKey("background", Background)
SERVICES: Final = web.AppKey("services", Services)
ASSETS: Final = web.AppKey("assets", Assets)
FORMS: Final = web.AppKey("forms", Forms)
# What each partner had last of each feed in each format.
GIVEN: Final[web.AppKey[dict[tuple[str, str, str], Sequence[Given]]]] = web.AppKey("given")
STOPPING: Final = web.AppKey("stopping", asyncio.Event)
WAITING: Final = web.AppKey("waiting", asyncio.Semaphore)
