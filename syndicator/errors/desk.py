"""The errors of the reprint desk and of the admins who decide there."""

from syndicator.errors.base import SyndicatorError


class ReprintError(SyndicatorError):
    """A reprint request that can't be taken or decided; `field` names the form field, "" if none."""

    code = "reprint"

    def __init__(self, text: str, field: str = "") -> None:
        self.field = field
        super().__init__(text)


class UnknownArticle(ReprintError):
    """The request is about no article of ours, or one that is not public yet."""

    code = "unknown-article"


class KeyReused(ReprintError):
    """The idempotency key was used for another request."""

    code = "key-reused"


class SeveralOwners(ReprintError):
    """The articles asked for are not all one owner's: one licence has one assigner."""

    code = "several-owners"


class TooManyTries(ReprintError):
    """One e-mail address or network asked for, or tried, more than it may; it may again in `wait` seconds."""

    code = "too-many-tries"

    def __init__(self, text: str, wait: int) -> None:
        self.wait = wait
        super().__init__(text)


class DeskClosed(ReprintError):
    """The desk takes no requests."""

    code = "desk-closed"
