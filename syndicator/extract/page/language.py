"""Which language an article is in: what the page says, checked against the script its text is written in."""

import re

from lxml.etree import _Element as Element

from syndicator.extract.page.structured import Structured
from syndicator.text.han import HAN

_TAG = re.compile(r"^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_SAMPLE = 4000


def of(root: Element, structured: Structured, text: str) -> str:
    """A BCP 47 tag, or "" when neither the page nor its script says.

    The script wins: templates often keep `lang="en"` on Chinese text.
    """
    said = declared(root, structured)
    written = script_of(text)
    return written if written and said.split("-")[0].lower() != written else said


def declared(root: Element, structured: Structured) -> str:
    """The language tag the page declares, "" when it declares none."""
    metas = (structured.meta(name) for name in ("content-language", "language", "og:locale"))
    for said in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), *metas):
        if said and _TAG.match(said.strip()):
            return said.strip().replace("_", "-")
    return ""


def script_of(text: str) -> str:
    """`zh`, `ja` or `ko` when the text is mostly in that language's script, else ""."""
    sample = text[:_SAMPLE]
    han, kana, hangul = len(HAN.findall(sample)), len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    whole = len(sample) * 0.2
    if hangul > whole:
        return "ko"
    if kana > (han + kana) * 0.1 and han + kana > whole:
        return "ja"
    return "zh" if han > whole else ""
