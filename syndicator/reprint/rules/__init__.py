"""The reprint rules there are. This is the only list: a new rule is one file and one line here."""

from syndicator.reprint.rule import Rule
from syndicator.reprint.rules.license_allows import LicenseAllows
from syndicator.reprint.rules.rights_unclear import RightsUnclear

RULES: tuple[Rule, ...] = (LicenseAllows(), RightsUnclear())
