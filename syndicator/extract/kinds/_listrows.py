"""The rows of a list: those that look alike, and those that belong to it and look otherwise."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from syndicator.extract.kinds._links import Link, address_shape, kinds

# A headline is at least this long, in Han characters.
SHORT = 5.0
# What the list's surroundings lead to is mostly the list: then what else is there belongs to it.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list: the link to its article and the element that holds it alone."""

    link: Link
    row: HtmlElement


def siblings(entries: list[Entry], links: list[Link]) -> list[Entry]:
    """Rows that hang where the list's rows do and look otherwise inside: a picture story, a pinned one."""
    taken = {entry.row for entry in entries}
    places = {(entry.link.shape[: _level(entry)], entry.row.tag) for entry in entries}
    classes = {name for entry in entries for name in kinds(entry.row).split(".") if name}
    parents = {entry.row.getparent() for entry in entries}
    titles = {entry.link.shape[-1] for entry in entries if not entry.link.shape[-1].endswith(".")}
    container = common([entry.link.path[: _level(entry)] for entry in entries])
    enough = max(SHORT, sum(entry.link.weight for entry in entries) / len(entries) / 3)
    found: dict[HtmlElement, Link] = {}
    for link in links:
        for level, row in enumerate(link.path):
            if row in taken:
                break
            named = bool(classes & set(kinds(row).split(".")))
            inside = level > len(container) and link.path[: len(container)] == container
            there = (link.shape[:level], row.tag) in places
            # Rows without a class are rows only of the very same list.
            bare = not classes and there and row.getparent() in parents
            if not bare and not (named and (inside or there)):
                continue
            if link.weight >= enough or (link.words and link.shape[-1] in titles):
                found[row] = max(found.get(row, link), link, key=lambda one: one.weight)
            break
    return [Entry(link, row) for row, link in found.items()]


def common(paths: list[tuple[HtmlElement, ...]]) -> tuple[HtmlElement, ...]:
    """The elements that all paths begin with."""
    shared = paths[0]
    for path in paths[1:]:
        size = next((n for n, (one, other) in enumerate(zip(shared, path, strict=False)) if one is not other), None)
        shared = shared[: min(len(shared), len(path)) if size is None else size]
    return shared


def lead_stories(entries: list[Entry], links: list[Link]) -> list[Entry]:
    """Articles set apart right beside the list, with addresses like its own: the one with the big picture."""
    container = common([entry.link.path[: _level(entry)] for entry in entries])
    around = container[:-1]
    known = {entry.link.key for entry in entries}
    near = [link for link in links if link.path[: len(around)] == around and link.weight >= SHORT]
    if not around or sum(link.key in known for link in near) < _MOSTLY * len(near):
        return []
    shapes = {address_shape(entry.link.url) for entry in entries}
    found: dict[str, Link] = {}
    for link in near:
        if link.key not in known and address_shape(link.url) in shapes:
            found.setdefault(link.key, link)
    return [Entry(link, link.element) for link in found.values()]


def best_title(entry: Entry, links: list[Link]) -> Link:
    """Of the row's links to the article the one that names it: in a heading, else the shortest that is a headline."""
    same = [link for link in links if entry.row in link.path and link.words]
    heading = next((link for link in same if any(_is_heading(node) for node in link.path)), None)
    long_enough = [link for link in same if link.weight >= SHORT]
    return heading or min(long_enough, key=lambda link: link.weight, default=entry.link)


def _is_heading(node: HtmlElement) -> bool:
    return len(node.tag) == len("h1") and node.tag[0] == "h" and node.tag[1].isdigit()


def _level(entry: Entry) -> int:
    return entry.link.path.index(entry.row)
