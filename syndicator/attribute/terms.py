"""What a reader may do, in a sentence of the reader's language."""

from syndicator.model.rights import Reprint

_SENTENCES = {
    "zh": {
        Reprint.ATTRIBUTION: "转载须注明来源、作者和原标题并附原文链接，不得改动标题和正文。",
        Reprint.PERMISSION: "转载须事先取得{holder}许可，并注明来源、作者、原标题和原文链接。",
        Reprint.NONE: "{holder}不允许转载本文。",
        Reprint.UNKNOWN: "转载条件尚不明确，未经{holder}同意请勿转载。",
    },
    "en": {
        Reprint.ATTRIBUTION: (
            "May be reprinted unchanged with its source, author, original title and a link to the original."
        ),
        Reprint.PERMISSION: "May be reprinted only with the prior permission of {holder}, and with full credit.",
        Reprint.NONE: "{holder} does not allow this article to be reprinted.",
        Reprint.UNKNOWN: "The terms for reprinting are not known; ask {holder} first.",
    },
}
_UNNAMED = {"zh": "权利人", "en": "the owner"}
_LICENSED = {
    "zh": "按{license}的条款使用，须注明来源。",
    "en": "May be used under the terms of {license}, with credit.",
}


def sentence(reprint: Reprint, holder: str, language: str, license_url: str = "") -> str:
    """The terms for people. `language` is "zh" or "en"; `license_url` a public license the owner chose, or ""."""
    if license_url and reprint is Reprint.ATTRIBUTION:
        return _LICENSED[language].format(license=license_url)
    return _SENTENCES[language][reprint].format(holder=holder or _UNNAMED[language])
