"""A mail (.eml) as the article or articles it sends: its own text, or the files that it only covers.

Its subject is the headline; its sender is no author, and its date no date of publication unless nothing else gives one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import PurePath

from syndicator.errors import ExtractError
from syndicator.extract.document import html_lines, mail_header, mail_parts, mail_text, mail_trim
from syndicator.extract.document.captions import with_captions
from syndicator.extract.document.mail_parts import File, Parts, Text
from syndicator.extract.document.pieces import Document, Piece
from syndicator.extract.kinds import _document
from syndicator.extract.kinds._dropped import Dropped, Item, key_of
from syndicator.model.draft import Draft, Enclosed, Image, Origin
from syndicator.model.source import Source
from syndicator.text import enclosed
from syndicator.text.charset import Decoded

_STORIES = frozenset({".docx", ".docm", ".txt", ".html", ".htm", ".json", ".xml", ".eml"})
# Files that hold a text which can't be read from them: an article may be lost with them.
_TEXTS = frozenset({".doc", ".wps", ".pdf", ".rtf", ".odt", ".pages", ".ofd", ".zip", ".rar", ".7z", ".dat"})
# The HTML form is read unless it says less than this much of what the plain one says.
_AS_MUCH = 0.6
_PREFIX = re.compile(
    r"^(?:\s*(?:(?:re|fwd?|fw|aw|wg|tr|转发|轉寄|回复|回覆|答复|自动转发)\s*[:：]|[\[【(（]?\s*(?:投稿|来稿|供稿|稿件|新闻稿|新闻投稿|通稿|"
    r"press release|news release|for immediate release)\s*(?:[\]】)）]\s*[:：]?|[:：—-])))+\s*",
    re.IGNORECASE,
)
# A subject that only says that an article is sent.
_SENDS = re.compile(
    r"投稿|来稿|供稿|送稿|稿件|新闻稿|通稿|报送|送审|审稿|请.{0,4}(?:查收|审|刊发|采用)|附件|无主题|無主題|no subject"
    r"|\b(?:press|news) release\b|^(?:story|article|news|release|稿|新闻|图文|文章|信息|最新|今日)?\s*[\d年月日./-]*$"
    r"|^\(?untitled\)?$",
    re.IGNORECASE,
)
# A first line that may be a headline has no sentence in it and is no longer.
_HEADLINE = 80
_SENTENCE = re.compile(r"[。！？；!?;]|\.(?:\s|$)|[，,：:]$")
_CAMERA = re.compile(
    r"^(?:IMG|DSC|DSCF|DJI|MVIMG|image|mmexport|微信图片|图片|截图|照片|photo|pic)?[\s\d_().-]*$", re.IGNORECASE
)

Reader = Callable[[str, bytes], Dropped]


def read(body: bytes, url: str, source: Source, inside: Reader) -> Dropped:
    """The articles of a mail; `inside` reads a file that came with it, by its name and bytes.

    Raises ExtractError for what is no mail, can't be decrypted, or brings no text.
    """
    parts = mail_parts.read(body, source.charset)
    said, charset = _said(parts)
    told = mail_trim.story(said)
    stories = [file for file in parts.files if _suffix(file) in _STORIES]
    lost = [file for file in parts.files if _suffix(file) in _TEXTS]
    if stories and mail_trim.is_covering(told.pieces, said):
        return _of_files(stories, parts, source, inside)
    if not told.pieces or (lost and mail_trim.is_covering(told.pieces, said)):
        raise ExtractError(_nothing(parts, lost))
    subject = mail_header.text(parts.message, "subject")
    title, pieces = _headed(told.subject or subject, told.pieces)
    document = Document(
        tuple(with_captions([*pieces, *_attached(parts, said)])),
        title,
        charset.charset if charset else "utf-8",
        charset.repairs if charset else (),
        tuple(_left_out([*stories, *(file for file in parts.files if file not in stories)], answered=told.answered)),
    )
    draft = _dated(_document.draft(document, url, source), parts, source)
    origins = tuple(Origin("title", "mail subject", subject) if _is_title(o) and title else o for o in draft.origins)
    return Dropped((Item(key_of(body), replace(draft, origins=origins, told=True)),))


def _said(parts: Parts) -> tuple[list[Piece], Decoded | None]:
    """All lines of a mail's texts, and how the first of them was decoded."""
    pictures = {name: _enclosed(file) for file in parts.pictures for name in file.names}
    lines: list[Piece] = []
    for text in parts.texts:
        lines += _lines(text, pictures)
    first = next(iter(parts.texts), None)
    return lines, (first.html or first.plain) if first else None


def _lines(text: Text, pictures: dict[str, Enclosed]) -> list[Piece]:
    plain = mail_text.pieces(text.plain.text, flowed=text.flowed, delsp=text.delsp) if text.plain else []
    marked = html_lines.pieces(text.html.text, pictures) if text.html else []
    return marked if mail_trim.weight(marked) >= _AS_MUCH * mail_trim.weight(plain) and marked else plain


def _headed(subject: str, pieces: Sequence[Piece]) -> tuple[str, Sequence[Piece]]:
    """The headline, and the lines below it: "" where the subject is none and the first line is it."""
    bare = _PREFIX.sub("", subject).strip()
    first = next((piece.text.strip() for piece in pieces if piece.text.strip()), "")
    if not bare or (_SENDS.search(bare) and len(first) <= _HEADLINE and not _SENTENCE.search(first)):
        return "", pieces
    # `海川融媒投稿：东湾镇晚稻开镰` over a text that starts with its headline.
    if first and first != bare and len(first) <= len(bare) and bare.endswith(first) and len(first) * 3 > len(bare):
        return first, pieces
    return bare, pieces


def _of_files(stories: Sequence[File], parts: Parts, source: Source, inside: Reader) -> Dropped:
    """The articles in the files of a mail that only covers them."""
    items: list[Item] = []
    refused: list[str] = []
    notes: list[str] = []
    for file in stories:
        try:
            found = inside(file.name, file.body)
        except ExtractError as error:
            refused.append(f"{file.name}: {error}")
            continue
        items += [replace(item, draft=_dated(item.draft, parts, source)) for item in found.items]
        refused += found.refused
        notes += found.notes
    if not items:
        raise ExtractError(f"the mail's files can't be read: {'; '.join(refused) or 'they hold no article'}")
    others = _left_out([file for file in parts.files if file not in stories])
    if len(items) == 1:
        pictures = _attached(parts, [])
        draft = _with_pictures(items[0].draft, pictures)
        items = [replace(items[0], draft=replace(draft, left_out=(*draft.left_out, *others)))]
    else:
        notes += [*others, *(f"the picture {file.name}: it could be of any of the articles" for file in parts.pictures)]
    return Dropped(tuple(items), tuple(refused), tuple(notes))


def _with_pictures(draft: Draft, pictures: Sequence[Piece]) -> Draft:
    """A draft with pictures below its text."""
    had = {image.url for image in draft.images}
    new = [piece for piece in pictures if piece.images[0].url not in had]
    return replace(
        draft,
        body_html="\n".join((draft.body_html, *(piece.html for piece in new))),
        images=(*draft.images, *(image for piece in new for image in piece.images)),
        enclosed=(*draft.enclosed, *(one for piece in new for one in piece.enclosed)),
    )


def _attached(parts: Parts, said: Sequence[Piece]) -> list[Piece]:
    """The pictures that came beside the text, as figures: none that is shown in it, or was meant for a signature."""
    shown = {image.url for piece in said for image in piece.images}
    found = []
    for file in parts.pictures:
        one = _enclosed(file)
        named = any(name != file.name and _mentions(parts, name) for name in file.names)
        if one.url in shown or named:
            continue
        alt = _described(file.name)
        markup = f'<figure><img src="{one.url}" alt="{escape(alt)}"></figure>'
        found.append(Piece("", markup, "figure", images=(Image(one.url, alt),), enclosed=(one,)))
    return found


def _mentions(parts: Parts, name: str) -> bool:
    return any(f"cid:{name}" in text.html.text for text in parts.texts if text.html)


def _described(name: str) -> str:
    """What a picture's file name says of it, "" where a camera or a messenger gave it."""
    stem = PurePath(name).stem.strip()
    return "" if len(stem) < 4 or _CAMERA.match(stem) else stem  # noqa: PLR2004 - less says nothing


def _enclosed(file: File) -> Enclosed:
    return Enclosed(enclosed.address(file.body), file.body, file.name)


def _dated(draft: Draft, parts: Parts, source: Source) -> Draft:
    """The draft; where it gives no date, with the one the mail was sent on."""
    if draft.published is not None:
        return draft
    sent = mail_header.sent(parts.message, source.zone)
    if sent is None:
        return draft
    return replace(draft, published=sent, origins=(*draft.origins, Origin("published", "mail date", str(sent))))


def _is_title(origin: Origin) -> bool:
    return origin.field == "title"


def _suffix(file: File) -> str:
    return PurePath(file.name.lower()).suffix


def _left_out(files: Sequence[File], *, answered: bool = False) -> list[str]:
    told = [f"the attachment {file.name}: put it in by itself if it is an article" for file in files]
    return [*told, "the mail that this one answers or quotes"] if answered else told


def _nothing(parts: Parts, lost: Sequence[File]) -> str:
    if lost:
        return (
            f"the mail's text is in {', '.join(file.name for file in lost)}, which can't be read: "
            "save it as .docx or .txt and put that in"
        )
    return "the mail has pictures and no text" if parts.pictures else "the mail has no text"
