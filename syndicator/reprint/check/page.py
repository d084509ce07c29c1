"""A page as a reader sees it: its lines of text in order, its links and its pictures, and where each stands.

Elements are numbered in document order, so that what an element holds is a range of numbers.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from syndicator.text.urls import host_of

OUT = -1
# A link this long is a headline's, and one that leaves out no more of its line is all of that.
_LONG, _ALL = 6, 0.9
_DATES = "0123456789-/.:年月日时分 \u3000·•[]()（）【】"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of visible text. `node` is the element that makes it a line; `linked` how much of it is links.

    `heading` is 1 to 6 for a headline, else 0. `concealed` are the elements with a style that hides it. `parted` is
    the text with a space where two elements of it adjoin without one, as the parts of a line about an article do.
    """

    text: str
    node: int
    heading: int = 0
    linked: int = 0
    concealed: tuple[int, ...] = ()
    parted: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address as absolute as it can be, the block it begins in, and whether there is anything to click."""

    url: str
    block: int
    node: int
    shows: bool
    concealed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its address, the block it stands before or in, and whether it is too small to be of the article."""

    url: str
    block: int
    node: int
    small: bool
    concealed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page read. `parent`, `last`, `role` and `shape` are by element; `last` is the last element within it.

    `headlines` are what the head of the document calls it: `<title>`, og:title and their like.
    """

    url: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    parent: tuple[int, ...]
    last: tuple[int, ...]
    role: tuple[str, ...]
    shape: tuple[str, ...]
    headlines: tuple[str, ...] = ()
    canonical: str = ""
    trusted: frozenset[int] = field(default=frozenset())

    def holds(self, node: int, other: int) -> bool:
        """Whether element `other` is `node` or inside it."""
        return node <= other <= self.last[node]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """By element its role or the one it stands in; a `trusted` element's own does not count."""
        found: list[str] = []
        for node, own in enumerate(self.role):
            above = self.parent[node]
            given = own if node not in self.trusted else ""
            found.append(given or (found[above] if above != OUT else ""))
        return tuple(found)

    @cached_property
    def teasers(self) -> frozenset[int]:
        """The blocks that are a link to another page of the same site, and nothing else."""
        own = host_of(self.url)
        return frozenset(
            link.block
            for link in self.links
            if link.shows and link.block < len(self.blocks) and host_of(link.url) == own and self._is_all(link.block)
        )

    @cached_property
    def fronts(self) -> frozenset[int]:
        """The blocks with a link to the site's front page."""
        return frozenset(link.block for link in self.links if urlsplit(link.url).path in ("", "/"))

    def _is_all(self, number: int) -> bool:
        block = self.blocks[number]
        return block.linked >= max(_LONG, _ALL * len(block.text.strip(_DATES)))

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The elements whose style hides them, but for those that hold most of the page: a script shows them."""
        sizes: dict[int, int] = {}
        whole = 1
        for block in self.blocks:
            whole += len(block.text)
            for node in block.concealed:
                sizes[node] = sizes.get(node, 0) + len(block.text)
        return frozenset(node for node, size in sizes.items() if size * 2 < whole)

    def shown(self, concealed: tuple[int, ...]) -> bool:
        """Whether what stands in these elements can be seen."""
        return not any(node in self.hidden for node in concealed)
