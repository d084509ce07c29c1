"""Telling askers and the desk what happened to a request: put in the outbox with the step itself."""

from syndicator.flows.services import Services
from syndicator.model.appearance import Appearance
from syndicator.model.reprint import Grant, Proposal, ReprintRequest
from syndicator.store.database import Connection


def tells_askers(services: Services) -> bool:
    """Whether askers are written to at all: whether a mail server is configured."""
    return bool(services.config.mail.host)


async def confirm(services: Services, connection: Connection, request: ReprintRequest) -> None:
    """Ask the asker to confirm their address."""


async def decided(services: Services, connection: Connection, request: ReprintRequest) -> None:
    """Tell the asker what was decided, or the desk that a request waits for a person."""


async def proposed(services: Services, connection: Connection, request: ReprintRequest, proposal: Proposal) -> None:
    """Tell the desk that a decision waits for a second person."""


async def declined(services: Services, connection: Connection, request: ReprintRequest, proposal: Proposal) -> None:
    """Tell the desk that a proposed decision was declined."""


async def asked(services: Services, connection: Connection, request: ReprintRequest, text: str) -> None:
    """Put the desk's question to the asker."""


async def answered(services: Services, connection: Connection, request: ReprintRequest, text: str) -> None:
    """Tell the desk that its question was answered."""


async def withdrawn(services: Services, connection: Connection, request: ReprintRequest) -> None:
    """Tell the desk that a request it may be looking at was withdrawn."""


async def waiting(services: Services, connection: Connection, request: ReprintRequest, *, escalated: bool) -> None:
    """Remind the desk of a request that waits, or tell those it escalates to."""


async def revoked(services: Services, connection: Connection, request: ReprintRequest, grant: Grant) -> None:
    """Tell the grantee that their licence was revoked, and why."""


async def expiring(services: Services, connection: Connection, request: ReprintRequest, grant: Grant) -> None:
    """Tell the grantee that their licence ends soon, with the link that renews it."""


async def corrected(
    services: Services, connection: Connection, request: ReprintRequest, grant: Grant, slug: str
) -> None:
    """Tell the grantee that a granted article was corrected or taken down."""


async def found(
    services: Services, connection: Connection, request: ReprintRequest, grant: Grant, seen: Appearance
) -> None:
    """Tell the desk that a known reprint is not as it was granted."""
