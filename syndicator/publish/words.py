"""The few words we add to an article or a feed, in its own language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """`original` and `reprint` name links; `owners` stands where a feed has no one notice for all it holds.

    `between` stands between names.
    """

    original: str
    reprint: str
    owners: str
    between: str = "、"


_HANS = Words("阅读原文", "申请转载", "各篇稿件版权归其权利人所有，详见每条的版权声明。")
_HANT = Words("閱讀原文", "申請轉載", "各篇稿件版權歸其權利人所有，詳見每條的版權聲明。")
_EN = Words(
    "Read the original", "Ask to reprint", "Each article belongs to its own rights holder, named in its notice.", ", "
)
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def words(language: str) -> Words:
    """The words in the language of a BCP 47 tag: Chinese in its script, English for any other."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    if primary != "zh":
        return _EN
    return _HANT if _TRADITIONAL & set(rest) and "hans" not in rest else _HANS
