"""For machines that watch over us."""

from http import HTTPStatus

from aiohttp import web

from syndicator.errors import StoreError
from syndicator.flows import reprint_queue
from syndicator.flows.services import Services
from syndicator.store import subscribers
from syndicator.web.keys import SERVICES

_NEVER_KEPT = {"Cache-Control": "no-store"}


async def alive(_request: web.Request) -> web.Response:
    """200 while the process answers at all."""
    return web.Response(text="ok\n", headers=_NEVER_KEPT)


async def ready(request: web.Request) -> web.Response:
    """200 once the database answers and every feed has a document, else 503 with what is missing."""
    services = request.app[SERVICES]
    missing = {feed.name: "no document yet" for feed in services.catalog.feeds if not _offered(services, feed.name)}
    if not await _database_answers(services):
        missing["database"] = "does not answer"
    status = HTTPStatus.SERVICE_UNAVAILABLE if missing else HTTPStatus.OK
    return web.json_response({"ready": not missing, "missing": missing}, status=status, headers=_NEVER_KEPT)


async def metrics(request: web.Request) -> web.Response:
    """Gauges in Prometheus's text format, 0.0.4."""
    services = request.app[SERVICES]
    lines = [
        "# HELP syndicator_feed_entries Articles a feed holds.",
        "# TYPE syndicator_feed_entries gauge",
        *(
            f'syndicator_feed_entries{{feed="{feed.name}"}} {len(services.library.selection(feed.name))}'
            for feed in services.catalog.feeds
        ),
        "# HELP syndicator_feed_ready Whether a feed has a document to serve.",
        "# TYPE syndicator_feed_ready gauge",
        *(
            f'syndicator_feed_ready{{feed="{feed.name}"}} {int(_offered(services, feed.name))}'
            for feed in services.catalog.feeds
        ),
        "# HELP syndicator_database_up Whether the database answers.",
        "# TYPE syndicator_database_up gauge",
        f"syndicator_database_up {int(await _database_answers(services))}",
        *await _hub(services),
        *await _desk(services),
    ]
    text = "\n".join(lines) + "\n"
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return web.Response(body=text.encode(), headers={**_NEVER_KEPT, "Content-Type": kind})


def _offered(services: Services, name: str) -> bool:
    return services.library.shelf(name) is not None


async def _hub(services: Services) -> list[str]:
    if not services.config.hub.enabled:
        return []
    try:
        async with services.database.read() as connection:
            states = await subscribers.states(connection, services.now())
    except StoreError:
        return []
    return [
        "# HELP syndicator_hub_subscriptions Subscriptions at our WebSub hub.",
        "# TYPE syndicator_hub_subscriptions gauge",
        *(f'syndicator_hub_subscriptions{{state="{state}"}} {count}' for state, count in states.items()),
    ]


async def _desk(services: Services) -> list[str]:
    """Requests by state, the longest wait, and how long those waited that a person decided lately, in seconds."""
    try:
        found = await reprint_queue.service(services)
    except StoreError:
        return []
    waits = [
        f'syndicator_reprint_wait_seconds{{quantile="{share}"}} {int(wait.total_seconds())}'
        for share, wait in (("0.5", found.median), ("0.9", found.ninetieth))
        if wait is not None
    ]
    return [
        "# HELP syndicator_reprint_requests Reprint requests.",
        "# TYPE syndicator_reprint_requests gauge",
        *(f'syndicator_reprint_requests{{state="{state}"}} {count}' for state, count in found.states.items()),
        "# HELP syndicator_reprint_oldest_seconds How long the request that waits longest for a person has.",
        "# TYPE syndicator_reprint_oldest_seconds gauge",
        f"syndicator_reprint_oldest_seconds {int(found.oldest.total_seconds()) if found.oldest else 0}",
        "# HELP syndicator_reprint_wait_seconds How long requests waited that a person decided in the last 90 days.",
        "# TYPE syndicator_reprint_wait_seconds gauge",
        *waits,
    ]


async def _database_answers(services: Services) -> bool:
    try:
        async with services.database.read():
            return True
    except StoreError:
        return False
