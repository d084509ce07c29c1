"""XML from strangers: strict, without entities, documents of other places, or depth past any that is meant.

W3C XML 1.0. lxml's parser is told to load nothing and to expand nothing; a document that declares entities is
refused, since what they would stand for is left out of it.
"""

import re
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.errors import ExtractError

_PROLOG = re.compile(r"^\s*<\?xml\b[^<>]*\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_HEAD = 65536


def parse(body: bytes, what: str) -> Element:
    """The root of the document in `body`. Raises ExtractError, calling it `what`, where it may not be read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    # ValueError: a name or a character that XML can't hold.
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ExtractError(f"{what} is no well-formed XML: {error}") from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ExtractError(f"{what} is refused: it declares entities; write the characters themselves")
    return root


def parse_text(text: str, what: str) -> Element:
    """The same for a document already decoded, whatever its declaration calls its charset."""
    if _ENTITY.search(text[:_HEAD]):
        raise ExtractError(f"{what} is refused: it declares entities; write the characters themselves")
    return parse(_PROLOG.sub("", text).encode("utf-8", "replace"), what)


def name(element: Element) -> str:
    """An element's name without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, wanted: str) -> str:
    """An attribute whatever its namespace; "" where there is none."""
    if (plain := element.get(wanted)) is not None:
        return plain
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == wanted), "")
