"""The QR code that leads from a paper back to the page that checks it (ISO/IEC 18004)."""

from io import BytesIO

import segno

# 15 % of it may be dirt or ink; the quiet zone the standard asks for is four modules wide.
_CORRECTION, _QUIET, _SCALE = "m", 4, 4


def svg(address: str) -> str:
    """An `<svg>` for a page: no style, no script, dark on white whatever the page's colours."""
    drawn = BytesIO()
    code = segno.make(address, error=_CORRECTION, micro=False)
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        nl=False,
        scale=_SCALE,
        border=_QUIET,
        dark="#000",
        light="#fff",
        omitsize=True,
    )
    return drawn.getvalue().decode()
