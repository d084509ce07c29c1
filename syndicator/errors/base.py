"""The root of the tree, and the errors of every part but the reprint desk."""

from dataclasses import dataclass
from typing import Any


class SyndicatorError(Exception):
    """Base of the tree. `code` is a short stable name for records and problem+json."""

    code = "error"


class ConfigError(SyndicatorError):
    """One or more mistakes in config.toml or feeds/*.toml, a line each: `file:line: path: what`."""

    code = "config"

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


class FetchError(SyndicatorError):
    """A URL could not be read; `url` is the one that failed."""

    code = "fetch"

    def __init__(self, url: str, text: str) -> None:
        self.url = url
        super().__init__(text)


class AddressRefused(FetchError):
    """Not http(s), or the connection would reach an address that is not public."""

    code = "address-refused"


class TooLarge(FetchError):
    """The body passed the configured size while streaming."""

    code = "too-large"


class TooSlow(FetchError):
    """The connection or the body took longer than allowed."""

    code = "too-slow"


class TooManyRedirects(FetchError):
    """A redirect loop, or more hops than allowed."""

    code = "redirects"


class HttpStatus(FetchError):
    """An answer that is neither 2xx nor 304. `retry_after` is in seconds, None when not given.

    `page` is the answer itself, a model.page.Page (which lies above errors), None where it was not read.
    """

    code = "http-status"

    def __init__(self, url: str, status: int, retry_after: float | None = None, page: Any = None) -> None:
        self.status = status
        self.retry_after = retry_after
        self.page = page
        super().__init__(url, f"HTTP {status}")


class LedHome(FetchError):
    """The address of an article leads to its site's front page, or to a list: the article is there no more."""

    code = "led-home"


class SaysGone(FetchError):
    """A page says that its article is no more. `page` is the model.page.Page that says so."""

    code = "says-gone"

    def __init__(self, url: str, text: str, page: Any) -> None:
        self.page = page
        super().__init__(url, text)


class RobotsRefused(FetchError):
    """robots.txt of the host forbids this path to our user agent."""

    code = "robots"


class ConnectionFailed(FetchError):
    """DNS, TCP, TLS or HTTP framing failed."""

    code = "connection"


class PictureError(SyndicatorError):
    """Bytes are no picture that may be kept and served; the message says why."""

    code = "picture"


class ExtractError(SyndicatorError):
    """The bytes do not hold what the source's kind reads.

    `page` is the model.page.Page they came in, where whoever caught it first had it at hand.
    """

    code = "extract"
    page: Any = None


class FieldsMissing(ExtractError):
    """The list is there, but its rows do not hold what they should."""

    code = "fields-missing"


class BlockedPage(ExtractError):
    """Something stands in the way of the page: a challenge, a captcha, a refusal, a login.

    `sort` is one of these words, `guard` who made it ("" when unknown), `retry_after` the seconds asked for.
    """

    code = "blocked"

    def __init__(self, text: str, *, sort: str = "", guard: str = "", retry_after: float | None = None) -> None:
        self.sort = sort
        self.guard = guard
        self.retry_after = retry_after
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that is wrong: its path ("images/0/url"), a stable code, a sentence, and the limit it passed.

    Or, in place of a limit, what its sentence names.
    """

    field: str
    code: str
    text: str
    limit: int | str = 0


class DocumentInvalid(ExtractError):
    """A document sent to us can't be taken as it is; `faults` names every field that is wrong."""

    code = "document"

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.text}" for fault in faults))


class RightsError(SyndicatorError):
    """An entry lacks a required rights field and can't be published."""

    code = "rights"


class StoreError(SyndicatorError):
    """The database refused or holds something impossible."""

    code = "store"


class PublishError(SyndicatorError):
    """A document could not be rendered."""

    code = "publish"


class PaperError(SyndicatorError):
    """A licence could not be put on paper. `code` says why: no-typesetter, no-font, no-glyph, paper."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        super().__init__(text)


class DeliverError(SyndicatorError):
    """A reader or channel could not be served. `final` where trying again would change nothing."""

    code = "deliver"

    def __init__(self, text: str, *, final: bool = False) -> None:
        self.final = final
        super().__init__(text)


class AccessError(SyndicatorError):
    """A reader is not let in. `code` says why; `wait` is in how many seconds it may be (0: not by waiting)."""

    def __init__(self, code: str, text: str, wait: int = 0) -> None:
        self.code = code
        self.wait = wait
        super().__init__(text)


class PartnerError(SyndicatorError):
    """What is asked for a partner, its tokens or routes can't be kept; `faults` names every field that is wrong."""

    code = "partner"

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{fault.field}: {fault.text}" for fault in faults))


class CursorError(SyndicatorError):
    """A place in the changes that we did not give out, or not from the database we have now."""

    code = "cursor"


class HubError(SyndicatorError):
    """A request to our WebSub hub that can't be taken. `code` says why, `what` what was wrong with it in words.

    `wait` is in how many seconds it may be sent again (0: not as it is).
    """

    def __init__(self, code: str, what: str = "", wait: int = 0) -> None:
        self.code = code
        self.what = what
        self.wait = wait
        super().__init__(f"{code}: {what}" if what else code)


class PushError(SyndicatorError):
    """A document pushed to us can't be taken."""

    code = "push"


class PushKeyReused(PushError):
    """The idempotency key was used for another document."""

    code = "key-reused"
