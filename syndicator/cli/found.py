"""What a search for sources found, shown in a table on a terminal and in plain lines elsewhere."""

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from syndicator.cli.console import Voice
from syndicator.config.declaration import Owner
from syndicator.flows.discover import Discovery, Miss
from syndicator.flows.look import Look
from syndicator.flows.trial import Candidate

_TITLES = 5
_WORDS = {
    "article": "one article", "list": "a page with a list of articles", "feed": "a feed", "sitemap": "a sitemap",
    "json": "an API's answer", "": "a page without a list of articles",
}  # fmt: skip


class Shown(Voice):
    """Says what was found, step by step."""

    def found(self, discovery: Discovery) -> None:
        """The sources, best first, and what was tried in vain."""
        self.say(f"{discovery.url} is {_WORDS[discovery.sort]}.")
        if self.console.is_terminal:
            self._table(discovery.candidates)
        else:
            for number, one in enumerate(discovery.candidates, 1):
                self.say(f"{number}. {' · '.join(_cells(one))}")
        self.missed(discovery.misses)

    def missed(self, misses: Sequence[Miss]) -> None:
        """What was tried and is no source; the usual places in one line."""
        guesses = [miss for miss in misses if miss.where == "usual place"]
        for miss in misses:
            if miss not in guesses:
                self.say(f"   no: {miss.url} ({miss.where}): {miss.why}", "dim")
        if guesses:
            self.say(f"   no: {len(guesses)} usual places: {', '.join(miss.url for miss in guesses)}", "dim")

    def chosen(self, one: Candidate, looks: Sequence[Look]) -> None:
        """The one to be declared: its headlines, and what would become of the articles that were read."""
        self.say("")
        self.say(f"{one.source.kind} {one.source.url}", "bold")
        for lead in one.listing.leads[:_TITLES]:
            self.say(f"   {lead.published or '–'!s:<25} {lead.title or lead.url}")
        self.say("Read as they would be kept:")
        for look in looks:
            self._look(look)
        for problem in one.problems:
            self.say(f"   ! {problem.url}: {problem.text}", "red")

    def owner(self, owner: Owner, configured: str) -> None:
        """The owner that its pages name, where no one confirmed it and the feed has another or none."""
        if owner.holder or (owner.found and owner.found == configured):
            return
        if owner.found:
            self.say(f"Proposed owner: {owner.found} ({owner.where}). It counts once you confirm it.", "yellow")
        elif not configured:
            self.say("No article names its owner: all would be withheld until you declare one.", "yellow")

    def _look(self, look: Look) -> None:
        draft, rights = look.draft, look.outcome.rights
        by = ", ".join(draft.authors) or "no author named"
        self.say(f"   {draft.title}")
        self.say(f"      {draft.published or 'no date'} · {by} · {len(draft.body_text):,} characters"
                 f"{f' · 来源 {draft.outlet}' if draft.outlet else ''}")  # fmt: skip
        self.say(f"      holder: {rights.holder or '–'} · notice: {rights.notice or '–'}")
        for hold in look.outcome.holds:
            self.say(f"      would be withheld ({hold.code}): {hold.text}", "yellow")
        if not look.outcome.holds:
            self.say("      would be published", "green")

    def _table(self, candidates: Sequence[Candidate]) -> None:
        table = Table(box=SIMPLE)
        for heading in ("", "kind", "address", "articles", "newest", "what it is"):
            table.add_column(heading, overflow="fold")
        for number, one in enumerate(candidates, 1):
            table.add_row(str(number), *map(escape, _cells(one)))
        # A table knows its own width: it is not to be wrapped softly.
        Console(highlight=False).print(table)


def _cells(one: Candidate) -> tuple[str, ...]:
    newest = str(one.newest.at.date()) if one.newest else "no dates"
    notes = "; ".join((*one.notes, f"by {one.where}"))
    return one.source.kind, one.source.url, f"{len(one.listing.leads)} articles", newest, notes
