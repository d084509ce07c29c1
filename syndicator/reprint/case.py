"""What a rule looks at."""

from dataclasses import dataclass
from datetime import date, datetime

from syndicator.model.article import Article
from syndicator.model.desk import DeskPolicy
from syndicator.model.outlet import Listed, OutletList
from syndicator.model.reprint import Asked
from syndicator.model.rights import Reprint


@dataclass(frozen=True, slots=True)
class Case:
    """One article of a request, or (`article` None) everything of a feed.

    `holder` and `reprint` are the article's own, or what the feed declares; `names` are other spellings of the holder.
    `agreement` is the title of the partner whose standing agreement covers the article for this asker, "" where none
    does. `listed` are the entries of the admin's lists that name the asker's outlet, `source_unit` the one of the
    regulator's list that names the holder, `list_dated` that list's date, None where none was imported. `confirmed`
    says that the asker's e-mail address is theirs, `mixed` that not all of a feed's sources are declared the holder's.
    """

    asked: Asked
    article: Article | None
    holder: str
    reprint: Reprint
    policy: DeskPolicy
    now: datetime
    agreement: str = ""
    listed: tuple[Listed, ...] = ()
    source_unit: Listed | None = None
    list_dated: date | None = None
    names: tuple[str, ...] = ()
    confirmed: bool = False
    mixed: bool = False

    @property
    def slug(self) -> str:
        """The article's name in our own addresses, "" for a whole feed."""
        return self.article.slug if self.article else ""

    @property
    def allowed(self) -> bool:
        """Whether the asker is an outlet on the list of those to let, and has shown to be where that asks for it."""
        return any(self._shown(one) for one in self.on(OutletList.ALLOW))

    @property
    def trusted(self) -> bool:
        """Whether the owner's leave was given beforehand: by an agreement, or by the list of outlets to let."""
        return bool(self.agreement) or self.allowed

    def on(self, listing: OutletList) -> tuple[Listed, ...]:
        """The entries of one list that name the asker's outlet."""
        return tuple(one for one in self.listed if one.listing is listing)

    def _shown(self, listed: Listed) -> bool:
        """A name is anybody's to type: an entry with a domain counts for a confirmed address there alone."""
        if not listed.domain:
            return True
        domain = self.asked.email.rpartition("@")[2].lower()
        return self.confirmed and (domain == listed.domain or domain.endswith(f".{listed.domain}"))
