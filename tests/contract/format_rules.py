"""What the W3C feed validator, the JSON Feed specification and IPTC find fault with, checked by our own means.

`faults` gives a line for each; its codes are the validator's own where it has one.
"""

import json
import re
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

from format_rules_iptc import newsml_faults, ninjs_faults
from lxml import html as lxml_html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RSL = "{https://rslstandard.org/rsl}"
RSS1 = "{http://purl.org/rss/1.0/}"
_URI = re.compile(r"[a-zA-Z][0-9a-zA-Z+\-.]*:(//)?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+")
_TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]*")
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d\d[03]0|GMT)")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MIME = re.compile(r"[^\s()<>,;:\"/\[\]?=]+/[^\s()<>,;:\"/\[\]?=]+")
_BAD_CHARACTER = re.compile("[\x80-\x9f]")
_RELATIONS = {"alternate", "self", "license", "related", "hub", "current", "prev-archive", "next-archive"}
_RELATIONS |= {"first", "previous", "next", "last"}
_ONCE = {"title", "link", "description", "guid", "pubDate", "source", CONTENT, f"{DC}rights", f"{DC}language"}
_ONCE |= {f"{DCTERMS}{name}" for name in ("rightsHolder", "license", "accessRights", "bibliographicCitation")}
_ATOM_ONCE = {
    f"{ATOM}{name}" for name in ("id", "title", "updated", "published", "content", "summary", "rights", "source")
}
_RDF_ONCE = {f"{RSS1}{name}" for name in ("title", "link", "description", "items")} | {CONTENT}
_RDF_ONCE |= {f"{DC}{name}" for name in ("date", "language", "rights", "publisher")}
_RDF_ONCE |= {f"{DCTERMS}{name}" for name in ("rightsHolder", "license", "accessRights", "bibliographicCitation")}
_ADDRESSES = ("href", "src", "cite", "poster")
_RISKY = {"script", "iframe", "object", "embed", "style", "form", "meta", "base", "link", "svg"}


def faults(body, extension):
    text = body.decode("utf-8")
    found = ["BadCharacters"] if _BAD_CHARACTER.search(text) else []
    rules = {"rss": _rss, "atom": _atom, "json": _json, "rdf": _rdf}
    return found + {**rules, "ninjs.json": ninjs_faults, "newsml.xml": newsml_faults}[extension](text)


def _rss(text):
    rss = ET.fromstring(text)  # noqa: S314 - our own document
    channel = rss.find("channel")
    found = [] if rss.get("version") == "2.0" else ["InvalidRSSVersion"]
    tags = [child.tag for child in channel]
    first_item = tags.index("item") if "item" in tags else len(tags)
    found += ["MisplacedItem"] if set(tags[first_item:]) - {"item"} else []
    found += [f"MissingElement {name}" for name in ("title", "link", "description", "language") if name not in tags]
    found += _repeated(channel, {"title", "link", "description", "language", "copyright", "docs", "ttl", "generator"})
    found += _dates(channel.findall("lastBuildDate"), _RFC822) + _uris([channel.findtext("link")])
    found += _languages([channel.findtext("language")]) + _links(channel.findall(f"{ATOM}link"), "channel")
    found += [] if channel.findtext("docs") == "http://www.rssboard.org/rss-specification" else ["UseOfExtensionAttr"]
    found += [] if int(channel.findtext("ttl")) > 0 else ["InvalidPositiveInteger"]
    items = channel.findall("item")
    found += _unique((item.findtext("guid") for item in items), "DuplicateValue guid")
    return found + [fault for item in items for fault in _item(item)]


def _item(item):
    tags = [child.tag for child in item]
    found = _repeated(item, _ONCE) + _dates(item.findall("pubDate"), _RFC822)
    found += _dates(item.findall(f"{ATOM}updated"), _RFC3339)
    guid = item.find("guid")
    found += [] if guid.get("isPermaLink") == "false" and _TAG_URI.fullmatch(guid.text) else ["InvalidTAG"]
    found += _uris([item.findtext("link"), item.find("source").get("url")]) + _links(
        item.findall(f"{ATOM}link"), "item"
    )
    found += ["DuplicateItemSemantics author"] if "author" in tags else []
    found += [] if tags.index("description") < tags.index(CONTENT) else ["NeedDescriptionBeforeContent"]
    found += [f"NotBlank {tag}" for tag in ("title", "category") for one in item.findall(tag) if not one.text]
    found += _languages([item.findtext(f"{DC}language")])
    credits_ = item.findall(f"{MEDIA}credit")
    found += ["InvalidCreditRole" for one in credits_ if (one.get("role"), one.get("scheme")) != ("editor", "urn:ebu")]
    found += _uris([item.find(f"{RSL}content").get("url"), item.findtext(f"{RSL}content/{RSL}terms")])
    return found + _html(item.findtext("description")) + _html(item.findtext(CONTENT))


def _atom(text):
    feed = ET.fromstring(text)  # noqa: S314 - our own document
    found = [] if feed.tag == f"{ATOM}feed" else ["InvalidNamespace"]
    tags = [child.tag for child in feed]
    first_entry = tags.index(f"{ATOM}entry") if f"{ATOM}entry" in tags else len(tags)
    found += ["MisplacedMetadata"] if set(tags[first_entry:]) - {f"{ATOM}entry"} else []
    found += _missing(feed, ("id", "title", "updated", "author")) + _repeated(feed, _ATOM_ONCE)
    found += _links(feed.findall(f"{ATOM}link"), "feed") + _uris([feed.findtext(f"{ATOM}id")])
    entries = feed.findall(f"{ATOM}entry")
    found += _dates([feed.find(f"{ATOM}updated")], _RFC3339)
    found += _unique((entry.findtext(f"{ATOM}id") for entry in entries), "DuplicateEntries")
    found += _unique((entry.findtext(f"{ATOM}updated") for entry in entries), "DuplicateUpdated")
    return found + [fault for entry in entries for fault in _entry(entry)]


def _entry(entry):
    source = entry.find(f"{ATOM}source")
    found = _missing(entry, ("id", "title", "updated", "content", "source")) + _repeated(entry, _ATOM_ONCE)
    found += _missing(source, ("id", "title", "updated")) + _links(source.findall(f"{ATOM}link"), "source")
    named = entry.findall(f"{ATOM}author") + source.findall(f"{ATOM}author")
    found += [] if named else ["MissingElement author"]
    found += [
        "MissingElement name"
        for tag in ("author", "contributor")
        for one in entry.iter(f"{ATOM}{tag}")
        if not one[0].text
    ]
    found += [] if _TAG_URI.fullmatch(entry.findtext(f"{ATOM}id")) else ["InvalidTAG"]
    found += _uris([source.findtext(f"{ATOM}id")]) + _links(entry.findall(f"{ATOM}link"), "entry")
    found += _dates([*entry.iter(f"{ATOM}updated"), *entry.iter(f"{ATOM}published")], _RFC3339)
    found += _languages([entry.get("{http://www.w3.org/XML/1998/namespace}lang")])
    for name in ("content", "summary"):
        construct = entry.find(f"{ATOM}{name}")
        found += _html(construct.text) if construct.get("type") == "html" else ["InvalidMIMEType"]
    return found


def _rdf(text):
    root = ET.fromstring(text)  # noqa: S314 - our own document
    channel, *items = list(root)
    found = [] if root.tag == f"{RDF}RDF" and channel.tag == f"{RSS1}channel" else ["InvalidRDF"]
    found += [f"UndefinedElement {item.tag}" for item in items if item.tag != f"{RSS1}item"]
    # RDF/XML 1.1 §6.1.3: an attribute in no namespace means nothing.
    found += [f"InvalidRDF {name}" for one in root.iter() for name in one.attrib if not name.startswith("{")]
    names = [one.get(f"{RDF}about") for one in (channel, *items)]
    found += _unique(names, "DuplicateValue rdf:about") + _uris(names)
    listed = [one.get(f"{RDF}resource") for one in channel.iter(f"{RDF}li")]
    found += [] if listed == names[1:] else ["the sequence is not that of the items"]
    found += [f"MissingElement {name}" for name in ("title", "link", "description", "items")
              if channel.find(f"{RSS1}{name}") is None]  # fmt: skip
    for one in (channel, *items):
        dates = [one.find(f"{DC}date"), *one.findall(f"{DCTERMS}issued"), *one.findall(f"{DCTERMS}modified")]
        found += _repeated(one, _RDF_ONCE) + _dates(dates, _RFC3339) + _languages([one.findtext(f"{DC}language")])
        found += _uris([one.findtext(f"{RSS1}link")])
        found += _uris([resource for part in one.iter() if (resource := part.get(f"{RDF}resource"))])
    for item in items:
        found += [] if item.findtext(f"{RSS1}title") else ["MissingElement title"]
        found += _html(item.findtext(f"{RSS1}description")) + _html(item.findtext(CONTENT))
    return found


def _json(text):
    feed = json.loads(text)
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] else ["version or title"]
    found += _uris([feed["home_page_url"], feed["feed_url"]]) + _languages([feed["language"]])
    found += _unique((item["id"] for item in feed["items"]), "two items with one id")
    for item in feed["items"]:
        found += [] if isinstance(item["id"], str) and _TAG_URI.fullmatch(item["id"]) else ["InvalidTAG"]
        rights = item["_newsfeed"]
        addresses = [item["url"], rights["license"], rights["reprint_request_url"], rights["source"]["url"]]
        found += _uris(addresses) + _languages([item["language"]]) + _html(item["content_html"])
        stamps = (item["date_published"], item["date_modified"])
        found += [f"InvalidRFC3339Date {stamp}" for stamp in stamps if not _RFC3339.fullmatch(stamp)]
        found += [
            f"extension key {key}" for key in item if key.startswith("_") and not re.fullmatch(r"_[a-zA-Z]+", key)
        ]
        found += ["author without a name" for person in item.get("authors", ()) if not person["name"]]
        found += [
            f"{name} is blank" for name in ("title", "summary", "tags", "authors") if name in item and not item[name]
        ]
    return found


def _links(links, where):
    found = _uris([link.get("href") for link in links])
    found += [f"UnregisteredAtomLinkRel {link.get('rel')}" for link in links if link.get("rel") not in _RELATIONS]
    types = [link.get("type") for link in links if link.get("type") is not None]
    found += [f"InvalidMIMEType {kind}" for kind in types if not _MIME.fullmatch(kind)]
    found += _unique(((link.get("rel"), link.get("type"), link.get("href")) for link in links), "DuplicateAtomLink")
    alternates = [link for link in links if link.get("rel") == "alternate"]
    found += _unique(((link.get("type"), link.get("hreflang")) for link in alternates), "DuplicateAtomLink alternate")
    if where in ("channel", "feed") and sum(link.get("rel") == "self" for link in links) != 1:
        found.append("MissingSelf")
    return found + [f"AtomLinkNotEmpty {where}" for link in links if len(link) or (link.text or "").strip()]


def _missing(element, names):
    return [f"MissingElement {name}" for name in names if element.find(f"{ATOM}{name}") is None]


def _repeated(element, once):
    return [
        f"DuplicateElement {tag}" for tag, count in Counter(c.tag for c in element).items() if tag in once and count > 1
    ]


def _unique(values, code):
    return [f"{code} {value}" for value, count in Counter(values).items() if count > 1]


def _uris(values):
    return [f"UriNotIri {value}" for value in values if not _URI.fullmatch(value or "")]


def _languages(values):
    return [f"InvalidLanguage {value}" for value in values if not _LANGUAGE.fullmatch(value or "")]


def _dates(elements, pattern):
    found = []
    for element in elements:
        if not pattern.fullmatch(element.text):
            found.append(f"InvalidDate {element.text}")
        elif pattern is _RFC822 and parsedate_to_datetime(element.text).strftime("%a") != element.text[:3]:
            found.append(f"IncorrectDOW {element.text}")
        elif pattern is _RFC3339:
            datetime.fromisoformat(element.text)
    return found


def _html(text):
    found = []
    for element in lxml_html.fragment_fromstring(text, create_parent="div").iter():
        found += [f"SecurityRisk {element.tag}"] if element.tag in _RISKY else []
        for name, value in element.attrib.items():
            found += [f"SecurityRiskAttr {name}"] if name.lower().startswith("on") else []
            relative = name in _ADDRESSES and not re.match(r"(https?|mailto|tel):", value)
            found += [f"ContainsRelRef {value}"] if relative else []
    return found
