"""XML elements of a document whose own namespace has no prefix."""

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element


def root(name: str, namespace: str, prefixes: Mapping[str, str] | None = None) -> _Element:
    """The first element, in `namespace` unless its name has its own; `prefixes` are those of the other namespaces."""
    names: dict[str | None, str] = {None: namespace}
    names.update((prefixes or {}).items())
    return etree.Element(_named(name, namespace), nsmap=names)  # type: ignore[arg-type]  # the stubs forget the default


def put(parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
    """Add a child, in its parent's namespace unless `name` has its own (`{…}title`).

    Attributes that are "" are not written. Raises ValueError for characters XML can't hold.
    """
    tag = _named(name, etree.QName(parent).namespace)
    child = etree.SubElement(parent, tag, {key: value for key, value in attributes.items() if value})
    if text:
        child.text = text
    return child


def written(element: _Element) -> bytes:
    """A document as it is sent: UTF-8, an element a line."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def parted(element: _Element, before: bytes) -> tuple[bytes, bytes]:
    """A document in two at its last `before`: what stands before ready pieces, and what after them."""
    head, start, tail = written(element).rpartition(before)
    return head, start + tail


def inside(element: _Element, start: bytes) -> bytes:
    """The only child of `element` as it stands there: from `start`, its first tag, to where the parent closes."""
    whole: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False, pretty_print=True)
    return whole[whole.index(start) : whole.rindex(b"</")]


def _named(name: str, namespace: str | None) -> str:
    return name if name.startswith("{") else f"{{{namespace}}}{name}"
