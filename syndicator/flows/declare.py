"""From feed files to the catalog: at start, and again whenever they change."""

from pathlib import Path

from yarl import URL

from syndicator.config import Checks, Config, load_feeds
from syndicator.errors import ConfigError
from syndicator.extract.kinds import KINDS
from syndicator.fetch import browser
from syndicator.fetch.guard import Allowed
from syndicator.flows.release import release_all
from syndicator.flows.services import Services
from syndicator.model.feed import Feed
from syndicator.text.creditline import check_template

CHECKS = Checks(kinds=KINDS.keys(), credit=check_template)


def declared(config: Config) -> tuple[Feed, ...]:
    """The feeds of config's folder, their inboxes made ready. Raises ConfigError."""
    feeds = load_feeds(config.feeds_dir, config.data, CHECKS)
    _check_browser(config, feeds)
    _check_proxies(config, feeds)
    for feed in feeds:
        for source in feed.sources:
            if source.kind == "inbox":
                Path(source.url).mkdir(parents=True, exist_ok=True)
    return feeds


def _check_browser(config: Config, feeds: tuple[Feed, ...]) -> None:
    """Raise ConfigError where a source needs a browser that is not there."""
    needing = [source for feed in feeds for source in feed.sources if source.kind == "browser"]
    if needing and (why := browser.missing(config.fetch.chromium)):
        raise ConfigError(*(f"{source.where}: source.kind: {why}" for source in needing))


def _check_proxies(config: Config, feeds: tuple[Feed, ...]) -> None:
    """Raise ConfigError for a proxy the admin did not list as theirs: what it connects to passes no guard of ours."""
    ours = Allowed(config.fetch.allow_hosts)
    sources = [source for feed in feeds for source in feed.sources if source.proxy]
    if foreign := [source for source in sources if URL(source.proxy) not in ours]:
        what = "source.proxy: list the proxy's host in fetch.allow_hosts of config.toml, which says that it is yours"
        raise ConfigError(*(f"{source.where}: {what}" for source in foreign))


async def redeclare(services: Services) -> tuple[str, ...]:
    """Read the feed files again and publish by them; returns what could not be rendered.

    Raises ConfigError with the old feeds still in place.
    """
    services.catalog.replace(declared(services.config))
    return await release_all(services)
