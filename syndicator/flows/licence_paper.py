"""A licence put on paper, in a thread: setting it takes a moment."""

import asyncio
import logging
from pathlib import Path

from syndicator.config import Config
from syndicator.errors import PaperError
from syndicator.flows.services import Services
from syndicator.reprint.licence import press
from syndicator.reprint.licence.sheet import Sheet

_LOG = logging.getLogger(__name__)


def fonts(config: Config) -> Path | None:
    """The folder of fonts an admin named, absolute."""
    named = config.reprint.fonts
    return (config.root / named).resolve() if named else None


async def paper(services: Services, sheet: Sheet, assigner: str) -> bytes:
    """A licence as a PDF. Raises PaperError, which is in the log as well."""
    try:
        return await asyncio.to_thread(press.pdf, sheet, assigner, fonts(services.config))
    except PaperError as error:
        _LOG.error("licence %s: no PDF: %s", sheet.number, error)
        raise


def trouble(config: Config) -> PaperError | None:
    """Why no licence can be put on paper with this configuration, None where it can."""
    return press.trouble(fonts(config))
