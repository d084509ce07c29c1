"""A browser at the desk: it keeps the one cookie, and fills in a page's own forms."""

import re
from html import unescape
from html.parser import HTMLParser

from web_house import BASE

from syndicator.flows import admins, reprint_desk
from syndicator.reprint import ask

BROWSER = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
ASKED = {
    "outlet": "邻县日报",
    "contact": "editor@linxian.example",
    "use": "头版转载全文",
    "medium": "print",
    "term_from": "2026-12-01",
    "term_to": "2027-05-31",
}


class Form(HTMLParser):
    """A page's forms: address to fields with their values, each as a browser would send it back untouched."""

    def __init__(self, text):
        super().__init__()
        self.forms, self._fields, self._select, self._area = [], None, "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self._fields = {}
            self.forms.append((told.get("action", ""), self._fields))
        elif self._fields is not None and tag == "input" and told.get("name"):
            self._fields[told["name"]] = told.get("value", "")
        elif self._fields is not None and tag in {"select", "textarea"}:
            setattr(self, "_select" if tag == "select" else "_area", told["name"])
            self._fields[told["name"]] = None if tag == "select" else ""
        elif tag == "option" and self._select and (self._fields[self._select] is None or "selected" in told):
            self._fields[self._select] = told.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._fields = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data):
        if self._area:
            self._fields[self._area] += data


class Desk:
    """One admin's browser."""

    def __init__(self, site, language="zh"):
        self.site, self.cookie, self.language = site, "", language

    async def get(self, path, **headers):
        return await self.site.get(path, headers=self._headers() | headers, allow_redirects=False)

    async def post(self, path, fields, **headers):
        return await self.site.post(path, data=fields, headers=self._headers() | headers, allow_redirects=False)

    async def text(self, path):
        response = await self.get(path)
        text = await response.text()
        assert response.status == 200, (response.status, text[:500])
        return text

    async def form(self, path, ends, **chosen):
        """The fields of the form on a page whose address ends so, and which has what is chosen."""
        return next(
            fields
            for action, fields in Form(await self.text(path)).forms
            if action.endswith(ends) and all(fields.get(name) == value for name, value in chosen.items())
        )

    async def send(self, number, ends, chosen, **filled):
        """Fill in one of a request's forms and send it."""
        path = f"/admin/reprints/{number}"
        fields = await self.form(path, f"/{ends}", **chosen)
        return await self.post(f"{path}/{ends}", fields | filled)

    async def enter(self, token):
        """Sign in; the response."""
        fields = await self.form("/admin/", "/admin/")
        response = await self.post("/admin/", fields | {"key": token})
        self.keep(response)
        return response

    def keep(self, response):
        """Keep the cookie that an answer sets."""
        for line in response.headers.getall("Set-Cookie", []):
            if found := re.match(r"syndicator-admin=([^;]*)", line):
                self.cookie = found[1].strip('"')

    def _headers(self):
        sent = BROWSER | {"Accept-Language": self.language}
        return sent | ({"Cookie": f"syndicator-admin={self.cookie}"} if self.cookie else {})


async def signed_in(site, house, name="林编辑", language="zh"):
    """A browser whose admin has signed in, and the token they did it with."""
    issued = await admins.add(house.services, name)
    desk = Desk(site, language)
    response = await desk.enter(issued.secret)
    assert response.status == 303, await response.text()
    return desk, issued.secret


async def asked(house, *articles, **said):
    """A request as it stands once the rules have judged it."""
    fields = {"article": articles[0].slug, **ASKED, **said}
    wish = ask.read(fields, house.clock().date(), "zh")
    assert not isinstance(wish, tuple), wish
    return (await reprint_desk.ask(house.services, wish)).request


def words(text):
    """What a page says, without its markup."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)))
