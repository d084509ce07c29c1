"""What people see in the terminal: rich where it is one, plain lines elsewhere."""

from rich.console import Console
from rich.markup import escape

from syndicator.model.run import Run


class Voice:
    """Says things, one line each; the same words with and without colour."""

    def __init__(self) -> None:
        """Look at the terminal once."""
        self.console = Console(highlight=False, soft_wrap=True)

    def say(self, text: str, style: str = "") -> None:
        """One line."""
        self.console.print(f"[{style}]{escape(text)}[/]" if style else escape(text))

    def trouble(self, text: str) -> None:
        """Something an admin should look at."""
        self.say(f"! {text}", "red")

    def run(self, run: Run) -> None:
        """A finished run in a line, and a line for each thing it met."""
        if run.error:
            self.trouble(f"{_clock(run)} {run.source}: failed: {run.error} (the feed stays as it was)")
            return
        counts = f"{run.seen} seen, {run.new} new, {run.changed} changed, {len(run.withheld)} withheld"
        problems = f", {len(run.problems)} problems" if run.problems else ""
        busy = bool(run.new or run.changed or run.problems)
        self.say(f"  {_clock(run)} {run.source}: {counts}{problems}", "" if busy else "dim")
        for held in run.withheld:
            self.say(f"    withheld: {held.title} — {held.reason}", "yellow")
        for problem in run.problems:
            self.trouble(f"  {problem.url}: {problem.text}")


def _clock(run: Run) -> str:
    return (run.finished or run.started).astimezone().strftime("%H:%M:%S")
