"""What of a mail's lines is its story: no greeting, no signature, no header of the mail it forwards or answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from syndicator.extract.document import mail_words as words
from syndicator.extract.document.mail_text import QUOTE
from syndicator.extract.document.pieces import Piece
from syndicator.extract.page.notices import may_be_notice
from syndicator.text import byline

# A text of this weight (a Han character 1, a word 2) says something by itself; a covering note says less.
STORY = 120
# Greetings are among the first lines, signatures among the last; none has a longer line.
_TOP, _END, _SHORT = 4, 12, 90
_SIGNATURE = "--"
# A lone contact in the last line may be the story's (`咨询电话：12345`); more are a signature.
_SEVERAL = 2
_NAME = 24


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of a mail that are its story, and the subject of the mail they were forwarded from, "" for none.

    `answered` says that a mail this one answers was left out.
    """

    pieces: tuple[Piece, ...]
    subject: str = ""
    answered: bool = False


def story(pieces: Sequence[Piece]) -> Story:
    """What of a mail's lines is its story: its own, or where it adds next to nothing those of the mail it forwards."""
    kept, subject, answered = list(pieces), "", False
    while (cut := _other_mail(kept)) is not None:
        start, end, said = cut
        if weight(trimmed(kept[:start])) >= STORY or not kept[end:]:
            kept, answered = kept[:start], True
            break
        kept, subject = kept[end:], said or subject
    own = [piece for piece in kept if not _is_quoted(piece)]
    if weight(trimmed(own)) >= STORY:
        answered = answered or len(own) < len(kept)
        kept = own
    plain = [replace(piece, sort="line", level=0) if _is_quoted(piece) else piece for piece in kept]
    return Story(tuple(trimmed(plain)), subject, answered)


def weight(pieces: Sequence[Piece]) -> int:
    """How much lines say: a Han character counts 1, any other word 2."""
    text = " ".join(piece.text for piece in pieces)
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return han + 2 * len(re.findall(r"[^\W\d_\u3400-\u9fff]{2,}", text))


def is_covering(told: Sequence[Piece], said: Sequence[Piece]) -> bool:
    """Whether a mail that brings files is only their covering note: it says little, or speaks of them.

    `told` is its story as trimmed, `said` all its lines.
    """
    speaks = any(words.COVER.search(piece.text) and len(piece.text) <= 2 * _SHORT for piece in said[:_END])
    return weight(told) < (4 * STORY if speaks else STORY)


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines without the greeting and covering words above them, and the closing and signature below."""
    kept = _unsigned(list(pieces))
    for _ in range(_TOP):
        if len(kept) < 2 or not _is_covering_line(kept[0]):  # noqa: PLR2004 - one line is all there is
            break
        kept = kept[1:]
    return kept


def _is_covering_line(piece: Piece) -> bool:
    text = piece.text.strip()
    if piece.sort != "line" or not 0 < len(text) <= _SHORT:
        return False
    return bool(words.GREETING.match(text) or words.COVER.search(text) or words.RULE.match(text))


def _unsigned(kept: list[Piece]) -> list[Piece]:
    """Lines without what is the writer's own below them; a notice or a credit down there stays."""
    for number in range(max(1, len(kept) - _END), len(kept)):
        below, text = kept[number:], kept[number].text.strip()
        parted = words.RULE.match(text) and any(_is_contact(one) for one in below)
        if text == _SIGNATURE or parted or words.CLOSING.match(text) or words.ADDED.match(text):
            return _without_contacts([*kept[:number], *(one for one in below[1:] if _is_of_story(one))])
    return _without_contacts(kept)


def _without_contacts(kept: list[Piece]) -> list[Piece]:
    """Lines without the last ones that tell how to reach or pay their writer."""
    start = max(1, len(kept) - _END)
    private = [n for n in range(start, len(kept)) if len(kept[n].text) <= _SHORT and words.PRIVATE.search(kept[n].text)]
    first, found = len(kept), 0
    while first > start and (_is_contact(kept[first - 1]) or (found and _is_name(kept[first - 1], kept[first - 2]))):
        first -= 1
        found += _is_contact(kept[first])
    gone = {*private, *(range(first, len(kept)) if found >= _SEVERAL else ())}
    return [piece for number, piece in enumerate(kept) if number not in gone]


def _is_contact(piece: Piece) -> bool:
    return len(piece.text) <= _SHORT and bool(words.CONTACT.match(piece.text.strip()))


def _is_name(piece: Piece, above: Piece) -> bool:
    """Whether a line between contacts is a name or an office, and not the last sentence of the story."""
    return len(piece.text) <= _NAME and _is_contact(above) and not _is_of_story(piece)


def _is_of_story(piece: Piece) -> bool:
    return may_be_notice(piece.text) or (byline.read_line(piece.text).pure and not words.PRIVATE.search(piece.text))


def _is_quoted(piece: Piece) -> bool:
    return piece.sort == "quote" and piece.level == QUOTE


def _other_mail(pieces: Sequence[Piece]) -> tuple[int, int, str] | None:
    """Where the header of another mail starts and ends among the lines, and its subject; None where there is none."""
    for number, piece in enumerate(pieces):
        text = piece.text.strip()
        if words.WROTE.match(text):
            return number, number + 1, ""
        parted = len(text) <= _SHORT and bool(words.PARTED.search(text))
        end, names, subject = _header(pieces, number + 1 if parted else number)
        if parted or (names & words.SENDERS and len(names) > 1):
            return number, end, subject
    return None


def _header(pieces: Sequence[Piece], first: int) -> tuple[int, set[str], str]:
    """The end of a header that starts at a line, the names of its fields, and its subject."""
    names: set[str] = set()
    subject, end = "", first
    for piece in pieces[first:]:
        field = words.FIELD.match(piece.text.strip())
        if field is None:
            break
        name = field["name"].lower()
        subject = field["value"].strip() if name in words.SUBJECTS else subject
        names.add(name)
        end += 1
    return end, names, subject
