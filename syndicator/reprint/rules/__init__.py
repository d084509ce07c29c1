"""The reprint rules there are. This is the only list: a new rule is one file and one line here."""

from syndicator.reprint.rule import Rule
from syndicator.reprint.rules.agreement import Agreement
from syndicator.reprint.rules.canceled import Canceled
from syndicator.reprint.rules.commercial import Commercial
from syndicator.reprint.rules.edits import Edits
from syndicator.reprint.rules.embargo import Embargo
from syndicator.reprint.rules.everything import Everything
from syndicator.reprint.rules.license_allows import LicenseAllows
from syndicator.reprint.rules.medium import Medium
from syndicator.reprint.rules.outlet_lists import OutletLists
from syndicator.reprint.rules.owner_decides import OwnerDecides
from syndicator.reprint.rules.pictures import Pictures
from syndicator.reprint.rules.rights_unclear import RightsUnclear
from syndicator.reprint.rules.source_units import SourceUnits
from syndicator.reprint.rules.term import Term
from syndicator.reprint.rules.territory import Territory
from syndicator.reprint.rules.translation import Translation

RULES: tuple[Rule, ...] = (
    Agreement(),
    Canceled(),
    Commercial(),
    Edits(),
    Embargo(),
    Everything(),
    LicenseAllows(),
    Medium(),
    OutletLists(),
    OwnerDecides(),
    Pictures(),
    RightsUnclear(),
    SourceUnits(),
    Term(),
    Territory(),
    Translation(),
)
