"""The style sheet, icon and scripts: read once, served under an address that changes with their bytes."""

import base64
import hashlib
import mimetypes
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of static/; `version` is a digest of its bytes."""

    body: bytes
    media_type: str
    version: str

    @property
    def integrity(self) -> str:
        """What a page says of a script's bytes, so that no others run (W3C Subresource Integrity)."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.body).digest()).decode()}"


class Assets:
    """All files of static/, by name."""

    def __init__(self) -> None:
        """Read them; they are few and small."""
        self._files = {
            entry.name: _asset(entry.name, entry.read_bytes())
            for entry in (files("syndicator.web") / "static").iterdir()
            if entry.is_file()
        }

    def find(self, name: str) -> Asset | None:
        """The asset called `name`."""
        return self._files.get(name)

    def path(self, name: str) -> str:
        """Its path under our base URL. Raises KeyError for a file that is not there."""
        return f"/static/{name}?v={self._files[name].version}"


def _asset(name: str, body: bytes) -> Asset:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(body, media_type, hashlib.sha256(body).hexdigest()[:12])
