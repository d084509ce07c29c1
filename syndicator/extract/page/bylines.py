"""Writers as pages outside China sign them: by mark-up, in a line that begins `By`, under a portrait."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml.etree import _Element as Element

from syndicator.extract.page.below import AUTHOR_LINK, ELSEWHERE, after
from syndicator.extract.page.blocks import Run, spaced
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.regions import parts_of, words_of
from syndicator.extract.page.tree import elements, place, text_of
from syndicator.extract.page.zones import Zones
from syndicator.text.bywords import is_label, parts
from syndicator.text.signers import byline_names, is_name, is_person, names_in

_SURE_LINK = re.compile(
    r"[/=?-](?:author|contributor|writer|byline|columnist|reporter|journalist|autor|auteur|redacteur|skribent)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^(?P<names>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’.-]*){1,3}),?\s*[(@]?@\w+\)?$")
_PEN_NAME = re.compile(r"^(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\b:?\s+(?P<name>[\w.-]{3,24})$")
_AUTHOR_WORDS_LIST = (
    "author authors byline bylines writer writers autor autoren autore autori auteur auteurs autrice redacteur "
    "redakteur "
    "skribent forfatter reporter reporters journalist journalists journaliste columnist contributor contributors "
    "verfasser username firma signature signatur kirjoittaja penulis yazar avtor creator vcard postedby submitted"
)
_AUTHOR_WORDS = frozenset(_AUTHOR_WORDS_LIST.split())
_NAME_WORDS = frozenset(("author", "authors", "byline", "fn", "autor", "auteur", "writer", "vcard", "username"))
_OUTSIDE_LIST = (
    "nav navbar navigation menu breadcrumb breadcrumbs comment comments commentlist reply replies related sidebar "
    "recommended recommendations share sharing social tags toc newsletter reactions leserbrief kommentare "
    "fb facebook twitter tweet instagram embed license references bibliography citation citations cookie cookies"
)
_OUTSIDE = frozenset(_OUTSIDE_LIST.split())
# Of these, what a name with `byline` in it can still be: `comment-author`, but no `share-byline`.
_CLEAR = frozenset(("comment", "comments", "commentlist", "reply", "replies", "related", "sidebar", "recommended"))
_BYLINE = frozenset(("byline", "author", "authors"))
_CAPTION = frozenset(("caption", "captions", "credit", "credits", "copyright", "photo"))
# Footers that belong to an article.
_ARTICLE = frozenset(("article", "post", "entry", "story", "content"))
_MARKED = (
    "//*[@itemprop='author' or @itemprop='creator'"
    " or (@rel and self::a and contains(concat(' ', @rel, ' '), ' author '))"
    " or @property='author' or @property='schema:author' or @property='dc:creator'"
    " or (contains(@class, 'card') and (contains(concat(' ', @class, ' '), ' vcard ')"
    " or contains(concat(' ', @class, ' '), ' hcard '))) or (contains(@class, 'p-author')"
    " and contains(concat(' ', @class, ' '), ' p-author '))]"
)
_FRONT = ("/", "./", "../")
_SHORT, _LONG, _MANY = 120, 260, 40
_LAST, _NEAR, _LEADING, _ABREAST = 4, 3, 8, 4


def after_label(zones: Zones) -> Named:
    """A name on the line after `By`."""
    for label, run in pairwise(zones.opening):
        if is_label(label.text) and len(run.text) <= _SHORT // 2 and not outside(run.owner, zones):
            names = names_in(run.text) if run.text.islower() else byline_names(run.text, sure=True)
            if names:
                return Named(names, place(run.owner), run.text)
    return NOBODY


def marked(root: Element, zones: Zones) -> Named:
    """Authors the mark-up names: itemprop, rel=author, RDFa, hAtom, h-entry; of several the ones nearest the text."""
    found = [element for element in elements(root, _MARKED)[:_MANY] if _signs(element, zones)]
    if not found:
        return NOBODY
    depths = {node: depth for depth, node in enumerate(reversed([*zones.inside[0].owner.iterancestors()]))}
    ranked = [
        (max((depths.get(node, -1) for node in element.iterancestors()), default=-1), element)
        for element in _before_other_stories(found, root, zones)
    ]
    nearest = max((depth for depth, _ in ranked), default=-1)
    names: list[str] = []
    first: Element | None = None
    text = ""
    for element in (element for depth, element in ranked if depth == nearest):
        if first is not None and not _abreast(first, element):
            break
        here = _named(element)
        if here and first is None:
            first, text = element, text_of(element, _SHORT)
        names += here
    if first is None:
        return NOBODY
    return _with_neighbours(tuple(dict.fromkeys(names)), first, text)


def _before_other_stories(found: list[Element], root: Element, zones: Zones) -> list[Element]:
    """The marked elements up to the end of the text and right after it; further down are other stories' authors."""
    last = (after(zones)[-1:] or zones.inside[-1:])[0].owner
    wanted, kept = frozenset(found), []
    for element in root.iter():
        if element in wanted:
            kept.append(element)
        if element is last:
            break
    return kept


def _signs(element: Element, zones: Zones) -> bool:
    """Whether a marked element is an author's: no commenter, no other entry's in a list."""
    if element.tag == "a" and (element.get("href") or "").strip() in _FRONT:
        # Themes sign a whole site so.
        return False
    words = words_of(f"{element.get('class') or ''} {element.get('id') or ''}")
    if "vcard" in words and not words & {"author", "byline", "autor", "auteur"} and not element.get("itemprop"):
        above = element.getparent()
        near = words_of(f"{above.get('class') or ''} {above.get('id') or ''}") if above is not None else frozenset()
        if not near & {"author", "byline", "meta", "entrymeta", "postmeta", "posted"}:
            return False
    return not outside(element, zones)


def _named(element: Element) -> tuple[str, ...]:
    """The names in one marked element: of its own content, or of the part of it that is the name."""
    if element.get("content"):
        return byline_names(element.get("content") or "", sure=True)
    inner = elements(element, ".//*[@itemprop='name' or contains(concat(' ', @class, ' '), ' fn ')]")
    texts = [one.get("content") or text_of(one, _SHORT * 2) for one in inner[:_ABREAST]] or [
        text_of(element, _SHORT * 2)
    ]
    return tuple(dict.fromkeys(name for text in texts for name in byline_names(text, sure=True)))


def _abreast(one: Element, other: Element) -> bool:
    """Whether two marked elements stand side by side: in one parent, or in like parents of one parent."""
    node, step = one, 0
    while step < _NEAR:
        parent = node.getparent()
        if parent is None:
            return False
        if any(ancestor is parent for ancestor in other.iterancestors()):
            return len(parent) <= _MANY // 2
        node, step = parent, step + 1
    return False


def _with_neighbours(names: tuple[str, ...], element: Element, text: str) -> Named:
    """The names, with those beside them in the same line: only one of two writers may have a page to link to."""
    parent = element.getparent()
    line = text_of(parent, _SHORT * 2) if parent is not None and parent.tag not in ("body", "article", "main") else ""
    more = byline_names(line) if len(line) <= _SHORT else ()
    return Named(more if set(names) < set(more) else names, place(element), line if set(names) < set(more) else text)


def said(zones: Zones) -> Named:
    """A line by the headline or right below the text that begins with `By`, `Von` or `Par`, or ends so after a date."""
    lines = (*zones.header, *zones.above, *zones.inside[:_LEADING], *zones.inside[-2:], *after(zones)[:_LEADING])
    for run in lines:
        if len(run.text) > _LONG:
            continue
        text = spaced(run)
        signed = [part for part in parts(text) if part.role == "author"]
        strong = any(part.strong for part in signed)
        if (run.caption and not strong) or outside(run.owner, zones, captions=not strong):
            continue
        handle = _HANDLE.match(run.text) if not signed else None
        if len(run.text) > _SHORT and not strong:
            continue
        names = byline_names(text) if signed else byline_names(handle["names"]) if handle else ()
        pen_name = _PEN_NAME.match(run.text) if signed and not names else None
        names = names or (names_in(pen_name["name"]) if pen_name else ())
        if names:
            return Named(names, place(run.owner), run.text)
    return NOBODY


def classed(runs: Iterable[Run], zones: Zones) -> Named:
    """Author links and elements called author or byline, between headline and text; full names before single words."""
    weak = NOBODY
    for run in runs:
        if len(run.text) > _SHORT * 2 or run.owner.tag in ("h1", "h2") or outside(run.owner, zones):
            continue
        links = [link for link in _links(run) if AUTHOR_LINK.search(link.get("href") or "")]
        explicit = _is_byline(run)
        if not links and not explicit:
            continue
        text = spaced(run)
        names = _apart(run) if explicit else ()
        names = names or (byline_names(text, sure=_is_named(run)) if explicit and len(text) <= _SHORT else ())
        linked = tuple(dict.fromkeys(name for link in links for name in _linked(link, text)))
        names = names if names and (set(linked) <= set(names) or len(names) >= len(linked)) else linked or names
        names = tuple(name for name in names if is_person(name) or explicit or any(map(_is_sure, links)))
        found = Named(names, place(run.owner), run.text)
        if any(map(is_person, names)):
            return found
        weak = weak or found
    return weak


def _apart(run: Run) -> tuple[str, ...]:
    """The names of a line's parts that call themselves authors: beside them may stand the outlet or another writer.

    `<span>The Post</span> <span class="author">Ann Lee</span>`, and several such spans with nothing between them.
    """
    own: list[Element] = []
    for element, is_tail in run.pieces:
        node = element.getparent() if is_tail else element
        named = None
        while node is not None and node is not run.owner:
            named = node if parts_of(node) & _NAME_WORDS else named
            node = node.getparent()
        if named is not None and named not in own:
            own.append(named)
    texts = [text_of(element, _SHORT) for element in own]
    if not texts or texts == [run.text]:
        return ()
    names = tuple(dict.fromkeys(name for text in texts for name in byline_names(text)))
    return names if all(map(is_person, names)) else ()


def _links(run: Run) -> Iterator[Element]:
    """The links a line is made of or stands in, those to other sites left out."""
    seen: set[Element] = set()
    for element, is_tail in run.pieces:
        node = element.getparent() if is_tail else element
        for above in (node, *node.iterancestors()) if node is not None else ():
            if above.tag == "a" and above not in seen and not ELSEWHERE.search(above.get("href") or ""):
                seen.add(above)
                yield above
            if above is run.owner.getparent():
                break


def _is_sure(link: Element) -> bool:
    return bool(_SURE_LINK.search(link.get("href") or ""))


def _linked(link: Element, line: str) -> tuple[str, ...]:
    """The names a link to a profile says, unless the line has them behind another label (`Edited by`)."""
    names = byline_names(text_of(link, _SHORT), sure=_is_sure(link))
    other = " ".join(part.text for part in parts(line) if part.role == "other")
    return tuple(
        name for name in names if name not in other and (is_person(name) or (_is_sure(link) and is_name(name)))
    )


def _is_named(run: Run) -> bool:
    """Whether the line is all an element that calls itself the author's name (`author-name`, `byline__author`)."""
    words = parts_of(run.owner)
    return (bool(words & _AUTHOR_WORDS) and bool(words & {"name", "link"})) or bool(
        words & {"authorname", "bylineauthor"}
    )


def outside(element: Element, zones: Zones, *, captions: bool = True) -> bool:
    """Whether an element stands in navigation, a footer, comments or teasers; `captions`: or in a caption.

    What holds the article's text as well is none of these, whatever it calls itself.
    """
    for node in (element, *element.iterancestors()):
        if node in zones.around:
            return False
        if node.tag == "nav" or (captions and node.tag in ("figure", "figcaption")):
            return True
        words = parts_of(node)
        footer = node.tag == "footer" or "footer" in words
        if footer and not (words & _ARTICLE or any(above.tag == "article" for above in node.iterancestors())):
            return True
        if words & (_CLEAR if words & _BYLINE else _OUTSIDE) or (captions and words & _CAPTION):
            return True
    return False


def _is_byline(run: Run) -> bool:
    nodes = (
        run.owner,
        *list(run.owner.iterancestors())[:_NEAR],
        *(element for element, is_tail in run.pieces if not is_tail),
    )
    return any(
        node.tag not in ("body", "html", "main", "article")
        and words_of(" ".join(node.get(name) or "" for name in ("class", "data-testid", "data-hook", "id")))
        & _AUTHOR_WORDS
        for node in nodes
    )
