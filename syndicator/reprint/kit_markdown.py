"""Sanitised HTML as Markdown: CommonMark 0.31, with tables and strikethrough as GitHub writes them.

Where Markdown has no mark for something, or its mark would not be read as one, HTML stands in its place.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from syndicator.reprint import kit_html

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = (
    "address article aside blockquote details div dl dt dd figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main ol p pre section summary table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*", "del": "~~", "s": "~~"}
_NAMES = {"**": "strong", "*": "em", "~~": "del"}
_RAW = frozenset({"sup", "sub", "u", "ins", "mark", "small", "ruby", "rt", "rp", "kbd", "abbr", "bdo", "bdi"})
_SPECIAL = re.compile(r"[\\`*\[\]<>~|&]|(?<!\w)_|_(?!\w)")
_STARTS = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{2,}\s*$)")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
# No text has these: they stand for a line's end and the mark of a picture until the paragraph is whole.
_BREAK, _SHOWN = "\x1e", "\x1f"


def written(fragment: str) -> str:
    """A fragment of sanitised HTML as a Markdown document."""
    blocks = _blocks(kit_html.parsed(fragment))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(parent: HtmlElement) -> list[str]:
    """What is in an element, a block each; stretches of plain text between blocks are paragraphs."""
    found: list[str] = []
    run: list[str] = [_text(parent.text)]

    def close() -> None:
        if line := _paragraph("".join(run)):
            found.append(line)
        run.clear()

    for child in parent:
        if child.tag in _BLOCKS:
            close()
            found += _block(child)
        elif isinstance(child.tag, str) and any(inner.tag in _BLOCKS for inner in child.iterdescendants()):
            # A link or a span around blocks: the blocks count.
            close()
            found += _blocks(child)
        else:
            run.append(_inline(child))
        run.append(_text(child.tail))
    close()
    return found


def _block(element: HtmlElement) -> list[str]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        line = _paragraph(_run(element)).replace("\\\n", " ")
        return [f"{'#' * _HEADINGS[tag]} {line}"] if line else []
    if tag == "hr":
        return ["---"]
    write = _WRITERS.get(tag, _blocks)
    return write(element)


def _quoted(element: HtmlElement) -> list[str]:
    inner = "\n\n".join(_blocks(element))
    return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))] if inner else []


def _term(element: HtmlElement) -> list[str]:
    line = _paragraph(_run(element))
    return [_marked(line, "**", "", "")] if line else []


def _list(element: HtmlElement) -> list[str]:
    start = element.get("start") or "1"
    number = int(start) if re.fullmatch(r"\d{1,9}", start) else 1
    items: list[str] = []
    for blocks in _items(element):
        lead = f"{number}. " if element.tag == "ol" else "- "
        lines = "\n\n".join(block for block in blocks if block).split("\n")
        if any(lines):
            inset = " " * len(lead)
            items.append("\n".join((lead + lines[0], *(inset + line if line else "" for line in lines[1:]))))
            number += 1
    loose = any("\n\n" in item for item in items)
    return [("\n\n" if loose else "\n").join(items)] if items else []


def _items(element: HtmlElement) -> Iterator[list[str]]:
    """The blocks of each item; what stands between items is one by itself."""
    yield [_paragraph(_text(element.text))]
    for child in element:
        if child.tag == "li":
            yield _blocks(child)
        else:
            yield _block(child) if child.tag in _BLOCKS else [_paragraph(_inline(child))]
        yield [_paragraph(_text(child.tail))]


def _table(element: HtmlElement) -> list[str]:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    rows = [row for row in rows if row]
    width = len(rows[0]) if rows else 0
    plain = width and all(len(row) == width for row in rows)
    spans = any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row)
    nested = sum(1 for _ in element.iter("table")) > 1 or any(
        inner.tag in ("ul", "ol", "pre", "img") for inner in element.iter()
    )
    if not plain or spans or nested:
        # A blank line would end it.
        return [re.sub(r"\n\s*\n", "\n", etree.tostring(element, encoding="unicode", method="html", with_tail=False))]
    lines = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    caption = [_paragraph(_run(one)) for one in element.iter("caption")]
    return [*filter(None, caption), "\n".join((lines[0], f"|{' --- |' * width}", *lines[1:]))]


def _cell(element: HtmlElement) -> str:
    blocks = [block.replace("\\\n", "<br>").replace("\n", " ") for block in _blocks(element)]
    return "<br>".join(blocks)


def _fenced(element: HtmlElement) -> list[str]:
    for line_end in element.iter("br"):
        line_end.tail = f"\n{line_end.tail or ''}"
    text = "".join(element.itertext()).strip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}\n{text}\n{fence}"] if text.strip() else []


_WRITERS: Mapping[str, Callable[[HtmlElement], list[str]]] = {
    "pre": _fenced,
    "blockquote": _quoted,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "dt": _term,
}


def _run(element: HtmlElement) -> str:
    """What is in an element, as a line; `<br>` is a mark that _paragraph reads."""
    return _text(element.text) + "".join(_inline(child) + _text(child.tail) for child in element)


def _inline(element: HtmlElement) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _ALONE:
        return _ALONE[tag](element)
    inner = _run(element)
    if tag in _MARKS:
        return _marked(inner, _MARKS[tag], _before(element), _after(element))
    if tag == "a" and element.get("href") and inner.strip():
        return _link(element.get("href") or "", inner)
    return f"<{tag}>{inner}</{tag}>" if tag in _RAW and inner else inner


def _marked(inner: str, mark: str, before: str, after: str) -> str:
    """`inner` between marks, or tags where a reader would take the marks for characters (CommonMark 6.2)."""
    core = inner.strip()
    if not core:
        return inner
    lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    opens = not _is_mark(core[0]) or not before.strip() or bool(lead) or _is_mark(before)
    closes = not _is_mark(core[-1]) or not after.strip() or bool(trail) or _is_mark(after)
    if opens and closes and core[0] not in "*~" and core[-1] not in "*~" and mark[0] not in (before, after):
        return f"{lead}{mark}{core}{mark}{trail}"
    return f"{lead}<{_NAMES[mark]}>{core}</{_NAMES[mark]}>{trail}"


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS" if letter else True


def _before(element: HtmlElement) -> str:
    """The character before an element, "" at the start of a line; "x" where it might be any letter."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    if text:
        return str(text)[-1]
    if previous is not None:
        return "" if previous.tag == "br" else "*" if previous.tag in _MARKS else "x"
    return "" if parent is None or parent.tag in _BLOCKS else "x"


def _after(element: HtmlElement) -> str:
    """The character after an element, as `_before`."""
    following, parent = element.getnext(), element.getparent()
    if element.tail:
        return str(element.tail)[0]
    if following is not None:
        return "" if following.tag == "br" else "x"
    return "" if parent is None or parent.tag in _BLOCKS else "x"


def _link(address: str, inner: str) -> str:
    target = address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    if inner.replace("\\", "") == address and target == address:
        return f"<{address}>"
    if any(letter in target for letter in "()\\"):
        target = f"<{target}>"
    return f"[{inner.strip()}]({target})"


def _picture(element: HtmlElement) -> str:
    target = (element.get("src") or "").replace(" ", "%20")
    return f"{_SHOWN}[{_text(element.get('alt'))}](<{target}>)" if target else ""


def _coded(element: HtmlElement) -> str:
    text = _SPACES.sub(" ", "".join(element.itertext())).replace("![", f"{_SHOWN}[")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text.strip() else text


def _break(_element: HtmlElement) -> str:
    return _BREAK


_ALONE: Mapping[str, Callable[[HtmlElement], str]] = {"br": _break, "img": _picture, "code": _coded, "samp": _coded}


def _text(text: str | None) -> str:
    """Text whose characters are no marks; white space is one space, as in HTML."""
    return _SPECIAL.sub(_escaped, _SPACES.sub(" ", text or ""))


def _escaped(found: re.Match[str]) -> str:
    return escape(found[0]) if found[0] in "<>&" else f"\\{found[0]}"


def _paragraph(run: str) -> str:
    """A run as lines; an empty one would end the paragraph."""
    # An exclamation mark before a link would make it a picture.
    run = run.replace("![", "\\![").replace(_SHOWN, "!")
    lines = (line.strip(" ") for line in run.split(_BREAK))
    return "\\\n".join(_started(line) for line in lines if line)


def _started(line: str) -> str:
    """A line whose first characters are not read as the start of a heading or list."""
    line = _STARTS.sub(lambda found: f"{found[1]}\\{found[2]}", line)
    return _NUMBERED.sub(lambda found: f"{found[1]}\\{found[2]}", line)
