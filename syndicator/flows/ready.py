"""A document as it is served."""

import asyncio

from syndicator.deliver.variants import Variants
from syndicator.model.feed import Document


class Ready:
    """A document with its compressed forms, each made once a change: gzip at once, the others when first asked for."""

    def __init__(self, variants: Variants) -> None:
        """Take what is to be served."""
        self.variants = variants
        self._making = asyncio.Lock()

    @property
    def document(self) -> Document:
        """The document by itself."""
        return self.variants.document

    async def make(self, coding: str | None) -> None:
        """Have a coding ready (None: nothing to do), while everybody else is served."""
        if coding and not self.variants.is_made(coding):
            async with self._making:
                await asyncio.to_thread(self.variants.variant, coding)
