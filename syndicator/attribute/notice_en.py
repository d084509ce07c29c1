"""Copyright, reprint and license notices in English, and © lines in any language.

The grammar works on folded text, which is as long as the printed line, so that a name is cut out of
the line as printed.
"""

import re
from collections.abc import Iterator

from syndicator.attribute import holder, licenses, wording_en
from syndicator.attribute.fold import fold
from syndicator.attribute.reading import Reading
from syndicator.model.rights import Reprint

_SENTENCE = re.compile(r"(?:[^.|]|\.(?!\s|$)|(?<=\b[A-Z])\.|(?<=\bInc)\.(?=\s+[a-z])|(?<=\bLtd)\.(?=\s+[a-z]))+[.|]?")
_LONGEST_CONDITION = 60
_LONGEST_NAMED = 12
# A paragraph that merely mentions permissions is longer than a notice's sentence.
_LONGEST_LINE = 700


def read(line: str) -> Reading | None:
    """The notice in a line, or None when it is text about something else."""
    text = fold(line)
    if wording_en.PICTURE.search(text) and not wording_en.RESERVED.search(text):
        return None
    license_ = _license(text)
    marked = _marked(text, line)
    said = (
        [(start, sentence) for start, sentence in _sentences(text) if _speaks(sentence)]
        if len(text) <= _LONGEST_LINE
        else []
    )
    terms, condition = _terms([sentence for _, sentence in said], text)
    if license_ is not None:
        terms = Reprint.ATTRIBUTION if terms is Reprint.UNKNOWN else terms
    named = marked or next(filter(None, (_named(start, sentence, line) for start, sentence in said)), "")
    if not named and license_ is not None:
        named = _licensee(text, line)
    if marked is None and not named and terms is Reprint.UNKNOWN and not condition and license_ is None:
        return Reading(said=False) if wording_en.CONTACT.search(text) and not wording_en.SPEECH.search(text) else None
    return Reading(holder=named or None, reprint=terms, condition=condition, license=license_ or "")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for sentence in _SENTENCE.finditer(text):
        lead = len(sentence[0]) - len(sentence[0].lstrip())
        if sentence[0].strip():
            yield sentence.start() + lead, sentence[0].strip()


def _speaks(sentence: str) -> bool:
    """Whether a sentence can be a notice's own: it begins like one and reports no one's words."""
    return bool(wording_en.SUBJECT.match(sentence)) and not wording_en.SPEECH.search(sentence)


def _marked(text: str, line: str) -> str | None:
    """The owner at ©, Copyright or All rights reserved; "" when one of them stands without an owner."""
    found: str | None = None
    for mark in wording_en.COPYRIGHT.finditer(text):
        if wording_en.SPEECH.search(text[: mark.start()]) or _captions(mark, text):
            continue
        found = found or ""
        after = text[mark.start("holder") : mark.end("holder")]
        end = wording_en.END.search(after)
        stop = mark.start("holder") + (end.start() if end else len(after))
        name = _believable(line[mark.start("holder") : stop])
        if not name:
            before = wording_en.BY_BEFORE.search(text[: mark.start()]) or wording_en.BEFORE.search(text[: mark.start()])
            name = _believable(line[before.start("holder") : before.end("holder")]) if before else ""
        if name:
            return name
    reserved = wording_en.RESERVED.search(text)
    if found is None and reserved and not wording_en.SPEECH.search(text[: reserved.start()]):
        before = wording_en.BEFORE_RESERVED.search(text[: reserved.start()])
        return _believable(line[before.start("holder") : before.end("holder")]) if before else ""
    return found


def _captions(mark: re.Match[str], text: str) -> bool:
    """Whether a © closes a picture's caption: something stands before it, and no year, word or term goes with it."""
    sign = text[mark.start() : mark.start("holder")]
    if re.search(r"copyright|\(c\)", sign, re.IGNORECASE) or wording_en.RESERVED.search(text):
        return False
    before, after = text[: mark.start()], text[mark.start() :]
    if wording_en.OWN_LINE.match(before) or wording_en.YEAR.search(after) or re.search(r"版权|permission", text):
        return False
    return bool(re.search(r"[^\W\d_]{3}", before))


def _believable(raw: str) -> str:
    """A cleaned name, unless it is the site itself or a sentence that happens to follow a mark."""
    name = holder.clean(raw)
    folded = fold(name)
    if not name or holder.is_self(name) or len(folded.split()) > _LONGEST_NAMED:
        return ""
    return "" if wording_en.NO_NAME.match(folded) else name


def _named(start: int, sentence: str, line: str) -> str:
    """The owner in whose permission, property or source the sentence puts the work."""
    for pattern in (wording_en.OWNS, wording_en.REPRINTED, wording_en.LEAVE, wording_en.FROM):
        for found in pattern.finditer(sentence):
            if pattern is wording_en.LEAVE and not (
                wording_en.USE.search(sentence) or wording_en.NOUN.search(sentence)
            ):
                continue
            for group, raw in found.groupdict().items():
                if not raw:
                    continue
                printed = line[start + found.start(group) : start + found.end(group)]
                name = holder.clean(re.sub(r"^\s*the\s+", "", printed))
                if name and not holder.is_self(name) and re.match(r"[A-Z0-9\u3400-\u9fff]", name) and _believable(name):
                    return name
                if name and holder.is_other(name) and pattern is wording_en.OWNS:
                    return name
    return ""


def _terms(sentences: list[str], text: str) -> tuple[Reprint, str]:
    """The strictest terms of the sentences, and the condition they set."""
    condition = next(filter(None, map(_condition, sentences)), "")
    if any(_asks(sentence) for sentence in sentences):
        return Reprint.PERMISSION, condition
    if any(_forbids(sentence) for sentence in sentences):
        return Reprint.NONE, condition
    about_works = bool(condition) or "©" in text
    if any(wording_en.FREE.search(said) and (about_works or wording_en.NOUN.search(said)) for said in sentences):
        return Reprint.ATTRIBUTION, condition
    return (Reprint.PERMISSION if wording_en.RESERVED.search(text) else Reprint.UNKNOWN), condition


def _condition(sentence: str) -> str:
    """The credit a sentence asks for (`with credit to the author`), "" when it asks for none."""
    credit = wording_en.CREDIT.search(sentence)
    asked = wording_en.USE.search(sentence) or wording_en.FREE.search(sentence) or sentence.lower().startswith("please")
    return credit[0].strip()[:_LONGEST_CONDITION] if credit and asked else ""


def _forbids(sentence: str) -> bool:
    """Whether a sentence forbids publishing again, whoever asks."""
    return bool(wording_en.NEVER.search(sentence) and wording_en.NOUN.search(sentence))


def _asks(sentence: str) -> bool:
    """Whether a sentence makes use depend on someone's leave."""
    if wording_en.REPRINTED.search(sentence) or wording_en.INQUIRE.search(sentence):
        return True
    if re.search(r"unauthori[sz]ed|commercial", sentence, re.IGNORECASE) and _forbids(sentence):
        # Forbidden without leave, or for some uses: there is somebody to ask.
        return True
    if re.search(r"permission\s+(?:is\s+)?(?:hereby\s+)?(?:granted|given)", sentence, re.IGNORECASE):
        return False
    leave = wording_en.LEAVE.search(sentence)
    return bool(
        leave and (wording_en.USE.search(sentence) or re.search(r"\b(?:use|reuse|re-use)\b", sentence, re.IGNORECASE))
    )


def _license(text: str) -> str | None:
    """The Creative Commons license the line puts the work under: its URL, "" when it names no which; None when none."""
    if not wording_en.COMMONS.search(text) and "creativecommons.org/" not in text:
        return None
    if len(text) > _LONGEST_LINE or wording_en.SPEECH.search(text):
        return None
    if wording_en.LONE.match(text) or re.fullmatch(r"\S+", text.strip()):
        return licenses.canonical(text)
    for sentence in re.split(r"[.;。!]\s+|[。;]", text):
        stated = wording_en.LICENSED.search(sentence) and wording_en.LICENSE_SUBJECT.search(sentence)
        if wording_en.COMMONS.search(sentence) and stated and not wording_en.NOT_LICENSED.search(sentence):
            return licenses.canonical(sentence) or licenses.canonical(text)
    return None


def _licensee(text: str, line: str) -> str:
    """`GiveWell, aka … . This work is licensed …`: the name that the license's own sentence follows."""
    found = wording_en.LICENSEE.match(text)
    return holder.clean(line[found.start("holder") : found.end("holder")]) if found else ""
