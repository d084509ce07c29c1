"""Pictures that come inside a document have no address: they are named by their bytes, `picture:SHA-256`.

The name stands in a body until the picture is kept and our own address of it can be put there.
"""

import hashlib
import re

SCHEME = "picture"
_NAME = re.compile(rf"{SCHEME}:[0-9a-f]{{64}}")


def address(body: bytes) -> str:
    """The name of the picture that these bytes are."""
    return f"{SCHEME}:{hashlib.sha256(body).hexdigest()}"


def is_enclosed(url: str) -> bool:
    """Whether this is the name of a picture that came inside a document."""
    return bool(_NAME.fullmatch(url))
