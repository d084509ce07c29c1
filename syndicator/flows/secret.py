"""The installation's own secret: what signs forms and status links, kept in the data folder."""

import os
import secrets
from pathlib import Path

_BYTES = 32
_NAME = "secret.key"


def secret(folder: Path) -> bytes:
    """The secret of `folder`, made at first use. Readable by its owner alone."""
    path = folder / _NAME
    try:
        return path.read_bytes()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{_NAME}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link appears whole or not at all, and only the first of several processes makes it.
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_bytes()
