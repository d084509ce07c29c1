"""The names in a declared author or a byline, in any alphabet: what is around them, buttons and jobs left out."""

import re
import unicodedata

from syndicator.text.byline import read_line
from syndicator.text.bywords import Part, parts
from syndicator.text.names import is_han_name, is_nobody
from syndicator.text.pagewords import BUTTON, NO_NAME, ROLE, STAFF, UNIT
from syndicator.text.wordlist import words as word_list

_EDGE = ' \t,;:|/·•∙-–—*_"“”„«»‹›'
_URL = re.compile(r"\(?\b(?:https?://|www\.)\S+\)?|\bmailto:", re.IGNORECASE)
_MAILBOX = re.compile(r"^\S+@\S+\.\w+\s*\((?P<name>[^()]{3,60})\)$")
_EMAIL = re.compile(r"[(<\[]?\s*\b[\w.+-]+(?:@|\s?\[at\]\s?|\(at\))[\w-]+(?:\.[\w-]+)+\s*[)>\]]?", re.IGNORECASE)
_NEVER = re.compile(
    r"[<>{}#=…]|\b\d{4}\b|\b\d+ ?min|\bmin(?:utes?)? read|^[\W\d]*$|\bread\b.*\bmore\b|©|\bcopyright\b|"
    r"all rights reserved|\[email",
    re.IGNORECASE,
)
_AND = r"and|und|et|y|e|og|och|ja|и|та|і|και|ve|dan|và|&|\+|"
_SPLIT = re.compile(
    rf"\s*(?P<and>(?<=\s)(?:,\s*)?(?:{_AND}with|avec|mit|con|com|met|med)(?=\s))\s*"
    r"|\s*(?P<perhaps>(?<=\s)(?:en|i|a)(?=\s))\s*|\s*(?P<list>[;、،，]|,(?=\s|$))\s*|\s*(?P<bar>[|／·•∙]|(?<=\s)[-–—](?=\s)|\s/\s|(?<=\w\w)/\s?(?=\w\w))\s*",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"^(?:M\.?D|Ph\.?D|Dr\. ?phil|RN|RD|RDN|LDN|Jr|Sr|MBA|CPA|MS|M\.S|MSc|BSc|MA|M\.A|BA|MEd|M\.Ed|Esq|DDS|DMD|DO|DVM|"
    r"LCSW|LMFT|JD|J\.D|PharmD|PsyD|MPH|MSN|NP|PA-C|FNP|CFP®?|CFA|CSCS|PE|PMP|II|III|IV)\.?$",
    re.IGNORECASE,
)
_DEGREES_BEHIND = re.compile(r"(?:\s+(?:M\.?D|Ph\.?D|R\.?N|R\.?D|MPH|DVM|DDS|CPA|CFP®?|MBA|JD)\.?)+$")
_AGENCY = re.compile(
    r"^(?:the )?(?:associated press|reuters|thomson reuters|agence france[- ]presse|afp|ap|aap|ani|ians|pti|"
    r"dpa(?:-\w+)?|"
    r"deutsche presse-agentur|sid|apa|ats|keystone-sda|sda|epd|kna|ansa|adnkronos|efe|europa press|lusa|belga|anp|"
    r"ritzau|"
    r"ntb|tt|stt|pap|ctk|čtk|tasr|mti|agerpres|tass|тасс|интерфакс|риа новости|unian|xinhua|kyodo(?: news)?|jiji|"
    r"yonhap|"
    r"bloomberg|upi|pa media|press association|canadian press|anadolu(?: ajansı)?|aa|dha|iha|bta|hina|tanjug|elta|bns|"
    r"leta|inter press service|ips|cnn|bbc|npr)$",
    re.IGNORECASE,
)
_MONTHS = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr(?:ier)?|mar(?:ch|zo|s)?|märz|apr(?:il)?|may|mai|june?|juni|juin|july?|"
    r"juli|juillet|aug(?:ust)?|août|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|déc(?:embre)?"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
_ON = r"(?:\s+(?:on|at|le|am|el|il|den|em|op|vom|um|à|klo|kl\.?|dne|dnia|w dniu|the))?"
_CUT = re.compile(
    rf"\s*[(（\[【»→]|(?<!Prof)(?<!Capt)(?<!Hon)(?<=\w{{3}})\s?\.\s(?=[A-Z])|\s*@\w|{_ON}\s+\d|(?<=[a-zà-ÿ]{{3}})\d{{1,2}}(?=[\s./-]+(?:\d|(?:{_MONTHS})\b))|"
    rf"(?-i:(?<=[a-zà-ÿ])(?=(?:Staff|CEO|CTO|Senior|Editor|Reporter|Writer|Published|Updated|Posted|January|February|"
    rf"March|April|May|June|July|August|September|October|November|December)\b))|"
    rf"{_ON}\s*,?\s*\b(?:published|updated|posted|last updated|aktualisiert|veröffentlicht|erschienen|publié|"
    r"mis à jour|"
    rf"publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|publisert|oppdatert|"
    rf"publicerad|uppdaterad|julkaistu|(?:{_MONTHS})(?=\.?\s*\d|\.?$)|(?:{_DAYS})\b|"
    rf"(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)(?=[.,]*\s\d))",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?:for|in|on|at|from|reports from|special to|aus|à|de notre|desde|da)\s+(?=(?:the\s+)?[A-ZÀ-Þ])"
)
_AFTER_PERSON = re.compile(
    r"(?P<name>\S+(?:\s\S+){1,3}?),?\s+(?:for|in|at|from|special to|reporting from)\s+(?:the\s)?[A-Z].*$", re.IGNORECASE
)
_MORE = re.compile(
    r"^(?:more (?:stories|from|articles|posts)(?: by| from)?|posts by|view all posts by|see all(?: by)?|about|"
    r"articles by|stories by|contributed by|read more about|alle (?:artikel|beiträge) von|tous les articles de|"
    r"todos los artículos de|ver todos los artículos de|meer van|visa alla inlägg av|"
    r"(?:zeige |alle |toutes? |tous |ver |view ).{0,30}?\b(?:von|by|de|par|por))\s+",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"^(?P<by>.{0,24}?\b(?:by|par|von|por|door|av))(?-i:(?=[A-ZÀ-Þ][a-zà-ÿ]))|^by\s*by\b", re.IGNORECASE
)
_BY = re.compile(r"^by\b", re.IGNORECASE)
_SOCIAL = re.compile(
    r"\b(?:facebook|twitter|youtube|linkedin|instagram|pinterest|whatsapp|wordpress|blogger)\b", re.IGNORECASE
)
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[a-z]{2,3}){1,2}$", re.IGNORECASE)
_OTHERS = re.compile(
    r"^(?:et al|others|more|agenc(?:y|ies)|agencias?|agences?|agenturen?|\d.*|red|staff|redacción|redação)\.?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"l['’]\s?", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$|\b(?:Jr|Sr)\.$")
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "delle",
        "di",
        "da",
        "dal",
        "dos",
        "das",
        "do",
        "du",
        "des",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "zur",
        "vom",
        "av",
        "af",
        "y",
        "e",
        "i",
        "ben",
        "abu",
        "ud",
        "ul",
        "ur",
    ]
)
_LOGIN = re.compile(r"[\w.\-]{2,30}")
_JOBS = word_list("jobs_en")
_LONGEST, _FULL, _MOST_WORDS, _TWICE = 60, 2, 6, 6


def names_in(text: str) -> tuple[str, ...]:
    """A declared or marked author as names: labels, jobs, addresses and affiliations gone, nobody left out."""
    text = " ".join(text.split())
    box = _MAILBOX.match(text)
    text = box["name"] if box else _EMAIL.sub(" ", _URL.sub(" ", text))
    said = parts(text)
    signed = [part.text for part in said if part.role == "author"]
    text = "; ".join(signed) if signed else next((part.text for part in said if not part.role), "")
    text = text.strip(_EDGE)
    if not text or len(text) > _LONGEST * _MOST_WORDS or _NEVER.search(text) or is_nobody(text):
        return ()
    return tuple(dict.fromkeys(_listed(text)))


def byline_names(text: str, *, sure: bool = False) -> tuple[str, ...]:
    """The names in a line marked as a byline: what follows them (date, handle, job, outlet) is cut off.

    `sure` is for text that the mark-up itself calls the author: then pen names and teams pass as well.
    """
    text = _GLUED.sub(lambda match: f"{match['by'] or 'By'} ", " ".join(text.split()))
    said = parts(_MORE.sub("", text))
    signed = [part for part in said if part.role == "author"]
    # Without a writer's label what stands before the first other label is the name.
    chosen = signed or [part for part in said[:1] if not part.role]
    found = [name for part in chosen for name in _signing(part, sure=sure)]
    return tuple(dict.fromkeys(found))


def _signing(part: Part, *, sure: bool) -> list[str]:
    text = _CUT.split(part.text, maxsplit=1)[0].strip(_EDGE)
    half = len(text) // 2
    if len(text) > _TWICE and text[:half].strip() == text[-half:].strip():
        text = text[:half].strip()
    if not text or _SOCIAL.search(text) or _URL.search(text) or is_nobody(text):
        return []
    text = _PLACE.split(text, maxsplit=1)[0]
    names = list(names_in(text))
    if not text.isupper() and not all(is_person(name) or is_agency(name) for name in names):
        # `Xinhua writers Zhang San`, `Mary Quay The Harbour Times`.
        read = [name for name in read_line(f"By {text}").authors if not ROLE.search(name)]
        names = read if read and all(map(is_person, read)) else names
    names = [_for_agency(name) for name in names]
    alone = part.strong or sure
    return [name for name in names if (is_pen_name(name) if alone else is_name(name))]


def _for_agency(name: str) -> str:
    """`JO DAHL Associated Press`: the name of who writes for an agency."""
    words = name.split()
    for place in (len(words) - 1, len(words) - 2):
        if place >= _FULL and is_agency(" ".join(words[place:])) and is_person(" ".join(words[:place])):
            return " ".join(words[:place])
    return name


def _listed(text: str) -> list[str]:
    """The names of a list. What stands behind a bar, a job, or alone behind full names, is where they work."""
    found: list[str] = []
    start, link, job = 0, "", False
    for match in (*_SPLIT.finditer(text), None):
        before = text[start : match.start()].strip(_EDGE) if match else ""
        if match and "/" in match[0] and not (is_person(before) or _DOMAIN.match(before)):
            # `Bündnis 90/Die Grünen`, `det/dpa`: a name of its own.
            continue
        part = _tidy(text[start : match.start() if match else len(text)])
        if part and (not found or (not (job and link == "list") and _another(part, link, found))):
            found.append(part)
        job = bool(part and found and ROLE.search(part)) or (job and link == "list")
        if match:
            start, link = match.end(), match.lastgroup or ""
    if len(found) > 1 and link == "bar" and UNIT.search(found[0]) and is_person(found[1]):
        return found[1:]
    return found


def _another(part: str, link: str, found: list[str]) -> bool:
    """Whether a part after the first one is a name as well."""
    if ROLE.search(part) or _DOMAIN.match(part) or _OTHERS.match(part):
        return False
    if _AGENCY.match(part):
        return link != "bar" or not is_person(found[0])
    if link in ("bar", "perhaps"):
        # `en`, `i` and `a` are also prepositions.
        return is_person(part)
    if link == "list" and is_person(found[0]) and (UNIT.search(part) or STAFF.search(part)):
        return False
    full = " " in found[0]
    return link == "and" or not full or " " in part or not part.isascii()


def _tidy(part: str) -> str:
    """One name without titles behind it, remarks and edges; "" when nothing of a name is left."""
    part = _DEGREES_BEHIND.sub("", part.strip(_EDGE))
    part = re.sub(r"\s*[(（\[].*$", "", part).strip(_EDGE)
    article = _ARTICLE.match(part)
    part = part[article.end() :] if article and _AGENCY.match(part[article.end() :]) else part
    words = part.split()
    if ROLE.fullmatch(words[-1]) if words else False:
        while words and words[-1].lower() in _JOBS:
            words.pop()
    part = " ".join(words) if is_person(" ".join(words)) else part
    after = _AFTER_PERSON.match(part)
    if after and is_person(after["name"]):
        part = after["name"].strip(_EDGE)
    if part.endswith(".") and not _INITIAL.search(part):
        part = part[:-1]
    if not part or is_nobody(part) or _DEGREE.match(part) or ":" in part or not any(map(str.isalnum, part)):
        return ""
    return part if len(part) <= _LONGEST and len(part.split()) <= _MOST_WORDS else ""


def is_person(name: str) -> bool:
    """Whether `name` looks like a person's full name: two to five capitalised words, or a Han name; no desk or firm."""
    if is_han_name(name):
        return True
    words = name.split()
    if not _FULL <= len(words) <= _MOST_WORDS - 1 or any(map(str.isdigit, name)) or NO_NAME.match(name):
        return False
    if ROLE.search(name) or STAFF.search(name) or UNIT.search(name) or _NEVER.search(name):
        return False
    return all(_capital(word) or word.lower() in _PARTICLES for word in words) and _capital(words[-1])


def is_name(name: str) -> bool:
    """Whether words that only a preposition labels can be a name: a person's, or one capitalised word, no button."""
    if is_person(name):
        return True
    if NO_NAME.match(name) or any(map(str.isdigit, name)) or not name[:1].isalpha() or ROLE.fullmatch(name):
        return False
    words = name.split()
    if not name.isascii() and not _cased(name):
        return len(words) <= _MOST_WORDS
    return all(_capital(word) or word.lower() in _PARTICLES for word in words)


def is_pen_name(name: str) -> bool:
    """Whether what a label or the mark-up calls the author can sign: a name, a team, a login; no sentence."""
    if BUTTON.match(name) or _NEVER.search(name) or not any(map(str.isalpha, name)):
        return False
    words = name.split()
    return len(words) == 1 or is_name(name) or any(map(_capital, words)) or bool(_LOGIN.fullmatch(name))


def _capital(word: str) -> bool:
    letters = word.lstrip("'’‘\"(")
    return (
        letters[:1].isupper()
        or "’" in word
        or (not _cased(word) and word[:1].isalpha())
        or letters[:2].lower() in ("d'", "d’")
    )


def _cased(text: str) -> bool:
    """Whether the text is in a script that has capitals."""
    return any(unicodedata.category(letter) in ("Lu", "Ll") for letter in text)


def is_agency(name: str) -> bool:
    """Whether `name` is a news agency's, by its full name or its usual letters."""
    return bool(_AGENCY.match(name.strip()))
