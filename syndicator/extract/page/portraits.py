"""Writers who are shown to readers below the headline or the text: by a portrait, by words about them."""

import re
from itertools import pairwise
from typing import Final

from lxml.etree import _Element as Element

from syndicator.extract.page.below import HEADING_ALONE, after
from syndicator.extract.page.blocks import HEADINGS
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.tree import place, squeeze
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import read_line
from syndicator.text.names import is_latin_name
from syndicator.text.pagewords import ROLE
from syndicator.text.signers import byline_names, is_name, is_person

_SHORT: Final = 120
_LAST: Final = 4
_JOB: Final = 60
_DATE: Final = re.compile(r"\b(?:19|20)\d{2}\b")


def portrayed(zones: Zones) -> Named:
    """A name below the text with a paragraph about its owner: `Ann Lee` and `Ann Lee is a reporter who …`."""
    lines = (*zones.inside[-2:], *after(zones)[:_LAST])
    for name, portrait in pairwise(lines):
        if is_person(name.text) and portrait.text.startswith(name.text + " "):
            return Named((name.text,), place(name.owner), portrait.text[:_SHORT])
    return NOBODY


def employed(zones: Zones) -> Named:
    """A name alone on a line under the headline with a job on the next: `Ann Lee` and `Marketing Director`."""
    for name, job in pairwise(zones.header):
        if len(job.text) > _JOB or name.owner.tag in HEADINGS or not is_person(name.text) or is_person(job.text):
            continue
        if ROLE.search(job.text) and not read_line(job.text) and byline_names(name.text) == (name.text,):
            return Named((name.text,), place(name.owner), f"{name.text}, {job.text}")
    return NOBODY


def pictured(root: Element, zones: Zones) -> Named:
    """A name alone on a line by the headline or below the text that is also what a picture, the writer's, is called.

    A first name alone counts only right above a date.
    """
    called = {squeeze(image.get("alt") or "") for image in root.iter("img")}
    above_dates = {id(run) for run, below in pairwise(zones.header) if _DATE.search(below.text[:_JOB])}
    for run in (*zones.header, *zones.inside[-2:]):
        if run.text not in called or byline_names(run.text) != (run.text,):
            continue
        if is_person(run.text) or (id(run) in above_dates and is_name(run.text)):
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
