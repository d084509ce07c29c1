"""Files in one archive; equal files, equal bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest day the format can hold: no archive of ours tells when it was packed.
_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, by their paths."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, body in sorted(files.items()):
            entry = ZipInfo(name, _DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _MODE
            archive.writestr(entry, body)
    return made.getvalue()
