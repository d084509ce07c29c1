"""A feed file as it is first written: short, commented, and silent on what nobody confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tomlkit import string

from syndicator.config.tables import SELECTORS
from syndicator.model.rights import Reprint
from syndicator.model.source import Source

_USUAL = timedelta(minutes=15)
_ONE_LINE = 120
_UTC = "UTC"
_NOWHERE = "              # its country could not be told: set it where pages give local times"
_REPRINT = "attribution | permission | none | unknown: an article whose page does not say is withheld"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a source's articles are.

    `found` is a name read off its pages with where, `names` what else they sign with: nobody confirmed these yet.
    """

    holder: str = ""
    reprint: Reprint = Reprint.UNKNOWN
    found: str = ""
    where: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """One source, called `name`, and the feed it is declared in."""

    title: str
    language: str
    timezone: str
    home_url: str
    name: str
    source: Source
    owner: Owner


def feed_file(declared: Declaration) -> str:
    """The whole of a new feed file."""
    lines = [
        "#:schema ./schema.json",
        f"title = {quoted(declared.title)}",
        f"language = {quoted(declared.language)}",
        f"timezone = {quoted(declared.timezone)}{_NOWHERE if declared.timezone == _UTC else ''}",
        f"home_url = {quoted(declared.home_url)}",
        "",
        "[rights]",
        *_rights(declared.owner),
        "",
        *_source(declared),
    ]
    return "\n".join(lines) + "\n"


def source_block(declared: Declaration, feed_holder: str, feed_language: str, feed_timezone: str) -> str:
    """One more [[source]] for a file that is there, with what differs from its feed's own."""
    lines = ["", *_source(declared)]
    if declared.source.language and declared.source.language != feed_language:
        lines.append(f"language = {quoted(declared.source.language)}")
    if declared.source.timezone != feed_timezone:
        lines.append(f"timezone = {quoted(declared.source.timezone)}")
    owner = declared.owner
    if owner.holder and owner.holder != feed_holder:
        lines += ["", "[source.rights]               # in place of the feed's whole table", *_rights(owner)]
    elif owner.found and owner.found != feed_holder and not owner.holder:
        lines += [f"# Its pages name another owner than the feed's, at {_plain(owner.where)}:",
                  f'# [source.rights]\n# holder = {quoted(owner.found)}\n# reprint = "unknown"']  # fmt: skip
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML string on one line."""
    return string(" ".join(text.split())).as_string()


def _rights(owner: Owner) -> Iterator[str]:
    if owner.holder:
        yield f"holder = {quoted(owner.holder)}"
    elif owner.found:
        yield f"# Read off its pages ({_plain(owner.where)}). If that is the owner, take the # away:"
        yield f"# holder = {quoted(owner.found)}"
    else:
        yield "# No page that was looked at names its owner. Articles without one are withheld."
        yield '# holder = ""'
    if owner.names:
        yield "# Its pages are signed with these too; keep those that are the owner's own names:"
        yield f"# names = [{', '.join(map(quoted, owner.names))}]"
    yield f'reprint = "{owner.reprint.value}"'.ljust(30) + f"# {_REPRINT}"


def _source(declared: Declaration) -> Iterator[str]:
    source = declared.source
    yield "[[source]]"
    if declared.name:
        yield f"name = {quoted(declared.name)}"
    yield f"kind = {quoted(source.kind)}"
    yield f"url = {quoted(source.url)}"
    yield f'every = "{int((source.every or _USUAL).total_seconds()) // 60}m"'
    for name in SELECTORS:
        if value := getattr(source.selectors, name):
            yield f"{name} = {quoted(value)}"
    if source.pages > 1:
        yield f"pages = {source.pages}"
    if source.full_text:
        yield "full_text = true"


def _plain(text: str) -> str:
    """A text that can stand in a comment."""
    return "".join(filter(str.isprintable, " ".join(text.split())))[:_ONE_LINE]
