"""What independent readers find of an article's rights in each format.

`read` is by a library that knows the format where there is one (feedparser, IPTC's own for NewsML-G2); `read_exactly`
by a parser that tidies nothing: expat, XPath, the json module, rdflib.
"""

import json
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import feedparser
from format_found import Found
from format_readers_iptc import joined, newsml, newsml_by_library, ninjs
from format_readers_rdf import by_feedparser, rdf

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
RSL = "{https://rslstandard.org/rsl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
VERSIONS = {"rss": "rss20", "atom": "atom10", "rdf": "rss10"}
# In how many places a format states an article's notice, and its license.
NOTICES = {"atom": 2}
LICENSES = {"rss": 2, "atom": 2, "rdf": 2}


def expected(entry, extension):
    """The same of an Entry."""
    return Found(
        id=entry.id,
        title=entry.title,
        holder=entry.holder,
        notice=(entry.notice,) * NOTICES.get(extension, 1),
        license=(entry.license,) * LICENSES.get(extension, 1),
        usage_terms=entry.usage_terms,
        credit=entry.credit,
        origin_name=entry.origin_name,
        origin_url=entry.origin_url,
        source_url=entry.source_url,
        reprint_url=entry.reprint_url,
        authors=entry.authors,
        editors=entry.editors,
        language=entry.language,
        content=entry.content_html,
        machines=_machines(entry, extension),
    )


def _machines(entry, extension):
    """What RSL and the PLUS vocabulary have for each use (RSL 1.0 §3; PLUS LDF, Data Mining)."""
    rsl = {"no": ("", "all", ""), "search": ("search", "ai-all", "attribution"), "yes": ("all", "", "attribution")}
    plus = {"no": "PROHIBITED", "search": "PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "yes": "ALLOWED"}
    if extension == "rss":
        return (entry.page_url, *rsl[entry.ai], entry.holder, entry.license)
    if extension == "newsml.xml":
        return (f"http://ns.useplus.org/ldf/vocab/DMI-{plus[entry.ai]}", f"{entry.page_url}.odrl.json")
    return ()


def read(body, extension):
    """By a library where there is one."""
    if extension in VERSIONS:
        return _feedparser(body, extension)
    return newsml_by_library(body) if extension == "newsml.xml" else read_exactly(body, extension)


def as_read(found, extension):
    """What `read` gives of what is `found` exactly: feedparser keeps no text of elements that have attributes."""
    return joined(found) if extension == "newsml.xml" else replace(found, machines=())


def read_exactly(body, extension):
    readers = {"rss": _rss, "atom": _atom, "json": _json, "rdf": rdf, "ninjs.json": ninjs, "newsml.xml": newsml}
    return readers[extension](body)


def _feedparser(body, extension):
    parsed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == VERSIONS[extension]
    if extension == "rdf":
        return [by_feedparser(item) for item in parsed.entries]
    return [_by_feedparser(item, extension) for item in parsed.entries]


def _by_feedparser(item, extension):
    links = {link.rel: link.href for link in item.links}
    source = item.get("source", {})
    if extension == "atom":
        notice = (item.get("rights"), source.get("rights"))
        editors = tuple(person.name for person in item.get("contributors", ()))
        language = item.title_detail.language
        source_url = source.get("link")
    else:
        notice = (item.get("rights"),)
        editors = tuple(credit["content"] for credit in item.get("media_credit", ()) if credit["role"] == "editor")
        language = item.get("language")
        source_url = source.get("href")
    return Found(
        id=item.get("id"),
        title=item.get("title"),
        holder=item.get("dcterms_rightsholder"),
        notice=notice,
        license=(links.get("license"), item.get("dcterms_license")),
        usage_terms=item.get("dcterms_accessrights", ""),
        credit=item.get("dcterms_bibliographiccitation"),
        origin_name=source.get("title"),
        origin_url=item.get("link"),
        source_url=source_url,
        reprint_url=links.get("related"),
        authors=tuple(person.name for person in item.get("authors", ())),
        editors=editors,
        language=language,
        content=item.content[0].value if "content" in item else None,
    )


def _rss(body):
    channel = ET.fromstring(body).find("channel")  # noqa: S314 - our own document
    return [_item(item) for item in channel.findall("item")]


def _item(item):
    links = {link.get("rel"): link.get("href") for link in item.findall(f"{ATOM}link")}
    source = item.find("source")
    return Found(
        id=item.findtext("guid"),
        title=item.findtext("title"),
        holder=item.findtext(f"{DCTERMS}rightsHolder"),
        notice=tuple(_texts(item, f"{DC}rights")),
        license=(links.get("license"), item.findtext(f"{DCTERMS}license")),
        usage_terms=item.findtext(f"{DCTERMS}accessRights", ""),
        credit=item.findtext(f"{DCTERMS}bibliographicCitation"),
        origin_name=None if source is None else source.text,
        origin_url=item.findtext("link"),
        source_url=None if source is None else source.get("url"),
        reprint_url=links.get("related"),
        authors=tuple(_texts(item, f"{DC}creator")),
        editors=tuple(credit.text for credit in item.findall(f"{MEDIA}credit") if credit.get("role") == "editor"),
        language=item.findtext(f"{DC}language"),
        content=item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded"),
        machines=_rsl(item.find(f"{RSL}content")),
    )


def _rsl(content):
    if content is None:
        return ()
    usage = [
        " ".join(one.text or "" for one in content.findall(f"{RSL}license/{RSL}{name}") if one.get("type") == "usage")
        for name in ("permits", "prohibits")
    ]
    payment = content.find(f"{RSL}license/{RSL}payment")
    owner = content.find(f"{RSL}copyright")
    return (
        content.get("url"),
        *usage,
        "" if payment is None else payment.get("type"),
        owner.text if owner is not None and owner.get("type") == "organization" else None,
        content.findtext(f"{RSL}terms"),
    )


def _atom(body):
    feed = ET.fromstring(body)  # noqa: S314 - our own document
    return [_entry(entry) for entry in feed.findall(f"{ATOM}entry")]


def _entry(entry):
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    content = entry.find(f"{ATOM}content")
    html = content is not None and content.get("type") == "html"
    return Found(
        id=entry.findtext(f"{ATOM}id"),
        title=entry.findtext(f"{ATOM}title"),
        holder=entry.findtext(f"{DCTERMS}rightsHolder"),
        notice=(entry.findtext(f"{ATOM}rights"), entry.findtext(f"{ATOM}source/{ATOM}rights")),
        license=(links.get("license"), entry.findtext(f"{DCTERMS}license")),
        usage_terms=entry.findtext(f"{DCTERMS}accessRights", ""),
        credit=entry.findtext(f"{DCTERMS}bibliographicCitation"),
        origin_name=entry.findtext(f"{ATOM}source/{ATOM}title"),
        origin_url=links.get("alternate"),
        source_url=entry.findtext(f"{ATOM}source/{ATOM}id"),
        reprint_url=links.get("related"),
        authors=tuple(_texts(entry, f"{ATOM}author/{ATOM}name")),
        editors=tuple(_texts(entry, f"{ATOM}contributor/{ATOM}name")),
        language=entry.get(LANG),
        content=content.text if html else None,
    )


def _texts(element, path):
    return [found.text for found in element.findall(path)]


def _json(body):
    return [_json_item(item) for item in json.loads(body.decode("utf-8"))["items"]]


def _json_item(item):
    rights = item.get("_newsfeed", {})
    source = rights.get("source", {})
    # The original's title and address are said twice: as the item's own and as the rights say them.
    title, url = item.get("title"), item.get("url")
    return Found(
        id=item.get("id"),
        title=title if title == rights.get("original_title") else None,
        holder=rights.get("rights_holder"),
        notice=(rights.get("rights"),),
        license=(rights.get("license"),),
        usage_terms=rights.get("usage_terms", ""),
        credit=rights.get("credit"),
        origin_name=source.get("name"),
        origin_url=url if url == rights.get("original_url") else None,
        source_url=source.get("url"),
        reprint_url=rights.get("reprint_request_url"),
        authors=tuple(person.get("name") for person in item.get("authors", ())),
        editors=tuple(rights.get("editors", ())),
        language=item.get("language"),
        content=item.get("content_html"),
    )
