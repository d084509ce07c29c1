"""Credits on a line in English: bylines, photo credits, first-publication lines, agency datelines."""

import re
from dataclasses import replace

from syndicator.text.credits import NOTHING, Credits

_LONGEST = 240
_NAME = r"(?:(?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*|d[eiu]|da|dos|del|della|van|von|der|den|la|le|bin|al|el|ter|ten|y)\.?)"
_PEOPLE = rf"{_NAME}(?:\s+{_NAME}){{0,5}}"
_ROLES = {
    "authors": (
        r"(?:(?:written|reported|words|story|text|article|report|analysis|review|opinion|commentary|interview|a\s+guest\s+post)\s+)?by"
        r"|written\s+and\s+(?:photographed|edited)\s+by|authors?|writers?|reporters?|reporting|words|posted\s+by|published\s+by"
    ),
    "editors": r"(?:edited|fact[\s-]checked|reviewed|proofread|copy[\s-]?edited|approved)\s+by|editors?|editing|copy\s+editor|managing\s+editor",
    "photographers": (
        r"(?:photos?|photographs?|photography|pictures?|pics?|images?|illustrations?|video|lead\s+image|featured\s+image|header\s+image|cover\s+photo)"
        r"(?:\s+(?:credits?|courtesy|courtesy\s+of|source|by|via|from|supplied\s+by|provided\s+by))*|photographers?|photographed\s+by"
    ),
    "outlet": (
        r"(?:this\s+(?:article|story|piece|post|essay|report|column|interview)\s+(?:was\s+|has\s+been\s+|is\s+)?)?"
        r"(?:originally|first|previously)\s+(?:published|appeared|posted|ran|featured|reported)\s+(?:on|in|at|by|with)"
        r"|(?:re-?published|reprinted|reproduced|re-?posted|syndicated|adapted|excerpted)\s+(?:with\s+permission\s+)?from|(?:news\s+|article\s+|story\s+)?sources?|via|source\s+link"
    ),
}
_LABELLED = {
    role: re.compile(rf"^[\s*•|(\[\-–—_]*(?P<label>{words})(?P<sep>\s*[:|]\s*|\s+)(?P<value>.+)$", re.IGNORECASE)
    for role, words in _ROLES.items()
}
_JOB = frozenset(
    "staff writer writers reporter reporters correspondent correspondents editor editors columnist contributor contributors contributing senior chief "
    "deputy assistant associate business science health political politics sports technology tech features news digital special freelance producer "
    "photographer bureau national foreign international city metro education environment entertainment culture arts music film food travel "
    "opinion editorial managing executive guest intern fellow author journalist analyst critic lead principal crime legal affairs economics "
    "investigative media multimedia data online web social breaking white house local state general assignment energy security defense religion".split()
)
# Words that begin or fill a title or slogan, and no person's name: "By Any Means Necessary".
_NOT_NAMES = frozenset(
    "a an the any all some no not every each either neither my your his her its our their this that these those what which who whom whose how why when "
    "where and or but nor for with without of in on at to from into onto over under between among through during before after above below near far "
    "means popular demand default design law order special royal appointment land sea air hook crook chance accident invitation only night day "
    "morning evening noon dawn now then here there subscribing signing clicking using continuing registering submitting entering accessing "
    "way virtue reason nature hand heart name number numbers year month week category topic date price region country state author authors editor "
    "comparison contrast contract continuing midnight sunset sunrise email phone mail post request permission courtesy train plane car bus bike foot "
    "is are was were be been being has have had do does did will would can could may might must shall should it we you they he she i me us them "
    "more most less least many much few new old best worst first last next one two three four five six seven eight nine ten necessary grace god "
    "choice force fire water rail road sight sound trial error word mouth faith definition rights reserved terms privacy policy cookies".split()
)
_NOBODY = frozenset(
    {
        "staff",
        "admin",
        "administrator",
        "anonymous",
        "editor",
        "unknown",
        "guest",
        "contributor",
        "none",
        "web desk",
        "news desk",
    }
)
_AGENCY = re.compile(
    r"^(?:the\s+)?(?P<name>associated press|reuters|agence france[- ]presse|afp|ap|xinhua|bloomberg|upi|tass|kyodo news?|yonhap|ians|pti|ani|"
    r"press association|pa media|dpa|efe|ansa|canadian press|cnn wire|city news service|bay city news|press trust of india)(?:\s+(?:staff|news|newswire))?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z.,'’\- ]{1,40}?,?(?:\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?)?\s*\((?P<agency>AP|Reuters|AFP|Xinhua|UPI|TASS|Bloomberg|PTI|IANS|ANI|CNN|dpa|EFE|Kyodo)\)\s*[-–—]"
)
_MORE = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|\b(?:published|updated|posted|last\s+updated|last\s+modified)\b|\b(?:on|at)\s+(?=[A-Z][a-z]+\s+\d|\d)|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}:\d{2}|\b\d{4}\b|\bshare\b|\bfollow\b|@\w).*$",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\s*(?:,\s*and\s+|,|;|&|\band\b|/)\s*", re.IGNORECASE)
_OUTLET_END = re.compile(
    r"\s*(?:\s[-–—|]\s|[.;]\s|\.$|,?\s+(?:on|and\s+(?:is|was|has)|under|with\s+permission|with\s+the\s+permission)\b).*$"
)


def read_english(line: str) -> Credits:
    """The credits of one line; Credits() for text, slogans and titles that only begin with By."""
    dateline = _DATELINE.match(line)
    if dateline:
        return Credits(outlet=dateline["agency"])
    if len(line) > _LONGEST:
        return NOTHING
    for role in ("outlet", "photographers", "editors", "authors"):
        match = _LABELLED[role].match(line)
        if match:
            found = _read(role, match)
            if found:
                return replace(found, pure=len(line) <= _LONGEST)
    return NOTHING


def _read(role: str, match: re.Match[str]) -> Credits:
    colon = match["sep"].strip() != ""
    joined = bool(re.search(r"\b(?:by|on|in|at|from|via|with|of|credits?)$", match["label"], re.IGNORECASE))
    if not (colon or joined):
        return NOTHING
    value = match["value"].strip().strip("()[] ")
    if role == "outlet":
        return _outlet(value, colon=colon)
    if role == "photographers":
        return _photo(value, colon=colon)
    return _signed(role, value, colon=colon)


def _outlet(value: str, *, colon: bool) -> Credits:
    """`Originally published on Live Science .` A sentence about sources is none."""
    name = re.sub(r"^(?:the\s+website\s+of\s+)", "", _OUTLET_END.sub("", value), flags=re.IGNORECASE).strip(
        " .,:;\"'“”"
    )
    if not name or len(name.split()) > 7 or len(name) > 60 or not re.match(r"[A-Z0-9\"“]|www\.|\w+\.\w", name):  # noqa: PLR2004 - an outlet's name
        return NOTHING
    if re.match(
        r"^(?:its|his|her|their|this|that|an?|my|our)\b|^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s*\d|^\d+$",
        name,
        re.IGNORECASE,
    ):
        return NOTHING
    return Credits(outlet=name) if colon or name[0].isupper() or "." in name else NOTHING


def _photo(value: str, *, colon: bool) -> Credits:
    """`Tim Robberts/Getty Images` stays whole: the person and the agency are one credit."""
    name = re.sub(r"\s*(?:[.;]\s.*|\s[|•]\s.*)$", "", value).strip(" .,;:")
    words = name.split()
    if not words or len(words) > 10 or len(name) > 80 or not (name[0].isupper() or name[0] in "@©"):  # noqa: PLR2004 - a credit's length
        return NOTHING
    if not colon and words[0].lower() in _NOT_NAMES - {"the"}:
        return NOTHING
    small = [
        word
        for word in words
        if word[0].islower()
        and word not in {"de", "van", "von", "der", "di", "da", "of", "via", "for", "and", "the", "la", "le"}
    ]
    return NOTHING if len(small) > 1 else Credits(photographers=(name.lstrip("©@ "),))


def _signed(role: str, value: str, *, colon: bool) -> Credits:
    """The people of a byline; every one must look like a person or an agency, or none is believed."""
    text = _MORE.sub("", value).strip(" .,;:-–—")
    if not text or re.search(r"[!?…“”\"]|\.\s+[a-z]|[.]\s+[A-Z]\w{3,}\s+[a-z]", text):
        return NOTHING
    names: list[str] = []
    outlet = ""
    affiliation = ""
    for number, part in enumerate(_LIST.split(text)):
        agency = _AGENCY.match(part.strip())
        if agency:
            outlet = outlet or part.strip()
            continue
        name, where = _person(part, labelled=colon)
        affiliation = affiliation or where
        if name:
            names.append(name)
        elif number == 0 and not where:
            return NOTHING
        elif part.strip() and not _beside_a_name(part):
            return NOTHING
    people = tuple(dict.fromkeys(names))
    if role == "editors":
        return Credits(editors=people) if people else NOTHING
    return Credits(authors=people, outlet=outlet, affiliation=affiliation) if people or outlet else NOTHING


def _beside_a_name(part: str) -> bool:
    """Whether a part after a name can be a title or an outlet: `CNN`, `Science Editor`, `PhD`."""
    words = part.split()
    return len(words) <= 6 and words[0][0].isupper()  # noqa: PLR2004 - a title's length


def _person(part: str, *, labelled: bool) -> tuple[str, str]:
    """(name, outlet written for): titles go, capitals are set in name case; "" when it is no person."""
    words = re.sub(r"\(.*?\)", " ", part).split()
    special = re.search(r"\s+(?:special\s+to|for|of)\s+(?:the\s+)?(?P<where>[A-Z].*)$", part)
    if special:
        words = part[: special.start()].split()
    while words and words[-1].strip(".,").lower() in _JOB and len(words) > 1:
        words.pop()
    if len(words) > 1 and words[-1].lower().strip(",.") in {"phd", "md", "rd", "jr"} and not words[-1].istitle():
        words.pop()
    name = " ".join(words).strip(" ,.")
    where = special["where"].strip() if special else ""
    lowered = [word.lower().strip(".,") for word in words]
    least = 1 if labelled else 2
    if (
        len(words) < least
        or len(words) > 6
        or name.lower() in _NOBODY
        or set(lowered) & _NOT_NAMES
        or set(lowered) <= _JOB
    ):  # noqa: PLR2004
        return "", where
    if not re.fullmatch(_PEOPLE, name):
        return "", where
    return (name.title() if name.isupper() and len(words) > 1 else name), where
