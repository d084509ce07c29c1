"""`syndicator source add URL`: find how a site can be read, show what it would give, write its feed file."""

import asyncio
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from syndicator.cli.found import Shown
from syndicator.cli.newsroom import newsroom
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.config.declaration import Declaration, feed_file, source_block
from syndicator.config.feedwrite import create
from syndicator.config.feedwrite import replace as replace_file
from syndicator.errors import BlockedPage, FetchError
from syndicator.flows import proposal
from syndicator.flows.declare import CHECKS
from syndicator.flows.discover import Discovery, discover
from syndicator.flows.services import Services
from syndicator.flows.trial import Candidate
from syndicator.model.feed import Feed
from syndicator.model.rights import Reprint
from syndicator.start import services as opened

_KINDS = ("feed", "html", "auto", "sitemap")


@click.group()
def source() -> None:
    """Sources: find out how a site can be read, and declare it."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the command line asks for; "" is left to what is found."""

    url: str
    name: str
    kind: str
    feed: str
    holder: str
    reprint: str
    title: str
    language: str
    timezone: str
    pick: int
    yes: bool


@source.command()
@click.argument("url")
@click.option("--name", default="", help="The feed's name (feeds/NAME.toml); with --feed the source's.")
@click.option("--kind", type=click.Choice(_KINDS), help="Look for sources of this kind alone.")
@click.option("--feed", default="", metavar="FEED", help="Add the source to feeds/FEED.toml, which is there.")
@click.option("--holder", default="", help="Whose its articles are. A name found on its pages is only proposed.")
@click.option("--reprint", type=click.Choice([one.value for one in Reprint]), help="What the owner allows.")
@click.option("--title", default="", help="The feed's title.")
@click.option("--language", default="", help="Its language (zh-CN, en, …).")
@click.option("--timezone", default="", help="The zone of times that name none (Asia/Shanghai, …).")
@click.option(
    "--pick", type=click.IntRange(1, 99), default=1, help="Which of the sources found; the first is the best."
)
@click.option("--yes", is_flag=True, help="Write it without asking.")
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Find how the site at URL can be read, show what it would give, and write feeds/NAME.toml.

    Tried are the feeds the page names and the usual places for one, the page's own list, and the site's sitemaps.
    Without a terminal and without --yes it only shows.
    """
    told: dict[str, Any] = {name: "" if value is None else value for name, value in options.items()}
    asyncio.run(_add(settings(context), _Wish(**told)))


async def _add(config: Config, wish: _Wish) -> None:
    shown, path = Shown(), _place(config, wish)
    asks = not wish.yes and sys.stdin.isatty() and sys.stdout.isatty()
    async with opened(config) as services, newsroom(config):
        feed = services.catalog.feed(wish.feed) if wish.feed else None
        found = await _discovered(services, wish, shown)
        chosen = _picked(found, wish, asks=asks)
        owner = proposal.owner(chosen, wish.holder, Reprint(wish.reprint or Reprint.UNKNOWN))
        policy = feed.policy if feed and not owner.holder else proposal.policy(owner)
        shown.chosen(chosen, proposal.outcomes(services, chosen, policy))
        shown.owner(owner, policy.holder)
    declared = _told(wish, proposal.declaration(found, chosen, owner, _taken(feed)), feed)
    if asks:
        declared = _asked(declared, feed)
        path = path or _named(config, click.prompt("Feed's name", proposal.feed_name(found.url)))
    path = path or _named(config, proposal.feed_name(found.url))
    text = source_block(declared, feed.policy.holder, feed.language, feed.timezone) if feed else feed_file(declared)
    shown.say(f"\n{text.strip()}\n")
    if not wish.yes and not (asks and click.confirm(f"Write this to {path}?", default=True)):
        shown.say("Nothing was written" + ("." if asks else ": run it in a terminal, or with --yes."))
        return
    _write(config, path, text, feed)
    shown.say(f"{'Added to' if feed else 'Wrote'} {path}. See: syndicator preview {path.stem}/{declared.name}", "green")


def _place(config: Config, wish: _Wish) -> Path | None:
    """The file to write, where the command line names one. Raises click.UsageError before anything is fetched."""
    if not wish.feed:
        return _named(config, wish.name) if wish.name else None
    path = config.feeds_dir / f"{wish.feed}.toml"
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in config.feeds_dir.glob("*.toml"))) or "none"
        raise click.UsageError(f"there is no feed {wish.feed!r} to add to; there are: {there}")
    return path


def _named(config: Config, name: str) -> Path:
    path = config.feeds_dir / f"{name}.toml"
    if path.exists():
        raise click.UsageError(f"{path} is there already: choose another --name, or add to it with --feed {name}")
    return path


async def _discovered(services: Services, wish: _Wish, shown: Shown) -> Discovery:
    """What was found. Raises click.ClickException saying what was tried where nothing was."""
    try:
        found = await discover(services, wish.url, wish.kind)
    except BlockedPage as error:
        hint = ': kind "browser" runs its scripts (docs/configuration.md)' if error.sort == "script" else ""
        raise click.ClickException(f"{error}{hint}") from error
    except FetchError as error:
        raise click.ClickException(f"{wish.url} could not be read: {error}") from error
    if not found.candidates:
        shown.found(found)
        kind = f" of kind {wish.kind}" if wish.kind else ""
        raise click.ClickException(
            f"no source{kind} found at {wish.url}: {len(found.misses)} places were tried. If the page has a list, "
            'declare it with kind = "html" and the selector of a row (docs/configuration.md).'
        )
    shown.found(found)
    return found


def _picked(found: Discovery, wish: _Wish, *, asks: bool) -> Candidate:
    """The source to declare: the best, the one that was named, or the one a person picks."""
    count = len(found.candidates)
    if wish.pick > count:
        raise click.UsageError(f"--pick {wish.pick}: there are {count}")
    if asks and count > 1:
        return found.candidates[click.prompt("Which one?", wish.pick, type=click.IntRange(1, count)) - 1]
    return found.candidates[wish.pick - 1]


def _taken(feed: Feed | None) -> frozenset[str]:
    return frozenset(one.key.partition("/")[2] for one in feed.sources) if feed else frozenset()


def _told(wish: _Wish, declared: Declaration, feed: Feed | None) -> Declaration:
    """The declaration with what the command line says."""
    language, timezone = wish.language or declared.language, wish.timezone or declared.timezone
    return replace(
        declared,
        title=wish.title or declared.title,
        language=language,
        timezone=timezone,
        name=wish.name if feed and wish.name else declared.name,
        source=replace(declared.source, language=language, timezone=timezone),
    )


def _asked(declared: Declaration, feed: Feed | None) -> Declaration:
    """The declaration as a person at the terminal wants it."""
    if not feed:
        declared = replace(declared, title=click.prompt("Title", declared.title))
    owner = declared.owner
    if not owner.holder:
        words = "Owner (Enter takes the one found, - leaves it open)" if owner.found else "Owner (Enter leaves it open)"
        said = click.prompt(words, owner.found or "-").strip()
        owner = owner if said in ("", "-") else replace(owner, holder=said)
    if owner.holder and owner.reprint is Reprint.UNKNOWN:
        choice = click.Choice([one.value for one in Reprint])
        owner = replace(owner, reprint=Reprint(click.prompt("May others reprint it?", "unknown", type=choice)))
    return replace(declared, owner=owner)


def _write(config: Config, path: Path, text: str, feed: Feed | None) -> None:
    """Put the file in place. Raises ConfigError with nothing changed."""
    if feed is None:
        create(path, text, config.data, CHECKS)
        return
    before = path.read_bytes()
    whole = before.decode("utf-8-sig")
    replace_file(path, before, whole + ("" if whole.endswith("\n") else "\n") + text, config.data, CHECKS)
