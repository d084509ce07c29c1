"""What a page shows at a glance: enough to tell an article from something that stands in its way, without a tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

# A tag ends at the next angle bracket, so that a broken page is read once and no more.
_TOKEN = re.compile(r"<(?:!--|(/?)([a-zA-Z][\w:-]*)([^<>]*)>)")
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "template", "svg", "noscript", "title")
}
_BLOCK_NAMES = "p div li ul ol h1 h2 h3 h4 h5 h6 br hr tr td th table section article header footer main form dt dd"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SEEN = frozenset({"img", "picture", "video", "audio", "iframe", "frame", "frameset", "object", "embed", "canvas"})
_LONGEST_TITLE = 300
_BLANK = re.compile(r"[ \t\r\f\v\xa0\u200b\u3000]+")
_PASSWORD = re.compile(r"type\s*=\s*[\"']?password\b", re.IGNORECASE)
_CODE = re.compile(
    r"(?:name|id|placeholder)\s*=\s*[\"']?[^\"'>]{0,60}"
    r"(?:captcha|verify_?code|check_?code|valid(?:ate)?_?code|vcode|yzm|验证码)",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)
_DATA = re.compile(
    r"application/(?:ld\+)?json|__NEXT_DATA__|__NUXT__|__INITIAL_STATE__|__APOLLO_STATE__", re.IGNORECASE
)
_STORY = re.compile(
    r"og:type[\"']?\s+content\s*=\s*[\"']?article|content\s*=\s*[\"']article[\"']\s+property\s*=\s*[\"']og:type"
    r"|\"@type\"\s*:\s*\"(?:News|Blog|Reportage|Opinion|Analysis)?Article|itemprop\s*=\s*[\"']?articleBody"
    r"|article:published_time|name\s*=\s*[\"']?(?:ArticleTitle|PubDate|ContentSource)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Glance:
    """A page as a reader without scripts meets it.

    `text` is what is shown, a line a block; `spare` what is shown where scripts don't run; `scripts` the inline
    code, `outside` whether there is more of it elsewhere. `fields` counts form controls; `code` and `password` say
    whether one asks for a verification code or a password. `refresh` is the tag that asks again. `seen` is whether
    there are pictures or frames, `data` whether scripts carry data, `story` whether the page calls itself an article.
    """

    markup: str
    title: str = ""
    text: str = ""
    spare: str = ""
    scripts: str = ""
    outside: bool = False
    links: int = 0
    fields: int = 0
    password: bool = False
    code: bool = False
    refresh: str = ""
    seen: bool = False
    data: bool = False
    story: bool = False
    size: int = field(init=False, default=0)

    def close(self) -> "Glance":
        """Tidy what was gathered; `size` is then how many characters are shown, white space not counted."""
        self.title = _plain(self.title[:_LONGEST_TITLE]).replace("\n", " ")
        self.text, self.spare = _plain(self.text), _plain(re.sub(r"<[^<>]*>", " ", self.spare))
        self.size = len("".join(self.text.split()))
        self.data, self.story = bool(_DATA.search(self.markup)), bool(_STORY.search(self.markup))
        return self


def glance(html: str, enough: int | None = None) -> Glance:
    """Look at a decoded page once, or until `enough` characters are shown. Linear in its length, never raises."""
    pieces: list[str] = []
    shown: list[str] = []
    spare: list[str] = []
    scripts: list[str] = []
    page = Glance("")
    length = 0
    for text, name, attributes, inside in _tokens(html):
        shown.append(text)
        length += len(text.strip())
        if enough is not None and length > enough:
            break
        if not name:
            continue
        pieces.append(f"{text}<{name}{attributes}>{inside}")
        if name == "script":
            scripts.append(inside)
            page.outside = page.outside or "src" in attributes.lower()
        elif name == "noscript":
            spare.append(inside)
        elif name == "title":
            page.title = page.title or inside
        else:
            _note(page, name, attributes)
            shown.append("\n" if name in _BLOCKS else "")
    page.markup, page.text = "".join(pieces), "".join(shown)
    page.spare, page.scripts = " ".join(spare), "\n".join(scripts)
    return page.close()


def _tokens(html: str) -> Iterator[tuple[str, str, str, str]]:
    """Text, then the tag after it: name, attributes, and what a raw element holds. The last text has no tag."""
    at = 0
    while found := _TOKEN.search(html, at):
        text, name = html[at : found.start()], (found[2] or "").lower()
        at = found.end()
        if not name:
            end = html.find("-->", at)
            at = len(html) if end < 0 else end + 3
            yield text, "", "", ""
            continue
        inside = ""
        if name in _RAW and not found[1]:
            closed = _RAW[name].search(html, at)
            end = closed.start() if closed else len(html)
            inside, at = html[at:end], end
        yield text, name, found[3], inside
    yield html[at:], "", "", ""


def _note(page: Glance, name: str, attributes: str) -> None:
    if name == "a" and "href" in attributes.lower():
        page.links += 1
    elif name in ("input", "textarea"):
        page.fields += 1
        page.password = page.password or bool(_PASSWORD.search(attributes))
        page.code = page.code or bool(_CODE.search(attributes))
    elif name == "meta" and _REFRESH.search(attributes):
        page.refresh = page.refresh or attributes
    page.seen = page.seen or name in _SEEN


def _plain(html: str) -> str:
    lines = (_BLANK.sub(" ", line).strip() for line in unescape(html).split("\n"))
    return "\n".join(line for line in lines if line)
