"""What IPTC's schemas find fault with, in what we write of ninjs 3.1 and NewsML-G2 2.35.

The ninjs schema here has the properties we use, by their names and types in the standard; like there, others are not
allowed. For NewsML-G2 the order of elements, what is required, and that every code is of a scheme its catalog has.
"""

import json
import re
from importlib.resources import files

from jsonschema import Draft202012Validator
from lxml import etree

NAR = "{http://iptc.org/std/nar/2006-10-01/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CATALOG = "catalog.IPTC-G2-Standards_41.xml"
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
TEXT = {"type": "string"}
NAME = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+$"}
TIME = {"type": "string", "pattern": f"^{_TIME}$"}


def _object(*required, **properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item):
    return {"type": "array", "items": item, "minItems": 1}


def _ninjs(**more):
    linked = {"oneOf": [{"required": ["linkedRights"]}, {"required": ["encodedRights"]}]}
    contact = _object("value", type=TEXT, role=TEXT, name=TEXT, value=NAME)
    described = _object("value", role=TEXT, contentType=TEXT, value=NAME)
    return {
        "uri": URI,
        "type": {"enum": ["text", "picture", "composite"]},
        "representationType": {"enum": ["full", "partial"]},
        "version": NAME,
        "firstCreated": TIME,
        "versionCreated": TIME,
        "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
        "copyrightHolder": NAME,
        "copyrightNotice": NAME,
        "usageTerms": NAME,
        "rightsInfo": {**_object(langId=URI, linkedRights=URI, encodedRights=TEXT), **linked},
        "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
        "by": NAME,
        "title": NAME,
        "people": _list(_object(name=NAME, rel=TEXT, uri=URI, literal=TEXT)),
        "infoSources": _list(_object(name=NAME, role=TEXT, uri=URI, literal=NAME, contactInfo=_list(contact))),
        "altIds": _list(_object(role=TEXT, value=NAME)),
        "subjects": _list(_object(name=NAME, rel=TEXT, uri=URI, literal=TEXT)),
        "headlines": _list(described),
        "descriptions": _list(described),
        "bodies": _list(described),
        "renditions": _list(_object("name", name=NAME, href=URI, contentType=TEXT)),
        "standard": _object(name={"const": "ninjs"}, version={"const": "3.1"}, schema=URI),
        **more,
    }


_PICTURE = _object("name", "uri", **_ninjs(name=NAME, rel=TEXT))
_ASSOCIATED = _object("name", "uri", **_ninjs(name=NAME, rel=TEXT, associations=_list(_PICTURE)))
ARTICLE = Draft202012Validator(_object("uri", **_ninjs(associations=_list(_PICTURE))))
FEED = Draft202012Validator(_object("uri", **_ninjs(associations={"type": "array", "items": _ASSOCIATED})))


def ninjs_faults(text, validator=FEED):
    document = json.loads(text)
    found = [f"{error.json_path}: {error.message}"[:300] for error in validator.iter_errors(document)]
    names = [item["uri"] for item in document.get("associations", ()) if item["type"] != "picture"]
    return found + [f"two objects are {name}" for name in set(names) if names.count(name) > 1]


# The children of an element in their order; those in capitals are required. A star marks those that may be repeated.
_ORDER = {
    "newsMessage": "HEADER ITEMSET",
    "header": "SENT catalogRef* sender transmitId priority origin timestamp* destination* channel* signal*",
    "newsItem": "catalogRef* rightsInfo* ITEMMETA contentMeta contentSet",
    "packageItem": "catalogRef* rightsInfo* ITEMMETA contentMeta groupSet",
    "rightsInfo": "accountable copyrightHolder copyrightNotice* usageTerms* link* dataMining",
    "itemMeta": "ITEMCLASS PROVIDER VERSIONCREATED firstCreated embargoed pubStatus title* link*",
    "contentSet": "inlineData*",
    "groupSet": "GROUP*",
}
_FIRST_OF_CONTENT = ("contentCreated", "contentModified")
_ADMINISTRATIVE = {"infoSource", "creator", "contributor"}
_DESCRIPTIVE = {"language", "subject", "headline", "by", "creditline", "description"}
_NAMED = {"copyrightHolder", "infoSource", "creator", "contributor", "subject"}


def newsml_faults(text):
    message = etree.fromstring(text.encode())
    aliases = _aliases()
    found = [] if message.tag == f"{NAR}newsMessage" else ["not a newsMessage"]
    items = message.find(f"{NAR}itemSet")
    found += [] if len(items) else ["itemSet is empty"]
    ids = [item.get("guid") for item in items]
    found += [f"two items are {name}" for name in set(ids) if ids.count(name) > 1]
    for element in message.iter(etree.Element):
        name = element.tag.removeprefix(NAR)
        found += _ordered(element, _ORDER[name]) if name in _ORDER else []
        found += _content_order(element) if name == "contentMeta" else []
        found += [f"{name} has no name"] if name in _NAMED and not element.findtext(f"{NAR}name") else []
        found += [f"{name}: {element.text}"] if name in _TIMES and not re.fullmatch(_TIME, element.text) else []
        # IntlStringType: these hold no other white space than spaces.
        found += [f"{name} has a line break"] if name in _ONE_LINE and re.search(r"[\t\r\n]", element.text) else []
        for attribute in ("qcode", "rel", "role"):
            alias, _, code = element.get(attribute, "ok:ok").partition(":")
            found += [] if code and (alias in aliases or alias == "ok") else [f"{name}@{attribute} {alias}"]
        for attribute in ("uri", "href", "reluri", "roleuri", "formaturi"):
            value = element.get(attribute, "ok:ok")
            found += [] if re.fullmatch(URI["pattern"], value) else [f"{name}@{attribute} {value}"]
    return found + [fault for item in items for fault in _item(item)]


_ONE_LINE = {"name", "creditline"}
_TIMES = {"sent", "versionCreated", "firstCreated", "contentCreated", "contentModified"}


def _item(item):
    found = [] if item.get("standard") == "NewsML-G2" and item.get("standardversion") == "2.35" else ["standard"]
    found += [] if item.get("conformance") == "power" else ["conformance"]
    found += [] if re.fullmatch("[1-9][0-9]*", item.get("version")) else [f"version {item.get('version')}"]
    language = item.get(LANG, "en")
    return found + ([] if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language) else [f"language {language}"])


def _ordered(element, order):
    allowed = [word.rstrip("*").lower() for word in order.split()]
    names = [child.tag.removeprefix(NAR).lower() for child in element]
    parent = element.tag.removeprefix(NAR)
    found = [f"{parent}/{name} is not known" for name in names if name not in allowed]
    places = [allowed.index(name) for name in names if name in allowed]
    found += [] if places == sorted(places) else [f"{parent}: children out of order"]
    for word in order.split():
        count = names.count(word.rstrip("*").lower())
        found += [f"{parent} has no {word}"] if word[0].isupper() and not count else []
        found += [f"{parent} has {count} {word}"] if not word.endswith("*") and count > 1 else []
    return found


def _content_order(element):
    """Times, then who made it, then what it is about."""
    names = [child.tag.removeprefix(NAR) for child in element]
    groups = [
        0 if name in _FIRST_OF_CONTENT else 1 if name in _ADMINISTRATIVE else 2 if name in _DESCRIPTIVE else -1
        for name in names
    ]
    return [] if groups == sorted(groups) and -1 not in groups else [f"contentMeta: {names}"]


def _aliases():
    catalog = etree.fromstring((files("NewsMLG2") / "catalogs" / _CATALOG).read_bytes())
    return {scheme.get("alias") for scheme in catalog.iter("{*}scheme")}
