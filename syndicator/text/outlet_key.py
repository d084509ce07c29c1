"""An outlet's name as it is looked up."""

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def outlet_key(name: str) -> str:
    """`name` without spaces and invisible characters, whatever its width and case (NFKC, case folding).

    Nothing else is made equal: 日报 and 日报社 are two names, as Simplified and Traditional ones are.
    """
    wide = unicodedata.normalize("NFKC", name)
    kept = "".join(one for one in wide if unicodedata.category(one) not in _INVISIBLE)
    return unicodedata.normalize("NFKC", kept.casefold())
