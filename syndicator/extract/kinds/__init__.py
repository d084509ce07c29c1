"""Source kinds, one file each.

Takes a Page and its Source.
Gives Listings and Drafts.
Never imports a neighbour; this file is the only list.
"""

from syndicator.extract.kind import Kind
from syndicator.extract.kinds.auto import AutoKind
from syndicator.extract.kinds.browser import BrowserKind
from syndicator.extract.kinds.feed import FeedKind
from syndicator.extract.kinds.html import HtmlKind
from syndicator.extract.kinds.inbox import InboxKind
from syndicator.extract.kinds.json import JsonKind
from syndicator.extract.kinds.push import PushKind
from syndicator.extract.kinds.sitemap import SitemapKind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (HtmlKind(), AutoKind(), FeedKind(), SitemapKind(), JsonKind(), InboxKind(), PushKind(), BrowserKind())
}
