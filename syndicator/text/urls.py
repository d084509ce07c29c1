"""Addresses: resolved against their page, fit for the wire, and in one form for identity."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from yarl import URL

# Parameters that say how a reader came, never which article this is.
_TRACKING_NAMES = (
    "gclid gclsrc dclid wbraid gbraid fbclid msclkid yclid ysclid twclid ttclid igshid igsh mc_cid mc_eid mkt_tok "
    "clicktime _ga _gl _hsenc _hsmi __hstc __hssc __hsfp hsctatracking vero_id wickedid oly_enc_id oly_anon_id s_cid "
    "rb_clickid spm scm spm_id_from share_source share_medium share_plat share_session_id share_tag share_token "
    "share_from_user bd_vid bdshare isappinstalled nsukey sharefrom share_scene tt_from weixin_share at_medium "
    "at_campaign at_custom1 at_custom2 at_custom3 at_custom4 cmpid ito ncid ns_mchannel ns_source ns_campaign "
    "ns_linkname ns_fee smid smtyp guccounter guce_referrer guce_referrer_sig"
)
_TRACKING = frozenset(_TRACKING_NAMES.split())
_TRACKING_PREFIXES = (
    "utm_",
    "hmsr",
    "hmpl",
    "hmcu",
    "hmkw",
    "hmci",
    "pk_campaign",
    "pk_kwd",
    "mtm_",
    "piwik_",
    "wt.mc_",
)
# `from` names the article on some sites and the messenger it was shared in on others.
_MESSENGERS = "timeline groupmessage singlemessage message weixin wechat qq weibo qzone moments"
_SHARED_IN = frozenset(_MESSENGERS.split())
# Kept as written in a path or query: RFC 3986 reserved and unreserved characters, and escapes already made.
_KEEP = "!#$%&'()*+,/:;=?@[]~-._"
_SPACE = re.compile(r"[\t\r\n\x00-\x1f]+")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PORTS = {"http": 80, "https": 443}
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_http(url: str) -> bool:
    """Whether this is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def absolute(url: str, base: str) -> str:
    """`url` as a link on the page at `base` means it, as an ASCII URI; "" when it is no http(s) address.

    White space and control characters inside are dropped as browsers do (WHATWG URL §4.4); a raw IRI is
    percent-encoded in UTF-8 and its host put in IDNA; a fragment stays.
    """
    url = _SPACE.sub("", url).strip()
    if _SCHEME.match(url) and not url[:5].lower().startswith("http"):
        return ""
    address, mark, query = url.partition("?")
    try:
        return to_uri(urljoin(base, address.replace("\\", "/") + mark + query))
    except ValueError:
        return ""


def to_uri(iri: str) -> str:
    """An IRI as a URI (RFC 3987 §3.1): ASCII alone, existing escapes untouched; "" when it is no http(s) address."""
    if not is_http(iri):
        return ""
    try:
        parts = urlsplit(_SURROGATE.sub("\ufffd", _BARE_PERCENT.sub("%25", iri)))
        port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme] else ""
    except ValueError:
        return ""
    host = _host(parts.hostname or "")
    path, query, fragment = (quote(part, safe=_KEEP) for part in (parts.path or "/", parts.query, parts.fragment))
    rest = f"{path}{query and '?' + query}{fragment and '#' + fragment}"
    return f"{parts.scheme}://{host}{port}{rest}" if host else ""


def canonical(url: str) -> str:
    """The one form of an address that identifies its article; anything that is no http(s) address comes back as is.

    Scheme and host in lower case, host in IDNA, no default port, no dot segments, escapes normalised, no user
    name, no tracking parameters (the others keep their order), no fragment but `#!…`. What servers may treat as
    different stays different: the path's case, a trailing slash, index.html, http and https.
    """
    uri = to_uri(url.strip())
    if not uri:
        return url
    try:
        parsed = URL(uri)
    except ValueError:
        return uri
    query = "&".join(pair for pair in parsed.raw_query_string.split("&") if pair and not _tracks(pair))
    fragment = parsed.raw_fragment if parsed.raw_fragment.startswith("!") else ""
    port = f":{parsed.explicit_port}" if parsed.explicit_port and not parsed.is_default_port() else ""
    rest = f"{parsed.raw_path or '/'}{query and '?' + query}{fragment and '#' + fragment}"
    return f"{parsed.scheme}://{_host(parsed.raw_host or '')}{port}{rest}"


def front_page(url: str) -> str:
    """The front page of the site an http(s) address is on; what is no address as it is."""
    if not is_http(url):
        return url
    parts = urlsplit(url)
    return canonical(f"{parts.scheme}://{parts.netloc}/")


def host_of(url: str) -> str:
    """The host in lower case and IDNA, "" when there is none."""
    try:
        return _host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _tracks(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or (name == "from" and value.lower() in _SHARED_IN)


# A page's links have few hosts between them.
@lru_cache(maxsize=4096)
def _host(name: str) -> str:
    """A host name in lower case and IDNA (UTS 46, as yarl applies it), or an address; "" when it is neither."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        try:
            return URL.build(scheme="http", host=name).raw_host or ""
        except (ValueError, UnicodeError):
            return ""
    return f"[{address}]" if isinstance(address, ipaddress.IPv6Address) else str(address)
