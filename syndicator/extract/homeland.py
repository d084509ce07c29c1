"""Where a site is at home: the language it writes and the clock it keeps, as far as its pages and its name tell."""

import re

from lxml import etree

from syndicator.errors import ExtractError
from syndicator.extract.page import tree
from syndicator.extract.page.language import script_of
from syndicator.model.page import Page
from syndicator.text.charset import decode
from syndicator.text.urls import host_of

# Countries with one clock, or with one that nearly all of their papers keep.
_ZONES = {
    "cn": "Asia/Shanghai", "hk": "Asia/Hong_Kong", "mo": "Asia/Macau", "tw": "Asia/Taipei", "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul", "sg": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "th": "Asia/Bangkok",
    "vn": "Asia/Ho_Chi_Minh", "ph": "Asia/Manila", "in": "Asia/Kolkata", "pk": "Asia/Karachi", "bd": "Asia/Dhaka",
    "lk": "Asia/Colombo", "np": "Asia/Kathmandu", "ae": "Asia/Dubai", "il": "Asia/Jerusalem", "ir": "Asia/Tehran",
    "tr": "Europe/Istanbul", "uk": "Europe/London", "ie": "Europe/Dublin", "fr": "Europe/Paris",
    "de": "Europe/Berlin", "nl": "Europe/Amsterdam", "be": "Europe/Brussels", "lu": "Europe/Luxembourg",
    "ch": "Europe/Zurich", "at": "Europe/Vienna", "it": "Europe/Rome", "es": "Europe/Madrid", "pt": "Europe/Lisbon",
    "gr": "Europe/Athens", "pl": "Europe/Warsaw", "cz": "Europe/Prague", "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "bg": "Europe/Sofia", "rs": "Europe/Belgrade",
    "hr": "Europe/Zagreb", "si": "Europe/Ljubljana", "dk": "Europe/Copenhagen", "no": "Europe/Oslo",
    "se": "Europe/Stockholm", "fi": "Europe/Helsinki", "ee": "Europe/Tallinn", "lv": "Europe/Riga",
    "lt": "Europe/Vilnius", "ua": "Europe/Kyiv", "za": "Africa/Johannesburg", "ke": "Africa/Nairobi",
    "ng": "Africa/Lagos", "gh": "Africa/Accra", "eg": "Africa/Cairo", "nz": "Pacific/Auckland",
}  # fmt: skip
# A language that one country's papers write nearly alone.
_SPOKEN = {"zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul"}
_DEFAULT = {"zh": "zh-CN"}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SAMPLE = 20_000


def language(page: Page, declared: str) -> str:
    """The BCP 47 tag of what the page is written in: what it declares, unless its script says otherwise; else "en"."""
    said = declared if _TAG.fullmatch(declared) else ""
    written = script_of(_words(page))
    if written and said.partition("-")[0].lower() != written:
        said = written
    return _DEFAULT.get(said, said) or "en"


def timezone(url: str, tag: str) -> str:
    """The IANA zone of a site by its country's domain, else by its language; "UTC" where neither tells."""
    country = host_of(url).rpartition(".")[2]
    return _ZONES.get(country) or _SPOKEN.get(tag.partition("-")[0].lower(), "UTC")


def _words(page: Page) -> str:
    """Some of what the page shows; of a feed or an API's answer, its text."""
    text = decode(page.body, page.content_type).text
    try:
        root = tree.parse(text)
    except ExtractError:
        return text[:_SAMPLE]
    etree.strip_elements(root, "script", "style", with_tail=False)
    words = re.sub(r"<[^>]*>|\s+|[\x00-\x40]", "", tree.text_of(tree.body_of(root), _SAMPLE))
    return words[:_SAMPLE] if words else text[:_SAMPLE]
