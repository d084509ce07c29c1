"""XML elements of a document whose own namespace has no prefix, or that has none."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from lxml import etree
from lxml.etree import _Element

from syndicator.publish.clean import safe


def root(name: str, namespace: str, prefixes: Mapping[str, str] | None = None) -> _Element:
    """The first element, in `namespace` unless its name has its own; `prefixes` are those of the other namespaces."""
    names: dict[str | None, str] = {None: namespace}
    names.update((prefixes or {}).items())
    return etree.Element(_named(name, namespace), nsmap=names)  # type: ignore[arg-type]  # the stubs forget the default


def put(parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
    """Add a child, in its parent's namespace unless `name` has its own (`{…}title`).

    Attributes that are "" are not written. Raises ValueError for characters XML can't hold.
    """
    tag = name if name[0] == "{" else parent.tag[: parent.tag.rindex("}") + 1] + name
    child = etree.SubElement(parent, tag, {key: value for key, value in attributes.items() if value})
    if text:
        child.text = text
    return child


def written(element: _Element) -> bytes:
    """A document as it is sent: UTF-8, an element a line."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def listed(document: bytes, empty: bytes, rows: Iterable[bytes]) -> bytes:
    """A written document whose one empty element `empty` (`<rdf:Seq/>`) holds `rows`, which are whole lines.

    A feed's list of its articles is written at every change of one: elements would cost more than all else.
    """
    before, _, after = document.partition(empty)
    name = empty[1:-2]
    indent = before[before.rindex(b"\n") + 1 :]
    inside_ = b"".join([b"%s  %s\n" % (indent, row) for row in rows])
    if not inside_:
        return document
    return b"%s<%s>\n%s%s</%s>%s" % (before, name, inside_, indent, name.partition(b" ")[0], after)


@lru_cache(maxsize=16384)
def quoted(value: str) -> bytes:
    """A value as an attribute has it, in double quotes, without what XML can't hold."""
    return quoteattr(safe(value), {'"': "&quot;"}).encode()


def inside(element: _Element, start: bytes) -> bytes:
    """The only child of `element` as it stands there: from `start`, its first tag, to where the parent closes."""
    whole: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False, pretty_print=True)
    return whole[whole.index(start) : whole.rindex(b"</")]


def _named(name: str, namespace: str | None) -> str:
    return name if name.startswith("{") or not namespace else f"{{{namespace}}}{name}"
