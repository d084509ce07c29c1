"""Names a page declares for machines: JSON-LD and meta authors, cleaned and taken apart."""

import re
from dataclasses import dataclass

from syndicator.extract.page.site import Site
from syndicator.extract.page.structured import Party, Structured
from syndicator.extract.page.tree import squeeze
from syndicator.text.names import is_han_name
from syndicator.text.signers import is_agency, is_person, names_in

_METAS = (
    "author",
    "article:author",
    "og:article:author",
    "article:author_name",
    "articleauthor",
    "article.author",
    "article_author",
    "article-author",
    "authors",
    "author_name",
    "author-name",
    "authorname",
    "page.author",
    "content_author",
    "contentauthor",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "dcsext.author",
    "dc.author",
    "citation_author",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "rnews:author",
    "vr:author",
    "mrf:authors",
    "lp.article:author",
    "analyticsattributes.author",
    "twitter:data1",
)
# Card labels that say what `twitter:data1` is: a writer, or the time that reading takes.
_WRITER = re.compile(
    r"written|writer|author|by|autor|auteur|verfass|geschrieben|écrit|escrito|scritto|da|door|skriv|av|af|kirjo|автор|"
    r"yazan|作者|執筆|投稿者",
    re.IGNORECASE,
)
# Catalogues write the surname first.
_CATALOGUES = ("dc.creator", "dc:creator", "dcterms.creator", "citation_author", "dc.contributor")
_SURNAME_FIRST = re.compile(r"^(?P<last>[^\s,]+(?:[ -][^\s,]+)?),\s(?P<first>[^\s,]+(?: [^\s,]+){0,2})$")


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


def persons(structured: Structured, site: Site) -> Named:
    """The JSON-LD authors that are persons or agencies, or that at least are not the site itself."""
    authors = structured.article.authors if structured.article else ()
    names = [
        name
        for party in authors
        if (party.kind != "organization" or is_agency(party.name)) and not site.names_it(party.name)
        for name in names_in(party.name)
    ]
    names = list(without_site(names, site))
    if all(is_agency(name) for name in names) and any(party.kind == "organization" for party in authors):
        return NOBODY
    return Named(tuple(dict.fromkeys(names)), "json-ld author")


def anyone(structured: Structured) -> Named:
    """The JSON-LD authors of whatever kind: news agencies and desks sign too."""
    authors = structured.article.authors if structured.article else ()
    names = tuple(dict.fromkeys(name for party in authors for name in _whole(party)))
    return Named(names, "json-ld author") if names else NOBODY


def _whole(party: Party) -> tuple[str, ...]:
    """The names of one author; an organisation's is one with all its commas (`Office for Food, Farms & Fish`)."""
    names = names_in(party.name)
    listed = all(is_person(name) or is_agency(name) for name in names)
    return names if listed or party.kind != "organization" or len(names) == 1 else (squeeze(party.name),)


def in_metas(structured: Structured, site: Site | None) -> Named:
    """The first meta author that is no address and not the site; several metas of one name are several authors."""
    authors = structured.article.authors if structured.article else ()
    # `Harbour Optics` reads like a person's name; the JSON-LD may know better.
    firms = {party.name for party in authors if party.kind == "organization" and not is_agency(party.name)}
    for name in _METAS:
        contents = structured.metas.get(name, ())
        if name == "twitter:data1" and not _WRITER.search(structured.meta("twitter:label1")):
            continue
        names = tuple(dict.fromkeys(found for content in contents for found in _in_meta(name, content)))
        if site and any(site.names_it(found) for found in names):
            names = tuple(found for found in without_site(names, site) if not site.names_it(found))
        if site:
            names = tuple(found for found in names if found not in firms)
        if names:
            return Named(names, f"meta {name}", contents[0])
    return NOBODY


def _in_meta(name: str, content: str) -> tuple[str, ...]:
    surname_first = _SURNAME_FIRST.match(content) if name in _CATALOGUES else None
    if surname_first:
        turned = f"{surname_first['first']} {surname_first['last']}"
        return (turned,) if is_person(turned) else names_in(content)
    return names_in(content)


def without_site(names: "tuple[str, ...] | list[str]", site: Site) -> tuple[str, ...]:
    """The names without the site's own where somebody else is named as well."""
    others = tuple(name for name in names if not site.names_it(name))
    if names and site.names_it(names[0]) and not any(map(is_person, others)):
        # The site with its town and country behind it.
        return tuple(names[:1])
    return others or tuple(names)


def han_only(named: Named) -> Named:
    """The names that are Han personal names: on Chinese pages the rest are sites, designers and portals."""
    return Named(tuple(name for name in named.values if is_han_name(name)), named.where, named.text)
