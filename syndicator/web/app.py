"""Services to a web application."""

import asyncio
from collections.abc import Callable
from typing import Final

from aiohttp import web

from syndicator.flows.secret import secret
from syndicator.flows.services import Services
from syndicator.model.run import Run
from syndicator.web import keys
from syndicator.web.admin.session import admins_only, keep_private
from syndicator.web.assets import Assets
from syndicator.web.background import Background
from syndicator.web.language import remember
from syndicator.web.problem import problems
from syndicator.web.routes import ROUTES
from syndicator.web.security import Forms, add_headers

# So many requests may wait at a time for something to change; others are answered at once.
_WAITING: Final = 200


def application(services: Services, report: Callable[[Run], None] = lambda _: None) -> web.Application:
    """The public site: feeds, pages, the reprint desk and the API. Nothing is read or written before a request.

    `report` hears of every run that a request caused.
    """
    app = web.Application(
        middlewares=[remember, problems, admins_only],
        client_max_size=services.config.reprint.max_body,
    )
    app[keys.SERVICES] = services
    app[keys.REPORT] = report
    app[keys.BACKGROUND] = Background()
    app[keys.GIVEN] = {}
    app[keys.STOPPING] = asyncio.Event()
    app[keys.WAITING] = asyncio.Semaphore(_WAITING)
    app[keys.ASSETS] = Assets()
    app[keys.FORMS] = Forms(secret(services.config.data))
    app.on_response_prepare.append(add_headers)
    app.on_response_prepare.append(keep_private)
    app.on_shutdown.append(_finish)
    app.add_routes(ROUTES)
    return app


async def _finish(app: web.Application) -> None:
    """Let what is under way end before the database closes."""
    app[keys.STOPPING].set()
    await app[keys.BACKGROUND].stop(app[keys.SERVICES].config.schedule.grace.total_seconds())
