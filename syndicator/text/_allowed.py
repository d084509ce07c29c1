"""What of HTML may leave: the allow-list of tags, attributes, addresses and styles."""

import nh3

from syndicator.text.enclosed import SCHEME

_GONE_NAMES = (
    "script style template iframe frame frameset object embed applet button select textarea svg math canvas dialog "
    "head title"
)
GONE = frozenset(_GONE_NAMES.split())
_KEPT_NAMES = (
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q "
    "rp rt ruby s samp section small strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr "
    "audio video source track"
)
KEPT = frozenset(_KEPT_NAMES.split())
_SCHEMES = {"http", "https", "mailto", "tel", SCHEME}
_ALIGNED = ("p", "div", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption")
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"src", "srcset", "alt", "title", "width", "height"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "source": {"src", "srcset", "type", "media"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label"},
    "video": {"src", "poster", "controls", "width", "height"},
}
for _name in _ALIGNED:
    _ATTRIBUTES.setdefault(_name, set()).add("style")
CLEANER = nh3.Cleaner(
    tags=set(KEPT),
    clean_content_tags=set(GONE),
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    filter_style_properties={"text-align"},
    link_rel=None,
)
