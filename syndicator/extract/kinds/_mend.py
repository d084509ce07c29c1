"""A Draft as its newsroom wrote it: a mirror's damage undone, and the script the source is to publish in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element

from syndicator.model.draft import Draft
from syndicator.model.repair import Repair
from syndicator.model.source import Script, Source
from syndicator.text.han import HAN
from syndicator.text.restore import Restoration, restore_blocks
from syndicator.text.script import convert


def mend(draft: Draft, source: Source) -> Draft:
    """Restore and convert every text of a draft; one without damage, in the right script, comes back as it is.

    Repairs count lines from the headline: it is line 1, sub-headlines and the lines of `body_text` follow.
    """
    if not HAN.search(draft.body_text):
        return draft
    body = lxml_html.fromstring(f"<div>{draft.body_html}</div>")
    slots = list(_slots(body))
    shown = [draft.title, *draft.subtitles, *draft.body_text.split("\n")]
    named = [*draft.authors, *draft.editors, draft.outlet, draft.section]
    named += [line.text for line in draft.notices]
    named += [text for image in draft.images for text in (image.alt, image.caption, image.credit)]
    before = [*shown, *named, *(_text(slot) for slot in slots)]
    restored = restore_blocks(before)
    after = [convert(restoration.text, source.script) for restoration in restored]
    if after == before:
        return draft
    for slot, text in zip(slots, after[len(shown) + len(named) :], strict=True):
        _put(slot, text)
    mended = _filled(draft, iter(after))
    repairs, confidence = tally(restored[: len(shown)])
    return replace(
        mended,
        body_html=_inner(body),
        repairs=(*draft.repairs, *repairs),
        restoration=min(draft.restoration, confidence),
    )


def lines(written: Sequence[str], script: Script) -> tuple[list[str], tuple[Repair, ...], float]:
    """The lines of a text restored and converted, the repairs, and how sure the least sure of them is."""
    restored = restore_blocks(written)
    return [convert(restoration.text, script) for restoration in restored], *tally(restored)


def tally(restored: Sequence[Restoration]) -> tuple[tuple[Repair, ...], float]:
    """All repairs, each with the number of its block as line, and the least confidence."""
    repairs = tuple(
        replace(repair, line=number) for number, block in enumerate(restored, 1) for repair in block.repairs
    )
    return repairs, min((block.confidence for block in restored), default=1.0)


def _filled(draft: Draft, texts: Iterator[str]) -> Draft:
    """The draft with its texts replaced, taken in the order in which `mend` lists them."""
    title = next(texts)
    subtitles = tuple(next(texts) for _ in draft.subtitles)
    body_text = "\n".join(next(texts) for _ in draft.body_text.split("\n"))
    authors = tuple(next(texts) for _ in draft.authors)
    editors = tuple(next(texts) for _ in draft.editors)
    outlet, section = next(texts), next(texts)
    notices = tuple(replace(line, text=next(texts)) for line in draft.notices)
    images = tuple(replace(image, alt=next(texts), caption=next(texts), credit=next(texts)) for image in draft.images)
    return replace(
        draft,
        title=title,
        subtitles=subtitles,
        body_text=body_text,
        authors=authors,
        editors=editors,
        outlet=outlet,
        section=section,
        notices=notices,
        images=images,
    )


def _slots(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The places of the tree that hold text: (element, "text" or "tail")."""
    for element in root.iter():
        if element.text:
            yield element, "text"
        if element.tail and element is not root:
            yield element, "tail"


def _text(slot: tuple[_Element, str]) -> str:
    element, place = slot
    return (element.text if place == "text" else element.tail) or ""


def _put(slot: tuple[_Element, str], text: str) -> None:
    element, place = slot
    if place == "text":
        element.text = text
    else:
        element.tail = text


def _inner(root: _Element) -> str:
    whole = etree.tostring(root, encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>")
