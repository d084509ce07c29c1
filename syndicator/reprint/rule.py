"""The contract of a reprint rule. Its members are the files of rules/; rules/__init__.py lists them."""

from typing import Protocol

from syndicator.model.reprint import Verdict
from syndicator.reprint.case import Case


class Rule(Protocol):
    """One consideration. A rule with nothing to say returns None; order never matters."""

    name: str

    def judge(self, case: Case) -> Verdict | None:
        """GRANT, REFUSE or REVIEW with its reason in zh and en, or None."""
        ...
