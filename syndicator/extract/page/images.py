"""The article's pictures, with the caption and credit printed beside them."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from syndicator.extract.page.body import Body
from syndicator.extract.page.regions import hidden, region_of
from syndicator.extract.page.tree import join, squeeze, text_of
from syndicator.model.draft import Image
from syndicator.text.byline import read_line

# Where lazy loaders keep the real address, best first.
_LAZY = (
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-actualsrc",
    "data-url",
    "data-echo",
    "data-lazy",
    "original",
    "zoomfile",
    "file",
)
_SMALL = 60
_ICON = re.compile(
    r"(?:^|[/_.-])(?:icon|logo|avatar|gravatar|spacer|blank|pixel|loading|placeholder|emoji|share|qrcode|"
    r"erweima|button|btn|arrow|1x1)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\(|（|\b)(?:photo(?:graph)?s?|image|picture|credit|foto|bild|crédits?|crédit photo|©|getty|afp|"
    r"reuters)[^()（）]{0,80}[)）]?\s*$",
    re.IGNORECASE,
)
_CREDIT_CLASS = re.compile(r"credit|copyright|source|photographer|byline", re.IGNORECASE)
_MOST = 200


def address(image: Element) -> str:
    """The best address an img names: a lazy loader's, the widest of srcset, or src; "" when it has none."""
    for name in _LAZY:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:") and ("/" in value or "." in value):
            return value
    source = (image.get("src") or "").strip()
    widest = _widest(image.get("data-srcset") or image.get("srcset") or "")
    if source.startswith("data:") or not source:
        return widest
    return source


def _widest(srcset: str) -> str:
    best, most = "", -1.0
    for candidate in re.split(r",\s+", srcset):
        parts = candidate.split()
        if not parts or parts[0].startswith("data:"):
            continue
        try:
            size = float(parts[1].rstrip("wx")) if len(parts) > 1 else 1.0
        except ValueError:
            size = 1.0
        if size > most:
            best, most = parts[0], size
    return best


def pictures(body: Body) -> list[Element]:
    """The img elements of the article: in its element, outside furniture, no icon, tracker or spacer."""
    found: list[Element] = []
    for image in body.element.iter("img"):
        if len(found) < _MOST and address(image) and not _icon(image) and not _outside(image, body):
            found.append(image)
    return found


def _spare(noscript: Element) -> bool:
    """Whether a noscript's picture stands in for a placeholder: one that has its address does not need it."""
    before = noscript.getprevious()
    twins = () if before is None else (before,) if before.tag == "img" else tuple(before.iter("img"))
    return not any(address(twin) for twin in twins)


def _icon(image: Element) -> bool:
    for name in ("width", "height"):
        digits = re.match(r"\s*(\d+)", image.get(name) or "")
        if digits and int(digits[1]) < _SMALL:
            return True
    return bool(_ICON.search(address(image).partition("?")[0]))


def _outside(image: Element, body: Body) -> bool:
    for node in image.iterancestors():
        if node is body.element:
            return False
        if (node.tag == "noscript" and not _spare(node)) or hidden(node) or region_of(node) == "furniture":
            return True
    return False


def read(body: Body, base: str) -> tuple[Image, ...]:
    """The article's pictures in order, addresses absolute, each once."""
    found: dict[str, Image] = {}
    for element in pictures(body):
        url = join(base, address(element))
        if not url.startswith(("http://", "https://")):
            continue
        caption, credit = _legend(element)
        found.setdefault(url, Image(url, squeeze(element.get("alt") or ""), caption, credit))
    return tuple(found.values())


def _legend(image: Element) -> tuple[str, str]:
    """The caption and credit of the figure an image stands in."""
    figure = next((node for node in image.iterancestors() if node.tag == "figure"), None)
    if figure is None:
        return "", ""
    caption = next(iter(figure.iter("figcaption")), None)
    if caption is None:
        return "", ""
    text = text_of(caption, 2000)
    credit = next((text_of(part) for part in _credits(caption)), "")
    if credit and credit != text:
        return squeeze(text.replace(credit, "")), credit
    return legend(text)


def legend(text: str) -> tuple[str, str]:
    """What is printed beside a picture as its caption and, where it names one, its credit."""
    named = read_line(text).photographers
    if named:
        return text, "、".join(named) if re.search("[\u3400-\u9fff]", text) else ", ".join(named)
    match = _CREDIT.search(text)
    return (squeeze(text[: match.start()]), match[0].strip("()（） ")) if match else (text, "")


def _credits(caption: Element) -> Iterator[Element]:
    for part in caption.iterdescendants():
        if _CREDIT_CLASS.search(f"{part.get('class') or ''} {part.get('itemprop') or ''}"):
            yield part
