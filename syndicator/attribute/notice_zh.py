"""Copyright and reprint notices in Chinese: who owns, what may be done, on what condition.

The grammar works on folded text, which is as long as the printed line, so that a name is cut out of
the line as printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicator.attribute import holder, wording_zh
from syndicator.attribute.fold import fold
from syndicator.attribute.reading import Reading
from syndicator.model.rights import Reprint
from syndicator.text.names import is_organisation

# A notice at the end of a paragraph may be followed by no more than this.
_LONGEST_REST = 60
_LONGEST_BODY = 60
_PIECE = re.compile(r"[^。!;|]+[。!;|]*")
_BREAK = re.compile(r"\s{2,}|(?<=[。!\s])(?=[(\[])|(?<=\])(?=[^,。;!)\]])")
_LONGEST_CONDITION = 40
_LONGEST_SUBJECT = 30
_LONGEST_BARE = 8


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of the line: `text` folded, `printed` as it stands, `start` its place in the line."""

    text: str
    printed: str
    start: int


def read(line: str) -> Reading | None:
    """The notice in a line of Chinese, or None when it is text about something else."""
    text = fold(line)
    if wording_zh.PICTURE.match(text):
        return None
    reserved = _reserved(text, line)
    pieces = [piece for piece in _pieces(text, line) if _speaks(piece, text)]
    said = [piece for piece in pieces if _says(piece)]
    if not said and reserved is None:
        return Reading(said=False) if wording_zh.CONTACT.search(text) and not wording_zh.SPEECH.search(text) else None
    if reserved is None and not _stands(said, pieces, text):
        return None
    named = reserved or next(filter(None, map(_holder, said)), "")
    terms, condition = _terms(said, text if reserved is not None else "")
    start = 0 if reserved is not None or not said else said[0].start
    return Reading(holder=named or None, reprint=terms, condition=condition, start=start)


def _pieces(text: str, line: str) -> Iterator[_Piece]:
    """Sentences, and what stands apart by brackets, bars or wide spaces."""
    for sentence in _PIECE.finditer(text):
        at = sentence.start()
        for part in _BREAK.split(sentence[0]):
            begin = text.index(part, at)
            at = begin + len(part)
            if part.strip():
                yield _Piece(part, line[begin:at], begin)


def _speaks(piece: _Piece, text: str) -> bool:
    """Whether a piece can be a notice: it begins like one, reports no one's words, and is not inside a quotation."""
    if wording_zh.SPEECH.search(piece.text) or text[: piece.start].count('"') % 2:
        return False
    return bool(
        wording_zh.SUBJECT.match(piece.text)
        or wording_zh.ANNOUNCED.match(piece.text)
        or wording_zh.RESERVED.search(piece.text)
        or wording_zh.OWN_WORK.match(piece.text)
        or _owner_first(piece)
        or _owns_works(piece)
    )


def _owns_works(piece: _Piece) -> bool:
    """`网页内的图片，其版权均属于…`: a sentence that gives a site's works to an owner, or one in its own brackets."""
    owned = wording_zh.OWNED.search(piece.text)
    if not owned:
        return False
    return bool(piece.text.lstrip()[:1] in '(["' or wording_zh.WORKS.search(owned["subject"]))


def _says(piece: _Piece) -> bool:
    """Whether a piece names an owner or states a term."""
    return _states_terms(piece.text) or _holder(piece) is not None


def _stands(said: list[_Piece], pieces: list[_Piece], text: str) -> bool:
    """Whether the notice is the line, or closes it: in the midst of a paragraph it is the body's own subject."""
    before = text[: said[0].start]
    ends = max(piece.start + len(piece.text) for piece in pieces if piece.start >= said[0].start)
    return len(before.strip()) <= _LONGEST_BODY or len(text) - ends <= _LONGEST_REST


def _reserved(text: str, line: str) -> str | None:
    """The owner around 版权所有; "" when it stands there without one, None when it does not stand there."""
    for mark in wording_zh.RESERVED.finditer(text):
        if text[: mark.start()].count('"') % 2:
            continue
        before = wording_zh.BEFORE_RESERVED.search(text[: mark.start()])
        after = wording_zh.AFTER_RESERVED.match(text[mark.end() :])
        whole = holder.clean(line[: mark.start()], labelled=True)
        left = holder.clean(line[before.start("holder") : mark.start()], labelled=True) if before else ""
        right = (
            holder.clean(line[mark.end() + after.start("holder") : mark.end() + after.end("holder")]) if after else ""
        )
        colon = bool(re.match(r"\s*:", text[mark.end() :]))
        if before and not left and len(before["holder"].strip()) > _LONGEST_BODY:
            continue
        for name in (right, left, whole) if colon else (left, right, whole):
            if name and not holder.is_self(name):
                return name
        return ""
    return None


def _holder(piece: _Piece) -> str | None:
    """The owner a piece names: "" when it names the site itself, None when it names nobody."""
    for found in _owners(piece):
        raw = piece.printed[found[0] : found[1]]
        name = holder.clean(raw)
        if holder.is_self(raw) or (name and holder.is_self(name)):
            return ""
        if name and not wording_zh.ADDRESS.match(fold(name)):
            return name
    return None


def _owners(piece: _Piece) -> Iterator[tuple[int, int]]:
    """Places where a piece may name the owner, the surest first."""
    owned = wording_zh.OWNED.search(piece.text)
    if owned and not wording_zh.SOME.search(owned["subject"]) and _of_works(owned, piece.text):
        yield owned.span("holder")
    work = wording_zh.OWN_WORK.search(piece.text)
    if work and (_states_terms(piece.text) or "版权" in piece.text):
        group = "by" if work["by"] else "own"
        if not wording_zh.NOT_MAKER.search(work[group]):
            yield work.span(group)
    unless = wording_zh.UNLESS.search(piece.text)
    if unless and _means_reprint(unless[0]) and unless["holder"].strip():
        yield unless.span("holder")
    credited = wording_zh.CREDITED.search(piece.text)
    if credited and wording_zh.CREDIT.search(piece.text):
        group = "holder" if credited["holder"] else "quoted"
        if not wording_zh.NO_ONE.match(credited[group].strip()) and not piece.text.lstrip().startswith("凡"):
            yield credited.span(group)
    first = _owner_first(piece)
    if first:
        yield first
    whose = wording_zh.OF_WHOSE.search(piece.text)
    if whose:
        yield whose.span("asked" if whose["asked"] else "holder")


def _of_works(owned: re.Match[str], text: str) -> bool:
    """Whether `…版权归…所有` is said of what the site publishes, not of a patent or a place."""
    if owned["all"] or _states_terms(text):
        return True
    return bool(wording_zh.WORKS.search(owned["subject"])) or len(owned["subject"].strip(' (["')) <= _LONGEST_SUBJECT


def _owner_first(piece: _Piece) -> tuple[int, int] | None:
    """`澎湃新闻，未经授权不得转载`: the name that opens the sentence."""
    first = wording_zh.OWNER_FIRST.match(piece.text)
    if not first or wording_zh.SUBJECT.match(first["holder"]) or not _states_terms(piece.text):
        return None
    name = holder.clean(piece.printed[first.start("holder") : first.end("holder")])
    short = len(name) <= _LONGEST_BARE and not wording_zh.VERBS.search(fold(name))
    return first.span("holder") if name and (short or is_organisation(name)) else None


def _states_terms(text: str) -> bool:
    """Whether a sentence says what others may do, or on what condition."""
    return _terms_of(text) is not None or bool(_credit_of(text))


def _terms(said: list[_Piece], line: str) -> tuple[Reprint, str]:
    """The strictest terms of the pieces, and the condition they set."""
    texts = [piece.text for piece in said] or [line]
    whole = " ".join(texts)
    condition = next(filter(None, map(_credit_of, texts)), "")
    found = [terms for terms in map(_terms_of, [*texts, line]) if terms is not None]
    if Reprint.NONE in found and Reprint.PERMISSION in found and wording_zh.ASK.search(whole):
        # Forbidden "unless you ask us" is a permission to be asked for.
        return Reprint.PERMISSION, condition
    for terms in (Reprint.NONE, Reprint.PERMISSION, Reprint.ATTRIBUTION):
        if terms in found:
            return terms, condition
    return Reprint.UNKNOWN, condition


def _terms_of(text: str) -> Reprint | None:
    """What one sentence lets others do; None when it does not say."""
    unless = wording_zh.UNLESS.search(text)
    if unless and _means_reprint(unless[0]):
        return Reprint.PERMISSION
    if wording_zh.FREELY.search(text) or wording_zh.ALL_RIGHTS.search(text):
        return Reprint.PERMISSION
    never = wording_zh.NEVER.search(text)
    asked = None if wording_zh.CONTACT.search(text) else wording_zh.ASK.search(text)
    if never and not asked:
        partial = wording_zh.COMMERCIAL.search(never[0])
        return Reprint.PERMISSION if partial else Reprint.NONE if wording_zh.STRONG_USE.search(never[0]) else None
    if asked and _means_reprint(asked[0]):
        return Reprint.PERMISSION
    if wording_zh.WELCOME.search(text):
        return Reprint.ATTRIBUTION
    return Reprint.PERMISSION if wording_zh.PUNISH.search(text) else None


def _means_reprint(text: str) -> bool:
    """Whether a ban is about publishing again, not about `使用` of anything at all."""
    return bool(
        wording_zh.STRONG_USE.search(text)
        or re.search(r"本(?:网|站|报|刊|台|文|作品|稿)|复制|作品|内容|图片|文字|资料|稿件", text)
    )


def _credit_of(text: str) -> str:
    """The condition a sentence sets (`转载请注明出处`), as folded text; "" when it sets none."""
    credit = wording_zh.CREDIT.search(text)
    if not credit or text.lstrip(' (["').startswith("凡本") or not wording_zh.CREDITABLE.search(credit[0]):
        return ""
    clauses = text[credit.start() : credit.start("mention")].strip(" ,").split(",")
    before = clauses[-1] if wording_zh.STRONG_USE.search(clauses[-1]) else ",".join(clauses[-2:])
    what = re.split(r"[:\"《(,]", text[credit.start("mention") : credit.end()])[0]
    return f"{before}{what}".strip()[:_LONGEST_CONDITION]
