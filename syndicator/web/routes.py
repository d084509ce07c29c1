"""Every address the public site answers. This is the only list."""

from typing import Final

from aiohttp import web

from syndicator.flows.site_documents import PATHS
from syndicator.web import (
    article_forms,
    articles,
    catalog,
    feeds,
    files,
    grants,
    health,
    hub,
    images,
    jwks,
    licenses,
    openapi,
    reports,
    reprints,
    site,
    status,
    websub,
)
from syndicator.web.api import articles as api_articles
from syndicator.web.api import changes as api_changes
from syndicator.web.api import partner, partner_receipts, partner_routes, partner_tokens

ROUTES: Final = (
    web.get("/", catalog.home),
    web.get("/feeds", catalog.to_home),
    web.get("/feeds/", catalog.to_home),
    *(web.get(f"/{path}", site.document) for path in PATHS),
    web.get("/feeds/{name:[^/.]+}", catalog.feed),
    web.get("/feeds/{name:[^/.]+}.{extension:[^/]+}", feeds.document),
    web.get("/feeds/{name:[^/.]+}/archive/{month:[0-9]{4}-(?:0[1-9]|1[0-2])}.{extension:[^/]+}", feeds.month),
    web.get("/feeds/{name:[^/.]+}/page/{number:[1-9][0-9]{0,5}}.{extension:[^/]+}", feeds.page),
    web.get("/articles/{slug:[^/.]+}", articles.article),
    web.get("/articles/{slug:[^/.]+}.{extension:[^/]+}", article_forms.form),
    web.get("/reprints", reprints.form),
    web.post("/reprints", reprints.send),
    web.get("/reprints/{number:[^/]+}", status.status),
    web.post("/reprints/{number:[^/]+}/reports", reports.send),
    web.get("/reprints/{number:[^/]+}/reports/{report:[0-9]{1,9}}", reports.report),
    web.get("/grants/{number:[^/.]+}", grants.grant),
    web.get("/grants/{number:[^/.]+}.json", grants.terms),
    web.get("/grants/{number:[^/.]+}.jws", grants.signed),
    web.get("/grants/{number:[^/.]+}.pdf", grants.paper),
    web.get("/.well-known/jwks.json", jwks.keys),
    web.get("/licenses", licenses.all_licenses),
    web.get("/licenses/{name:[^/]+}", licenses.one_license),
    web.get("/problems", catalog.problem_kinds),
    web.get("/images/{name:[^/]+}", images.image),
    web.get("/static/{name:[^/]+}", files.asset),
    web.get("/favicon.ico", files.icon),
    web.get("/openapi.json", openapi.description),
    web.get("/api/v1/articles", api_changes.follow, allow_head=False),
    web.post("/api/v1/articles", api_articles.send),
    web.get("/api/v1/partner", partner.show),
    web.patch("/api/v1/partner", partner.change),
    web.post("/api/v1/partner/tokens", partner_tokens.add),
    web.delete("/api/v1/partner/tokens/{hint:[^/]+}", partner_tokens.remove),
    web.get("/api/v1/partner/routes", partner_routes.every),
    web.post("/api/v1/partner/routes", partner_routes.add),
    web.patch("/api/v1/partner/routes/{number:[0-9]{1,9}}", partner_routes.change),
    web.delete("/api/v1/partner/routes/{number:[0-9]{1,9}}", partner_routes.remove),
    web.get("/api/v1/partner/receipts", partner_receipts.every),
    web.post("/api/v1/partner/acknowledgements", partner_receipts.acknowledge),
    web.post("/hub", hub.take),
    web.get("/websub/{token:[^/]+}", websub.verify, allow_head=False),
    web.post("/websub/{token:[^/]+}", websub.deliver),
    web.get("/healthz", health.alive),
    web.get("/readyz", health.ready),
    web.get("/metrics", health.metrics),
)
