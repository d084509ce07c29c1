"""From feed files to the catalog: at start, and again whenever they change."""

from pathlib import Path

from syndicator.attribute.credit import check_template
from syndicator.config import Checks, Config, load_feeds
from syndicator.extract.kinds import KINDS
from syndicator.flows.release import release_all
from syndicator.flows.services import Services
from syndicator.model.feed import Feed

CHECKS = Checks(kinds=KINDS.keys(), credit=check_template)


def declared(config: Config) -> tuple[Feed, ...]:
    """The feeds of config's folder, their inboxes made ready. Raises ConfigError."""
    feeds = load_feeds(config.feeds_dir, config.data, CHECKS)
    for feed in feeds:
        for source in feed.sources:
            if source.kind == "inbox":
                Path(source.url).mkdir(parents=True, exist_ok=True)
    return feeds


async def redeclare(services: Services) -> tuple[str, ...]:
    """Read the feed files again and publish by them; returns what could not be rendered.

    Raises ConfigError with the old feeds still in place.
    """
    services.catalog.replace(declared(services.config))
    return await release_all(services)
