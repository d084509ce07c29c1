"""Which links of an index page are its main list: the repeated structure with the most to read.

Links with the same way down the page form a group. A group weighs what its links say together; dates beside
them and addresses like an article's add to it, standing in a menu, a footer or a column at the side takes from it.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from syndicator.extract.kinds._links import Link, address_shape, looks_like_article, squeezed
from syndicator.extract.kinds._listrows import SHORT, Entry, common, lead_stories, siblings

# Beyond this length, in Han characters, length says nothing more.
_FULL = 18.0
_LEAST = 3
_MUCH_LESS = 0.4
_DATE = re.compile(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}|\d{1,2}\s?[-/月]\s?\d{1,2}(?!\d)|\d{1,2}:\d{2}|(?:小时|分钟|天)前|\bago\b"
)
_FURNITURE = re.compile(
    r"nav|menu|foot|header|crumb|copyright|friend|partner|side|aside|login|share|social|toolbar|topbar|pagination|pager"
    r"|related|recommend|tuijian|hot|rank|tags?\b|comment|banner|slider|swiper|carousel|focus",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"nav", "footer", "aside", "header"})


def main_list(links: list[Link]) -> list[Entry]:
    """The rows of the main list in page order, each address once; [] when nothing looks like one."""
    groups: dict[tuple[str, ...], list[Link]] = defaultdict(list)
    for link in links:
        if link.words:
            groups[link.shape].append(link)
    lists = [_like_the_best(group) for group in groups.values()]
    weight, best = max(((_weight(group), group) for group in lists), key=lambda pair: pair[0], default=(0.0, []))
    if weight <= 0:
        return []
    best = best + [link for group in lists if group is not best and _column(group, best) for link in group]
    rows = _rows(best)
    entries: dict[HtmlElement, Entry] = {}
    for link in best:
        # A row leads to one article: what else it links to are its section, its author, its comments.
        entries.setdefault(rows[link], Entry(link, rows[link]))
    for entry in (*siblings(list(entries.values()), links), *lead_stories(list(entries.values()), links)):
        entries.setdefault(entry.row, entry)
    order = {link: number for number, link in enumerate(links)}
    found: dict[str, Entry] = {}
    for entry in sorted(entries.values(), key=lambda entry: order[entry.link]):
        found.setdefault(entry.link.key, entry)
    return list(found.values())


def _like_the_best(group: list[Link]) -> list[Link]:
    """The group without the blocks that say much less than its best one: a menu may be made of the same tags."""
    rows = _rows(group)
    blocks: dict[HtmlElement | None, list[Link]] = defaultdict(list)
    for link in group:
        blocks[rows[link].getparent()].append(link)
    best = max(blocks.values(), key=_worth)
    mean, article = _mean(best), _share(best, looks_like_article)
    return [
        link
        for block in blocks.values()
        if block is best
        or (
            _mean(block) >= max(SHORT, mean * _MUCH_LESS)
            and _share(block, looks_like_article) >= article / 2
            and _inner(block)
        )
        for link in block
    ]


def _worth(block: list[Link]) -> float:
    return len(block) * min(_mean(block) / _FULL, 1.0) ** 2 * (1 + _share(block, looks_like_article)) * _inner(block)


def _inner(block: list[Link]) -> float:
    """The share of a block's links that lead further than to a site's front page."""
    return 1 - _share(block, lambda url: urlsplit(url).path in ("", "/"))


def _mean(links: list[Link]) -> float:
    return sum(min(link.weight, _FULL * 2) for link in links) / len(links)


def _share(links: list[Link], test: Callable[[str], bool]) -> float:
    return sum(test(link.url) for link in links) / len(links)


def _column(group: list[Link], best: list[Link]) -> bool:
    """Whether a group is the same list set in another column or block: the same tags, addresses and length."""
    one, other = group[0], best[0]
    if [node.tag for node in one.path] != [node.tag for node in other.path] or _weight(group) < _weight(best) / 4:
        return False
    alike = address_shape(one.url) == address_shape(other.url)
    apart = next((n for n, (a, b) in enumerate(zip(one.path, other.path, strict=True)) if a is not b), 0)
    # The blocks stand side by side: what they are in is the same down to their own parent.
    return alike and apart >= len(other.path) - len(_block(other, best))


def _block(link: Link, group: list[Link]) -> tuple[HtmlElement, ...]:
    """The path from the block that holds the group down to one of its links."""
    return link.path[max(len(common([one.path for one in group])) - 1, 0) :]


def _weight(group: list[Link]) -> float:
    keys = {link.key for link in group}
    if len(keys) < _LEAST:
        return 0.0
    mean = _mean(group)
    if mean < SHORT:
        return 0.0
    weight = len(keys) * min(mean / _FULL, 1.0) ** 2
    rows = _rows(group)
    dated = sum(bool(_DATE.search(squeezed(rows[link])[:400])) for link in group) / len(group)
    weight *= (1 + dated) * (1 + _share(group, looks_like_article)) * _inner(group)
    if any(node.tag.startswith("h") and node.tag[1:].isdigit() for node in group[0].path):
        weight *= 1.3
    if any(node.tag in _OUTSIDE for node in group[0].path):
        weight *= 0.2
    names = [f"{node.get('class') or ''} {node.get('id') or ''}" for node in group[0].path]
    return weight * 0.5 ** min(sum(bool(_FURNITURE.search(name)) for name in names), 2)


def _rows(group: list[Link]) -> dict[Link, HtmlElement]:
    """For each link the highest element above it that holds no other address of the group."""
    held: dict[HtmlElement, set[str]] = defaultdict(set)
    for link in group:
        for node in link.path:
            held[node].add(link.key)
    return {link: next(node for node in link.path if len(held[node]) == 1) for link in group}
