"""Writers who are shown to readers below the headline or the text: by a portrait, by words about them."""

from itertools import pairwise
from typing import Final

from lxml.etree import _Element as Element

from syndicator.extract.page.bylines import HEADING_ALONE, after
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.tree import place, squeeze
from syndicator.extract.page.zones import Zones
from syndicator.text.names import is_latin_name
from syndicator.text.signers import byline_names, is_person

_SHORT: Final = 120
_LAST: Final = 4


def portrayed(zones: Zones) -> Named:
    """A name below the text with a paragraph about its owner: `Ann Lee` and `Ann Lee is a reporter who …`."""
    lines = (*zones.inside[-2:], *after(zones)[:_LAST])
    for name, portrait in pairwise(lines):
        if is_person(name.text) and portrait.text.startswith(name.text + " "):
            return Named((name.text,), place(name.owner), portrait.text[:_SHORT])
    return NOBODY


def pictured(root: Element, zones: Zones) -> Named:
    """A name alone on a line by the headline or below the text that is also what a picture, the writer's, is called."""
    called = {squeeze(image.get("alt") or "") for image in root.iter("img")}
    for run in (*zones.header, *zones.inside[-2:]):
        if run.text in called and is_person(run.text) and byline_names(run.text) == (run.text,):
            return Named((run.text,), place(run.owner), run.text)
    return NOBODY


def presented(zones: Zones) -> Named:
    """The names under a heading `Author` below the text, each with a job or a picture's initials beside it."""
    for number, label in enumerate(after(zones)):
        if HEADING_ALONE.match(label.text):
            below = [
                run
                for run in zones.tail[number + 1 :]
                if " " in run.text and is_latin_name(run.text) and is_person(run.text)
            ]
            return Named(tuple(run.text for run in below[:_LAST]), place(label.owner), label.text)
    return NOBODY
