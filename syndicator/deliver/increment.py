"""What is new since a reader's copy, for readers that ask for no more (RFC 3229, the instance manipulation `feed`).

The manipulation was never registered; what it means is written in "Using RFC 3229 with Feeds" (Bob Wyman, 2004): the
same feed, valid by itself, with the entries alone that are new or changed.
"""

import re
from collections.abc import Sequence

from syndicator.deliver.conditional import Answer, etags, in_coding
from syndicator.deliver.variants import Variants, etags_of

MANIPULATION = "feed"
# A cache that does not know what 226 means must not keep one (RFC 3229, section 10.3).
_CACHE_CONTROL = "no-store, im"
_NOT_AT_ALL = re.compile(r"q\s*=\s*0(\.0{0,3})?")


def wanted(a_im: str | None) -> bool:
    """Whether a reader takes an increment, by its A-IM header."""
    items = ([part.strip() for part in item.split(";")] for item in (a_im or "").lower().split(","))
    weights = [parameters for name, *parameters in items if name == MANIPULATION]
    return bool(weights) and not any(map(_NOT_AT_ALL.fullmatch, weights[0]))


def base(if_none_match: str | None, known: Sequence[str]) -> str | None:
    """The one of the validators `known` that a reader gives as that of its copy, in whatever coding it has it."""
    given = set(etags(if_none_match or ""))
    return next((etag for etag in known if given & set(etags_of(etag))), None)


def answer(ready: Variants, full: Variants, since: str, vary: str, accept_encoding: str | None) -> Answer | None:
    """226 with the increment `ready`, under the validator of the `full` document the reader has after that.

    None where the reader accepts no coding of it. `since` is the validator of the document it has now.
    """
    chosen = in_coding(ready, accept_encoding)
    if chosen is None:
        return None
    headers = [
        ("ETag", full.etag(chosen.coding)),
        ("IM", MANIPULATION),
        ("Delta-Base", since),
        ("Cache-Control", _CACHE_CONTROL),
        ("Vary", vary),
        ("Content-Type", ready.document.media_type),
        ("Content-Length", str(len(chosen.body))),
    ]
    if chosen.coding != "identity":
        headers.append(("Content-Encoding", chosen.coding))
    return Answer(226, tuple(headers), chosen.body)
