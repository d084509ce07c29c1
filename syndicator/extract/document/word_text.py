"""What a Word paragraph shows: its lines with their mark-up, its pictures, and the text boxes anchored in it.

ECMA-376 part 1, §17.3. Read as if every tracked change were accepted: what is deleted or moved away is gone, what is
inserted or moved here is there. Hidden text, field codes and comments are not shown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from lxml.etree import _Element as Element

from syndicator.extract.document.word_styles import Styles, child, is_on
from syndicator.extract.document.xml import attribute, name
from syndicator.text.html import xml_safe
from syndicator.text.urls import to_uri

# Deleted, moved away, or a record of how something was before.
_GONE = frozenset({"del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr", "rt"})
GONE_ROWS = frozenset({"del", "moveFrom", "cellDel"})
_CHANGES = frozenset({"del", "ins", "moveFrom", "moveTo"})
_MARKS = (("b", "strong"), ("i", "em"), ("u", "u"), ("strike", "s"), ("dstrike", "s"))
_RAISED = {"superscript": "sup", "subscript": "sub"}
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "cr": "\n", "br": "\n"}
_SPACES = re.compile(" {2,}")
# Word parts a run wherever it was edited.
_APART = re.compile(r"</(strong|em|u|s|sup|sub)><\1>")
_LINK = re.compile(r'HYPERLINK\s+"?(https?://[^\s"]+)', re.IGNORECASE)
# Word's own drawings; what needs anything else has a picture of itself to fall back on.
_DRAWN = frozenset({"wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid"})
# Symbol fonts put their signs where Unicode has none.
_PRIVATE = range(0xE000, 0xF900)


@dataclass(slots=True)
class Shown:
    """A paragraph as shown. `before` and `after` are what is drawn in it, by whether its text had begun."""

    lines: list[list[tuple[str, str]]] = field(default_factory=lambda: [[]])
    before: list[Element] = field(default_factory=list)
    after: list[Element] = field(default_factory=list)

    def write(self, text: str, tags: Sequence[str] = (), link: str = "") -> None:
        """Add text in these tags and with this link, parted into lines where it has line ends."""
        for number, part in enumerate(xml_safe(text).split("\n")):
            if number:
                self.lines.append([])
            if part:
                self.lines[-1].append((part, _marked(escape(part, quote=False), tags, link)))

    def draw(self, element: Element) -> None:
        """Add something drawn."""
        written = any(text.strip() for line in self.lines for text, _ in line)
        (self.after if written else self.before).append(element)

    def rows(self) -> list[tuple[str, str]]:
        """Its lines that are not empty: text, and HTML where that says more than the text ("" elsewhere)."""
        found = []
        for line in self.lines:
            text = _SPACES.sub(" ", "".join(text for text, _ in line)).strip()
            html = _SPACES.sub(" ", _APART.sub("", "".join(html for _, html in line))).strip()
            if text:
                found.append((text, "" if html == escape(text, quote=False) else html))
        return found


@dataclass(slots=True)
class Reading:
    """What is known of a document while its paragraphs are read, and what was met that is told afterwards."""

    styles: Styles
    links: dict[str, str]
    notes: list[str] = field(default_factory=list)
    changed: bool = False
    # For each field that is open: whether its code is still being read, and the address it leads to.
    fields: list[tuple[bool, str]] = field(default_factory=list)

    def show(self, parts: Sequence[Element]) -> Shown:
        """Read one paragraph, which may stand in several elements."""
        shown = Shown()
        for part in parts:
            self._inside(part, shown, "")
        # A code that is never ended would hide all that follows.
        self.fields = [one for one in self.fields if not one[0]]
        return shown

    def _inside(self, element: Element, shown: Shown, href: str) -> None:
        for one in chosen(element):
            tag = name(one)
            self.changed = self.changed or tag in _CHANGES
            if tag in _GONE or is_placeholder(one):
                continue
            if tag == "r":
                self._run(one, shown, href)
            elif tag == "hyperlink":
                self._inside(one, shown, self.links.get(attribute(one, "id"), "") or href)
            elif tag == "fldSimple":
                found = _LINK.search(attribute(one, "instr"))
                self._inside(one, shown, to_uri(found[1]) if found else href)
            elif tag in ("oMath", "oMathPara"):
                shown.write("".join(sign.text or "" for sign in one.iter() if name(sign) == "t"))
            else:
                self._inside(one, shown, href)

    def _run(self, run: Element, shown: Shown, href: str) -> None:
        properties = child(run, "rPr")
        if self._hidden(properties):
            return
        tags = _tags(properties)
        for one in chosen(run):
            tag = name(one)
            if tag == "fldChar":
                self._field(attribute(one, "fldCharType"))
            elif tag == "instrText":
                self._code(one.text or "")
            elif tag in _GONE or any(code for code, _ in self.fields):
                continue
            elif tag in ("drawing", "pict", "object"):
                shown.draw(one)
            elif tag == "ruby":
                self._inside(one, shown, href)
            else:
                link = href or next((to for _, to in reversed(self.fields) if to), "")
                shown.write(_said(one, tag), tags if tag == "t" else (), link if tag == "t" else "")

    def _hidden(self, properties: Element | None) -> bool:
        own = is_on(child(properties, "vanish"))
        if own is None and child(properties, "rStyle") is not None:
            own = self.styles.of(properties).hidden
        return bool(own)

    def _field(self, step: str) -> None:
        if step == "begin":
            self.fields.append((True, ""))
        elif step == "separate" and self.fields:
            self.fields[-1] = (False, self.fields[-1][1])
        elif step == "end" and self.fields:
            self.fields.pop()

    def _code(self, text: str) -> None:
        found = _LINK.search(text)
        if found and self.fields:
            self.fields[-1] = (self.fields[-1][0], to_uri(found[1]))


def _said(element: Element, tag: str) -> str:
    """The text that a part of a run stands for (§17.3.3)."""
    if tag == "t":
        return (element.text or "").replace("\n", " ")
    if tag == "sym":
        return _symbol(attribute(element, "char"))
    if tag in ("footnoteReference", "endnoteReference"):
        return f"[{attribute(element, 'id')}]"
    return _SIGNS.get(tag, "")


def chosen(element: Element) -> Iterator[Element]:
    """An element's children; of alternatives the one that Word would show (ECMA-376 part 3, §9.3)."""
    for one in element:
        if name(one) != "AlternateContent":
            yield one
            continue
        choices = [choice for choice in one if name(choice) == "Choice"]
        drawn = next((choice for choice in choices if set((choice.get("Requires") or "").split()) <= _DRAWN), None)
        taken = drawn if drawn is not None else child(one, "Fallback")
        yield from chosen(taken) if taken is not None else ()


def drawn(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names inside a drawing, each once, not those inside one another."""
    for one in chosen(element):
        if name(one) in names:
            yield one
        elif name(one) not in _GONE:
            yield from drawn(one, *names)


def is_placeholder(element: Element) -> bool:
    """Whether this is a form's field that nobody filled in: it shows what to write there (§17.5.2.39)."""
    return name(element) == "sdt" and child(child(element, "sdtPr"), "showingPlcHdr") is not None


def _tags(properties: Element | None) -> list[str]:
    tags = []
    for said, tag in _MARKS:
        if is_on(child(properties, said)) and tag not in tags:
            tags.append(tag)
    raised = child(properties, "vertAlign")
    if raised is not None and attribute(raised, "val") in _RAISED:
        tags.append(_RAISED[attribute(raised, "val")])
    return tags


def _marked(text: str, tags: Sequence[str], link: str) -> str:
    for tag in tags if text.strip() else ():
        text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(link)}">{text}</a>' if link and text.strip() else text


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if number in _PRIVATE or number > 0xFFFF else chr(number)  # noqa: PLR2004 - §17.3.3.30: four hexadecimal digits
