"""Pages that stand where a listing or an article should: challenges, captchas, refusals, logins, script-only shells.

Told by what the page is, not by single words: a guard speaks to whoever asks, in few words, on a page of its own
with next to no links. A story about captchas, a page with a login box in its corner and a page that merely carries
a guard's sensor are none of these. A page's own claim to be an article counts against an alarm.
"""

import re
from dataclasses import dataclass
from typing import Literal

from syndicator.extract import blockers, farewells
from syndicator.extract.glance import Glance, glance
from syndicator.model.page import Page
from syndicator.text.charset import decode

Sort = Literal["challenge", "captcha", "refused", "login", "script"]

# A guard's page with all its code is smaller.
_LARGEST = 500_000
# Characters shown: a bare page, a page of a guard's few sentences, one with its excuses and a form.
_BARE, _FEW, _SOME = 120, 700, 1600
_ENOUGH = 4 * _SOME
_LINKS = 12
# The share of a page's words that are a guard's.
_MOSTLY = 0.4
_BAD = 400
_UNAUTHORIZED = (401, 407, 511)
_SLOWER = 429
_GONE = (404, 410)
_BROKEN = 500
# No server answers a plain request so but to refuse it.
_GUARDS_OWN = (412, 418, 493, 567, 999)
_CHALLENGED = (202, 405, 412, 418, 449, 455, 468, 493, 521, 567)
_PLAIN_LONGEST = 4096
_SHOWN = 80
_MARKED_WITHIN = 65536
_TITLE_WITHIN = 65536
_TITLE_BYTES = re.compile(rb"<title\b[^<>]*>([^<]{0,300})")
_LOGIN_BYTES = (
    *(word.encode(charset) for word in ("登录", "登陆", "认证") for charset in ("utf-8", "gb18030")),
    b"login", b"log in", b"logon", b"sign in", b"signin", b"authentication",
)  # fmt: skip
_FIRST_TAG = re.compile(r"<([a-zA-Z][\w:]*)")
_FEEDS = ("rss", "feed", "rdf:rdf", "urlset", "sitemapindex", "newsitem", "newsmessage", "nitf", "opml")
_SENTENCE = re.compile(r"[。！？!?；;\n|•]+|\.\s+")
# Numbers, addresses and times a guard prints for its owner: neither its words nor anyone else's.
_NEUTRAL = re.compile(r"^[^:：]{0,16}[:：]?\s*[\w.:/\-+?=&%@\[\]()，, ]*\d[\w.:/\-+?=&%@\[\]()，, ]*$", re.ASCII)
_DATE = re.compile(r"20\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}")
_BYLINE = re.compile(r"(?:来源|作者|记者|责任编辑|编辑|发布时间|发布日期)\s*[:：]|\bBy [A-Z]\w+ [A-Z]|\bPublished\b")
_PUZZLED = re.compile(r"captcha|验证码|滑块|拼图|滑动验证|press (?:&|&amp;|and) hold|puzzle", re.IGNORECASE)
_REFUSED = re.compile(
    r"blocked|denied|rejected|banned|forbidden|unsuccessful|have permission|拦截|阻断|拒绝|限制|封禁|禁止|频繁",
    re.IGNORECASE,
)
_WORDS = {
    "challenge": "a script must run first",
    "captcha": "a person must solve a puzzle first",
    "refused": "the guard refuses us",
    "login": "a login is asked for",
    "script": "the page is empty without JavaScript",
}


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the way. `guard` is its maker, "" where the page does not tell; `sign` what gave it away."""

    sort: Sort
    guard: str = ""
    sign: str = ""

    def __str__(self) -> str:
        return f"{self.guard}: {_WORDS[self.sort]}" if self.guard else _WORDS[self.sort]


def recognise(page: Page, asked: str = "") -> Block | None:
    """What stands in the way on this page, None where nothing does.

    `page.status` may be any HTTP status; `asked` is the address that was asked for, "" where it is `page.url`.
    """
    block = _seen(page, asked)
    if block and page.status == _SLOWER and not block.guard and block.sort != "captcha":
        return None  # A host that is asked too often says so: that is a rest, not a wall.
    if block is None and page.status in _UNAUTHORIZED:
        return Block("login", sign=f"HTTP {page.status}")
    if block is None and page.status in _GUARDS_OWN:
        return Block("refused", sign=f"HTTP {page.status}")
    return block


def _seen(page: Page, asked: str) -> Block | None:
    """What the body shows."""
    if not page.body.strip() or len(page.body) > _LARGEST:
        return None
    login = _sent_to_login(page.url, asked) or _is_titled_login(page.body)
    # A guard's page has few links; only a login may stand in the frame of a whole site.
    if page.status < _BAD and not login and page.body.lower().count(b"<a ") > 3 * _LINKS:
        return None
    text = decode(page.body, page.content_type).text
    if "<" not in text[:2000] or text.lstrip()[:1] in "{[":
        return _of_plain(text, page.status)
    first = _FIRST_TAG.search(text[:_PLAIN_LONGEST])
    if first and first[1].lower() in _FEEDS:
        return None
    return _of_html(glance(text, None if login else _ENOUGH), page, asked)


def _is_titled_login(body: bytes) -> bool:
    title = _TITLE_BYTES.search(body[:_TITLE_WITHIN].lower())
    return title is not None and any(word in title[1] for word in _LOGIN_BYTES)


def _of_plain(text: str, status: int) -> Block | None:
    """A guard's answer in plain text or JSON: short, and either with its mark or refused by status."""
    if len(text) > _PLAIN_LONGEST or status == _SLOWER:
        return None
    for guard, mark in blockers.MARKS:
        if found := mark.search(text):
            return Block("refused", guard, found[0])
    if status >= _BAD and status not in _GONE and status < _BROKEN and (found := blockers.SPOKEN.search(text)):
        return Block("refused", sign=found[0])
    return None


def _of_html(page: Glance, source: Page, asked: str) -> Block | None:
    return (
        _marked(page, source.status)
        or _login(page, source.url, asked)
        or _spoken(page, source.status)
        or _scripted(page, source.status)
    )


def _marked(page: Glance, status: int) -> Block | None:
    """A guard's own page, by its mark, on a page that holds little else."""
    room = _SOME if status < _BAD else 2 * _SOME
    if page.size > room or (status < _BAD and (page.links > _LINKS or (page.story and page.size > _BARE))):
        return None
    for guard, mark in blockers.MARKS:
        if (found := mark.search(page.markup[:_MARKED_WITHIN])) and not (
            _is_story(page) and status < _BAD and _only_told(found[0], page)
        ):
            return Block(_sort(page, found[0]), guard, found[0][:_SHOWN])
    return None


def _only_told(mark: str, page: Glance) -> bool:
    """Whether the mark is in the words shown alone, where a story about a guard has its name."""
    return mark in page.text and page.markup.count(mark) == (page.text + page.title).count(mark)


def _is_story(page: Glance) -> bool:
    return page.story or bool(_BYLINE.search(page.text))


def _sort(page: Glance, sign: str) -> Sort:
    """Of a guard's page: whether a person could pass, a browser could, or nobody can."""
    if page.code or _PUZZLED.search(page.markup):
        return "captcha"
    words = f"{page.title}\n{page.text}\n{page.spare}\n{sign}"
    return "refused" if _REFUSED.search(words) and not page.refresh else "challenge"


def _login(page: Glance, url: str, asked: str) -> Block | None:
    """A page that is there to ask for a name and a password."""
    if _is_story(page):
        return None
    sent = _sent_to_login(url, asked)
    titled = bool(blockers.LOGIN_TITLE.fullmatch(page.title))
    if page.password:
        small = page.size < _FEW and page.links <= _LINKS + 4
        if sent or titled or (small and blockers.LOGIN_WORDS.search(page.text + page.title + page.markup)):
            return Block("login", sign="password field")
    elif sent and page.size < _FEW:
        return Block("login", sign=url)
    elif page.size < _BARE and not page.links and blockers.TO_LOGIN.search(page.scripts):
        return Block("login", sign="sends to a login")
    elif titled and page.size < _FEW and page.links <= _LINKS and blockers.LOGIN_WORDS.search(page.text):
        return Block("login", sign=page.title)
    return None


def _sent_to_login(url: str, asked: str) -> bool:
    """Whether another address was asked for than the login that came."""
    return asked not in ("", url) and bool(blockers.LOGIN_PATH.search(url)) and not blockers.LOGIN_PATH.search(asked)


def _spoken(page: Glance, status: int) -> Block | None:
    """A page of a guard's sentences, whoever made it."""
    crowded = page.size > _SOME or (page.links > _LINKS and status < _BAD)
    if crowded or page.story or status in _GONE or _down(page, status):
        return None
    title = page.title.strip(" .。…！!-_|")
    titled, sure = bool(blockers.TITLE.fullmatch(title)), bool(blockers.SURE_TITLE.fullmatch(title))
    puzzle = page.code or bool(blockers.PUZZLE.search(page.markup[:_MARKED_WITHIN]))
    if _is_story(page) and not (sure and puzzle):
        return None
    guards, share = _guards_share(page)
    bare = page.size < 2 * _BARE and page.links <= _LINKS // 4
    alone = page.size < _BARE // 3 and not page.links
    if puzzle and ((guards and share >= _MOSTLY / 2) or (titled and page.size < _FEW) or alone):
        return Block("captcha", sign=guards[0] if guards else title)
    acts = bool(page.fields or page.outside or page.scripts.strip())
    sole = bare and acts and share >= 1.5 * _MOSTLY
    if guards and share >= _MOSTLY and (titled or status >= _BAD or len(guards) > 1 or sole):
        return Block(_sort(page, guards[0]), sign=guards[0])
    if (guards and titled and share >= _MOSTLY / 4) or (sure and bare):
        return Block(_sort(page, title), sign=title)
    return None


def _guards_share(page: Glance) -> tuple[list[str], float]:
    """The sentences that are a guard's, and their share of all words said."""
    pieces = [piece.strip() for piece in _SENTENCE.split(page.text) if piece.strip()]
    said = [piece for piece in pieces if not (_NEUTRAL.match(piece) or _DATE.fullmatch(piece))]
    guards = [piece for piece in said if blockers.SPOKEN.search(piece)]
    return [piece[:_SHOWN] for piece in guards], sum(map(len, guards)) / max(1, sum(map(len, said)))


def _down(page: Glance, status: int) -> bool:
    """Whether this is a server in trouble, which is no refusal."""
    return status >= _BROKEN and not re.search(
        r"human|robot|captcha|blocked|验证|拦截|阻断|checking your browser", page.text + page.title, re.IGNORECASE
    )


def _scripted(page: Glance, status: int) -> Block | None:
    """A page with nothing on it but code: it wants to be run, and then perhaps shows something."""
    if page.size >= _BARE or page.links or page.seen or page.data or page.story or status in _GONE:
        return None
    if any(farewells.said(f"{page.title}\n{page.text}")):
        return None  # It has something to show: that there is no article any more.
    if sign := _asks_again(page, status):
        return Block("challenge", sign=sign)
    words = blockers.SPOKEN.search(page.spare) or blockers.SPOKEN.search(page.text)
    runs = bool(page.scripts.strip()) or page.outside
    if (words and runs) or (page.outside and page.size < _BARE // 3):
        return Block("script", sign=words[0][:_SHOWN] if words else "scripts alone")
    return None


def _asks_again(page: Glance, status: int) -> str:
    """What shows that an empty page means to come back better armed, "" where nothing does."""
    code = page.scripts
    again = bool(page.refresh) or bool(blockers.ASKS_AGAIN.search(code))
    if blockers.TO_GUARD.search(f"{code}\n{page.refresh}"):
        return "sends to a guard"
    if again and (blockers.SETS_COOKIE.search(code) or blockers.OBSCURED.search(code)):
        return "sets a cookie and asks again"
    return f"a script with HTTP {status}" if status in _CHALLENGED and code.strip() else ""
