"""Pictures in a body: the real address behind lazy loading, and which ones only count readers."""

import re

from lxml.etree import _Element

from syndicator.text.urls import absolute

# In order of trust; `file` and `zoomfile` are Discuz's, `_src` and `oldsrc` those of Chinese site systems.
_LAZY = (
    "data-original data-src data-lazy-src data-lazyload data-lazy data-original-src data-actualsrc data-echo data-url "
    "data-hi-res-src data-full-src data-img-src data-image data-backsrc lazy-src original zoomfile file _src oldsrc"
)
_LAZY_NAMES = tuple(_LAZY.split())
_SRCSETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"(?:^data:)|(?:^|[/_-])(?:blank|loading\w*|placeholder|spacer|transparent|lazy\w*|grey|gray|1x1|pixel|dot|none)"
    r"[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:$|\?)",
    re.IGNORECASE,
)
_TRACKER = re.compile(
    r"//(?:[\w-]+\.)*(?:doubleclick\.net|google-analytics\.com|scorecardresearch\.com|cnzz\.com|51\.la|hm\.baidu\.com"
    r"|pixel\.wp\.com|stats\.wordpress\.com|feeds\.feedburner\.com)/|//(?:pixel|beacon|track(?:er|ing)?|counter)\.[\w.-]+/",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"(?:^|,)\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([0-9]+(?:\.[0-9]+)?)([wx]))?\s*(?=,|$)")
_TINY = re.compile(r"^\s*[0-2](?:\.0+)?(?:px)?\s*$")
_TINY_STYLE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE)


def resolve(image: _Element, base: str) -> str:
    """Give an `img` its real, absolute address and drop its lazy-loading attributes; returns it, "" when none."""
    srcset = next((text for name in _SRCSETS if (text := image.get(name)) and not text.startswith("data:")), "")
    candidates = candidates_of(srcset, base)
    lazy = next((text for name in _LAZY_NAMES if _is_address(text := (image.get(name) or "").strip())), "")
    plain = (image.get("src") or "").strip()
    plain = "" if _PLACEHOLDER.search(plain) else plain
    url = absolute(lazy or plain, base) if lazy or plain else ""
    url = url or (max(candidates, key=lambda candidate: candidate[1])[0] if candidates else "")
    for name in (*_LAZY_NAMES, *_SRCSETS):
        image.attrib.pop(name, "")
    if url:
        image.set("src", url)
    if len(candidates) > 1:
        image.set("srcset", ", ".join(f"{address} {width:g}{unit}" for address, width, unit in candidates))
    return url


def candidates_of(srcset: str, base: str) -> list[tuple[str, float, str]]:
    """A srcset's (absolute URL, number, unit), as HTML §4.8.4.2.1 splits it; a candidate without a number is 1x."""
    found = [(absolute(url, base), float(number or 1), unit or "x") for url, number, unit in _CANDIDATE.findall(srcset)]
    return [candidate for candidate in found if candidate[0]]


def counts_readers(image: _Element) -> bool:
    """Whether a picture is one or two pixels wide or high, or comes from a counter."""
    sizes = (image.get("width"), image.get("height"))
    if any(size and _TINY.match(size) for size in sizes) or _TINY_STYLE.search(image.get("style") or ""):
        return True
    return bool(_TRACKER.search(image.get("src") or ""))


def _is_address(text: str) -> bool:
    return bool(text) and not text.startswith(("data:", "{", "[", "#", "javascript:")) and not _PLACEHOLDER.search(text)
