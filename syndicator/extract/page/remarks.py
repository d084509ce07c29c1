"""What outlets say of themselves around an article: pleas to sign up, notes on the print edition, stamps of time."""

import re

from syndicator.text.datewords import LABELS

_LONGEST_PLEA, _LONGEST_STAMP, _LONGEST_NOTE = 260, 120, 420
# A letter that is asked for. Both a plea and its object must be there: articles tell of newsletters, too.
_LETTER = re.compile(
    r"newsletters?|\binbox|bandeja de entrada|caixa de entrada|casella|boîte (?:mail|de réception)|"
    r"\be-?mail(?: address)?\b|postfach|nyhetsbrev|nyhedsbrev|nieuwsbrief|uutiskirje|"
    r"real-time updates|breaking news alerts?",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"^\W*(?:get (?:the |our |more )?\w[^.!?]{0,80}(?:delivered|straight|sent|direct(?:ly)?|in your)\b|"
    r"(?:sign up|subscribe|register) (?:to|for|here|now|today|below)\b|(?:sign up|subscribe)\W*$|"
    r"find out what(?:'|’)?s happening|never miss|don(?:'|’)t miss|want more\b|"
    r"recib[ea] |suscríbe(?:te|tse)|apúntate|receb[ae] |cadastre-se|assine |"
    r"(?:se vuoi .{0,60})?iscriviti|ricevi |abonnieren sie|jetzt (?:kostenlos )?(?:abonnieren|anmelden)|"
    r"melden sie sich|votre e-mail|inscrivez-vous|abonnez-vous|recevez |meld deg på|tilmeld dig|"
    r"anmäl dig|schrijf je in|tilaa )",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"^\W*(?:.{2,60} is a reader-supported publication|thanks for reading .{2,60}! (?:this post|subscribe)|"
    r"you(?:'|’)ve read \d+ (?:articles?|stories)|"
    r"(?:i|if you) (?:enjoyed|liked) (?:this|reading this)\b.{0,60}subscribe|"
    r"by (?:submitting|signing up|clicking|subscribing|entering)\b.{0,80}(?:agree|accept|consent|terms|privacy)|"
    r"the .{0,200} (?:is|are) solely responsible for (?:all|its|the) (?:editorial )?content)",
    re.IGNORECASE,
)
_SIGN_UP = re.compile(r"^\W*(?:sign up|subscribe) (?:to|for|here)\b", re.IGNORECASE)
_SHOP = re.compile(
    r"^\W*(?:[$£€]\s?\d[\d.,]*\s*)?(?:(?:at|from) \w+\s*)?(?:view deal|"
    r"check (?:price|amazon)|buy now|shop now|see (?:price|deal)|"
    r"add to (?:cart|basket|bag)|(?:top )?picks for you|today(?:'|’)s best .{2,50} deals?)\W*$",
    re.IGNORECASE,
)
# What only stands below an article, and below which nothing is its text.
_PRINT = re.compile(
    r"^(?:a|this) version of (?:this|the) (?:article|story|column|essay|review) (?:appears|appeared|was published)\b",
    re.IGNORECASE,
)
# `Ann Lee covers the courts`: the beat of whoever wrote it.
_BEAT = re.compile(
    r"^(?!(?:The|An?|This|That|These|It|He|She|They|Our|His|Her|Its|In|On|At)\b)[A-ZÀ-Þ][\w.'’-]+"
    r"(?:\s(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|la)){0,3},? (?:covers|writes about|writes for|reports on|reports from|"
    r"is based in|has (?:covered|tested|reported on|written about))\b"
)
_CONTACT = re.compile(
    r"^\W*(?:(?:for )?(?:media|press|news|investor|public relations|pr|analyst)s?(?: (?:relations|office))?"
    r"(?: (?:&|and) \w+)? (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))|pressekontakte?|ansprechpartner für (?:die )?"
    r"(?:presse|medien)|contacts? (?:de )?presse|contacto (?:de|para) prensa|contatt[io] stampa|"
    r"contato (?:de|para a) imprensa|pres(?:s|se)kontakte?r?|perscontact|lisätietoja|"
    r"notes? (?:to|for) (?:the )?editors?)\W*$|^\W*contacts?\s?:\s*$|^\W*(?-i:ENDS?)\W*$|"
    r"^\s*(?:(?:#\s*){3}|[-–—]+\s*(?:30|ends?)\s*[-–—]+)\s*$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"^\W*(?:(?:user|customer|reader|guest) (?:reviews?|ratings?|comments?)|sobre la firma|archivado en|"
    r"sobre (?:el|la|los|las|o|a|os|as) autor(?:es|as|a)?|"
    r"über (?:den|die) autor(?:in|en)?|à propos de l(?:'|’)auteure?|"
    r"sull(?:'|’)autore|informazioni sull(?:'|’)autore|om (?:författaren|forfatteren|skribenten)|over de auteur)\W*$",
    re.IGNORECASE,
)
# Elements that only style parts: `March 9, 2025Updated March 10, 2025`.
_GLUED = re.compile(r"(?<=\d)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_BAR = re.compile(r"\s[|·•]\s|\|")
# How whoever issues a press release marks it as one, and how the wires that spread it do.
_RELEASE = re.compile(
    r"^\W*(?:(?:press|news|media) release|for immediate release|news provided by|"
    r"(?:presse|medien)mitteilung(?:en)?|presseinformation|communiqués? de presse|"
    r"comunicados? (?:de prensa|de imprensa)|"
    r"nota de prensa|comunicat[oi] stampa|persbericht(?:en)?|pressmeddelande|pressemelding|pressemeddelelse|"
    r"lehdistötiedote|tiedote)\W*$|"
    r"^.{0,90}(?:/PRNewswire/|\(?BUSINESS WIRE\)?|\(?GLOBE ?NEWSWIRE\)?|/EINPresswire|ACCESS ?Newswire)",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"[\s_*=~•·\-–—]{2,}")
_READING = re.compile(
    r"\d+\s?[-–]?\s?(?:min\w*\.?|minutes?)(?:\s(?:read|reading|de lecture|lesezeit|di lettura|de lectura|de leitura))?|"
    r"(?:temps de )?lecture|lesezeit|reading time|tempo di lettura",
    re.IGNORECASE,
)
# What a date is written with beside its label: names of months and days, hours, zones, `at`, `Uhr`, `kl.`.
_DATING = re.compile(
    r"\b(?:jan\w*|feb\w*|f[ée]v\w*|mar\w{0,4}|mär\w*|mär?z|apr\w*|avr\w*|abr\w*|ma[iyj]\w{0,2}|mag\w*|jun\w*|juin|giu\w*|"
    r"jul\w*|juil\w*|lug\w*|aug\w*|ao[uû]t|ago\w*|sep\w*|sett?\w*|o[ck]t\w*|out\w*|ott\w*|nov\w*|de[cz]\w*|déc\w*|dic\w*|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|a\.?m\.?|p\.?m\.?|uhr|kl|klo|noon|h|"
    r"[ap]t|e[sd]?t|p[sd]t|c[sd]t|m[sd]t|gmt|utc|bst|ist|ces?t|msk|de|del|at|on|um|am|à|le|"
    r"el|il|den|om|os|as|às|a las|last|first|and|i|in)\b|(?<=\d)h(?=\d)",
    re.IGNORECASE,
)


def pleads(text: str, *, linked: bool) -> bool:
    """Whether a line asks readers to sign up, to subscribe, to pay or to buy; `linked`: there is a link in it."""
    if len(text) > _LONGEST_PLEA:
        return False
    if _SHOP.match(text) or (linked and len(text) <= _LONGEST_STAMP and _SIGN_UP.match(text)):
        return True
    return bool((_PLEA.match(text) and _LETTER.search(text)) or _SUPPORT.match(text))


def closes(text: str) -> bool:
    """Whether a line stands below articles alone: press contacts, the print edition, its writer, `###`, `- 30 -`."""
    return bool(_CONTACT.match(text) or _FOOT.match(text)) or (len(text) <= _LONGEST_NOTE and bool(_PRINT.match(text)))


def releases(text: str) -> bool:
    """Whether a line says that the text is a press release, whose declared author is whoever issued it."""
    return bool(_RELEASE.match(text) or _CONTACT.match(text))


def is_contact(text: str) -> bool:
    """Whether a line says whom the press may ring, or ends what was sent to it."""
    return bool(_CONTACT.match(text))


def is_beat(text: str) -> bool:
    """Whether a line says what its writer writes about; at the end of a text, since others cover things as well."""
    return len(text) <= _LONGEST_NOTE and bool(_BEAT.match(text))


def is_drawn(text: str) -> bool:
    """Whether a line is a rule drawn with characters: `___`, `* * *`."""
    return bool(_DRAWN.fullmatch(text))


def is_stamp(text: str, *, listed: bool = False) -> bool:
    """Whether a line is a date and what it is the date of, how long reading takes, or a mere number, and no more.

    Between bars other things may stand beside them: `In Our Paper · 6 min read · Nov 5, 2024`. `listed` is for items of
    lists, where dates alone are the text's own: there a label must stand.
    """
    if len(text) > _LONGEST_STAMP or not any(map(str.isdigit, text)) or (listed and not LABELS.search(text)):
        return False
    pieces = _BAR.split(_GLUED.sub(" ", text))
    stamps = sum(map(_is_time, pieces))
    return stamps * 2 > len(pieces)


def _is_time(text: str) -> bool:
    for pattern in (_READING, LABELS, _DATING):
        text = pattern.sub(" ", text)
    return not any(map(str.isalpha, text))
