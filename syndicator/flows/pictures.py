"""An article's pictures, copied before it is kept, where its source says so: `images = "copy"`.

Sites that guard their pictures against being shown elsewhere look at the Referer. It is tried as a reader
would come: none, then the site's front page, then the article; what each answers must be a picture, and not
the one that says "copied without permission".
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from syndicator.errors import FetchError, HttpStatus, PictureError
from syndicator.fetch.picture import MEDIA_TYPES, Picture, look
from syndicator.flows.services import Services
from syndicator.model.draft import Draft, Image
from syndicator.model.page import Page
from syndicator.model.run import Problem
from syndicator.model.source import Source
from syndicator.publish.pictures import addresses
from syndicator.store import pictures
from syndicator.store.picture_files import PictureFiles, name_of
from syndicator.store.pictures import Found
from syndicator.text.urls import host_of, is_http, to_uri

__all__ = ["MEDIA_TYPES", "Copied", "copy", "kept_in", "tidy"]

_ACCEPT = ("Accept", "image/avif,image/webp,image/png,image/jpeg,image/gif,*/*;q=0.5")
# A picture that could not be had is asked for again when its article is read this much later.
_RETRY = timedelta(hours=6)
_MOST = 60
# Pictures that say "no copying" are small; a real one of this size costs two more requests, once a host and article.
_SMALL = 24 * 1024
# The same small picture under this many other addresses of a host is no picture of an article.
_SHARED = 2
_REFUSALS = frozenset({400, 401, 403, 404, 405, 406, 451})


@dataclass(frozen=True, slots=True)
class Copied:
    """A draft whose pictures name the copies we keep, and what could not be had, which stays linked."""

    draft: Draft
    missing: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Got:
    """One answer that was a picture."""

    page: Page
    picture: Picture
    asked: str

    @property
    def name(self) -> str:
        return name_of(self.page.body, self.picture.extension)

    @property
    def doubtful(self) -> bool:
        """Whether this may be what a site shows to strangers: small, or from another address."""
        return len(self.page.body) < _SMALL or urlsplit(self.page.url).path != urlsplit(self.asked).path

    @property
    def worth(self) -> tuple[bool, int, int]:
        return (not self.doubtful, self.picture.width * self.picture.height, len(self.page.body))


@dataclass(slots=True)
class _Ladder:
    """The Referers to try, and from which of them each host answered well."""

    steps: tuple[str, ...]
    begin: dict[str, int] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


def kept_in(services: Services) -> PictureFiles:
    """The files of our copies."""
    return PictureFiles(services.config.data / "images")


async def copy(services: Services, source: Source, draft: Draft) -> Copied:
    """Copy a draft's pictures where its source says so. What was had before is not asked for again.

    Those its body shows beside the ones that were told apart as the article's are among its images then.
    """
    if source.images != "copy":
        return Copied(draft)
    told = {to_uri(image.url) for image in draft.images}
    shown = tuple(Image(url) for url in addresses(draft.body_html) if url not in told)
    draft = replace(draft, images=(*draft.images, *shown))
    urls = [image.url for image in draft.images if is_http(image.url)][:_MOST]
    if not urls:
        return Copied(draft)
    async with services.database.read() as connection:
        known = dict(await pictures.load(connection, urls))
    files, ladder = kept_in(services), _ladder(draft.url)
    missing: list[Problem] = []
    for url in dict.fromkeys(urls):
        before = known.get(url)
        if before is not None and await _still(services, files, before):
            continue
        found = await _fetched(services, source, files, ladder, url)
        async with services.database.begin() as connection:
            await pictures.save(connection, found)
        known[url] = found
        if not found.name:
            missing.append(Problem(url, PictureError.code, f"the picture stays linked: {found.note}"))
    names = {url: found.name for url, found in known.items()}
    images = tuple(replace(image, copy=names.get(image.url, image.copy)) for image in draft.images)
    return Copied(replace(draft, images=images), tuple(missing))


async def tidy(services: Services) -> int:
    """Remove the files that only canceled articles showed; returns how many."""
    async with services.database.begin() as connection:
        names = await pictures.unused(connection)
    for name in names:
        await asyncio.to_thread(kept_in(services).remove, name)
    return len(names)


async def _still(services: Services, files: PictureFiles, before: Found) -> bool:
    """Whether what is known of an address holds: its file is there, or it is too soon to ask again."""
    if before.name:
        return await asyncio.to_thread(files.find, before.name) is not None
    return services.now() - before.checked < _RETRY


def _ladder(url: str) -> _Ladder:
    if not is_http(url):
        return _Ladder(("",))
    parts = urlsplit(url)
    return _Ladder(("", f"{parts.scheme}://{parts.netloc}/", url))


async def _fetched(services: Services, source: Source, files: PictureFiles, ladder: _Ladder, url: str) -> Found:
    """The picture at `url` as a file of ours, or why there is none."""
    now = services.now()
    try:
        got = await _climb(services, source, ladder, url)
        await _refuse_placeholder(services, got)
    except (FetchError, PictureError) as error:
        return Found(url, "", now, note=str(error))
    try:
        name = await asyncio.to_thread(files.put, got.page.body, got.picture.extension)
    except OSError as error:
        return Found(url, "", now, note=f"it can't be written: {error.strerror or error}")
    return Found(url, name, now, got.picture.width, got.picture.height, len(got.page.body))


async def _climb(services: Services, source: Source, ladder: _Ladder, url: str) -> _Got:
    """The best answer of the ladder. Raises FetchError or PictureError where none is a picture."""
    host = host_of(url)
    answers: list[_Got] = []
    refused: FetchError | PictureError | None = None
    for step in range(ladder.begin.get(host, 0), len(ladder.steps)):
        try:
            got = await _ask(services, source, ladder.steps[step], url)
        except PictureError as error:
            refused = error
        except HttpStatus as error:
            if error.status not in _REFUSALS:
                raise
            refused = error
        else:
            answers.append(got)
            if not got.doubtful or host in ladder.open:
                ladder.begin[host] = step
                return got
    return _best(ladder, host, answers, refused)


def _best(ladder: _Ladder, host: str, answers: Sequence[_Got], refused: FetchError | PictureError | None) -> _Got:
    if not answers:
        raise refused or PictureError("no answer")
    if len({got.name for got in answers}) == 1 and refused is None:
        # The same for everybody: this host does not mind.
        ladder.open.add(host)
    return max(answers, key=lambda got: got.worth)


async def _ask(services: Services, source: Source, referer: str, url: str) -> _Got:
    headers = (_ACCEPT, ("Referer", referer)) if referer else (_ACCEPT,)
    page = await services.fetcher.get(url, headers=headers, manner=source.manner)
    return _Got(page, await asyncio.to_thread(look, page.body), url)


async def _refuse_placeholder(services: Services, got: _Got) -> None:
    """Raise PictureError for the small picture that a host gives for one address after another."""
    if len(got.page.body) >= _SMALL:
        return
    async with services.database.read() as connection:
        others = await pictures.same(connection, got.name, limit=_SHARED * 4)
    here = host_of(got.asked)
    if sum(1 for other in others if other != got.asked and host_of(other) == here) >= _SHARED:
        raise PictureError("the host gives the same small picture for every address: a placeholder")
