"""One article from the drafts of its pages: texts and pictures in order, what every page repeats said once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run, survey
from syndicator.extract.page.site import key
from syndicator.extract.page.tree import drop
from syndicator.model.draft import Draft, Image, Line, Origin
from syndicator.model.repair import Repair

# Headline, sub-headlines, dateline and lead may be printed on every page, and so may credits and notices below.
_HEAD, _TAIL = 8, 8
_MEDIA = ("img", "video", "audio", "picture", "iframe")
_SHORTEST = 4
# What follows a headline on a further page: 甲（2）, 甲 第2页, 甲_2, A - Page 2.
_PAGE = re.compile(
    r"[\s\-_–—|·:：]*[（(\[【]?\s*(?:第\s*)?(?:page\s*)?[\d一二三四五六七八九十]{1,3}\s*(?:[页頁]|/\s*\d{1,3})?\s*[）)\]】]?\s*$",
    re.IGNORECASE,
)
_WORD = (
    r"(?:上|下|前|[后後])一?[页頁]|首[页頁]|尾[页頁]|末[页頁]|第\s*\d{1,3}\s*[页頁]|(?:本文)?共\s*\d{1,3}\s*[页頁]"
    r"|(?:点击|阅读|查看)?(?:余下|剩余|其余)(?:全文|内容)|(?:点击)?(?:下一页)?继续阅读|(?:在本页)?(?:阅读|显示|查看)全文|单页阅读"
    r"|未完待续|接上页|转下页|next(?: page)?|prev(?:ious)?(?: page)?|page|first|last|of|continue(?: reading)?"
    r"|(?<!\d)\d{1,2}(?!\d)|[\s\[\]()（）【】<>«»‹›|/·…—–_:：-]"
)
_FURNITURE = re.compile(rf"(?:{_WORD})+", re.IGNORECASE)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Part:
    """One page's share of the text: lines `start` to `end` of its `lines`."""

    draft: Draft
    lines: tuple[str, ...]
    start: int
    end: int

    @property
    def kept(self) -> tuple[str, ...]:
        """The lines that are in the article."""
        return self.lines[self.start : self.end]


def continues(before: Sequence[Draft], draft: Draft) -> bool:
    """Whether `draft` is the article's next page: the same headline, and something that was not there before.

    A next article has another headline; the comments' second page has nothing new.
    """
    first = before[0]
    if not _same_title(first.title, draft.title):
        return False
    known = {line for page in before for line in page.body_text.splitlines()}
    seen = {image.url for page in before for image in page.images}
    fresh = [line for line in draft.body_text.splitlines() if line not in known and not _is_furniture(line)]
    return bool(fresh) or any(image.url not in seen for image in draft.images)


def join(pages: Sequence[Draft]) -> Draft:
    """The whole article; its address, headline and dates are its first page's.

    Credits are those of all pages; of a notice printed on every page the last is kept.
    """
    first = pages[0]
    if len(pages) == 1:
        return first
    parts = _parts(pages)
    body_html = "".join(_html(part) for part in parts)
    further = tuple(Origin("body", f"page {number}", page.url) for number, page in enumerate(pages[1:], 2))
    return replace(
        first,
        body_text="\n".join(line for part in parts for line in part.kept),
        body_html=body_html,
        authors=_once(name for page in pages for name in page.authors),
        editors=_once(name for page in pages for name in page.editors),
        outlet=next((page.outlet for page in pages if page.outlet), ""),
        outlet_url=next((page.outlet_url for page in pages if page.outlet_url), ""),
        published=next((page.published for page in pages if page.published), None),
        updated=next((page.updated for page in pages if page.updated), None),
        images=_pictures(pages),
        notices=_notices(pages),
        repairs=_repairs(parts),
        restoration=min(page.restoration for page in pages),
        origins=(*first.origins, *further, *_new_origins(pages)),
    )


def _same_title(first: str, other: str) -> bool:
    """Whether two headlines are one, but for the number of the page or a part's name added to it."""
    one, two = key(_PAGE.sub("", first)), key(_PAGE.sub("", other))
    if not one or not two or one == two:
        return True
    short, long = sorted((one, two), key=len)
    return len(short) >= _SHORTEST and long.startswith(short)


def _parts(pages: Sequence[Draft]) -> list[_Part]:
    texts = [tuple(page.body_text.splitlines()) for page in pages]
    printed = {*texts[0][:_HEAD], pages[0].title, *pages[0].subtitles}
    parts = []
    for number, (page, lines) in enumerate(zip(pages, texts, strict=True)):
        start, end = 0, len(lines)
        while start < end and (_is_furniture(lines[start]) or (number and _repeats(lines[start], printed, page))):
            start += 1
        below = set(texts[number + 1][-_TAIL:]) if number + 1 < len(texts) else set[str]()
        while end > start and (_is_furniture(lines[end - 1]) or lines[end - 1] in below):
            end -= 1
        parts.append(_Part(page, lines, start, end))
    return parts


def _repeats(line: str, printed: set[str], page: Draft) -> bool:
    return line in printed or line == page.title


def _is_furniture(line: str) -> bool:
    """Whether a line is a pager's: 上一页 1 2 3 下一页."""
    return len(line) <= _LONGEST and bool(_FURNITURE.fullmatch(line))


def _html(part: _Part) -> str:
    """The page's mark-up without the lines left out of its text."""
    above, below = list(part.lines[: part.start]), list(part.lines[part.end :])
    if not above and not below:
        return part.draft.body_html
    root = lxml_html.fragment_fromstring(part.draft.body_html, create_parent="div")
    runs = survey(root).runs
    _cut(runs, above, root)
    _cut(runs[::-1], below[::-1], root)
    whole = etree.tostring(root, encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>")


def _cut(runs: Sequence[Run], lines: list[str], root: Element) -> None:
    """Take the lines, in their order, out of the tree; pictures' captions between them stay."""
    for run in runs:
        if not lines:
            return
        if run.text == lines[0]:
            lines.pop(0)
            _erase(run, root)
        elif not run.caption:
            return


def _erase(run: Run, root: Element) -> None:
    for element, is_tail in run.pieces:
        if is_tail:
            element.tail = None
        else:
            element.text = None
    for element, is_tail in run.pieces:
        node = element.getparent() if is_tail else element
        while node is not None and node is not root and not _holds(node):
            parent = node.getparent()
            drop(node)
            node = parent


def _holds(element: Element) -> bool:
    return bool("".join(map(str, element.itertext())).strip()) or next(element.iter(*_MEDIA), None) is not None


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _pictures(pages: Sequence[Draft]) -> tuple[Image, ...]:
    found: dict[str, Image] = {}
    for page in pages:
        for image in page.images:
            found.setdefault(image.url, image)
    return tuple(found.values())


def _notices(pages: Sequence[Draft]) -> tuple[Line, ...]:
    """The last page's notices first: an article is signed at its end."""
    found: dict[str, Line] = {}
    for page in reversed(pages):
        for line in page.notices:
            found.setdefault(line.text, line)
    return tuple(found.values())


def _new_origins(pages: Sequence[Draft]) -> list[Origin]:
    """Where the fields that the first page leaves open were read."""
    known = {origin.field for origin in pages[0].origins}
    found = []
    for page in pages[1:]:
        fresh = [origin for origin in page.origins if origin.field not in known]
        found += fresh
        known |= {origin.field for origin in fresh}
    return found


def _repairs(parts: Sequence[_Part]) -> tuple[Repair, ...]:
    """Every repair, its line counted in the joined text: 1 is the headline, sub-headlines follow."""
    first = parts[0].draft
    offset = 1 + len(first.subtitles)
    found = []
    for part in parts:
        above = 1 + len(part.draft.subtitles)
        for repair in part.draft.repairs:
            place = repair.line - above - 1
            if part.start <= place < part.end:
                found.append(replace(repair, line=offset + place - part.start + 1))
            elif part is parts[0] and place < 0:
                found.append(repair)
        offset += len(part.kept)
    return tuple(found)
