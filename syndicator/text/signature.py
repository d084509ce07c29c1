"""Credits without a colon: `本报记者 王燕平 方云凤`, `编辑 刘晓阳 校对 李铭`, `通讯员刘娟 摄`.

Every word must find its place, or the words are no signature: body text that merely says 记者 is not.
"""

import re
from dataclasses import dataclass, field

from syndicator.text.credits import Credits
from syndicator.text.labels import LABEL, Role, roles
from syndicator.text.names import is_han_name, is_latin_name, is_organisation, people

_LONGEST = 80
_LONGEST_OWNER = 8
_VAGUE = re.compile("[日晚早时商]报|都市报|周刊|电视台|电台|广电|台|站|中心|新闻|融媒体?中心?|客户端|网站")
_APART = re.compile(r"\s/\s(?=(?:文|图|摄)(?:\s|$))")
_EDGE = " □■◎●▲△◆◇★▼▽*-—–_·()（）[]【】。.|/"
_SENTENCE = re.compile(r"[。！？!?:：“”]")
_WORD = re.compile(rf"^(?P<owner>[《「]?[\u3400-\u9fff\w·・\-+/]{{0,18}}?[》」]?)(?P<label>{LABEL})(?P<rest>.*)$")
# What may stand before 记者 as the name of an outlet nobody knows: `封面`, `极目`, `21世纪经济`; no people, no clause.
_MAY_OWN = re.compile(
    r"^(?!.*(?:[的了是在把被这那和与及让向对从一两几]|小$|女$|男$|老$|名$|位$|众$|各$|每$|该$|多$|外$))[\u3400-\u9fff\w·+/]{2,10}$"
)
# `英国《金融时报》`
_TITLE = re.compile(r"[\u3400-\u9fff]{0,4}《(?P<title>[^《》]{2,14})》")
_FROM = re.compile(r"(?:发自|發自)\s*[\u3400-\u9fff]{1,8}$")
_REPORTS = re.compile(r"(?:摄影)?(?:报道|专访)$")
_REPORTING = ("报道", "专访")
_LONGEST_PLACE = 4
# What opens or closes a signature and names no one: `整合`, `山东冠县报道`, `专稿`.
_AROUND = re.compile(
    r"^(?:[\u3400-\u9fff]{0,8}(?:报道|專訪|专访|综合|整合|专稿|电)|综合报道|独家|原创|资料图|资料图片|网络图片|受访者|"
    r"本报|本刊|综合|编译|整理|等)$"
)
_AFTER = re.compile(
    r"^(?:摄|摄影|文|图|摄影报道|文并摄|供图|拍摄|翻摄|航拍|整理|摄制|报道|采写|撰文|撰稿|(?:文字?|图片?)[/、]?(?:图片?|文字?|摄影?)|"
    r"摄影?[/、]文|图文|文图|文并图)$"
)
_ATTACHED = re.compile(
    r"^(?P<names>.+?)/?(?P<after>文并摄|文并图|摄影报道|摄影|供图|航拍|翻摄|摄|/文|/图|/?文/?图|/?图/?文|文/摄|/摄)$"
)
_ANONYMOUS = re.compile(
    r"^(?:受访者|采访对象|网友|读者|资料|资料图|资料图片|网络|视觉中国|受访单位|主办方|官方|单位|本人|家属|警方|"
    r"景区|校方|通讯员|记者)$"
)
# Of a label, what belongs to the outlet before it: `红星` + `新闻记者`.
_OUTLETS = re.compile(r"^(?:新闻|客户端|融媒体|融媒|全媒体|财经|报道)+(?=.)")
_JOB = re.compile("(?:记者|通讯员|实习生|评论员|撰稿人|撰稿|报道员)$")
# Words that credit the name before them, or the one after: `王远 摄影`, `摄影 王远`.
_EITHER = frozenset(("摄影", "图片", "供图", "视频", "摄像", "整理", "图", "文字"))
_REPORTED = re.compile(r"^(?P<name>[\u3400-\u9fff·]{2,9}?)(?:综合|特约|联合)?报道$")
_GLUE = re.compile(r"[、，,;；&|]\s*|\s+")
# `马俊峰/文受访者供图`, `张大明/海川报道`: words that want a space between them.
_JOINED = re.compile(r"(?<=[\u3400-\u9fff])(?:(/[文图摄])(?=[\u3400-\u9fff]{2})|/(?=[\u3400-\u9fff]{0,8}报道))")


@dataclass
class _State:
    """Names gathered so far: `kinds` is the label in force, `open` the names that still wait under it.

    `behind` is the label with a colon that the whole phrase stands behind, if any; `strict` asks for known surnames.
    """

    kinds: tuple[Role, ...] = ()
    behind: tuple[Role, ...] = ()
    open: list[str] = field(default_factory=list)
    given: dict[Role, list[str]] = field(default_factory=lambda: {Role.AUTHOR: [], Role.EDITOR: [], Role.PHOTO: []})
    affiliation: str = ""
    labelled: bool = False
    strict: bool = False

    def close(self, kinds: tuple[Role, ...] = ()) -> None:
        """Give the open names to `kinds`, or to the label they stood under."""
        for kind in kinds or self.kinds:
            if kind in self.given:
                self.given[kind] += self.open
        self.open = []

    def affiliate(self, owner: str) -> None:
        """Note the first outlet a reporter signs for; 晚报 alone names none."""
        self.affiliation = self.affiliation or ("" if _VAGUE.fullmatch(owner) else owner.strip("《》「」"))


def sign(text: str, kinds: tuple[Role, ...] = ()) -> Credits | None:
    """The credits of a phrase made of role words and names alone; None when any word is neither.

    `kinds` is the label the phrase stands behind; without one the phrase must bring its own role
    word, and its names a known surname.
    """
    phrase = _JOINED.sub(lambda joint: f"{joint[1] or ''} ", _FROM.sub("", _APART.sub("/", text.strip(_EDGE))))
    if not phrase or len(phrase) > _LONGEST or _SENTENCE.search(phrase):
        return None
    state = _State(kinds=kinds, behind=kinds)
    words = _split(phrase)
    for number, word in enumerate(words):
        if number + 1 < len(words) and _precedes(word, words[number + 1], words[-1]):
            state.close()
            state.kinds, state.labelled = roles(word), True
        elif not (_take(word, state) or (number == 0 and _opens(word, state))):
            return None
    state.close()
    if not state.labelled or not any(state.given.values()):
        return None
    return Credits(
        authors=tuple(dict.fromkeys(state.given[Role.AUTHOR])),
        editors=tuple(dict.fromkeys(state.given[Role.EDITOR])),
        photographers=tuple(dict.fromkeys(state.given[Role.PHOTO])),
        affiliation=state.affiliation if state.given[Role.AUTHOR] else "",
        pure=True,
    )


def _split(phrase: str) -> list[str]:
    """Words of a phrase, with `张　三` joined but a lone 摄, 文 or 图 kept as the word it is."""
    words: list[str] = []
    single = ""
    for word in [*(piece.strip("/") if len(piece) > 1 else piece for piece in _GLUE.split(phrase)), ""]:
        if len(word) == 1 and not _AFTER.match(word) and "\u3400" <= word <= "\u9fff":
            single += word
            continue
        if single:
            step = 3 if len(single) == 3 else 2  # noqa: PLR2004 - one name of three characters, or names of two
            words += [single[at : at + step] for at in range(0, len(single), step)]
            single = ""
        if word and words and word.isascii() and words[-1].isascii() and is_latin_name(f"{words[-1]} {word}"):
            words[-1] = f"{words[-1]} {word}"
        elif word:
            words.append(word)
    return words


def _precedes(word: str, after: str, last: str) -> bool:
    """Whether a word that may credit either neighbour credits the name after it: no such word closes the phrase."""
    return word in _EITHER and is_han_name(after) and not (_AFTER.match(last) or _ATTACHED.match(last))


def _opens(word: str, state: _State) -> bool:
    """What may stand before the first role word: `整合`, or the outlet the reporter signs for."""
    if _AROUND.match(word):
        return True
    titled = _TITLE.fullmatch(word)
    if titled:
        state.affiliate(titled["title"])
        return True
    if is_organisation(word) and re.fullmatch(r"[\u3400-\u9fff·\-A-Za-z]{2,14}", word):
        state.affiliate(word)
        return True
    return False


def _take(word: str, state: _State) -> bool:
    """Fit one word into the signature; False when it has no place there."""
    if _AFTER.match(word) and state.open:
        state.close(roles(word))
        state.labelled = True
        return True
    reported = _REPORTED.match(word) if state.labelled and not state.open else None
    if reported and is_han_name(reported["name"]):
        return _name(reported["name"], state)
    if _AROUND.match(word) and (state.open or state.labelled) and not is_han_name(word):
        if word.endswith(_REPORTING) and not state.labelled:
            # `王远 北京报道`: reporting is what he did.
            state.close((Role.AUTHOR,))
            state.labelled = True
        return True
    if _attached(word, state):
        return True
    match = _WORD.match(word)
    if match and _label(match, state):
        return True
    # `记者 王远 海川台`: whose reporter, said after the name.
    return _name(word, state) or (state.labelled and bool(state.open) and _is_desk(word))


def _is_desk(word: str) -> bool:
    """An outlet, or one of its desks: `海川台`, `共享联盟·海川`."""
    return any(map(is_organisation, re.split("[·・]", word)))


def _attached(word: str, state: _State) -> bool:
    """`李妍摄`, `蔡雪婧/摄`, `受访者供图`, `通讯员刘娟摄`."""
    match = _ATTACHED.match(word)
    if not match:
        return False
    names = match["names"].strip("/")
    if _ANONYMOUS.match(names):
        state.close()
        state.labelled = True
        return True
    inner = _State(kinds=state.kinds, behind=state.behind, open=list(state.open))
    if not _take(names, inner) or not inner.open:
        return False
    state.open = inner.open
    state.affiliate(inner.affiliation)
    state.close(roles(match["after"]))
    state.labelled = True
    return True


def _label(match: re.Match[str], state: _State) -> bool:
    """A role word, alone or with the outlet before it and a name right after it."""
    owner, label, rest = match["owner"], match["label"], match["rest"].strip(":|/ ")
    kinds = roles(label)
    if not set(kinds) & {Role.AUTHOR, Role.EDITOR, Role.PHOTO} or Role.OUTLET in kinds:
        return False
    if len(label) == 1 and (owner or rest):
        return False
    known = owner.endswith(("》", "」")) or any(map(is_organisation, re.split("[·・/+]", owner)))
    if owner and not known and not (state.behind and len(owner) <= _LONGEST_OWNER):
        if not ((_JOB.search(label) or (state.labelled and Role.EDITOR in kinds)) and _MAY_OWN.match(owner)):
            return False
        state.strict = True
    name = _person_of(rest)
    if rest and not (is_han_name(name) or is_latin_name(name)):
        return False
    if _JOB.search(label) and state.behind and Role.EDITOR not in state.behind:
        # `图/通讯员 李四`: what he is does not change what he did.
        kinds = state.behind
    # `王远、实习生李晓`: who stands before the first job is of the same trade.
    state.close((Role.AUTHOR,) if not state.kinds and Role.AUTHOR in kinds and _JOB.search(label) else ())
    state.kinds, state.labelled = kinds, True
    if Role.AUTHOR in kinds:
        more = "" if is_organisation(owner) else _OUTLETS.match(label)
        state.affiliate(owner + more[0] if owner and more else owner)
    if rest:
        state.open.append(name)
    return True


def _person_of(rest: str) -> str:
    """The name in `王大明海川报道`: what stands before a place of two to four characters."""
    report = _REPORTS.search(rest)
    if not report:
        return rest
    for length in (0, *range(2, _LONGEST_PLACE + 1)):
        name = rest[: report.start() - length]
        if is_han_name(name) and (len(name) <= 3 or "·" in name):  # noqa: PLR2004 - the rest is the place
            return name
    return rest


def _name(word: str, state: _State) -> bool:
    """A name under the label in force; before any label it needs a known surname."""
    found = people(word)
    if len(found) != 1:
        return False
    name = found[0]
    strict = state.strict or not state.kinds
    plausible = is_han_name(name, strict=strict) or (bool(state.kinds) and is_latin_name(name))
    if plausible:
        state.open.append(name)
    return plausible
