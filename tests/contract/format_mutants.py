"""A document again and again, each time with one part of its first entry gone."""

import copy
import json

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SUBTITLE = "https://schema.org/alternativeHeadline"
# What of an entry may be missing without a right being lost: times, sections, summaries, and forms of links.
NOT_RIGHTS = {
    "rss": {"description", "pubDate", "category", "guid@isPermaLink", "M:credit@scheme", "A:updated"}
    | {"A:link[related]@type", "A:link[related]@title"},
    "atom": {"A:summary", "A:summary@type", "A:updated", "A:published", "A:category", "A:category@term"}
    | {"A:link[alternate]@type", "A:link[related]@type", "A:link[related]@title", "A:source/A:updated"}
    | {"A:source/A:link[alternate]", "A:source/A:link[alternate]@rel", "A:source/A:link[alternate]@href"},
    "json": {"summary", "date_published", "date_modified", "tags", "_newsfeed/reprint"},
    "rdf": {"description", "dc:date", "dcterms:issued", "dcterms:modified", "dc:subject"}
    | {"l:link@l:type", "l:link@l:title"},
    "ninjs.json": {"name", "type", "representationType", "version", "firstCreated", "versionCreated", "subjects"}
    | {"subjects/name", "bodies[main]/role", "headlines[subtitle]/role", "headlines[subtitle]/value", "descriptions"}
    | {f"descriptions[summary]/{name}" for name in ("role", "contentType", "value")}
    | {f"infoSources[origin]/contactInfo[reprint]/{name}" for name in ("type", "name")},
    "newsml.xml": {"@standard", "@standardversion", "@conformance", "@version", f"@{LANG}"}
    | {"catalogRef", "catalogRef@href", "rightsInfo/copyrightHolder@uri", "rightsInfo/link[irel:seeAlso]/title"}
    | {f"rightsInfo/link[irel:{name}]@contenttype" for name in ("seeAlso", "rightspolicy")}
    | {"rightsInfo/link[irel:rightspolicy]@formaturi", "itemMeta/link[irel:derivedFrom]@contenttype"}
    | {f"itemMeta/{name}" for name in ("itemClass", "itemClass@qcode", "provider", "provider@uri", "versionCreated")}
    | {"itemMeta/firstCreated", "contentMeta/contentCreated", "contentMeta/contentModified", "contentMeta/by"}
    | {"contentMeta/description", "contentMeta/description@role", "contentMeta/subject", "contentMeta/subject/name"}
    | {f"contentMeta/headline[{SUBTITLE}]", f"contentMeta/headline[{SUBTITLE}]@roleuri"},
}
SHORT = {
    "{http://www.w3.org/2005/Atom}": "A:",
    "{http://search.yahoo.com/mrss/}": "M:",
    "{http://purl.org/dc/elements/1.1/}": "dc:",
    "{http://purl.org/dc/terms/}": "dcterms:",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}": "rdf:",
    "{http://purl.org/rss/1.0/}": "",
    "{http://purl.org/rss/1.0/modules/link/}": "l:",
    "{https://rslstandard.org/rsl}": "rsl:",
    "{http://iptc.org/std/nar/2006-10-01/}": "",
}
# The first entry of a document.
FIRST = {
    "rss": "channel/item",
    "atom": "{http://www.w3.org/2005/Atom}entry",
    "rdf": "{http://purl.org/rss/1.0/}item",
    "newsml.xml": "{*}itemSet/{*}newsItem",
}


def parts(element, path=""):
    """Every element and attribute below `element`: its path, and what takes it out."""
    for name in list(element.attrib):
        yield shortly(f"{path}@{name}"), (lambda one=element, name=name: one.attrib.pop(name))
    for child in list(element):
        here = f"{path}/{child.tag}" if path else child.tag
        here += f"[{role}]" if (role := child.get("rel") or child.get("roleuri")) else ""
        yield shortly(here), (lambda one=child: one.getparent().remove(one))
        yield from parts(child, here)


def shortly(path):
    for namespace, prefix in SHORT.items():
        path = path.replace(namespace, prefix)
    return path


def keys(item, path=""):
    """The same of a JSON object; items of a list are told apart by their role."""
    for name, value in list(item.items()):
        here = f"{path}/{name}" if path else name
        yield here, (lambda name=name: item.pop(name))
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from keys(inner, f"{here}[{inner['role']}]" if "role" in inner else here)


def mutants(body, extension):
    """The document again and again, each time with one part of its first entry gone."""
    if extension in FIRST:
        for number in range(len(list(parts(etree.fromstring(body).find(FIRST[extension]))))):
            mutant = etree.fromstring(body)
            path, remove = list(parts(mutant.find(FIRST[extension])))[number]
            remove()
            yield path, etree.tostring(mutant)
        return
    whole = json.loads(body)
    entries_ = "items" if extension == "json" else "associations"
    for number in range(len(list(keys(whole[entries_][0])))):
        mutant = copy.deepcopy(whole)
        path, remove = list(keys(mutant[entries_][0]))[number]
        remove()
        yield path, json.dumps(mutant).encode()
