"""Licences given: found, and how they stand."""

from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import Grant
from syndicator.store import articles, grants


async def granted(services: Services, number: str) -> tuple[Grant, Article | None] | None:
    """A grant by its number with its first article as it stands now, for the public check."""
    async with services.database.read() as connection:
        grant = await grants.find(connection, number)
        if grant is None:
            return None
        return grant, await articles.find(connection, grant.articles[0].slug) if grant.articles else None
