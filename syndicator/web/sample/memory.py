"""What the sample newsroom remembers between two runs: its first day, who has the story, whether the edit is out."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(slots=True)
class Memory:
    """Kept in the file at `path`, or for this process alone where there is none."""

    opened: date
    amended: bool = False
    readers: set[str] = field(default_factory=set)
    path: Path | None = None

    @classmethod
    def load(cls, path: Path | None, today: date) -> "Memory":
        """What is remembered at `path`; a newsroom with nothing to remember opens `today`."""
        memory = cls(today, path=path)
        if path and path.exists():
            try:
                kept = json.loads(path.read_text(encoding="utf-8"))
                memory.opened, memory.amended = date.fromisoformat(kept["opened"]), bool(kept["amended"])
                memory.readers = {str(reader) for reader in kept["readers"]}
            except (ValueError, KeyError, TypeError):
                # A damaged file is worth no more than a new start.
                memory.save()
        else:
            memory.save()
        return memory

    def amend(self) -> None:
        """Remember that the edit is out."""
        self.amended = True
        self.save()

    def served(self, reader: str) -> None:
        """Remember that `reader` has the story as it was before the edit."""
        self.readers.add(reader)
        self.save()

    def save(self) -> None:
        """Write the file whole or not at all."""
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            partial = self.path.with_name(f"{self.path.name}.part")
            kept = {"opened": str(self.opened), "amended": self.amended, "readers": sorted(self.readers)}
            partial.write_text(json.dumps(kept), encoding="utf-8")
            partial.replace(self.path)
