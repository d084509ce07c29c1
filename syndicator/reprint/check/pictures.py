"""Whether the article shows no pictures but those cleared.

A picture is known by its address or its file's name. A copy under another name can't be told from another picture:
where pictures were cleared that is for a person to judge, where none were it is wrong whatever it shows.
"""

from collections.abc import Iterator

from syndicator.model.finding import Aspect, Finding, Mark, Passage, Promised
from syndicator.reprint.check.link import plain
from syndicator.reprint.check.page import OUT, Page, Picture
from syndicator.reprint.check.place import Place
from syndicator.reprint.check.roles import CAPTION, FURNITURE, role
from syndicator.reprint.check.words import why
from syndicator.text.urls import is_http

# `1.jpg` names nothing in particular.
_TELLING = 8
_AROUND, _INLINE = 3, frozenset({"a", "span", "ins", "em", "b", "i"})


def judge(place: Place, promised: Promised) -> Finding:
    """OK when every picture from the headline to the last line of the text is cleared."""
    shown = list(_shown(place))
    cleared = {_address(one) for one in promised.pictures} | {_name(one) for one in promised.pictures}
    unknown = [one for one in shown if not {_address(one), _name(one)} - {""} & cleared]
    passages = tuple(Passage("added", "", one) for one in unknown)
    if not unknown:
        code = "pictures" if shown else "pictures-none"
        return Finding(Aspect.PICTURES, Mark.OK, code, why(code, count=len(shown)))
    if promised.pictures_allowed and promised.pictures:
        code, mark = "pictures-unknown", Mark.UNSURE
    else:
        code, mark = "pictures-not-cleared", Mark.WRONG
    return Finding(Aspect.PICTURES, mark, code, why(code, count=len(unknown)), passages)


def _shown(place: Place) -> Iterator[str]:
    """The addresses of the pictures that belong to the article, each once."""
    page = place.page
    start = place.headlines[-1] if place.headlines else place.first
    seen: set[str] = set()
    for picture in page.pictures:
        if start < picture.block <= place.last and _is_content(place, picture) and picture.url not in seen:
            seen.add(picture.url)
            yield picture.url


def _is_content(place: Place, picture: Picture) -> bool:
    page = place.page
    if picture.small or _is_advert(page, picture):
        return False
    return page.roles[picture.node] in ("", CAPTION) and page.shown(picture.concealed)


def _is_advert(page: Page, picture: Picture) -> bool:
    """Whether the elements just around a picture, in its line, are called like furniture."""
    node = picture.node
    for _ in range(_AROUND):
        node = page.parent[node]
        if node == OUT or node in page.trusted:
            return False
        tag, _, names = page.shape[node].partition(".")
        if tag in _INLINE and role("", names, "", within=True) == FURNITURE:
            return True
    return False


def _address(url: str) -> str:
    return plain(url).partition("?")[0] if is_http(url) else ""


def _name(url: str) -> str:
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2].casefold()
    return name if len(name) >= _TELLING else ""
