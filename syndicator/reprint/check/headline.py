"""Whether a line is the granted title: as it is, or with what may stand beside it."""

import re
from collections.abc import Iterable

from syndicator.reprint.check.tokens import folded

_KINDS = "转载|轉載|转发|转帖|转贴|轉貼|转|分享|原创|原創|图文|组图|reprint|reprinted|republished|repost"
_LABEL = re.compile(rf'^[("《]?(?:{_KINDS})[)"》:|-]+|[("《](?:{_KINDS})[)"》]$', re.IGNORECASE)
_EDGE = '-:()"'


def is_title(text: str, title: str, subtitles: Iterable[str] = ()) -> bool:
    """Whether `text` is the title in any style, after a label that says it is a reprint, or beside its subtitle."""
    wanted, told = folded(title), _LABEL.sub("", folded(text))
    if told == wanted:
        return True
    rest = told.removeprefix(wanted) if told.startswith(wanted) else told.removesuffix(wanted)
    return rest != told and rest.strip(_EDGE) in {folded(one).strip(_EDGE) for one in subtitles}
