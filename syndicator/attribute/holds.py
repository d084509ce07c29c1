"""The reasons an article is withheld, in the order they are always given."""

from syndicator.model.rights import Hold

_REASONS: dict[str, dict[str, str]] = {
    "rights-unknown": {
        "zh": "权利不明：页面和配置都没有{what}",
        "en": "rights unknown: neither page nor config gives {what}",
    },
    "contradiction": {
        "zh": "页面声明的权利人“{page}”与配置的“{config}”不符",
        "en": "the page names {page} as its owner, the config {config}",
    },
    "third-party": {
        "zh": "第三方稿件：{what}，本站无权授权转载",
        "en": "somebody else's work: {what}; not this owner's to license",
    },
    "sender": {
        "zh": "供稿方要求暂不发布",
        "en": "its sender asks that it is not published yet",
    },
    "restoration": {
        "zh": "文字还原的把握只有 {got}，低于设定的 {least}",
        "en": "the text was restored with confidence {got}, below the set {least}",
    },
}
_ORDER = tuple(_REASONS)


def hold(code: str, language: str, **words: str) -> Hold:
    """One reason. `code` is a key of the reasons above; `words` fill its sentence."""
    return Hold(code, _REASONS[code][language].format(**words))


def ordered(holds: list[Hold]) -> tuple[Hold, ...]:
    """Each reason once, in the fixed order, so that equal input gives equal output."""
    return tuple(sorted(dict.fromkeys(holds), key=lambda one: (_ORDER.index(one.code), one.text)))
