"""Channel `mail`: a parcel's words as one e-mail (RFC 5322), by SMTP (RFC 5321).

Plain text alone, or with the same as HTML beside it (multipart/alternative, RFC 2046, section 5.1.4).
"""

import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import aiosmtplib

from syndicator.deliver.channel import Lines, MailServer
from syndicator.errors import DeliverError
from syndicator.model.parcel import Parcel

_SECONDS = 30.0
_LONGEST = 900
# Replies of 5yz are final (RFC 5321, section 4.2.1).
_FINAL = range(500, 600)


class MailChannel:
    """`to` is one or more addresses, with commas between them."""

    name = "mail"

    def __init__(self, lines: Lines) -> None:
        """Keep what it works with."""
        self._server = lines.mail

    async def send(self, parcel: Parcel, to: str, now: datetime) -> None:
        """Hand the mail to the server. Raises DeliverError, final where the server says so for good."""
        server = self._server
        if server is None:
            raise DeliverError("no mail server is configured: set mail.host")
        try:
            await aiosmtplib.send(
                _message(parcel, to, now, server),
                hostname=server.host,
                port=server.port,
                username=server.user or None,
                password=server.password or None,
                use_tls=server.tls == "tls",
                start_tls=server.tls == "starttls",
                timeout=_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            final = all(refused.code in _FINAL for refused in error.recipients)
            raise DeliverError(f"{server.host}: no receiver was accepted", final=final) from error
        except aiosmtplib.SMTPResponseException as error:
            # A wrong password is mended in the configuration, and then the mail should go.
            wrong = isinstance(error, aiosmtplib.SMTPAuthenticationError)
            raise DeliverError(
                f"{server.host}: {error.code} {error.message}", final=error.code in _FINAL and not wrong
            ) from error
        except (aiosmtplib.SMTPException, OSError, ssl.SSLError, ValueError) as error:
            raise DeliverError(f"{server.host}: {error or type(error).__name__}") from error


def _message(parcel: Parcel, to: str, now: datetime, server: MailServer) -> EmailMessage:
    """The mail. Raises ValueError for a header that can't be one: `send` makes a DeliverError of it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = server.sender
    message["To"] = to
    message["Subject"] = _one_line(parcel.subject)
    message["Date"] = format_datetime(now)
    # The same at every try, so that a mail sent twice is shown once.
    message["Message-ID"] = f"<{parcel.id}@{server.sender.rpartition('@')[2].strip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.text, charset="utf-8", cte=_encoding(parcel.text))
    if parcel.html:
        message.add_alternative(parcel.html, subtype="html", charset="utf-8", cte=_encoding(parcel.html))
    return message


def _one_line(text: str) -> str:
    """A header's value: whatever could begin another line is a space, what no mail program shows is gone."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _encoding(text: str) -> str:
    """How a part travels: lines of SMTP have an end (RFC 5321, section 4.5.3.1.6), Base64's are short."""
    short = all(len(line) < _LONGEST for line in text.splitlines())
    return "7bit" if text.isascii() and short else "base64"
