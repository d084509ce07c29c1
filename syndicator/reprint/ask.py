"""What a stranger sent, to what they ask for: validation of a request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from syndicator.model.reprint import Asked
from syndicator.reprint import plain, term

FIELDS = ("article", "outlet", "contact", "use", "medium")
"""The text fields, all required; the term is beside them (see term.read)."""

LIMITS = {"article": 500, "outlet": 120, "contact": 200, "use": 2000, "medium": 80}
"""The most characters each may have."""

MEDIA = ("web", "app", "social", "print", "broadcast")
"""The media with a name of ours; any other is kept in the asker's words."""

_MEDIUM_WORDS = {
    "web": ("web", "website", "site", "online", "internet", "网站", "网页", "网络", "互联网"),
    "app": ("app", "mobile app", "mobile", "客户端", "手机客户端", "app客户端"),
    "social": (
        "social",
        "social media",
        "wechat",
        "weibo",
        "公众号",
        "微信",
        "微信公众号",
        "微博",
        "社交媒体",
        "新媒体",
    ),
    "print": ("print", "newspaper", "magazine", "paper", "报纸", "杂志", "报刊", "纸媒", "印刷"),
    "broadcast": ("broadcast", "radio", "tv", "television", "广播", "电视", "电台", "广播电视"),
}
_MEDIUM = {word: name for name, words in _MEDIUM_WORDS.items() for word in words}
_MAILBOX = re.compile(r"[^\s@<>,;\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_OURS = re.compile(r"/articles/(?P<slug>[^/]+?)(?:\.[a-z.]+)?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that can't be taken.

    `code` is missing, not-text, too-long, not-a-date, not-a-term, past, before-start or too-far;
    `limit` is the number its sentence names, "" when it names none.
    """

    field: str
    code: str
    limit: str = ""


def read(fields: Mapping[str, object], today: date, language: str) -> Asked | tuple[Fault, ...]:
    """The request in `fields` (a decoded form or JSON object), or every fault in it.

    Text is cleaned of control and invisible characters; `article` comes out as a slug where it was
    an id or address of ours. `language` ("zh" or "en") is the one to answer in, unless `fields` names one.
    """
    faults: list[Fault] = []
    texts: dict[str, str] = {}
    for name in FIELDS:
        value = _text(name, fields.get(name))
        if isinstance(value, Fault):
            faults.append(value)
        else:
            texts[name] = value
    try:
        term_from, term_to = term.read(fields, today)
    except term.TermError as error:
        faults.append(Fault(error.field, error.code, error.limit))
    if faults:
        return tuple(faults)
    named = fields.get("language")
    is_mail = bool(_MAILBOX.fullmatch(texts["contact"]))
    return Asked(
        articles=(slug(texts["article"]),),
        outlet=texts["outlet"],
        email=texts["contact"] if is_mail else "",
        contact="" if is_mail else texts["contact"],
        use=texts["use"],
        medium=_MEDIUM.get(texts["medium"].lower(), texts["medium"]),
        term_from=term_from,
        term_to=term_to,
        language=named if named in ("zh", "en") and isinstance(named, str) else language,
    )


def slug(text: str) -> str:
    """An article's slug from its slug, its tag: URI or an address of ours; other text stays as it is."""
    if text.startswith("tag:"):
        return text.rpartition(":")[2]
    if text.startswith(("http://", "https://")):
        try:
            path = urlsplit(text).path
        except ValueError:
            return text
        # The path of our base URL may stand before it.
        match = re.search(_OURS.pattern + r"$", unquote(path), re.IGNORECASE)
        return match["slug"] if match else text
    return text


def _text(name: str, value: object) -> str | Fault:
    if value is None:
        return Fault(name, "missing")
    if not isinstance(value, str):
        return Fault(name, "not-text")
    text = plain.paragraphs(value) if name == "use" else plain.one_line(value)
    if not text:
        return Fault(name, "missing")
    if len(text) > LIMITS[name]:
        return Fault(name, "too-long", str(LIMITS[name]))
    return text
