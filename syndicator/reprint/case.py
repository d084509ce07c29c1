"""What a rule looks at."""

from dataclasses import dataclass
from datetime import date, datetime

from syndicator.model.article import Article
from syndicator.model.desk import DeskPolicy
from syndicator.model.outlet import Listed
from syndicator.model.reprint import Asked
from syndicator.model.rights import Reprint


@dataclass(frozen=True, slots=True)
class Case:
    """One article of a request, or (`article` None) everything of a feed.

    `holder` and `reprint` are the article's own, or what the feed declares. `agreement` names the partner whose
    standing agreement covers the article for this asker, "" where none does. `listed` are the entries of the admin's
    lists that name the asker's outlet, `source_unit` the one of the regulator's list that names the holder,
    `list_dated` that list's date, None where none was imported.
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

    @property
    def slug(self) -> str:
        """The article's name in our own addresses, "" for a whole feed."""
        return self.article.slug if self.article else ""
