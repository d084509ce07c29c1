"""A letter as values, and its two forms: plain text, and HTML that says the same."""

from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from syndicator.reprint.plain import one_line

_FONT = "font:16px/1.6 -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Helvetica,Arial,sans-serif"
_QUOTE = "margin:0 0 16px;padding:8px 12px;border-left:3px solid #8a8a8a;background:#f5f5f5;white-space:pre-wrap"
_BUTTON = "display:inline-block;padding:8px 16px;border-radius:4px;background:#1f4e8c;color:#fff;text-decoration:none"
_SMALL = "font-size:13px;color:#595959;word-break:break-all"


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Facts, each a label and its value; those without a value are left out."""

    rows: tuple[tuple[str, str], ...]

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Those with a value."""
        return tuple((label, value) for label, value in self.rows if value)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody's, or a line to be copied, exactly as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Go:
    """A link to follow; `first` for the one thing to do."""

    label: str
    url: str
    first: bool = False


Part: TypeAlias = Say | Rows | Quote | Go


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it has a form; `language` is zh or en."""

    language: str
    subject: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """The subject, on one line whatever stands in it."""
        return one_line(self.subject)


def plain(letter: Letter) -> str:
    """The letter as plain text."""
    colon = "：" if letter.language == "zh" else ": "
    return "\n\n".join(block for part in letter.parts if (block := _plain(part, colon))) + "\n"


def html(letter: Letter) -> str:
    """The letter as one HTML document: everything in it is escaped, nothing is loaded from anywhere."""
    language = "zh-CN" if letter.language == "zh" else "en"
    body = "\n".join(block for part in letter.parts if (block := _html(part)))
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(letter.title)}</title></head>\n"
        f'<body style="margin:0;padding:16px;background:#ffffff;color:#1a1a1a;{_FONT}">\n'
        f'<div style="max-width:640px;margin:0 auto">\n{body}\n</div></body></html>\n'
    )


def _plain(part: Part, colon: str) -> str:
    match part:
        case Say(text):
            return text
        case Rows():
            return "\n".join(f"{label}{colon}{value}" for label, value in part.told)
        case Quote(text):
            return "\n".join(f"  {line}" for line in text.splitlines())
        case Go(label, url):
            return f"{label}{colon}\n{url}"


def _html(part: Part) -> str:
    match part:
        case Say(text):
            return f'<p style="margin:0 0 16px">{escape(text)}</p>'
        case Rows():
            return _table(part)
        case Quote(text):
            return f'<div style="{_QUOTE}">{escape(text)}</div>'
        case Go(label, url, first):
            link = escape(url)
            style = f' style="{_BUTTON}"' if first else ""
            return (
                f'<p style="margin:0 0 16px"><a href="{link}"{style}>{escape(label)}</a><br>'
                f'<span style="{_SMALL}">{link}</span></p>'
            )


def _table(part: Rows) -> str:
    cell = "padding:4px 12px 4px 0;vertical-align:top;text-align:left"
    rows = "".join(
        f'<tr><th scope="row" style="{cell};font-weight:normal;color:#595959;white-space:nowrap">{escape(label)}</th>'
        f'<td style="{cell}">{escape(value)}</td></tr>'
        for label, value in part.told
    )
    return f'<table style="margin:0 0 16px;border-collapse:collapse">{rows}</table>' if rows else ""
