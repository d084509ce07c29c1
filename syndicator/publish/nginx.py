"""What machines may do with each public file, as lines of an nginx map (deploy/nginx.conf makes headers of it)."""

import re
from collections.abc import Iterable

from syndicator.model.feed import Audience, Feed
from syndicator.publish.usage import everywhere, least, of_feed

PATH = ".usage.map"
MEDIA_TYPE = "text/plain; charset=utf-8"


def usage_map(feeds: Iterable[Feed]) -> bytes:
    """A line for each public feed's documents, and one for all articles: of these, what the strictest source allows.

    An article's address does not tell its source, and a header may not allow what the article itself does not.
    """
    public = [feed for feed in feeds if feed.access is Audience.PUBLIC]
    lines = [f'"~^/feeds/{re.escape(feed.name)}[./]" {of_feed(feed)};' for feed in public]
    if public:
        lines.append(f'"~^/articles/" {least(everywhere(public))};')
    return "".join(f"{line}\n" for line in lines).encode()
