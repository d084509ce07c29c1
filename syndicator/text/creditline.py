"""The credit line: a template filled with what is known, without labels for what is not."""

import re
import unicodedata
from string import Formatter

PLACEHOLDERS = ("holder", "authors", "editors", "title", "url", "date")
_DEFAULTS = {
    "zh": "来源：{holder}　作者：{authors}　编辑：{editors}　原标题：{title}　原文：{url}",
    "en": "Source: {holder} | Author: {authors} | Editor: {editors} | Original title: {title} | Original: {url}",
}
# Where one part of a template ends and the next begins. A single space counts only before a label.
_SEPARATOR = re.compile(
    r"(\u3000+|[ ]{2,}|\s*[|｜丨•]\s*|\s+[·/—–-]\s+|[;；]\s*|[,，]\s*|[ ](?=[^\s{}:：]{1,16}[:：]\s?\{)|"
    r"(?<=\})(?=[（(【\[])|(?<=[）)】\]])(?=[^\s]))"
)
_FIELD = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
_LABEL = re.compile(r"([^\s{}:：|｜；;，,（）()]{1,24})\s*[:：]")
_LONGEST = 600


def default(language: str) -> str:
    """The template for a language tag: Chinese for zh of any kind, English for every other."""
    return _DEFAULTS["zh" if language.lower().startswith("zh") else "en"]


def check_template(template: str) -> None:
    """Raise ValueError, saying what is wrong, unless `template` can be filled and names the holder."""
    if re.search(r"[\r\n]", template):
        raise ValueError("a credit line is one line")
    names: list[str] = []
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if name not in PLACEHOLDERS or spec or conversion:
            known = " ".join(f"{{{known}}}" for known in PLACEHOLDERS)
            shown = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            raise ValueError(f"unknown placeholder {{{shown}}}; known are {known}")
        names.append(name)
    if "holder" not in names:
        raise ValueError("a credit line must name {holder}")


def line(  # noqa: PLR0913 - one argument a placeholder
    template: str,
    *,
    holder: str,
    authors: tuple[str, ...] = (),
    editors: tuple[str, ...] = (),
    title: str = "",
    url: str = "",
    date: str = "",
) -> str:
    """Fill a template; a part whose values are all empty goes, with its label and its separator.

    Values are flattened to one line, and can neither add a part nor repeat a label of the template.
    `url` counts only when it is http(s). Raises ValueError as check_template does.
    """
    check_template(template)
    joiner = "、" if re.search(r"[\u3400-\u9fff]", template) else ", "
    labels = frozenset(_LABEL.findall(template))
    values = {
        "holder": _value(holder, labels),
        "authors": joiner.join(filter(None, (_value(name, labels) for name in authors))),
        "editors": joiner.join(filter(None, (_value(name, labels) for name in editors))),
        "title": _value(title, labels),
        "url": _address(url),
        "date": _value(date, labels),
    }
    pieces = _SEPARATOR.split(template)
    kept = ""
    for number in range(0, len(pieces), 2):
        part = _part(pieces[number], values)
        if part:
            kept += (pieces[number - 1] if kept and number else "") + part
    return kept.strip()


def _part(part: str, values: dict[str, str]) -> str:
    """One part filled; "" when it has placeholders and none of them has a value."""
    fields = _FIELD.findall(part)
    if fields and not any(values[name] for name in fields):
        return ""
    return _FIELD.sub(lambda found: values[found[1]], part).replace("{{", "{").replace("}}", "}")


def _value(text: str, labels: frozenset[str]) -> str:
    """A value as one run of plain text, in which no label of the template stands with its colon."""
    flat = "".join(" " if unicodedata.category(char)[0] in "ZC" else char for char in text)
    flat = re.sub(r" {2,}", " ", flat).strip()
    flat = _LABEL.sub(lambda found: f"{found[1]} " if found[1] in labels else found[0], flat)
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"


def _address(url: str) -> str:
    """An http(s) address without white space, else "": a file's path is no way back for a reader."""
    if not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return ""
    return "".join(char for char in url if not char.isspace() and unicodedata.category(char)[0] != "C")
