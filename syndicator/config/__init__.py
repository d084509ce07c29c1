"""config.toml and feeds/*.toml to frozen values.

Takes files and the environment (SYNDICATOR_SECTION_KEY).
Gives a Config and Feeds, or a ConfigError with a line a mistake: `file:line: path: what`.
Never builds services, and nothing else reads the environment.
"""

from syndicator.config.feedcheck import Checks
from syndicator.config.feedfile import load_feed, load_feeds
from syndicator.config.settings import Config, load

__all__ = ["Checks", "Config", "load", "load_feed", "load_feeds"]
