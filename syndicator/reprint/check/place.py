"""Where on a page the granted article stands, and which lines around it are still about it.

Comments quote an article, lists of related ones begin like it, a box above sums it up: what counts is the one
element that holds most of it, and what adjoins that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from syndicator.reprint.check import furniture, headings, nearby
from syndicator.reprint.check.page import OUT, Block, Page
from syndicator.reprint.check.roles import CAPTION
from syndicator.reprint.check.seeds import RUN, Seed, chain, runs, seeds
from syndicator.reprint.check.stream import Stream, part, stream_of
from syndicator.reprint.check.tokens import Units, units, unscripted

# An element called like furniture that holds this share of what was found is no furniture.
_HOLDS, _MOST = 0.3, 0.6
_LINKED = 0.6
_HALF = 0.5
# A line with less than this share of it from the article, and few units at that, has a phrase in common with it.
_CHANCE, _FEW = 0.35, 10
_NEAR = 12


@dataclass(frozen=True)
class Place:
    """The article on its page: the runs found, first and last block with them, and the lines around it.

    `headlines` are the blocks before it that stand as headlines; `around` those before and after it that belong
    to the article: where a credit counts.
    """

    page: Page
    stream: Stream
    seeds: tuple[Seed, ...]
    first: int
    last: int
    body: int
    headlines: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    runs: frozenset[tuple[str, ...]]

    @property
    def around(self) -> tuple[int, ...]:
        """The blocks before and after the text that belong to the article."""
        return self.before + self.after

    @cached_property
    def beside(self) -> tuple[int, ...]:
        """Those around the text that do not themselves repeat it: a summary that begins with a byline is no credit."""
        return tuple(number for number in self.around if not self._repeats(number))

    def _repeats(self, number: int) -> bool:
        told = list(runs(units(self.page.blocks[number].text).keys))
        return sum(run in self.runs for run in told) > _HALF * len(told)


def find(page: Page, ours: Units, title: str, lines: Iterable[str] = ()) -> Place | None:
    """Where `ours` stands on the page; None where nothing of it does. `lines` are its paragraphs."""
    whole = frozenset(map(unscripted, lines))
    everything = tuple(number for number, block in enumerate(page.blocks) if page.shown(block.concealed))
    stream = stream_of(page.blocks, everything)
    found = chain(seeds(ours.keys, stream.keys))
    page = _trusting(page, _weights(page, stream, found))
    near = [number for number in everything if page.roles[page.blocks[number].node] in ("", CAPTION)]
    kept = tuple(number for number in near if _is_text(page, page.blocks[number], whole))
    if _share(stream, found, set(near) - set(kept)) >= _HOLDS:
        # A link that was never closed makes one of the whole page.
        kept = tuple(number for number in near if not page.roles[page.blocks[number].node])
    stream = part(stream, kept)
    found = _coherent(page, stream, chain(_telling(stream, _trimmed(stream, seeds(ours.keys, stream.keys)))))
    if not found:
        return None
    first, last = stream.block(found[0].there), stream.block(found[-1].there_end - 1)
    body = _heaviest(page, stream, found)
    headlines = headings.find(page, everything, first, title)
    scope = nearby.scope_of(page, body, headlines)
    everything = nearby.column(page, everything, scope)
    before = nearby.before(page, everything, first, headlines, scope)
    after = nearby.after(page, everything, last, body, scope)
    return Place(page, stream, found, first, last, body, headlines, before, after, frozenset(runs(ours.keys)))


def _weights(page: Page, stream: Stream, found: Iterable[Seed]) -> list[int]:
    """By element how much of what was found stands in lines that it makes itself, as sums from the start."""
    own = [0] * (len(page.parent) + 1)
    for seed in found:
        at = seed.there
        while at < seed.there_end:
            block = stream.block(at)
            end = min(seed.there_end, stream.span(block)[1])
            own[page.blocks[block].node + 1] += end - at
            at = end
    return list(accumulate(own))


def _within(page: Page, weights: Sequence[int], node: int) -> int:
    return weights[page.last[node] + 1] - weights[node]


def _trusting(page: Page, weights: Sequence[int]) -> Page:
    whole = weights[-1]
    held = [_within(page, weights, node) if role else 0 for node, role in enumerate(page.role)]
    # A box around each paragraph counts as one with the others of its kind.
    kinds: dict[str, int] = {}
    for node, weight in enumerate(held):
        if weight:
            kinds[page.shape[node]] = kinds.get(page.shape[node], 0) + weight
    least = _HOLDS * max(whole, 1)
    trusted = (node for node, role in enumerate(page.role) if role and kinds.get(page.shape[node], 0) >= least)
    return replace(page, trusted=frozenset(trusted))


def _trimmed(stream: Stream, found: Iterable[Seed]) -> list[Seed]:
    """The seeds without the few units by which they reach into a line that goes on otherwise.

    A caption may begin as the next paragraph does: without this, that beginning would be found in the caption.
    """
    kept: list[Seed] = []
    for seed in found:
        begin, _ = stream.span(stream.block(seed.there_end - 1))
        _, end = stream.span(stream.block(seed.there))
        after = seed.there_end - begin if begin > seed.there and seed.there_end - begin < RUN else 0
        before = end - seed.there if end < seed.there_end and end - seed.there < RUN else 0
        if before + after < seed.size:
            kept.append(Seed(seed.at + before, seed.there + before, seed.size - before - after))
    return kept


def _telling(stream: Stream, found: Sequence[Seed]) -> list[Seed]:
    """The seeds without those that are a phrase by chance, in a line that tells something else."""
    covered: dict[int, int] = {}
    for seed in chain(found):
        for place in range(seed.there, seed.there_end):
            block = stream.block(place)
            covered[block] = covered.get(block, 0) + 1
    chance = {
        block
        for block, count in covered.items()
        if count < _FEW and count < _CHANCE * (stream.span(block)[1] - stream.span(block)[0])
    }
    return [seed for seed in found if not {stream.block(seed.there), stream.block(seed.there_end - 1)} <= chance]


def _is_text(page: Page, block: Block, whole: frozenset[str]) -> bool:
    """Whether a line may be of the article: no caption and not mostly links, unless it is one of its paragraphs."""
    plain = not page.roles[block.node] and block.linked <= _LINKED * len(block.text)
    return plain or unscripted(block.text) in whole


def _share(stream: Stream, found: Iterable[Seed], blocks: set[int]) -> float:
    """How much of what was found stands in these blocks."""
    places = [place for seed in found for place in range(seed.there, seed.there_end)]
    return sum(stream.block(place) in blocks for place in places) / len(places) if places else 0.0


def _heaviest(page: Page, stream: Stream, found: Sequence[Seed]) -> int:
    """The innermost element that holds most of what was found, in more than one line where there is more."""
    weights = _weights(page, stream, found)
    whole = weights[-1]
    node = page.blocks[stream.block(_middle(found))].node
    while page.parent[node] != OUT:
        inside = _within(page, weights, node)
        single = sum(weights[at + 1] > weights[at] for at in range(node, page.last[node] + 1)) == 1
        if inside >= _MOST * whole and (inside == whole or not single):
            break
        node = page.parent[node]
    return node


def _middle(found: Sequence[Seed]) -> int:
    half = sum(seed.size for seed in found) / 2
    for seed in found:
        if half < seed.size:
            return seed.there + int(half)
        half -= seed.size
    return found[-1].there


def _coherent(page: Page, stream: Stream, found: Sequence[Seed]) -> tuple[Seed, ...]:
    """The seeds that stand together: from the heaviest element outwards, as far as nothing ends the article."""
    if not found:
        return ()
    body, middle = _heaviest(page, stream, found), _middle(found)
    core = max(number for number, seed in enumerate(found) if seed.there <= middle)
    first = last = core
    while last + 1 < len(found) and _joined(page, stream, found[last], found[last + 1], body):
        last += 1
    while first and _joined(page, stream, found[first - 1], found[first], body):
        first -= 1
    return tuple(found[first : last + 1])


def _joined(page: Page, stream: Stream, one: Seed, other: Seed, body: int) -> bool:
    start, end = stream.block(one.there_end - 1), stream.block(other.there)
    inside = all(page.holds(body, page.blocks[number].node) for number in (start, end))
    between = [page.blocks[number] for number in range(start + 1, end)]
    if any(furniture.opens_comments(block.text) for block in between):
        return False
    if inside:
        return True
    told = [block for block in between if page.roles[block.node] in ("", CAPTION)]
    return len(told) <= _NEAR and not any(block.heading == 1 or _ends(block.text) for block in told)


def _ends(text: str) -> bool:
    return furniture.ends_article(text) or furniture.ends_page(text)
