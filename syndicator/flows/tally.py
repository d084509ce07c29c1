"""Counting what a run does, for its record and for whoever watches."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from syndicator.errors import HttpStatus, SyndicatorError
from syndicator.model.run import Problem, Run, Withheld
from syndicator.store.articles import Kept


class Watch(Protocol):
    """Whoever wants to see a run progress (a progress bar)."""

    def expect(self, source: str, total: int) -> None:
        """`total` articles will be looked at."""
        ...

    def step(self, source: str) -> None:
        """One more is done."""
        ...


def code_of(error: SyndicatorError) -> str:
    """The short stable name of an error for records; an HTTP status is named itself."""
    return f"http-{error.status}" if isinstance(error, HttpStatus) else error.code


class Tally:
    """The Run being made. `finish` gives the record; `missed` says whether any article could not be read."""

    def __init__(self, source: str, started: datetime, watch: Watch | None = None) -> None:
        """Start counting for `source`."""
        self.run = Run(source=source, started=started)
        self._watch = watch
        self.missed = False

    def expect(self, total: int) -> None:
        """`total` articles will be looked at."""
        self.run = replace(self.run, seen=total)
        if self._watch:
            self._watch.expect(self.run.source, total)

    def kept(self, url: str, kept: Kept) -> None:
        """An article was stored: new, changed or as it was."""
        count = getattr(self.run, kept.change)
        self.run = replace(self.run, **{kept.change: count + 1})
        if kept.article.holds and kept.change != "unchanged":
            self._held(url, kept.article.title, "; ".join(hold.text for hold in kept.article.holds))
        if kept.copy:
            alike = f"{kept.copy.similarity:.0%} the same"
            where = kept.article.url or kept.article.id
            self._held(kept.copy.url, kept.copy.title, f"转载稿，原稿见 {where} (a copy of that article, {alike})")
        self._step()

    def unchanged(self) -> None:
        """A page had nothing new."""
        self.run = replace(self.run, unchanged=self.run.unchanged + 1)
        self._step()

    def withdrawn(self, url: str, title: str, reason: str) -> None:
        """An article is withheld since its page is gone."""
        self.run = replace(self.run, changed=self.run.changed + 1)
        self._held(url, title, reason)
        self._step()

    def problem(self, url: str, error: SyndicatorError, *, missed: bool = True) -> None:
        """One article failed; the run goes on. It is not `missed` where it is remembered to be asked for again."""
        self.missed = self.missed or missed
        self.run = replace(self.run, problems=(*self.run.problems, Problem(url, code_of(error), str(error))))
        self._step()

    def note(self, problem: Problem) -> None:
        """Something an admin should know of an article that was kept."""
        self.run = replace(self.run, problems=(*self.run.problems, problem))

    def finish(self, at: datetime, error: str = "") -> Run:
        """The record of the run."""
        self.run = replace(self.run, finished=at, error=error)
        return self.run

    def _held(self, url: str, title: str, reason: str) -> None:
        self.run = replace(self.run, withheld=(*self.run.withheld, Withheld(url, title, reason)))

    def _step(self) -> None:
        if self._watch:
            self._watch.step(self.run.source)
