"""The pictures that came inside a document, kept as files of ours: they have no address to be left at."""

import asyncio
from dataclasses import replace

from syndicator.errors import PictureError
from syndicator.fetch.picture import look
from syndicator.flows.pictures import Copied, kept_in
from syndicator.flows.services import Services
from syndicator.model.draft import Draft, Enclosed
from syndicator.model.run import Problem
from syndicator.store import pictures
from syndicator.store.picture_files import PictureFiles
from syndicator.store.pictures import Found

_INSTEAD = "save it as JPEG or PNG and put it in again"


async def keep(services: Services, draft: Draft) -> Copied:
    """Keep a draft's enclosed pictures, whatever holds the article: its file does not come again.

    They are served as soon as the article is public. One that is no picture we may serve is left out, and told.
    """
    if not draft.enclosed:
        return Copied(draft)
    files, names, missing = kept_in(services), dict[str, str](), list[Problem]()
    for one in {one.url: one for one in draft.enclosed}.values():
        found = await asyncio.to_thread(_kept, files, one, services)
        if found.name:
            names[one.url] = found.name
            async with services.database.begin() as connection:
                await pictures.save(connection, found)
        else:
            told = f"{one.where or 'a picture'} is left out: {found.note}"
            missing.append(Problem(draft.url, PictureError.code, told))
    images = tuple(replace(image, copy=names.get(image.url, image.copy)) for image in draft.images)
    lost = {one.url for one in draft.enclosed} - names.keys()
    shown = tuple(image for image in images if image.url not in lost)
    return Copied(replace(draft, images=shown, enclosed=()), tuple(missing))


def _kept(files: PictureFiles, one: Enclosed, services: Services) -> Found:
    """The picture as a file of ours, or why it can't be one."""
    now = services.now()
    try:
        picture = look(one.body)
        name = files.put(one.body, picture.extension)
    except PictureError as error:
        return Found(one.url, "", now, note=f"{error}; {_INSTEAD}")
    except OSError as error:
        return Found(one.url, "", now, note=f"it can't be written: {error.strerror or error}")
    return Found(one.url, name, now, picture.width, picture.height, len(one.body))
