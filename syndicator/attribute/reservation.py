"""What a site says about machines that use it: RSL licenses, TDM reservations, AI preferences.

    robots.txt   License (RSL 1.0, Discovery), Content-Usage (IETF aipref), Content-Signal
    tdmrep.json  the first rule whose location fits (TDMRep, W3C CG final report)
    headers      tdm-reservation, tdm-policy; Link rel=license of type application/rsl+xml
    the page     meta tdm-reservation, tdm-policy; link rel=license of that type

It is put on record as said. A source is read because its admin declared it; whether its owner reserves what machines
may do with it is evidence, for people to weigh.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import urlsplit

from lxml import etree

from syndicator.model.page import Page
from syndicator.model.rights import Evidence
from syndicator.text.urls import absolute

RSL = "https://rslstandard.org/rsl"
RSL_TYPE = "application/rsl+xml"
# What of a document is looked at, and what of a value is kept.
_HEAD, _LONGEST, _MOST = 64 * 1024, 500, 50
_ELEMENT = re.compile(rb"<(meta|link)\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_TDM = ("tdm-reservation", "tdm-policy")


def of_page(page: Page) -> tuple[Evidence, ...]:
    """What a page's headers and its own head say. Where both speak of a reservation, the page's own word counts."""
    own = list(_of_head(page))
    said = {one.field for one in own}
    headers = zip(_TDM, (page.tdm_reservation, page.tdm_policy), strict=True)
    outer = [Evidence(name, f"{page.url} (header)", value[:_LONGEST]) for name, value in headers if value]
    outer += [
        Evidence("license", f"{page.url} (header)", absolute(target, page.url))
        for header in page.links
        for target, parameters in _LINK.findall(header)
        if _is_rsl(dict(_attributes(parameters)))
    ]
    reserved = "tdm-reservation" in said
    return tuple(one for one in (*own, *outer) if one.text and (one in own or not reserved or one.field not in _TDM))


def of_tdmrep(body: bytes, file: str, url: str) -> tuple[Evidence, ...]:
    """What tdmrep.json, fetched from `file`, says of `url`: its first rule whose location fits. Never raises."""
    try:
        rules = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    for rule in rules if isinstance(rules, list) else ():
        location = rule.get("location") if isinstance(rule, dict) else None
        if isinstance(location, str) and _fits(location, url):
            where = f"{file}: {location}"[:_LONGEST]
            return tuple(Evidence(name, where, str(rule[name])[:_LONGEST]) for name in _TDM if name in rule)
    return ()


def of_rsl(body: bytes, file: str, url: str) -> tuple[Evidence, ...]:
    """What an RSL document, fetched from `file`, says of `url`, a line a license. Never raises."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    said = (
        Evidence("rsl", file, _license(license_)[:_LONGEST])
        for content in root.iter(f"{{{RSL}}}content")
        if _fits(content.get("url") or "/", url)
        for license_ in content.iter(f"{{{RSL}}}license")
    )
    return tuple(one for one, _ in zip(said, range(_MOST), strict=False) if one.text)


def reserved(said: Sequence[Evidence]) -> bool:
    """Whether the owner reserves text and data mining, or prohibits or does not grant an AI use."""
    tdm = any(one.field == "tdm-reservation" and one.text.strip() == "1" for one in said)
    usage = " ".join(one.text for one in said if one.field == "rsl" and "prohibits" in one.text)
    return tdm or bool(re.search(r"prohibits [^;]*\b(?:all|ai-\w+)", usage))


def _license(element: etree._Element) -> str:
    """One license in a line: "permits search; prohibits ai-train; payment attribution"."""
    parts = []
    for name in ("permits", "prohibits"):
        for one in element.iterfind(f"{{{RSL}}}{name}"):
            kind = one.get("type") or "usage"
            words = " ".join((one.text or "").split())
            parts.append(f"{name} {words}" if kind == "usage" else f"{name} {kind} {words}")
    parts += [f"payment {one.get('type') or 'free'}" for one in element.iterfind(f"{{{RSL}}}payment")]
    return "; ".join(parts)


def _fits(pattern: str, url: str) -> bool:
    """Whether a path pattern (`*` for anything, `$` for the end, as in robots.txt), or an address of one, fits."""
    try:
        there, here = urlsplit(pattern), urlsplit(url)
    except ValueError:
        return False
    if there.netloc and there.netloc.lower() != here.netloc.lower():
        return False
    path = there.path + (f"?{there.query}" if there.query else "")
    path = path if path.startswith(("/", "*")) else f"/{path}"
    target = (here.path or "/") + (f"?{here.query}" if here.query else "")
    first, *parts = path.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    for part in parts:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not path.endswith("$"):
        return True
    return target.endswith(parts[-1]) if parts else target == first


def _of_head(page: Page) -> Iterator[Evidence]:
    for tag, inner in _ELEMENT.findall(page.body[:_HEAD])[:_MOST]:
        has = dict(_attributes(unescape(inner.decode("utf-8", "replace"))))
        if tag.lower() == b"meta" and has.get("name", "").lower() in _TDM and has.get("content"):
            yield Evidence(has["name"].lower(), f"{page.url} (meta)", has["content"].strip()[:_LONGEST])
        elif tag.lower() == b"link" and _is_rsl(has):
            yield Evidence("license", f"{page.url} (link)", absolute(has.get("href", ""), page.url)[:_LONGEST])


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, *values in _ATTRIBUTE.findall(text):
        yield name.lower(), "".join(values)


def _is_rsl(has: dict[str, str]) -> bool:
    return has.get("rel", "").lower() == "license" and has.get("type", "").lower() == RSL_TYPE
