"""Every error the project raises on purpose.

    SyndicatorError
    ├── ConfigError          a file an admin wrote is wrong: file:line: path: what
    ├── FetchError           a URL could not be read
    │   ├── AddressRefused     not http(s), or not a public address
    │   ├── TooLarge           the body passed the limit
    │   ├── TooSlow            connect, read or total time passed
    │   ├── TooManyRedirects   a loop, or a longer chain than allowed
    │   ├── HttpStatus         an answer that is not 2xx or 304
    │   ├── LedHome            an article's address leads to the site's front page, or to a list
    │   ├── SaysGone           a page says that its article is no more, with whatever status
    │   ├── RobotsRefused      robots.txt says no
    │   └── ConnectionFailed   DNS, TCP, TLS or protocol
    ├── PictureError         bytes that are no picture we may keep
    ├── ExtractError         bytes that hold no list, feed or article
    │   ├── FieldsMissing      a list, but nothing where its links should be
    │   ├── BlockedPage        an anti-bot, captcha or login page
    │   └── DocumentInvalid    a document sent to us has fields that are missing or wrong
    ├── RightsError          an entry without its owner, notice, credit or way back
    ├── StoreError           the database refused
    ├── PublishError         a document could not be rendered
    ├── PaperError           a licence could not be put on paper
    ├── DeliverError         a reader or channel could not be served
    ├── AccessError          a token, a partner or a feed that do not go together
    ├── PartnerError         what is asked for a partner can't be kept as it is
    ├── CursorError          a place in the changes that is none of ours
    ├── HubError             what somebody asks of our WebSub hub can't be taken
    ├── PushError            a document pushed to us can't be taken
    │   └── PushKeyReused      its idempotency key was used for another document
    └── ReprintError         a request that can't be taken or decided
        ├── UnknownArticle     it is about no article of ours
        ├── KeyReused          its idempotency key belongs to another request
        ├── SeveralOwners      its articles are not all one owner's
        ├── TooManyTries       more was asked, or tried, than one address or network may
        └── DeskClosed         the desk takes no requests

Flows record expected errors on the Run and go on with the next article; anything else propagates.

Takes nothing.
Gives every part the errors it raises, by one name: `from syndicator.errors import …`.
Never imports anything of the project.
"""

from syndicator.errors.base import (
    AccessError,
    AddressRefused,
    BlockedPage,
    ConfigError,
    ConnectionFailed,
    CursorError,
    DeliverError,
    DocumentInvalid,
    ExtractError,
    Fault,
    FetchError,
    FieldsMissing,
    HttpStatus,
    HubError,
    LedHome,
    PaperError,
    PartnerError,
    PictureError,
    PublishError,
    PushError,
    PushKeyReused,
    RightsError,
    RobotsRefused,
    SaysGone,
    StoreError,
    SyndicatorError,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from syndicator.errors.desk import (
    DeskClosed,
    KeyReused,
    ReprintError,
    SeveralOwners,
    TooManyTries,
    UnknownArticle,
)

__all__ = [
    "AccessError",
    "AddressRefused",
    "BlockedPage",
    "ConfigError",
    "ConnectionFailed",
    "CursorError",
    "DeliverError",
    "DeskClosed",
    "DocumentInvalid",
    "ExtractError",
    "Fault",
    "FetchError",
    "FieldsMissing",
    "HttpStatus",
    "HubError",
    "KeyReused",
    "LedHome",
    "PaperError",
    "PartnerError",
    "PictureError",
    "PublishError",
    "PushError",
    "PushKeyReused",
    "ReprintError",
    "RightsError",
    "RobotsRefused",
    "SaysGone",
    "SeveralOwners",
    "StoreError",
    "SyndicatorError",
    "TooLarge",
    "TooManyRedirects",
    "TooManyTries",
    "TooSlow",
    "UnknownArticle",
]
