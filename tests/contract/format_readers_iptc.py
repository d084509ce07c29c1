"""What independent readers find in IPTC's formats: ninjs by the json module, NewsML-G2 by XPath and by IPTC's library.

The XPath expressions are those of the standards: where the text of NewsML-G2 says a right is, and nowhere else.
"""

import json
import re
from dataclasses import fields, replace

import NewsMLG2
from format_found import Found
from lxml import etree

NAR = {"n": "http://iptc.org/std/nar/2006-10-01/", "x": "http://www.w3.org/XML/1998/namespace"}
EDITOR = "https://schema.org/editor"


def ninjs(body):
    """Every object of a composite one; a canceled one has no rights to read."""
    return [ninjs_item(item) for item in json.loads(body.decode("utf-8"))["associations"]]


def ninjs_item(item):
    sources = {source.get("role"): source for source in item.get("infoSources", ())}
    origin, credit = sources.get("origin", {}), sources.get("creditline", {})
    asked = [info.get("value") for info in origin.get("contactInfo", ()) if info.get("role") == "reprint"]
    people = [(person.get("name"), person.get("rel")) for person in item.get("people", ())]
    authors = tuple(name for name, relation in people if relation == "author")
    # The sentence and the list name the same people.
    named = item.get("by", "") in {between.join(map(str, authors)) for between in ("、", ", ")}
    return Found(
        id=item.get("uri"),
        title=_role(item, "headlines", "main"),
        holder=item.get("copyrightHolder"),
        notice=(item.get("copyrightNotice"),),
        license=(item.get("rightsInfo", {}).get("linkedRights"),),
        usage_terms=item.get("usageTerms", ""),
        credit=credit.get("literal"),
        origin_name=origin.get("name"),
        origin_url=next((one.get("value") for one in item.get("altIds", ()) if one.get("role") == "web"), None),
        source_url=origin.get("uri"),
        reprint_url=asked[0] if asked else None,
        authors=authors if named else None,
        editors=tuple(name for name, relation in people if relation == "editor"),
        language=item.get("language"),
        content=next(
            (one.get("value") for one in item.get("bodies", ()) if one.get("contentType") == "text/html"), None
        ),
        status=item.get("pubStatus"),
    )


def _role(item, name, role):
    return next((one.get("value") for one in item.get(name, ()) if one.get("role") == role), None)


def newsml(body):
    message = etree.fromstring(body)
    listed = message.xpath("n:itemSet/n:packageItem/n:groupSet/n:group/n:itemRef/@residref", namespaces=NAR)
    items = message.xpath("n:itemSet/n:newsItem", namespaces=NAR)
    usable = [item for item in items if _one(item, "n:itemMeta/n:pubStatus/@qcode") != "stat:canceled"]
    if {item.get("guid") for item in usable} - {None} - set(listed):
        raise AssertionError("an item is not in the package")
    return [_news_item(item) for item in items]


def _news_item(item):
    content = _one(item, "n:contentSet/n:inlineData[@contenttype='text/html']")
    return Found(
        id=item.get("guid"),
        title=_text(item, "n:contentMeta/n:headline[not(@roleuri) and not(@role)]"),
        holder=_text(item, "n:rightsInfo/n:copyrightHolder/n:name"),
        notice=(_text(item, "n:rightsInfo/n:copyrightNotice"),),
        license=(_one(item, "n:rightsInfo/n:usageTerms/@href"),),
        usage_terms=_text(item, "n:rightsInfo/n:usageTerms") or "",
        credit=_text(item, "n:contentMeta/n:creditline"),
        origin_name=_text(item, "n:contentMeta/n:infoSource/n:name"),
        origin_url=_one(item, "n:itemMeta/n:link[@rel='irel:derivedFrom']/@href"),
        source_url=_one(item, "n:contentMeta/n:infoSource/@uri"),
        reprint_url=_one(item, "n:rightsInfo/n:link[@rel='irel:seeAlso']/@href"),
        authors=tuple(name.text for name in item.xpath("n:contentMeta/n:creator/n:name", namespaces=NAR)),
        editors=tuple(
            name.text for name in item.xpath(f"n:contentMeta/n:contributor[@roleuri='{EDITOR}']/n:name", namespaces=NAR)
        ),
        language=_one(item, "n:contentMeta/n:language/@tag"),
        content=None if content is None else content.text,
        status=(_one(item, "n:itemMeta/n:pubStatus/@qcode") or "").removeprefix("stat:"),
        machines=(
            _one(item, "n:rightsInfo/n:dataMining/@uri"),
            _one(item, "n:rightsInfo/n:link[@rel='irel:rightspolicy']/@href"),
        ),
    )


def _one(item, path):
    found = item.xpath(path, namespaces=NAR)
    return found[0] if found else None


def _text(item, path):
    found = _one(item, path)
    return None if found is None else found.text


def newsml_by_library(body):
    """By IPTC's own library, which joins white space as it reads: compare with `joined`."""
    items = etree.fromstring(body).xpath("n:itemSet/n:newsItem", namespaces=NAR)
    return [_by_library(NewsMLG2.NewsMLG2Document(etree.tostring(item)).get_item()) for item in items]


def _by_library(item):
    rights, meta, content = item.rightsinfo[0], item.itemmeta, item.contentmeta
    links = {link.rel: link.href for link in (*rights.link, *meta.link)}
    source = content.infosource[0]
    return Found(
        id=item.guid,
        title=str(content.headline[0]),
        holder=str(rights.copyrightholder.name[0]),
        notice=(str(rights.copyrightnotice[0]),),
        license=(rights.usageterms[0].href,),
        # Without a text the library gives the element's name.
        usage_terms=str(rights.usageterms[0]).replace("<UsageTerms>", ""),
        credit=str(content.creditline[0]),
        origin_name=str(source.name[0]),
        origin_url=links["irel:derivedFrom"],
        source_url=source.uri,
        reprint_url=links["irel:seeAlso"],
        authors=tuple(str(one.name[0]) for one in content.creator or ()),
        editors=tuple(str(one.name[0]) for one in content.contributor or () if one.roleuri == EDITOR),
        language=content.language[0].tag,
        content=str(item.contentset.inlinedata[0]),
        status=meta.pubstatus.qcode.removeprefix("stat:"),
        machines=(rights.datamining.uri, links["irel:rightspolicy"]),
    )


def joined(found):
    """The same with white space joined, as the library gives it."""

    def join(value):
        if isinstance(value, tuple):
            return tuple(join(one) for one in value)
        return re.sub(r"\s+", " ", value).strip()

    return replace(found, **{field.name: join(getattr(found, field.name)) for field in fields(found)})
