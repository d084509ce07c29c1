"""A mirror site's damage, done on purpose: the model that syndicator.text.restore undoes.

Simplified to Traditional one character to one, GBK bytes, full-width marks replaced byte by byte blind to
character borders, decoding with `?` for every byte that fits nowhere, U+3000 to a plain space, and pinyin in
brackets after some characters.
"""

import random
import re
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

MARKS = {"，": ",", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")", "：": ":"}
# Characters real mirrors were seen to annotate, all of them changed by the conversion.
SEEN = "標調區進強態質發習導嚴機實現設經濟養風負責細礎產規關協點認務節戰業創內統準環護聯續優領權轉學農鄉鎮縣專類報紀"


@dataclass(frozen=True, slots=True)
class Mirror:
    """One mirror's habits. `blind` are the marks replaced at any byte; the others only where they are characters.

    `kept` mirrors leave the marks full-width but break the bytes at them, and print pinyin as blindly.
    `wide` maps every Simplified character to its first Traditional form (后 to 後); otherwise one that is itself
    a Traditional character stays. `before` annotates before the bytes are mangled.
    """

    blind: str = "，；？！（）："
    annotated: str = SEEN
    wide: bool = False
    before: bool = False
    decoder: str = "gbk"
    kept: bool = False
    orphan: str = "?"


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@cache
def traditional(char: str, *, wide: bool) -> str:
    """The one Traditional character a mechanical table gives for `char`."""
    became = _converter("s2t").convert(char)
    if len(became) != 1 or not _in_gbk(became):
        return char
    if not wide and char in STAYS:
        return char
    return became


# Simplified characters that are Traditional ones too; careful tables leave them alone.
STAYS = "后里干面只系松台余谷云丰范斗周征志制表致沈朱几出冲准布并采占向回卷合同吊"


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


@cache
def reading(char: str) -> str:
    """The reading a mirror prints after `char`, whatever the word."""
    return pinyin(char, style=Style.TONE)[0][0]


def annotate(text: str, annotated: str) -> str:
    """`text` with a reading in brackets after each character of `annotated`."""
    chosen = set(annotated)
    return "".join(f"{c}({reading(c)})" if c in chosen else c for c in text)


def damage(text: str, mirror: Mirror | None = None) -> str:
    """What `mirror` makes of `text`."""
    mirror = mirror or Mirror()
    text = "".join(traditional(c, wide=mirror.wide) for c in text)
    if mirror.kept:
        return _broken(text.encode("gbk", "replace"), mirror).replace("\u3000", " ")
    if mirror.before:
        text = annotate(text, mirror.annotated)
    for mark, half in MARKS.items():
        if mark not in mirror.blind:
            text = text.replace(mark, f"\x00{half}")
    raw = text.encode("gbk", "replace")
    for mark in mirror.blind:
        raw = raw.replace(mark.encode("gbk"), MARKS[mark].encode())
    text = raw.decode(mirror.decoder, "replace").replace("\ufffd", mirror.orphan).replace("\x00", "")
    text = text.replace("\u3000", " ")
    return text if mirror.before else annotate(text, mirror.annotated)


def _broken(raw: bytes, mirror: Mirror) -> str:
    """Bytes broken before marks and after annotated characters, wherever their two bytes stand together.

    A byte left alone at a break becomes one `?`, which takes a bracket that follows with it.
    """
    marks = [mark.encode("gbk") for mark in mirror.blind]
    annotated = {char.encode("gbk"): f"({reading(char)})".encode("gbk") for char in mirror.annotated}
    parts, at = [b""], 0
    for found in re.finditer(b"|".join(map(re.escape, [*marks, *annotated])), raw):
        if found[0] in annotated:
            parts[-1] += raw[at : found.end()]
            parts.append(annotated[found[0]])
            parts.append(b"")
        else:
            parts[-1] += raw[at : found.start()]
            parts.append(found[0])
        at = found.end()
    parts[-1] += raw[at:]
    text = ""
    for part in parts:
        alone = text.endswith("\ufffd") and part.startswith(b"(")
        text += part[alone:].decode("gbk", "replace")
    return text.replace("\ufffd", mirror.orphan)


def some_annotated(seed: int, count: int = 161, *, changed: bool = True) -> str:
    """`count` everyday characters, other ones for every seed: no mirror's list is known whole.

    They are those that the conversion changed, unless `changed` is false: then some that it did not, too.
    """
    rng = random.Random(seed)  # noqa: S311 - a fixed choice, no secret
    pool = [t for c in COMMON if (t := traditional(c, wide=False)) != c]
    if not changed:
        pool += [c for c in UNCHANGED if traditional(c, wide=False) == c]
    return "".join(rng.sample(pool, min(count, len(pool))))


COMMON = (
    "这个来们为国说时会对发后过经学还进种与问门开样间没关长实从动现当见两几战机电点业员应军无条变气热认论"
    "话东义产办军决压志农则县专报级领导质种设运区队转达总议观组传儿难华务听强极众办风标权连党济确张边术备"
    "称单车万议题传阶证帮调乡严轻运该单结给红题记级达团态联护阳虽显试规验环让验转识轮选类劳众争树节维统确"
    "术资历刘别构击际续积陆维亲约纪罗宁构严环响职织养参显铁划读职约办责线营须脑艺细钢满续获负断约张亚范"
    "优创兴际厂广岁飞层构组纪飞况块纸准盐岛苏继终难够顾汉绩罗举汉协伤纺织缩练丽乐岗测灯贡鱼归鲜"
)

UNCHANGED = (
    "的一是不了在人有我他中大上和地到出就也要可你得生子自之年那天下如好日心小它此其主用前行所然事已成面但又本都"
    "所意者使或由同第所以公力外手新工明理文海部加目位全正法平重教社表光安白代流特世果量林算真通品原米科今路必"
)
