"""Channel `webhook`: a parcel's body POSTed to an address, signed.

    X-Syndicator-Signature: t=1795500000,sha256=<hex of HMAC-SHA256(secret, "1795500000." + body)>
    X-Syndicator-Delivery: the parcel's id, the same at every try
    Idempotency-Key: the same

HMAC is RFC 2104; the time in it keeps an old delivery from being played again.
"""

import hashlib
import hmac
from datetime import datetime

from syndicator.deliver.channel import Lines
from syndicator.errors import AddressRefused, DeliverError, FetchError
from syndicator.model.parcel import Parcel

_ACCEPTED = range(200, 300)
# Later may be better: a timeout, too many at once, a server in trouble.
_LATER = (408, 425, 429)
_BROKEN = 500


class WebhookChannel:
    """`to` is an http(s) address; whatever answers 2xx has it."""

    name = "webhook"

    def __init__(self, lines: Lines) -> None:
        """Keep what it works with."""
        self._post = lines.post
        self._secret = lines.secret

    async def send(self, parcel: Parcel, to: str, now: datetime) -> None:
        """POST the body. Raises DeliverError, final where the address is refused or the receiver says 4xx."""
        if not self._secret:
            raise DeliverError("there is no secret to sign with: set alerts.secret, or the route's", final=True)
        body = parcel.body.encode()
        headers = {
            "Content-Type": parcel.media_type,
            "X-Syndicator-Signature": signature(self._secret, now, body),
            "X-Syndicator-Delivery": parcel.id,
            "Idempotency-Key": parcel.id,
        }
        try:
            answer = await self._post(to, body, headers)
        except AddressRefused as error:
            raise DeliverError(str(error), final=True) from error
        except FetchError as error:
            raise DeliverError(str(error)) from error
        if answer.status not in _ACCEPTED:
            final = answer.status < _BROKEN and answer.status not in _LATER
            raise DeliverError(f"HTTP {answer.status} {answer.text}".strip(), final=final)


def signature(secret: str, at: datetime, body: bytes) -> str:
    """The header's value for a body sent at `at`."""
    time = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), time.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={time},sha256={digest}"
