"""License names and addresses: Creative Commons as canonical URLs, and our own pages for the rest.

Creative Commons URLs are written as the deeds publish them:
https://creativecommons.org/licenses/{elements}/{version}/{jurisdiction?}/.
"""

import re

from syndicator.model.rights import Reprint

_HOST = "https://creativecommons.org"
# Versions ported to a jurisdiction exist up to 3.0; a name without a version means the current one.
_CURRENT = "4.0"
_URL = re.compile(
    r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<elements>[a-z]+(?:[-+][a-z]+)*)"
    r"(?:/(?P<version>\d\.\d))?(?:/(?P<place>[a-z]{2,4})(?![a-z]))?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:\bCC\b\)?|creative\s+commons)[\s\-_:]*(?:licen[sc]ed?\s+)?(?P<elements>BY(?:[\s\-_]*(?:NC|ND|"
    r"SA)){0,3})(?![A-Za-z])"
    r"(?:[\s\-_]*(?:v|ver(?:sion)?\.?)?\s*(?P<version>[1-4]\.\d))?(?:[\s\-_]*(?P<rest>[A-Za-z ]{2,40}))?",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?:creative\s+commons|\bCC\b)[\s:,(]*(?P<elements>attribution(?:[\s\-–—,/]*(?:non[\s\-]?commercial|"
    r"no[\s\-]?deriv(?:ative)?s?(?:\s+works)?|share[\s\-]?alike))*)"
    r"(?:[\s,\-–]*(?:license|licence)?[\s,]*(?:v|version)?\s*(?P<version>[1-4]\.\d))?(?:[\s\-]*(?P<rest>[A-Za-z "
    r"]{2,40}))?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<elements>(?:署名|姓名标示|姓名標示)(?:[\s\-—–─・·,、/]*(?:非商业性?使用|非商業性|非商业性?|相同方式共享|"
    r"相同方式分享|禁止演绎|禁止演繹|禁止改作))*)\s*[-—]?\s*(?P<version>[1-4]\.\d)\s*(?P<rest>[\u3400-\u9fff]{0,12})"
)
_NAMED_CHINESE = re.compile(
    r"(?:知识共享|知識共享|创作共用|創用\s*CC|创用\s*CC|CC)[\s\-:(（“\"]*"
    r"(?P<elements>(?:署名|姓名标示|姓名標示)(?:[\s\-—–─・·,、/]*(?:非商业性?使用|非商業性|非商业性?|相同方式共享|"
    r"相同方式分享|禁止演绎|禁止演繹|禁止改作))*)"
)
_ZERO = re.compile(r"\bCC[\s\-]?0(?:[\s\-]*(?P<version>1\.0))?\b|creative\s+commons\s+zero", re.IGNORECASE)
_MARK = re.compile(r"public\s+domain\s+mark", re.IGNORECASE)
_PLACES = {
    "united states": "us",
    "us": "us",
    "usa": "us",
    "unported": "",
    "international": "",
    "uk": "uk",
    "england": "uk",
    "united kingdom": "uk",
    "australia": "au",
    "canada": "ca",
    "germany": "de",
    "deutschland": "de",
    "france": "fr",
    "italy": "it",
    "spain": "es",
    "netherlands": "nl",
    "new zealand": "nz",
    "ireland": "ie",
    "hong kong": "hk",
    "taiwan": "tw",
    "china": "cn",
    "china mainland": "cn",
    "singapore": "sg",
    "japan": "jp",
    "igo": "igo",
    "switzerland": "ch",
    "austria": "at",
    "中国大陆": "cn",
    "中國大陸": "cn",
    "台湾": "tw",
    "台灣": "tw",
    "臺灣": "tw",
    "香港": "hk",
    "国际": "",
    "國際": "",
    "美国": "us",
    "美國": "us",
    "未本地化版本": "",
    "通用": "",
}  # fmt: skip - one line a continent reads better than forty
_ELEMENTS = (
    ("nc", re.compile(r"nc|non[\s\-]?commercial|非商[业業]", re.IGNORECASE)),
    ("nd", re.compile(r"nd|no[\s\-]?deriv|禁止演[绎繹]|禁止改作", re.IGNORECASE)),
    ("sa", re.compile(r"sa|share[\s\-]?alike|相同方式", re.IGNORECASE)),
)


def canonical(text: str) -> str:
    """The license URL a text names, by address or by name; "" when it names none we know.

    `text` is a line or an address. The elements, version and jurisdiction are those printed; a name
    without a version gives the current one, because its NC or ND must not be lost.
    """
    address = _URL.search(text)
    if address:
        return _from_address(address)
    if _ZERO.search(text):
        return f"{_HOST}/publicdomain/zero/1.0/"
    if _MARK.search(text):
        return f"{_HOST}/publicdomain/mark/1.0/"
    for pattern in (_SHORT, _LONG, _CHINESE, _NAMED_CHINESE):
        named = pattern.search(text)
        if named and _is_code(named["elements"], named.groupdict().get("version")):
            groups = named.groupdict()
            return _deed(_codes(named["elements"]), groups.get("version") or "", _place(groups.get("rest") or ""))
    return ""


def default(reprint: Reprint, base_url: str) -> str:
    """The address of our own page that states these terms; "" when there is no site to hold it.

    `base_url` is the site's address without a trailing slash.
    """
    return f"{base_url.rstrip('/')}/licenses/{reprint.value}" if base_url else ""


def _from_address(address: re.Match[str]) -> str:
    elements = address["elements"].lower()
    if address["kind"].lower() == "publicdomain":
        return f"{_HOST}/publicdomain/{elements}/{address['version'] or '1.0'}/"
    place = (address["place"] or "").lower()
    # "deed" and "legalcode" are views of a deed, not jurisdictions.
    place = "" if place in {"deed", "lega"} else place
    return _deed(elements, address["version"] or "", place)


def _is_code(elements: str, version: str | None) -> bool:
    """`CC BY`, `cc by-nc` and `cc by 4.0` name a license; `cc by the way` does not."""
    return elements != "by" or bool(version)


def _codes(elements: str) -> str:
    """`Attribution-NonCommercial-ShareAlike` or `BY NC SA` as by-nc-sa, in the deeds' own order."""
    rest = re.sub(r"^(?:by|attribution|署名|姓名[标標]示)", "", elements, flags=re.IGNORECASE)
    return "-".join(["by", *(code for code, pattern in _ELEMENTS if pattern.search(rest))])


def _place(rest: str) -> str:
    """The jurisdiction that begins what stands after the version, as its two-letter code."""
    words = rest.strip().lower()
    for name in sorted(_PLACES, key=len, reverse=True):
        if words == name or words.startswith(f"{name} ") or (not name.isascii() and words.startswith(name)):
            return _PLACES[name]
    return ""


def _deed(elements: str, version: str, place: str) -> str:
    jurisdiction = f"{place}/" if place and version and version != _CURRENT else ""
    return f"{_HOST}/licenses/{elements}/{version or _CURRENT}/{jurisdiction}"
