"""One field after another of a decoded form or JSON object, with every fault on the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from syndicator.reprint import plain

_YES = frozenset({"1", "on", "true", "y", "yes", "是", "要", "有"})
_NO = frozenset({"", "0", "off", "false", "n", "no", "none", "否", "不要", "无"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that can't be taken.

    `code` is missing, not-text, too-long, too-many, not-a-flag, not-a-kind, not-a-mailbox, not-a-phone, not-both,
    not-a-date, not-a-term, past, before-start or too-far; `limit` is what its sentence names, "" when it names nothing.
    """

    field: str
    code: str
    limit: str = ""


class Fields:
    """What was sent, to be read field by field; `faults` is what was wrong so far, in the order of reading."""

    def __init__(self, sent: Mapping[str, object]) -> None:
        self.sent = sent
        self.faults: list[Fault] = []

    def wrong(self, field: str, code: str, limit: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(field, code, limit))

    def text(self, name: str, limit: int, *, required: bool = False, lines: bool = False, number: bool = False) -> str:
        """A text of at most `limit` characters, cleaned of what can't be seen; "" where there is none or it is wrong.

        `lines` keeps its line breaks; `number` takes a whole number, too.
        """
        value = self.sent.get(name)
        if number and isinstance(value, int) and not isinstance(value, bool):
            value = str(value) if abs(value) < 10**limit else "9" * (limit + 1)
        if value is not None and not isinstance(value, str):
            self.wrong(name, "not-text")
            return ""
        # Cut first: what is far too long is not worth cleaning.
        text = (plain.paragraphs if lines else plain.one_line)((value or "")[: 4 * limit + 4])
        if len(text) > limit or len(value or "") > 4 * limit + 4:
            self.wrong(name, "too-long", str(limit))
            return ""
        if required and not text:
            self.wrong(name, "missing")
        return text

    def flag(self, name: str) -> bool:
        """Yes or no, as JSON has it or as people and forms write it; no where there is nothing."""
        value = self.sent.get(name)
        if isinstance(value, bool):
            return value
        word = value.strip().lower() if isinstance(value, str) else "" if value is None else "?"
        if word not in _YES | _NO:
            self.wrong(name, "not-a-flag")
        return word in _YES
