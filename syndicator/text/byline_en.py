"""Credits on a line in English: bylines, photo credits, first-publication lines, agency datelines."""

import re

from syndicator.text.credits import NOTHING, Credits
from syndicator.text.wordlist import words

_LONGEST = 240
_LONGEST_OUTLET = 60
_MOST_OUTLET_WORDS = 8
_LONGEST_PHOTO = 80
_MOST_NAME_WORDS = 6
_MOST_TITLE_WORDS = 10
_NAME = r"(?:(?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*|d[eiu]|da|dos|del|della|van|von|der|den|la|le|bin|al|el|ter|ten|y)\.?)"
_PEOPLE = re.compile(rf"{_NAME}(?:\s+{_NAME}){{0,5}}")
_ROLES = {
    "outlet": (
        r"(?:this\s+(?:article|story|piece|post|essay|report|column|interview)\s+(?:was\s+|has\s+been\s+|is\s+)?)?"
        r"(?:originally|first|previously)\s+(?:published|appeared|posted|ran|featured|reported)\s+(?:on|in|at|by|with)"
        r"|(?:this\s+(?:article|story|piece|post)\s+(?:was|is|has\s+been)\s+)?(?:re-?published|reprinted|reproduced|"
        r"re-?posted|syndicated|excerpted)\s+(?:here\s+)?(?:with\s+permission\s+)?from"
        r"|(?:news\s+|article\s+|story\s+)?sources?|via|source\s+link"
    ),
    "photographers": (
        r"(?:photos?|photographs?|photography|pictures?|pics?|images?|illustrations?|lead\s+image|featured\s+image|"
        r"header\s+image|cover\s+photo)"
        r"(?:\s+(?:credits?|courtesy\s+of|courtesy|source|by|via|from|supplied\s+by|provided\s+by))*|photographers?|"
        r"photographed\s+by|credits?(?=\s*:)"
    ),
    "editors": (
        r"(?:written\s+and\s+)?(?:edited|fact[\s-]checked|reviewed|proofread|copy[\s-]?edited|approved|editing)\s+by|"
        r"(?:web|copy|managing|executive|duty|responsible|chief)?\s*editors?|editor-in-chief"
    ),
    "authors": (
        r"(?:(?:written|reported|reporting|writing|additional\s+reporting|words|story|text|article|report|analysis|"
        r"review|opinion|commentary|interview|posted|published|authored|compiled|a\s+guest\s+post)\s+)?by"
        r"|written\s+and\s+(?:photographed|edited)\s+by|(?:staff\s+)?(?:authors?|writers?|reporters?|correspondents?)|"
        r"words"
    ),
}
_LABELLED = {
    role: re.compile(rf"^[\s*•(\[\-–—_]*(?P<label>{words})(?P<sep>\s*[:/]\s*|\s+)(?P<value>\S.*)$", re.IGNORECASE)
    for role, words in _ROLES.items()
}
# A label that reads on into its value without a colon.
_JOINS = re.compile(r"\b(?:by|on|in|at|from|via|with|of|credits?|courtesy)$", re.IGNORECASE)
_EXPLICIT = re.compile(r"(?:written|posted|reported|authored|edited|reviewed)\s+by$", re.IGNORECASE)
_SEGMENT = re.compile(
    r"\s*[|•;]\s*|\s[·]\s|\s{2,}|\s+(?=(?:editors?|authors?|reporters?|photos?|sources?)\s*:)", re.IGNORECASE
)
_JOB = words("jobs_en")
# Words that begin or fill a title or slogan, and no person's name: "By Any Means Necessary".
_NOT_NAMES = words("not_names_en")
_NOBODY = frozenset(
    {"staff", "admin", "administrator", "anonymous", "editor", "unknown", "guest", "contributor", "none", "web desk"}
)
_AGENCY = re.compile(
    r"^(?:the\s+)?(?:associated press|reuters|agence france[- ]presse|afp|ap|xinhua|bloomberg|upi|tass|"
    r"kyodo(?:\s+news)?|yonhap|ians|pti|ani|"
    r"press association|pa media|dpa|efe|ansa|canadian press|cnn wire|city news service|bay city news|press trust of "
    r"india)(?:\s+(?:staff|news|newswire))?$",
    re.IGNORECASE,
)
_OUTLET_WORD = re.compile(
    r"(?:times|post|news|journal|tribune|herald|daily|press|gazette|magazine|media|network|university|institute|"
    r"company|today|review|chronicle|guardian|telegraph|observer|globe|wire|"
    r"mail|standard|courier|sentinel|register|monitor|weekly|online|radio|tv|television|center|centre|bulletin|record|"
    r"dispatch|examiner|inquirer|mirror|express|cnn|bbc|npr|abc|nbc|cbs|pbs|usa)$|\.(?:com|org|net|co|cn)$",
    re.IGNORECASE,
)
# A source of figures under a chart is not where the article comes from.
_FIGURES = re.compile(
    r"\d|\b(?:bureau|statistics|census|survey|report|data|department|ministry|study|index|database|estimates?|"
    r"authors?|calculations?)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z.,'’\- ]{1,40}?,?(?:\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?)?\s*\((?P<agency>AP|Reuters|AFP|"
    r"Xinhua|UPI|TASS|Bloomberg|PTI|IANS|ANI|CNN|dpa|EFE|Kyodo)\)\s*[-–—]"
)
_MORE = re.compile(
    r"\s*(?:\s[-–—]\s|\b(?:published|updated|posted|last\s+updated|last\s+modified)\b|\b(?:on|"
    r"at)\s+(?=[A-Z][a-z]+\s+\d|\d)|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|"
    r"aug|sep|oct|nov|dec)|\d{1,2}:\d{2}|\b\d{4}\b|\bshare\b|\bfollow\b|@\w|\s+in\s+(?=[A-Z])).*$",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\s*(?:,\s*and\s+|,|;|&|\band\b|/)\s*", re.IGNORECASE)
# `Xinhua writers Zhang San, Li Si`; `Mary Quay The Harbour Times`; a login as an editor's name.
_DESK = re.compile(
    r"(?P<where>[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})\s+(?:staff\s+)?(?:writers?|reporters?|correspondents?)\s+(?=[A-Z])"
)
_HOUSE = re.compile(r"(?<=\w)\s+(?P<where>The\s+[A-Z].{2,40})$")
_HANDLE = re.compile(r"[a-z][\w.\-]{2,20}")
_UNMARKED = re.compile(rf"(?P<name>{_PEOPLE.pattern}),\s+(?P<job>[A-Za-z ]{{5,40}})$")
_OUTLET_END = re.compile(
    r"\s*(?:\s[-–—]\s|[.;]\s|\.$|,?\s+(?:on|and\s+(?:is|was|has)|under|with\s+permission|"
    r"with\s+the\s+permission)\b).*$"
)
_NOT_OUTLET = re.compile(
    r"(?:its|his|her|their|this|that|an?|my|our)\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec)[a-z]*\.?\s*\d|\d+$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[!?…“”\"]|\.\s+[a-z]|[.]\s+[A-Z]\w{3,}\s+[a-z]")
_PARTICLES = frozenset(
    {"de", "van", "von", "der", "di", "da", "of", "via", "for", "and", "the", "la", "le", "from", "on"}
)


def read_english(line: str) -> Credits:
    """The credits of one line; Credits() for text, slogans and titles that only begin with By."""
    dateline = _DATELINE.match(line)
    if dateline:
        return Credits(outlet=dateline["agency"])
    if len(line) > _LONGEST:
        return NOTHING
    unmarked = _UNMARKED.match(line)
    if unmarked and set(unmarked["job"].lower().split()) <= _JOB:
        name, _ = _person(unmarked["name"], least=2)
        if name:
            return Credits(authors=(name,), pure=True)
    total = Credits(pure=True)
    for segment in _SEGMENT.split(line):
        total = total.plus(_segment(segment.strip()))
    return total or NOTHING


def _segment(text: str) -> Credits:
    """The credits of one part of a line, between bars."""
    for role, pattern in _LABELLED.items():
        match = pattern.match(text)
        found = _read(role, match) if match else NOTHING
        if found:
            return found
    return Credits(pure=True)


def _read(role: str, match: re.Match[str]) -> Credits:
    colon = ":" in match["sep"] or ("/" in match["sep"] and role == "photographers")
    if "/" in match["sep"] and not colon:
        return NOTHING
    if not (colon or _JOINS.search(match["label"])):
        return NOTHING
    value = match["value"].strip().strip("()[] ")
    if role == "outlet":
        return _outlet(value, source=match["label"].lower().endswith(("source", "sources")))
    if role == "photographers":
        return _photo(value, colon=colon)
    return _signed(role, value, single=colon or bool(_EXPLICIT.search(match["label"])))


def _outlet(value: str, *, source: bool) -> Credits:
    """`Originally published on Live Science .` A sentence about sources, or a chart's figures, is none."""
    name = _OUTLET_END.sub("", value).strip(" .,:;\"'“”")
    if (
        not name
        or len(name.split()) > _MOST_OUTLET_WORDS
        or len(name) > _LONGEST_OUTLET
        or not re.match(r"[A-Z0-9]|\w+\.\w", name)
    ):
        return NOTHING
    if _NOT_OUTLET.match(name) or (source and _FIGURES.search(name)):
        return NOTHING
    return Credits(outlet=name, pure=True)


def _photo(value: str, *, colon: bool) -> Credits:
    """`Tim Robberts/Getty Images` stays whole: the person and the agency are one credit."""
    name = re.sub(r"\s*(?:(?<!\b[A-Z])[.]\s.*|;\s.*)$", "", value).strip(" .,;:")
    words = name.split()
    if not words or len(words) > _MOST_TITLE_WORDS or len(name) > _LONGEST_PHOTO or re.match(r"https?:", name):
        return NOTHING
    if not (re.search(r"[A-Z]", words[0]) or words[0][0] in "@©" or "/" in name):
        return NOTHING
    if not colon and words[0].lower() in _NOT_NAMES - {"the"}:
        return NOTHING
    small = [word for word in words[1:] if word[0].islower() and word not in _PARTICLES]
    return NOTHING if len(small) > 1 else Credits(photographers=(name.lstrip("©@ "),), pure=True)


def _signed(role: str, value: str, *, single: bool) -> Credits:
    """The people of a byline; the first must look like a person or an agency, or none is believed."""
    text = _MORE.sub("", value).strip(" .,;:-–—*")
    if not text or _SENTENCE.search(text):
        return NOTHING
    names: list[str] = []
    outlet = affiliation = ""
    desk = _DESK.match(text)
    if desk:
        text, affiliation = text[desk.end() :], desk["where"]
    house = _HOUSE.search(text)
    if house:
        text, affiliation = text[: house.start()], house["where"]
    if single and _HANDLE.fullmatch(text) and text not in _NOT_NAMES | _NOBODY:
        names, text = [text], ""
    for part in filter(None, _LIST.split(text)):
        name, where = _person(part, least=1 if single and not names else 2)
        agency = bool(_AGENCY.match(part))
        outlet = outlet or (part if agency else "")
        if names and not agency and _OUTLET_WORD.search(part):
            affiliation = affiliation or part
        elif agency or name:
            names.append(part if agency else name)
        elif not names or not _beside_a_name(part):
            return NOTHING
        affiliation = affiliation or where
    people = tuple(dict.fromkeys(names))
    if role == "editors":
        return Credits(editors=people, pure=True)
    return Credits(authors=people, outlet=outlet, affiliation=affiliation, pure=True)


def _beside_a_name(part: str) -> bool:
    """Whether a part after a name can be a title or an outlet: `CNN`, `Science Editor`, `PhD`."""
    words = part.split()
    return len(words) <= _MOST_TITLE_WORDS and not words[0][0].islower()


def _person(part: str, *, least: int) -> tuple[str, str]:
    """(name, outlet written for), without titles; the name is "" when it is no person of `least` words."""
    words = re.sub(r"\(.*?\)", " ", part).split()
    special = re.search(r"\s+(?:special\s+to|for|of)\s+(?:the\s+)?(?P<where>[A-Z].*)$", part)
    if special:
        words = part[: special.start()].split()
    while len(words) > 1 and words[-1].strip(".,").lower() in _JOB:
        words.pop()
    where = special["where"].strip() if special else ""
    name = " ".join(words).strip(" ,.")
    lowered = {word.lower().strip(".,") for word in words}
    if (
        not least <= len(words) <= _MOST_NAME_WORDS
        or name.lower() in _NOBODY
        or lowered & _NOT_NAMES
        or lowered <= _JOB
    ):
        return "", where
    if not _PEOPLE.fullmatch(name):
        return "", where
    return (name.title() if name.isupper() and len(words) > 1 else name), where
