"""Credits without a colon: `本报记者 王燕平 方云凤`, `编辑 刘晓阳 校对 李铭`, `通讯员刘娟 摄`.

Every word must find its place, or the words are no signature: body text that merely says 记者 is not.
"""

import re
from dataclasses import dataclass, field

from syndicator.text.credits import Credits
from syndicator.text.labels import LABEL, Role, roles
from syndicator.text.names import is_han_name, is_latin_name, is_organisation, people

_LONGEST = 80
_EDGE = " □■◎●▲△◆◇★*-—–_·()（）[]【】。.|"
_WORD = re.compile(rf"^(?P<owner>[《「]?[\u3400-\u9fffA-Za-z·・\-]{{0,18}}?[》」]?)(?P<label>{LABEL})(?P<rest>.*)$")
# What closes a signature and names no one: `发自北京`, `山东冠县报道`, `整合`.
_CLOSING = re.compile(
    r"(?:发自|發自)[\u3400-\u9fff]{1,8}$|^[\u3400-\u9fff]{0,8}(?:报道|報道|报导|專訪|专访|综合|整合|編譯|专稿|电)$|^(?:资料图|资料图片|网络图片|受访者|本报|本刊|综合)$"
)
_AFTER = re.compile(
    r"^(?:摄|攝|摄影|攝影|文|图|圖|摄影报道|文并摄|供图|供圖|拍摄|翻摄|航拍|整理|文/图|图/文|图文|文图|文、图|图、文|摄制)$"
)
_ATTACHED = re.compile(
    r"^(?P<names>.+?)/?(?P<after>文并摄|摄影报道|摄影|攝影|供图|供圖|航拍|翻摄|摄|攝|/文|/图|文/图|图/文)$"
)
_ANONYMOUS = re.compile(
    r"^(?:受访者|受訪者|网友|读者|资料|资料图|资料图片|网络|视觉中国|受访单位|主办方|官方|单位|本人|家属|警方|景区|通讯员|记者)$"
)
_GLUE = re.compile(r"[、，,;；&|]\s*|\s+")


@dataclass
class _State:
    """Names gathered so far: `kinds` is the label in force, `open` the names it still holds."""

    kinds: tuple[Role, ...] = ()
    open: list[str] = field(default_factory=list)
    given: dict[Role, list[str]] = field(default_factory=lambda: {Role.AUTHOR: [], Role.EDITOR: [], Role.PHOTO: []})
    affiliation: str = ""
    labelled: bool = False

    def close(self, kinds: tuple[Role, ...] = ()) -> None:
        """Give the open names to `kinds`, or to the label they stood under."""
        for kind in kinds or self.kinds:
            if kind in self.given:
                self.given[kind] += self.open
        self.open = []


def sign(text: str, kinds: tuple[Role, ...] = ()) -> Credits | None:
    """The credits of a phrase made of role words and names alone; None when any word is neither.

    `kinds` is the label the phrase stands behind; without one the phrase must bring its own role
    word, and its names a known surname.
    """
    phrase = text.strip(_EDGE)
    if not phrase or len(phrase) > _LONGEST or re.search(r"[。！？!?:：“”]", phrase):
        return None
    state = _State(kinds=kinds)
    for word in _split(phrase):
        if not _take(word, state):
            return None
    state.close()
    if not state.labelled or not any(state.given.values()):
        return None
    return Credits(
        authors=tuple(dict.fromkeys(state.given[Role.AUTHOR])),
        editors=tuple(dict.fromkeys(state.given[Role.EDITOR])),
        photographers=tuple(dict.fromkeys(state.given[Role.PHOTO])),
        affiliation=state.affiliation,
        pure=True,
    )


def _split(phrase: str) -> list[str]:
    """Words of a phrase, with `张　三` joined but a lone 摄, 文 or 图 kept as the word it is."""
    words: list[str] = []
    single = ""
    for word in _GLUE.split(phrase):
        if len(word) == 1 and not _AFTER.match(word) and "\u3400" <= word <= "\u9fff":
            single += word
            if len(single) == 2:  # noqa: PLR2004 - a surname and a name
                words.append(single)
                single = ""
            continue
        if single:
            words[-1:] = [words[-1] + single] if words and len(words[-1]) == 2 else [*words[-1:], single]  # noqa: PLR2004
            single = ""
        if word:
            words.append(word)
    if single:
        words[-1:] = [words[-1] + single] if words and len(words[-1]) == 2 else [*words[-1:], single]  # noqa: PLR2004
    return words


def _take(word: str, state: _State) -> bool:
    """Fit one word into the signature; False when it has no place there."""
    if _AFTER.match(word) and state.open:
        state.close(roles(word))
        state.labelled = True
        return True
    if _CLOSING.search(word) and (state.open or state.kinds) and not is_han_name(word):
        names = re.sub(r"(?:发自|發自)[\u3400-\u9fff]{1,8}$", "", word)
        return names == word or _CLOSING.match(names) is not None or _take(names, state)
    if _attached(word, state):
        return True
    match = _WORD.match(word)
    if match and _label(match, state):
        return True
    return _name(word, state)


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
    inner = _State(kinds=state.kinds, open=list(state.open))
    if names in {"", "图片", "全媒体"} or not _take(names, inner) or not inner.open:
        return False
    state.open = inner.open
    state.affiliation = state.affiliation or inner.affiliation
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
    if owner and not (
        is_organisation(owner.strip("《》「」")) or owner.endswith(("》", "」", "客户端", "频道", "特约"))
    ):
        return False
    name = re.sub(r"(?:发自|發自)[\u3400-\u9fff]{1,8}$", "", rest)
    if rest and not (is_han_name(name) or is_latin_name(name)):
        return False
    state.close()
    state.kinds, state.labelled = kinds, True
    if owner and Role.AUTHOR in kinds and not state.affiliation:
        state.affiliation = owner.strip("《》「」")
    if rest:
        state.open.append(name)
    return True


def _name(word: str, state: _State) -> bool:
    """A name under the label in force; before any label it needs a known surname."""
    found = people(word)
    if len(found) != 1:
        return False
    name = found[0]
    plausible = is_han_name(name, strict=not state.kinds) or (bool(state.kinds) and is_latin_name(name))
    if plausible:
        state.open.append(name)
    return plausible
