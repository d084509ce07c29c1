"""An article's content as sent: its own body, and whose it is where every reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from syndicator.publish.words import Words


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below every article: its notice, its credit line, and where two links lead."""

    notice: str
    credit: str
    origin_url: str
    reprint_url: str


def content(subtitles: Sequence[str], body_html: str, body_text: str, closing: Closing, said: Words) -> str:
    """Sub-headlines, body, notice and credit line, as HTML.

    A sub-headline or a notice that the body (`body_text` in plain words) already has is not said twice. Links lead to
    the original page and to the reprint form.
    """
    lines = (f"<p><strong>{_text(line)}</strong></p>" for line in subtitles if line.strip() not in body_text)
    notice = "" if closing.notice.strip() in body_text else f"<p>{_text(closing.notice)}</p>"
    links = f"{_link(closing.origin_url, said.original)}　{_link(closing.reprint_url, said.reprint)}"
    return "".join((*lines, body_html, notice, f"<p>{_text(closing.credit)}　{links}</p>"))


def _text(line: str) -> str:
    return escape(line.strip(), quote=False)


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{_text(text)}</a>'
