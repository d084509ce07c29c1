"""What a page's notices say together: who owns it, in whose words, on what terms."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from syndicator.attribute import notice
from syndicator.model.draft import Draft
from syndicator.model.rights import Notice, Reprint


@dataclass(frozen=True, slots=True)
class PageSays:
    """For each question the best notice that answers it; None where none does.

    `named` names an owner, `worded` states anything at all, `termed` gives terms or a condition,
    `licensed` a public license.
    """

    named: Notice | None = None
    worded: Notice | None = None
    termed: Notice | None = None
    licensed: Notice | None = None

    @property
    def holder(self) -> str:
        """The owner the page names, "" when it names none."""
        return (self.named.holder or "") if self.named else ""


def listen(draft: Draft) -> PageSays:
    """Read a draft's notices; the site's own address in place of a name (`© news.example`) names nobody."""
    found = [one for one in notice.read_all(draft.notices) if notice.states(one)]
    host = _host(draft.url)
    return PageSays(
        named=next((one for one in found if one.holder and not _is_address(one.holder, host)), None),
        worded=next(iter(found), None),
        termed=next((one for one in found if one.reprint is not Reprint.UNKNOWN or one.condition), None),
        licensed=next((one for one in found if one.license), None),
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_address(name: str, host: str) -> bool:
    """Whether a name is the page's host or a domain the host is in."""
    plain = name.lower().removeprefix("www.")
    return "." in plain and bool(host) and (host == plain or host.endswith(f".{plain}"))
