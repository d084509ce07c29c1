"""How a source is doing, in words: seven states, since when, and what shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """What is told of a source. Its value is its English name."""

    WELL = "well"
    QUIET = "quiet"
    LIST_MISSING = "list missing"
    FIELDS_MISSING = "fields missing"
    BLOCKED = "blocked"
    FAILING = "failing"
    RESTING = "resting"


_LABELS = {
    State.WELL: "正常",
    State.QUIET: "沉寂",
    State.LIST_MISSING: "找不到列表",
    State.FIELDS_MISSING: "缺少字段",
    State.BLOCKED: "被拦截",
    State.FAILING: "读取失败",
    State.RESTING: "暂停读取",
}
_FIELDS = {
    "text": ("标题或正文", "headline or text"),
    "link": ("链接", "links"),
    "published": ("日期", "date"),
    "authors": ("作者", "authors"),
    "outlet": ("来源", "outlet (来源)"),
    "notice": ("版权声明", "notice"),
}
_BLOCKS = {
    "challenge": ("要求先运行脚本", "a script must run first"),
    "captcha": ("要求输入验证码或完成拼图", "a person must solve a puzzle first"),
    "refused": ("拒绝访问", "the guard refuses us"),
    "login": ("要求登录", "a login is asked for"),
    "script": ("页面没有脚本便是空的", "the page is empty without JavaScript"),
}
_BLOCK = ("来的是拦截页或登录页", "a guard's or a login page came instead")
_FAILURES = {
    "address-refused": ("地址不是公网地址", "the address is not a public one"),
    "too-large": ("页面过大", "the page is too large"),
    "too-slow": ("响应太慢", "it answers too slowly"),
    "redirects": ("重定向过多", "it redirects too often"),
    "robots": ("robots.txt 不允许", "its robots.txt says no"),
    "connection": ("连接不上", "it can't be reached"),
    "led-home": ("文章地址转到首页或列表页", "the addresses of its articles lead to its front page or a list"),
    "says-gone": ("页面称文章已不存在", "its pages say that their articles are gone"),
    "store": ("数据库拒绝写入", "the database refused"),
}
# What is well as far as it is read.
_PARTLY = {
    "list-cut": (
        "列表页过长，只读了前一部分（见 list_size）",
        "the list is too long, and only its first part is read (see list_size)",
    ),
    "selector-idle": (
        "选择器已失效：{names}（改由自动识别）",
        "selectors that find nothing any more: {names} (read without them)",
    ),
}
_SELECTORS = {
    "headline": ("标题 headline", "headline"),
    "published": ("日期 published", "published"),
    "author": ("作者 author", "author"),
    "outlet": ("来源 outlet", "outlet"),
    "body": ("正文 body", "body"),
}


@dataclass(frozen=True, slots=True)
class Health:
    """One source's state.

    `since` is when the state began (None: never judged). `code` names the reason for machines ("http-503",
    "captcha"), `guard` who stands in the way, `fields` what articles lack, `note` the reason as it was met, in English.
    `misses` counts the runs in a row that were not well, `same` those in this very state. `told` is the state that
    admins were told last, None when nothing is open; `pending` since when there is something to tell them.
    `shown` says whether the bad page is saved; `suggestion` is what to write where a selector broke.
    `newest` is when an article last came, `rhythm` the longest silence that is ordinary, `usual` the fields its
    articles ordinarily have, `until` the end of a rest.
    """

    source: str
    state: State = State.WELL
    since: datetime | None = None
    code: str = ""
    guard: str = ""
    fields: tuple[str, ...] = ()
    note: str = ""
    misses: int = 0
    same: int = 0
    told: State | None = None
    pending: datetime | None = None
    shown: bool = False
    suggestion: str = ""
    newest: datetime | None = None
    rhythm: timedelta | None = None
    usual: tuple[str, ...] = ()
    until: datetime | None = None
    judged: datetime | None = None


def label(state: State, language: str = "en") -> str:
    """A state's name in Chinese (`zh…`) or English."""
    return _LABELS[state] if language.startswith("zh") else str(state)


def words(health: Health, language: str = "en") -> str:
    """Why a source is in its state, in one sentence without a full stop; "" where it is well, and all of it read."""
    chinese = language.startswith("zh")
    pick = 0 if chinese else 1
    if health.state is State.QUIET:
        return _quiet(health, chinese=chinese)
    if health.state is State.LIST_MISSING:
        return "列表页上没有找到稿件" if chinese else "no articles were found on the list page"
    if health.state is State.FIELDS_MISSING:
        named = [_FIELDS.get(name, (name, name))[pick] for name in health.fields]
        return f"稿件缺少：{'、'.join(named)}" if chinese else f"articles lack: {', '.join(named)}"
    if health.state is State.BLOCKED:
        said = _BLOCKS.get(health.code, _BLOCK)[pick]
        return f"{health.guard}{'：' if chinese else ': '}{said}" if health.guard else said
    if health.state is State.RESTING:
        return "对方要求稍后再来" if chinese else "its host asked us to come later"
    return _failing(health, pick) if health.state is State.FAILING else _partly(health, pick)


def _partly(health: Health, pick: int) -> str:
    names = ("、", ", ")[pick].join(_SELECTORS[name][pick] for name in health.fields if name in _SELECTORS)
    return _PARTLY.get(health.code, ("", ""))[pick].format(names=names)


def _quiet(health: Health, *, chinese: bool) -> str:
    days = health.rhythm.total_seconds() / 86400 if health.rhythm else 0
    since = f"{health.newest:%Y-%m-%d %H:%M} UTC" if health.newest else "?"
    if chinese:
        return f"自 {since} 起没有新稿，平时间隔不超过 {days:.1f} 天"
    return f"nothing new since {since}; ordinarily no longer than {days:.1f} days"


def _failing(health: Health, pick: int) -> str:
    if health.code.startswith("http-"):
        status = health.code.removeprefix("http-")
        return (f"对方回答 HTTP {status}", f"it answers HTTP {status}")[pick]
    return _FAILURES[health.code][pick] if health.code in _FAILURES else health.note
