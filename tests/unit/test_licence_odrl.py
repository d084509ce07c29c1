"""A licence as ODRL, read back as RDF."""

import json
from dataclasses import replace

import pytest
from licence_samples import ADDRESS, AT, BASE, DAY, PARTS, SHOWN, given
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from syndicator.model.feed import Place
from syndicator.reprint.licence import odrl

ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
SCHEMA = Namespace("http://schema.org/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PLACE = Place(BASE)
_LINKS = [
    "assigner",
    "assignee",
    "target",
    "attributedParty",
    "attributingParty",
    "compensatedParty",
    "compensatingParty",
]
_RULES = ["permission", "prohibition", "duty", "constraint"]
_NAMED = ["action", "leftOperand", "operator"]
# What http://www.w3.org/ns/odrl.jsonld says of the names used here (ODRL Vocabulary and Expression 2.2, appendix):
# tests reach no network. A name that it does not have is left out, and a test that looks for it fails.
_NAMES = [
    "Agreement",
    "Asset",
    "AssetCollection",
    "Party",
    "reproduce",
    "distribute",
    "translate",
    "modify",
    "derive",
    "grantUse",
    "attribute",
    "include",
    "compensate",
    "media",
    "deliveryChannel",
    "spatial",
    "purpose",
    "language",
    "count",
    "dateTime",
    "eq",
    "gteq",
    "lteq",
    "rightOperand",
]
CONTEXT = {
    "odrl": str(ODRL),
    "dct": str(DCTERMS),
    "xsd": str(XSD),
    "vcard": str(VCARD),
    "schema": str(SCHEMA),
    "uid": "@id",
    "type": "@type",
    **{name: f"odrl:{name}" for name in _NAMES},
    **{name: {"@type": "@id", "@id": f"odrl:{name}"} for name in (*_LINKS, *_RULES)},
    **{name: {"@type": "@vocab", "@id": f"odrl:{name}"} for name in _NAMED},
}
IT = URIRef(ADDRESS)
# rdflib 7's own reader of JSON-LD makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def read(one, public=SHOWN, standing="valid"):
    told = json.loads(json.dumps(odrl.agreement(one, PLACE, public, standing, DAY)))
    assert told["@context"][0] == "http://www.w3.org/ns/odrl.jsonld"
    told["@context"][0] = CONTEXT
    return Graph().parse(data=json.dumps(told), format="json-ld")


def constraints(graph):
    (permission,) = graph.objects(IT, ODRL.permission)
    return {
        (graph.value(one, ODRL.leftOperand), graph.value(one, ODRL.operator), graph.value(one, ODRL.rightOperand))
        for one in graph.objects(permission, ODRL.constraint)
    }


def test_it_is_an_agreement_between_two_that_holds_on_a_day():
    graph = read(given())
    assert (IT, RDF.type, ODRL.Agreement) in graph
    assert graph.value(graph.value(IT, ODRL.assigner), VCARD.fn) == Literal("海川县融媒体中心")
    assert graph.value(graph.value(IT, ODRL.assignee), VCARD.fn) == Literal("邻县日报")
    assert graph.value(IT, SCHEMA.creativeWorkStatus) == Literal("valid")
    assert graph.value(IT, DCTERMS.valid) == Literal(DAY)
    assert graph.value(IT, DCTERMS.replaces) == URIRef(f"{BASE}/grants/G-0")
    assert graph.value(IT, DCTERMS.conformsTo) == Literal("刊出后寄送样报两份")
    assert graph.value(IT, DCTERMS.issued).toPython() == AT


def test_each_article_is_named_at_its_version():
    graph = read(given())
    assets = set(graph.objects(IT, ODRL.target))
    assert assets == {URIRef(f"{BASE}/articles/k3v9"), URIRef(f"{BASE}/articles/m2p7")}
    for part in PARTS:
        asset = URIRef(f"{BASE}/articles/{part.slug}")
        assert (asset, RDF.type, ODRL.Asset) in graph
        assert graph.value(asset, SCHEMA.sha256) == Literal(part.fingerprint)
        assert graph.value(asset, SCHEMA.version) == Literal(part.version)
        assert graph.value(asset, DCTERMS.bibliographicCitation) == Literal(part.credit)
        assert graph.value(asset, DCTERMS.title) == Literal(part.title)
        assert graph.value(asset, DCTERMS.source) == URIRef(part.original)


def test_what_is_not_public_is_named_and_not_told():
    graph = read(given(), public={"k3v9"})
    hidden = URIRef(f"{BASE}/articles/m2p7")
    assert graph.value(hidden, SCHEMA.sha256) == Literal(PARTS[1].fingerprint)
    assert graph.value(hidden, DCTERMS.title) is None
    assert PARTS[1].title not in graph.serialize(format="nt", encoding="utf-8").decode("unicode_escape")


def test_permissions_limits_and_duties_are_in_odrls_words():
    graph = read(given())
    (permission,) = graph.objects(IT, ODRL.permission)
    assert set(graph.objects(permission, ODRL.action)) == {ODRL.reproduce, ODRL.distribute, ODRL.modify}
    assert constraints(graph) == {
        (ODRL.media, ODRL.eq, Literal("print")),
        (ODRL.deliveryChannel, ODRL.eq, Literal("A3版")),
        (ODRL.spatial, ODRL.eq, Literal("中国大陆")),
        (ODRL.purpose, ODRL.eq, Literal("commercial")),
        (ODRL.language, ODRL.eq, Literal("zh-CN")),
        (ODRL["count"], ODRL.lteq, Literal("5000", datatype=XSD.integer)),
        (ODRL.dateTime, ODRL.gteq, Literal("2026-12-01", datatype=XSD.date)),
        (ODRL.dateTime, ODRL.lteq, Literal("2027-01-01", datatype=XSD.date)),
    }
    duties = {graph.value(one, ODRL.action): one for one in graph.objects(permission, ODRL.duty)}
    assert set(duties) == {ODRL.attribute, ODRL.include, ODRL.compensate}
    assert graph.value(duties[ODRL.attribute], ODRL.attributedParty) == graph.value(IT, ODRL.assigner)
    assert graph.value(duties[ODRL.compensate], DCTERMS.description) == Literal("人民币 300 元")
    (prohibition,) = graph.objects(IT, ODRL.prohibition)
    assert set(graph.objects(prohibition, ODRL.action)) == {ODRL.derive, ODRL.grantUse}


@pytest.mark.parametrize(
    ("circulation", "operator", "value"),
    [
        ("800", ODRL.lteq, Literal(800)),
        ("5 万份", ODRL.eq, Literal("5 万份")),
        ("100-200", ODRL.eq, Literal("100-200")),
    ],
)
def test_a_circulation_is_a_number_where_it_is_one(circulation, operator, value):
    assert (ODRL["count"], operator, value) in constraints(read(given(circulation=circulation)))


def test_a_translation_names_its_language():
    assert (ODRL.language, ODRL.eq, Literal("en")) in constraints(read(given(translation="en")))


def test_a_whole_feed_is_a_collection():
    graph = read(given(parts=(), articles=(), feed="haichuan"))
    assert set(graph.objects(IT, ODRL.target)) == {URIRef(f"{BASE}/feeds/haichuan")}
    assert (URIRef(f"{BASE}/feeds/haichuan"), RDF.type, ODRL.AssetCollection) in graph


def test_a_revoked_one_says_when():
    graph = read(replace(given(), revoked=AT, revoked_why="内部"), standing="revoked")
    assert graph.value(IT, SCHEMA.creativeWorkStatus) == Literal("revoked")
    assert graph.value(IT, SCHEMA.expires).toPython() == AT


def test_nothing_of_the_asker_but_the_outlet_is_in_it():
    text = json.dumps(odrl.agreement(given(), PLACE, SHOWN, "valid", DAY), ensure_ascii=False)
    for private in ("secret@example.org", "13800000000", "赵秘", "私下用途", "R2026-0001"):
        assert private not in text
