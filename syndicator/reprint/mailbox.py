"""An e-mail address as people type it."""

import re
import unicodedata

LONGEST = 254
"""Characters of an address that can be delivered to (RFC 5321, section 4.5.3.1.3, less its angle brackets)."""

_LOCAL = 64
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# RFC 5321's Dot-string and Domain; a quoted name or an address literal is nobody's who prints news.
_MAILBOX = re.compile(rf"(?P<local>{_WORD}(?:\.{_WORD})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})+)", re.ASCII)


def read(text: str) -> str | None:
    """The address in `text`, its domain in small letters, or None where it is not exactly one.

    What a Chinese keyboard makes of it (ｅｄｉｔｏｒ＠example。cn) is meant, too. Never holds a space, a line break, a
    comma or a bracket, so nothing of it can become another header or another recipient.
    """
    typed = unicodedata.normalize("NFKC", text.strip()).replace("。", ".")
    found = _MAILBOX.fullmatch(typed.removeprefix("mailto:"))
    if found is None or len(found[0]) > LONGEST or len(found["local"]) > _LOCAL:
        return None
    return f"{found['local']}@{found['domain'].lower()}"


def whose(address: str) -> str:
    """The same for every way to write one mailbox, by which mails to it are counted: no capitals, no +tag."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
