"""Source kinds, one file each.

Takes a Page and its Source.
Gives Listings and Drafts.
Never imports a neighbour; this file is the only list.
"""

from syndicator.extract.kind import Kind
from syndicator.extract.kinds.feed import FeedKind
from syndicator.extract.kinds.html import HtmlKind
from syndicator.extract.kinds.inbox import InboxKind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (HtmlKind(), FeedKind(), InboxKind())}
