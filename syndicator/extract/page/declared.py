"""Names a page declares for machines: JSON-LD and meta authors, cleaned and taken apart."""

import re
from dataclasses import dataclass

from syndicator.extract.page.site import Site, key
from syndicator.extract.page.structured import Structured
from syndicator.text.byline import read_line
from syndicator.text.names import is_han_name, is_latin_name, is_nobody

_METAS = (
    "author",
    "article:author",
    "article:author_name",
    "articleauthor",
    "article.author",
    "authors",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "cxenseparse:author",
    "rnews:author",
    "twitter:data1",
)
_BY = re.compile(
    r"^(?:(?:written|posted|reported|words|story|text|article)\s+by|by|von|par|por|di|af|av|door|autore?|"
    r"author|text|texte?|texto|testo)\s*:?\s+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|\.(?:com|net|org|cn)\b|@\w+\.\w|[<>{}|#=]|\b\d{4}\b|min(?:utes?)? read|^[\W\d]*$|"
    r"\bread\b.*\bmore\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[;、|]|,\s|\s[-–—]\s)\s*|\s+(?:and|und|et|y|e|og|och|en|&|и)\s+", re.IGNORECASE)
_DEGREE = re.compile(
    r"^(?:MD|M\.D\.|PhD|Ph\.D\.?|RN|RD|Jr\.?|Sr\.?|MBA|CPA|MS|MA|Esq\.?|DDS|DO|LCSW|II|III|CFP®?|MPH)$", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|columnist|contributor|contributing|journalist|producer|"
    r"manager|director|redakteur(?:in)?|volontär(?:in)?|redaktion|"
    r"reporterin|autor(?:in)?|korrespondent(?:in)?|specialist|strategist|analyst|president|founder|ceo|"
    r"cto|professor|fellow)\b",
    re.IGNORECASE,
)
_GLUED_BY = re.compile(r"^(?:By|Par|Von|Por|Byby|By by)(?=[A-ZÀ-Þ])|^by\s*by\b", re.IGNORECASE)
_MORE = re.compile(
    r"^(?:more (?:stories|from|articles|posts)(?: by| from)?|posts by|view all posts by|see all|about|"
    r"articles by|stories by|contributed by|read more about)\s+",
    re.IGNORECASE,
)
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_CUT = re.compile(
    r"\s*[·•|/]\s*|\s+[-–—]\s+|\s*[(（\[]|\s*@\w|\s*\d|"
    r"(?-i:(?<=[a-z])(?=Staff|CEO|CTO|Senior|Editor|Reporter|Writer|January|February|March|April|May|June|"
    r"July|August|September|October|November|December))|"
    rf"\b(?:published|updated|posted|last updated|for|in|on|at|(?:{_MONTHS})(?=\.?\s*\d|\.?$)|(?:mon|tues|"
    rf"wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    rf"^(?:view|see|show|read|follow|share|more|full|contact|e?mail|all|about|bio|profile|authors?|print|"
    rf"comments?|subscribe|by|from|the(?! .*(?:team|staff|desk|editors))|this|posted|written|words|text|"
    rf"{_MONTHS}|著者|作者|ライター|執筆者|文|記者|编辑|doi|size|medium|komment\w*|reaktion\w*|teilen|"
    rf"partager|discussion|abonn\w*|skip|font|facebook|twitter|youtube|linkedin|instagram|whatsapp|"
    rf"vid[ée]os?|stay|connect|join|sign|updated|published|photos?|images?|video|news|home|menu|search|"
    rf"login|politik|politics|sport|sports|opinion|"
    r"world|business|technology|tech|health|culture|style|travel|science|start|get|try|download|request|"
    r"schedule|learn|buy|shop|free)\b|^.*\b(?:resources|articles|posts|stories|newsletters?)$",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"^(?:view|see|show|read|follow|share|more|full|contact|e-?mail|all|about|profile|comments?|start|get|try|download|request)\b",
    re.IGNORECASE,
)
_SOCIAL = re.compile(r"\b(?:facebook|twitter|youtube|linkedin|instagram|pinterest|whatsapp)\b", re.IGNORECASE)
_DOMAIN = re.compile(r"^\w[\w-]*\.[a-z]{2,3}$", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SHORTEST_TWICE = 6
_LONGEST = 60
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A credit as read, and the place it was read from."""

    values: tuple[str, ...] = ()
    where: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        """Whether anyone is named."""
        return bool(self.values)


NOBODY = Named()


def names_in(text: str) -> tuple[str, ...]:
    """A declared or marked author as a list of names: `By`, jobs and addresses gone, nobody left out."""
    text = _BY.sub("", text.strip()).strip(" ,;:|·•-–—*")
    if not text or len(text) > _LONGEST * 6 or _NOT_A_NAME.search(text) or is_nobody(text):
        return ()
    parts = _SPLIT.split(text) if " " in text or "、" in text or ";" in text else [text]
    found = [part.strip(" ,;:|·•-–—*") for part in parts]
    found = [part for part in found if part and not is_nobody(part) and key(part) and not _DEGREE.match(part)]
    found = [part for part in found if ":" not in part]
    if len(found) > 1:
        found = found[:1] + [part for part in found[1:] if not _ROLE.search(part) and not _DOMAIN.match(part)]
    return tuple(dict.fromkeys(part for part in found if len(part) <= _LONGEST and len(part.split()) <= _MOST_WORDS))


def byline_names(text: str, *, sure: bool = False) -> tuple[str, ...]:
    """The names in a line marked as a byline: what follows them (date, handle, job, outlet) is cut off.

    `sure` is for text that the mark-up itself calls the author: then pen names and teams pass as well.
    """
    text = _GLUED_BY.sub("By ", text.strip())
    text = _CUT.split(_MORE.sub("", text), maxsplit=1)[0].strip(" ,;:|·•-–—*")
    half = len(text) // 2
    if len(text) > _SHORTEST_TWICE and text[:half].strip() == text[-half:].strip():
        text = text[:half].strip()
    if _SOCIAL.search(text):
        return ()
    if text.isupper():
        return tuple(name for name in names_in(text) if " " in name and not _NO_NAME.match(name))
    read = read_line(text if _BY.match(text) else f"By {text}").authors
    read = read[:1] + tuple(name for name in read[1:] if not _ROLE.search(name))
    return tuple(name for name in read or names_in(text) if (sure and not _BUTTON.match(name)) or is_name(name))


def is_name(name: str) -> bool:
    """Whether an unlabelled word can be a name: capitalised or in a script without capitals, no button or month."""
    if _NO_NAME.match(name) or any(map(str.isdigit, name)):
        return False
    named = is_latin_name(name) and name.lower() != name
    return named or (name[:1].isupper() and " " not in name) or not _LATIN.match(name)


def persons(structured: Structured, site: Site) -> Named:
    """The JSON-LD authors that are persons, or that at least are not the site itself."""
    authors = structured.article.authors if structured.article else ()
    names = [
        name
        for party in authors
        if party.kind != "organization" and not site.names_it(party.name)
        for name in names_in(party.name)
    ]
    return Named(tuple(dict.fromkeys(names)), "json-ld author") if names else NOBODY


def anyone(structured: Structured) -> Named:
    """The JSON-LD authors of whatever kind: news agencies and desks sign too."""
    authors = structured.article.authors if structured.article else ()
    names = tuple(dict.fromkeys(name for party in authors for name in names_in(party.name)))
    return Named(names, "json-ld author") if names else NOBODY


def in_metas(structured: Structured, site: Site | None) -> Named:
    """The first meta author that is no address and not the site; several metas of one name are several authors."""
    for name in _METAS:
        contents = structured.metas.get(name, ())
        names = tuple(dict.fromkeys(found for content in contents for found in names_in(content)))
        if names and not (site and any(site.names_it(found) for found in names)):
            return Named(names, f"meta {name}", contents[0])
    return NOBODY


def han_only(named: Named) -> Named:
    """The names that are Han personal names: on Chinese pages the rest are sites, designers and portals."""
    return Named(tuple(name for name in named.values if is_han_name(name)), named.where, named.text)
