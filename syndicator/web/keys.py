"""Where handlers find what the application was built with."""

from typing import Final

from aiohttp import web

from syndicator.flows.services import Services
from syndicator.web.assets import Assets
from syndicator.web.security import Forms

SERVICES: Final = web.AppKey("services", Services)
ASSETS: Final = web.AppKey("assets", Assets)
FORMS: Final = web.AppKey("forms", Forms)
