"""ninjs 1.x (IPTC News in JSON, 2012 to 2022) as its later versions say the same; and what Superdesk made of it.

1.x has a text a name where 2.x has a list (`headline`, `body_xhtml`, `description_text`), and objects by their names
where 2.x has lists (`associations`, `renditions`, `altids`). Superdesk calls the article's `uri` its `guid`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_HTML = frozenset({"xhtml", "html", "richtext"})
_MAIN = frozenset({"", "main", "simple"})
_NO_WRITER = frozenset({"editor", "photographer", "illustrator", "photo", "producer"})


def modern(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A document of any version with the names of 2.x; one that has them already comes back as it is."""
    names = {name.lower(): value for name, value in values.items()}
    source = names.get("source")
    said = {
        "uri": names.get("guid"),
        "headlines": [_headline(role, text) for role, text in _texts(names, "headline")],
        "descriptions": [_description(role, text) for role, text in _texts(names, "description")],
        "bodies": [_body(role, text) for role, text in _texts(names, "body")],
        "by": names.get("byline") or _writers(names.get("authors")),
        "subjects": names.get("subject"),
        "people": names.get("person"),
        "infosources": [{"name": source}] if isinstance(source, str) else None,
    }
    made = {name: value for name, value in said.items() if value and name not in names} | _lists(names)
    kept = {name: value for name, value in values.items() if name.lower() not in made}
    return {**kept, **made} if made else values


def _lists(names: Mapping[str, Any]) -> dict[str, Any]:
    """What 1.x names one by one, as lists; pictures in them in 2.x, too."""
    made: dict[str, Any] = {}
    if isinstance(altids := names.get("altids"), dict):
        made["altids"] = [{"role": role, "value": value} for role, value in altids.items() if isinstance(value, str)]
    if isinstance(named := names.get("renditions"), dict):
        made["renditions"] = [one for one in named.values() if isinstance(one, dict)]
    if (joined := names.get("associations")) is not None:
        listed = list(filter(None, joined.values())) if isinstance(joined, dict) else joined
        made["associations"] = [modern(one) if isinstance(one, dict) else one for one in _each(listed)]
    return made


def _each(value: Any) -> list[Any]:
    """A list as it is; anything else as a list of one, for its reader to refuse."""
    return value if isinstance(value, list) else [value]


def _texts(names: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """What a 1.x document says under a name and its extensions (`body_…`), with the extension."""
    for name, value in names.items():
        stem, mark, role = name.partition("_")
        if stem == prefix and isinstance(value, str) and value.strip() and (mark or role == ""):
            yield role, value


def _headline(role: str, text: str) -> dict[str, str]:
    return {"role": "main" if role in _MAIN else role, "value": text}


def _description(role: str, text: str) -> dict[str, str]:
    return {"role": "caption" if role in _HTML | {"", "text", "caption"} else role, "value": text}


def _body(role: str, text: str) -> dict[str, str]:
    return {"role": role, "contenttype": "text/html" if role in _HTML else "text/plain", "value": text}


def _writers(authors: Any) -> str:
    """The writers among Superdesk's `authors`, as a byline."""
    listed = authors if isinstance(authors, list) else []
    found = [
        one["name"].strip()
        for one in listed
        if isinstance(one, dict) and isinstance(one.get("name"), str) and one.get("role") not in _NO_WRITER
    ]
    return (
        "、".join(filter(None, found)) if any(not name.isascii() for name in found) else ", ".join(filter(None, found))
    )
