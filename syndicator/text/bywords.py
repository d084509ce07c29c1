"""Words that announce who wrote a text, or who did something else to it, in the languages pages are written in.

`Written by Ann Lee | Reviewed by Bo Dahl` names one writer, not two: a line is cut at its labels, and each part says
whose label it stands behind.
"""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["author", "other", ""]

# Prepositions that alone make a byline, where a line or a part of one begins with them.
_BY = (
    "by|von|par|por|per|di|da|de|door|deur|av|af|oleh|przez|piše|пише|pisze|nga|eftir|"
    "от|од|від|από|του|της|γράφει (?:ο|η)|بقلم|מאת|โดย|द्वारा"
)
# `Posted in News on May 3 by`: what was done, perhaps where and when, and the preposition.
_DONE = (
    r"(?:originally |first )?(?:written|posted|published|reported|authored|contributed|submitted|compiled|penned|"
    r"blogged|filed|entry posted|was posted|prepared)(?: and \w+)?|"
    r"verfasst|geschrieben|veröffentlicht|erstellt|eingestellt|gepostet|publiziert|aufgezeichnet|gespeichert|"
    r"eingereicht|hinzugefügt|publié|posté|écrit|rédigé|proposé|mis en ligne|propos recueillis|recueillis?|signé|"
    r"escrito|publicado|posteado|postado|redactado|redigido|elaborado|enviado|pubblicato|scritto|inserito|postato|"
    r"redatto|geschreven|gepubliceerd|geplaatst|gepost|ingezonden|skriven|skrivet|skrevet|publicera[dt]|publiceret|"
    r"publisert|postat|inlagd|lagt ut|indsendt|innsendt|scris|publicat|postat|articol|escrit|ditulis|dipublikasikan"
)
_OF = "by|von|durch|par|por|per|da|di|de|door|av|af|oleh"
# Kinds of texts: `A column by`, `Ein Beitrag von`, `Texte de`.
_TEXT = r"(?:(?:an?|this|ein|eine|une?|uno?|una|um|uma|en|ett?|et) (?:\w+ ){0,2}?)?"
_KINDS = (
    "words|story|stories|text|article|report|reporting|press release|review|analysis|opinion|commentary|column|"
    "essay|interview|"
    "recipe|(?:guest |blog )?post|feature|(?:gast|blog)?-?\\s?beitrag|(?:gast)?kommentar|artikel|bericht|analyse|"
    "pressemitteilung|meldung|nachricht|radiobeitrag|film|kolumne|glosse|reportage|leitartikel|rezension|kritik|porträt|texte|chronique|tribune|entretien|récit|analyse|"
    "enquête|artículo|texto|crónica|columna|entrevista|reportaje|artigo|reportagem|articolo|testo|intervista|"
    "tekst|column|krönika|ledare|kronik|kommentar|debat|artikkel"
)
# Said of people with a colon, or as a heading of its own.
_NOUNS = (
    r"authors?|writers?|by|byline|words|text|story|reporters?|correspondent|journalists?|columnist|contributors?|"
    r"blogger|autor(?:s|in|en|innen|es|as|ka|ky|zy|ica|id|i|/in(?:nen)?|[:*_]in(?:nen)?|\(in\))?|autora?|"
    r"verfasser(?:in)?|redakteur(?:in)?|reporterin|auteur(?:e|s|es|\(e\))?|autrices?|texte|rédact(?:eur|rice)|journaliste|"
    r"texto|redactor(?:a|es)?|periodistas?|repórter|jornalista|reportagem|autor[ei]|autric[ei]|testo|a cura|"
    r"tekst|verslaggever|skribent(?:er)?|författare|forfatter|journalist(?:er)?|teksti|kirjoittaja|toimittaja|"
    r"kirjoittanut|napisał(?:a|\(a\))?|opracował(?:a|\(a\))?|opracowanie|oprac\.?|tekst|"
    r"napsal[ai]?|napísal[ai]?|autoři|szerzők?|írta|szöveg|scriitor|piše|napisa(?:o|la)|avtor(?:ica|ji)?|"
    r"автор(?:ы|и|ка|ка|ът)?|текст|написал[аи]?|подготовил[аи]?|аутор(?:ка|и)?|пише|"
    r"autorius|autor[ėe]|autoriai|parengė|tekstas|autors|autore|teksts|sagatavoja|kirjutas|"
    r"συντάκτ(?:ης|ρια|ες)|συγγραφέας|κείμενο|γράφει|yazan|yazarı?|haber|muhabir|penulis|pewarta|oleh|tác giả|bài viết|"
    r"höfundur|tekstur|نویسنده|كتب|بقلم|الكاتب|מאת|लेखक|লেখক|โดย|เรื่อง|"
    r"著者|執筆者?|筆者|ライター|取材・文|文責|文|記者|作者|撰文|글|글쓴이|기자"
)
# Who did something else.
_OTHER_DONE = (
    r"(?:\w+ly |expert |peer |last )?(?:reviewed|edited|copy-?edited|fact[- ]?checked|checked|verified|approved|"
    r"photographed|illustrated|translated|updated|modified|produced|hosted|directed|presented|sponsored|powered|"
    r"designed|developed|built|curated|moderated|narrated|interviewed|shot|filmed|styled|owned|supported|provided|"
    r"funded|organi[sz]ed|recommended|uploaded|prepared for web|adapted)|"
    r"übersetzt|bearbeitet|geprüft|aktualisiert|fotografiert|zuletzt bearbeitet|traduit|mis à jour|relu|modifié|"
    r"editado|revisado|traducido|traduzido|actualizado|atualizado|modificado|tradotto|aggiornato|vertaald|bewerkt|"
    r"redigeret|redigert|redigerad|översatt|oversatt|oversat"
)
_OTHER_KINDS = (
    "photo(?:s|graph(?:s|y)?)?|pictures?|images?|illustrations?|graphics?|video|artwork|art|animation|"
    "translation|cover|music|theme|template|(?:web )?design|fotos?|bild(?:er)?|illustration(?:en)?|grafik|"
    "übersetzung|photos?|illustrations?|traduction|fotograf[íi]as?|ilustraci[óo]n|ilustraç[õã]\\w+|traducción|"
    "tradução|fotografie|traduzione|beeld|billeder|bilder|kuvat?|zdjęcia"
)
_COLON = r"\s?[:：]|\s?[＝=●◎／](?=\s?[^\s\d])"
_LABEL = re.compile(
    rf"(?P<other>\b(?:{_OTHER_DONE})\s(?:{_OF})\b|\b(?:{_OTHER_KINDS})\s(?:(?:{_OF})\b|courtesy(?: of)?|credits?\b)|"
    rf"©|\bcopyright\b|\(c\)|\bfot\.|\bcc\b|\blicen[cs]ed?\b|\bcreative commons\b)"
    rf"|(?P<strong>\b(?:{_DONE})\s(?:(?:on|in|at|am|le|el|il|op|um|under|en|dans|der|den|i)?\b[^|:]{{0,60}}?\s)??"
    rf"(?:{_OF})\b|\b{_TEXT}(?:{_KINDS})\s(?:(?:{_OF})\b)|\ba cura di\b)\s?:?"
    rf"|(?P<noun>(?:^|(?<=[\s|•·(\[【（/,;.\d>»–—-]))(?:{_NOUNS})(?:{_COLON}))"
    rf"|(?P<field>(?<![^\s|•·)\d])[^\W\d_][^\W\d_/.-]{{2,20}}\s?[:：](?!\d|//))"
    rf"|(?P<weak>(?:^|(?<=\s)|(?<=[|/•·]))(?:{_BY})\b:?(?=\s))",
    re.IGNORECASE,
)
# What a preposition inside a line may follow: a bar, a date, a time of day. `de`, `di` and such never stand there.
_BEFORE = re.compile(r"(?:[|•·–—/,;)\]】»>]|\b\d{4}|\d:\d\d|\d\s?[ap]\.?m\.?|\buhr|\b[A-Z]{2,4}T?)\s*$")
_MIDDLE = re.compile(r"^(?:by|von|par|por|door|av|af|oleh|від|от|от)\b", re.IGNORECASE)
_NEAR, _LINE = 40, 100
_LEAD = re.compile(r"^(?:[^\w©(（【\[]|_)+")
_TELLS = re.compile(rf"^(?:{_NOUNS}|{_BY}|(?:{_DONE})\s(?:{_OF})|(?:{_KINDS})\s(?:{_OF}))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line and the label it stands behind: `role` "" where none does.

    `strong` is false for a mere preposition (`di`, `by`), which also begins titles and sentences.
    """

    role: Role
    text: str
    strong: bool = False


def parts(line: str) -> list[Part]:
    """The stretches of a line between its labels; one without role where it has no label."""
    line = _LEAD.sub("", line)
    found: list[Part] = []
    role: Role = ""
    strong, start = False, 0
    for match in _LABEL.finditer(line):
        if match.start() and not _inside(match, line):
            continue
        text = line[start : match.start()].strip()
        if text:
            found.append(Part(role, text, strong))
        role = "author" if match.lastgroup in ("strong", "noun", "weak") else "other"
        strong, start = match.lastgroup != "weak", match.end()
    if line[start:].strip():
        found.append(Part(role, line[start:].strip(), strong))
    return found


def _inside(match: re.Match[str], line: str) -> bool:
    """Whether a label within its line is one: a preposition only behind a bar or a date, words near the start."""
    if match["weak"]:
        return bool(_MIDDLE.match(match["weak"]) and _BEFORE.search(line[: match.start()]))
    return not match["strong"] or match.start() <= _NEAR or len(line) <= _LINE


def is_label(line: str) -> bool:
    """Whether a line is nothing but an author's label (`By`, `Autor:`, `Written by`)."""
    return bool(_TELLS.match(line.strip(" \t:：-–—|•·*")))
