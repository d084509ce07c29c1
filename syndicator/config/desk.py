"""The table [reprint] of config.toml: how the reprint desk works."""

from datetime import timedelta

from syndicator.config.section import Section
from syndicator.config.units import Duration, Size


class ReprintDesk(Section):
    """Whether the desk takes requests, and the largest one it reads; how often known reprints are looked at."""

    open: bool = True
    max_body: Size = 64 * 1024
    recheck: Duration = timedelta(days=1)
