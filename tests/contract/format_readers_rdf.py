"""What independent readers find in RSS 1.0: rdflib, which knows RDF and nothing of feeds, and feedparser."""

from xml.etree import ElementTree as ET

from format_found import Found
from rdflib import RDF, Graph, Namespace, URIRef

RSS = Namespace("http://purl.org/rss/1.0/")
DC = Namespace("http://purl.org/dc/elements/1.1/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
CC = Namespace("http://web.resource.org/cc/")
AG = Namespace("http://purl.org/rss/1.0/modules/aggregation/")
LINK = Namespace("http://purl.org/rss/1.0/modules/link/")
CONTENT = Namespace("http://purl.org/rss/1.0/modules/content/")
RELATED = "http://www.iana.org/assignments/relation/related"


def rdf(body):
    """The items in the order of the channel's sequence."""
    graph = Graph()
    graph.parse(data=body, format="xml")
    channel = graph.value(predicate=RDF.type, object=RSS.channel)
    sequence = graph.value(channel, RSS["items"])
    order = _listed(graph, sequence)
    items = sorted(graph.subjects(RDF.type, RSS.item), key=lambda item: order.index(item) if item in order else -1)
    return [_item(graph, item, body) for item in items]


def _listed(graph, sequence):
    members = [(str(name), item) for name, item in graph.predicate_objects(sequence)]
    numbered = [(int(name.rpartition("_")[2]), item) for name, item in members if name.startswith(f"{RDF}_")]
    return [item for _, item in sorted(numbered)]


def _item(graph, item, body):
    asked = [link for link in graph.objects(item, LINK.link) if str(graph.value(link, LINK.rel)) == RELATED]
    return Found(
        id=str(item),
        title=_text(graph, item, RSS.title),
        holder=_text(graph, item, DCTERMS.rightsHolder),
        notice=(_text(graph, item, DC.rights),),
        license=(_address(graph, item, DCTERMS.license), _address(graph, item, CC.license)),
        usage_terms=_text(graph, item, DCTERMS.accessRights) or "",
        credit=_text(graph, item, DCTERMS.bibliographicCitation),
        origin_name=_text(graph, item, AG.source),
        origin_url=_text(graph, item, RSS.link),
        source_url=_text(graph, item, AG.sourceURL),
        reprint_url=str(asked[0]) if asked else None,
        # RDF has no order: names are put in that of the document.
        authors=_in_order(graph, item, DC.creator, body),
        editors=_in_order(graph, item, DC.contributor, body),
        language=_text(graph, item, DC.language),
        content=_text(graph, item, CONTENT.encoded),
    )


def _in_order(graph, item, name, body):
    tag = f"{{{DC}}}{str(name).removeprefix(str(DC))}"
    document = ET.fromstring(body)  # noqa: S314 - our own document
    written = [one.text for here in document if here.get(f"{{{RDF}}}about") == str(item) for one in here.findall(tag)]
    said = {str(one) for one in graph.objects(item, name)}
    return tuple(one for one in written if one in said)


def _text(graph, item, name):
    value = graph.value(item, name)
    return None if value is None else str(value)


def _address(graph, item, name):
    value = graph.value(item, name)
    return str(value) if isinstance(value, URIRef) else None


def by_feedparser(item):
    """An item as feedparser gives it: elements it has no word for come with their attributes."""
    licenses = [link.href for link in item.links if link.rel == "license"]
    return Found(
        id=item.get("id"),
        title=item.get("title"),
        holder=item.get("dcterms_rightsholder"),
        notice=(item.get("rights"),),
        license=(item.get("dcterms_license", {}).get("rdf:resource"), *licenses),
        usage_terms=item.get("dcterms_accessrights", ""),
        credit=item.get("dcterms_bibliographiccitation"),
        origin_name=item.get("ag_source"),
        origin_url=item.get("link"),
        source_url=item.get("ag_sourceurl"),
        reprint_url=item.get("l_link", {}).get("rdf:resource"),
        authors=tuple(person.name for person in item.get("authors", ())),
        editors=tuple(person.name for person in item.get("contributors", ())),
        language=item.get("language"),
        content=item.content[0].value if "content" in item else None,
    )
