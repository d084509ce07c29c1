"""Pictures as published: from us where we keep a copy, with the caption and credit they came with."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape, unescape

from syndicator.model.draft import Image
from syndicator.model.feed import Place
from syndicator.text.enclosed import SCHEME, is_enclosed
from syndicator.text.urls import to_uri

# In a body that sanitize wrote: attributes in double quotes.
_IMG = re.compile(r'<img\b(?:[^>"]|"[^"]*")*>')
_SRC = re.compile(r'(?<=\ssrc=")[^"]*(?=")')
_SRCSET = re.compile(r'\ssrcset="[^"]*"')


def addresses(html: str) -> tuple[str, ...]:
    """The addresses of the pictures a sanitised body shows, each once, as URIs."""
    sources = (_SRC.search(tag) for tag in _IMG.findall(html))
    return tuple(dict.fromkeys(filter(None, (to_uri(unescape(source[0])) for source in sources if source))))


def served(images: Sequence[Image], place: Place) -> tuple[Image, ...]:
    """The pictures with our address where we keep a copy; `original` is then the one they came from.

    A picture that came inside its document has no other: `original` is "", and without a copy it is left out.
    """
    return tuple(
        replace(image, url=place.image(image.copy), original="" if is_enclosed(image.url) else image.url)
        if image.copy
        else image
        for image in images
        if image.copy or not is_enclosed(image.url)
    )


def shown(html: str, images: Sequence[Image], place: Place) -> str:
    """A sanitised body whose pictures come from us where we keep a copy; what has no other address goes without one."""
    ours = {_name(image.url): place.image(image.copy) for image in images if image.copy}
    if not ours and f"{SCHEME}:" not in html:
        return html

    def put(tag: re.Match[str]) -> str:
        source = _SRC.search(tag[0])
        named = _name(unescape(source[0])) if source else ""
        address = ours.get(named)
        if address:
            return _SRC.sub(lambda _: escape(address), _SRCSET.sub("", tag[0]))
        return "" if is_enclosed(named) else tag[0]

    return _IMG.sub(put, html)


def _name(url: str) -> str:
    return url if is_enclosed(url) else to_uri(url)
