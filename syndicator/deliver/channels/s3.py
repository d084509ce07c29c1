"""Channel `s3`: a bucket that speaks Amazon's S3 protocol, public or behind a CDN (extra `s3`).

Objects have their Content-Type and Cache-Control; a CDN compresses them for whom it serves. What is there already is
told by its ETag, which is the MD5 of an object put in one piece, so that nothing unchanged is sent. The object
`.published` lists what is ours: nothing else in the bucket is touched.
"""

import hashlib
import importlib
import json
from collections.abc import Awaitable, Collection, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from syndicator.deliver.channel import Account, File
from syndicator.errors import DeliverError

Result = TypeVar("Result")

LIST = ".published"


class S3Tree:
    """`to` is `s3://BUCKET/PREFIX`; without a key the machine's own (environment, instance role) is used."""

    name = "s3"

    def __init__(self, to: str, account: Account) -> None:
        """Take the address. Raises DeliverError without the extra, or for an address that is none."""
        try:
            self._obstore = importlib.import_module("obstore")
            stores = importlib.import_module("obstore.store")
        except ModuleNotFoundError as error:
            raise DeliverError(
                f"publishing to {to} needs the extra: pip install 'syndicator[s3]'", final=True
            ) from error
        where = urlsplit(to)
        self._to = to
        given = {
            "endpoint": account.endpoint,
            "region": account.region,
            "access_key_id": account.key,
            "secret_access_key": account.secret,
        }
        self._error: type[Exception] = importlib.import_module("obstore.exceptions").BaseError
        try:
            self._store: Any = stores.S3Store(
                where.netloc,
                prefix=where.path.strip("/") or None,
                config={name: value for name, value in given.items() if value},
                client_options={"allow_http": account.endpoint.startswith("http://")},
            )
        except (self._error, ValueError) as error:
            raise DeliverError(f"{to}: {error}", final=True) from error
        self._there: dict[str, str] | None = None
        self._listed: frozenset[str] = frozenset()

    async def held(self) -> frozenset[str]:
        """What the list says."""
        await self._look()
        return self._listed

    async def put(self, files: Sequence[File]) -> int:
        """Send what differs."""
        there = await self._look()
        digests = {file.path: hashlib.md5(file.document.body, usedforsecurity=False).hexdigest() for file in files}
        # First: what is there and not listed would stay for good.
        await self._list(self._listed | digests.keys())
        changed = [file for file in files if there.get(file.path) != digests[file.path]]
        for file in changed:
            attributes = {"Content-Type": file.document.media_type, "Cache-Control": file.cache_control}
            await self._do(
                self._obstore.put_async(
                    self._store, file.path, file.document.body, attributes=attributes, use_multipart=False
                )
            )
            there[file.path] = digests[file.path]
        return len(changed)

    async def remove(self, paths: Collection[str]) -> int:
        """Delete objects."""
        there = await self._look()
        ours = sorted(self._listed.intersection(paths))
        gone = [path for path in ours if path in there]
        if gone:
            await self._do(self._obstore.delete_async(self._store, gone))
        for path in gone:
            del there[path]
        await self._list(self._listed - set(ours))
        return len(gone)

    async def _look(self) -> dict[str, str]:
        """What is there, each with its ETag: asked once, since nobody else writes there."""
        if self._there is None:
            found: dict[str, str] = {}
            async for batch in self._listing():
                found |= {one["path"]: (one.get("e_tag") or "").strip('"') for one in batch}
            if LIST in found:
                told = await self._do(self._obstore.get_async(self._store, LIST))
                body = bytes(await self._do(told.bytes_async()))
                try:
                    self._listed = frozenset(json.loads(body))
                except ValueError as error:
                    raise DeliverError(f"{self._to}/{LIST}: it is no list of ours any more: {error}") from error
            self._there = found
        return self._there

    async def _listing(self) -> Any:
        try:
            async for batch in self._obstore.list(self._store):
                yield batch
        except (self._error, OSError) as error:
            raise DeliverError(f"{self._to}: {_line(error)}") from error

    async def _list(self, paths: Iterable[str]) -> None:
        listed = frozenset(paths)
        if listed != self._listed:
            body = json.dumps(sorted(listed), ensure_ascii=False, indent=0).encode()
            attributes = {"Content-Type": "application/json", "Cache-Control": "no-store"}
            await self._do(self._obstore.put_async(self._store, LIST, body, attributes=attributes, use_multipart=False))
            self._listed = listed

    async def _do(self, work: Awaitable[Result]) -> Result:
        try:
            return await work
        except (self._error, OSError) as error:
            raise DeliverError(f"{self._to}: {_line(error)}") from error


def _line(error: BaseException) -> str:
    """What the library says, without its inner parts."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:300]
