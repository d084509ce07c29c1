"""How much of the reprint desk one address and one network may have: a part of the table [reprint]."""

from typing import Annotated

from pydantic import Field

from syndicator.config.section import Section

Most = Annotated[int, Field(ge=1, le=100_000)]


class DeskLimits(Section):
    """`per_address` and `per_network` are the requests taken an hour from one e-mail address and from one network.

    A network is an IPv4 /24 or an IPv6 /56. `…_day` are those a day, `wrong_secrets` the wrong secrets that one network
    may try an hour.
    """

    per_address: Most = 5
    per_address_day: Most = 20
    per_network: Most = 20
    per_network_day: Most = 100
    wrong_secrets: Most = 30
