"""What one line of a page says about who made the article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credits:
    """The credits of one line; empty means the line does not say.

    `outlet` is the 来源 (or a dateline's agency); `affiliation` the outlet a reporter signs for
    (`新京报记者 陆一夫`), which is weaker. `pure` is true when the line holds nothing but credits and
    page furniture, so that it is no part of the body.
    """

    outlet: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    affiliation: str = ""
    pure: bool = False

    def __bool__(self) -> bool:
        """Whether the line names anyone or anything."""
        return bool(self.outlet or self.authors or self.editors or self.photographers or self.affiliation)

    def plus(self, other: "Credits") -> "Credits":
        """Both lines' credits, these first; `pure` only where both are."""
        joined: dict[str, tuple[str, ...]] = {
            name: tuple(dict.fromkeys(getattr(self, name) + getattr(other, name)))
            for name in ("authors", "editors", "photographers")
        }
        return Credits(
            outlet=self.outlet or other.outlet,
            affiliation=self.affiliation or other.affiliation,
            pure=self.pure and other.pure,
            **joined,
        )


NOTHING = Credits()
