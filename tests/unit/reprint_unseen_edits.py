"""What the third set does to an article: edits that distort it, and ways of showing it that do not."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urljoin

from mirror import Mirror, damage, some_annotated
from opencc import OpenCC
from reprint_set import TODAY

OWN = {"zh": "临江网", "en": "Linjiang Weekly"}


@dataclass(frozen=True)
class Copied:
    """An article as a reprinter has it. `texts` are plain paragraphs; `marked` is what they become as HTML.

    `credit` is how the credit is written (a name in reprint_unseen.CREDITS, "" for any), `where` is where it stands.
    """

    language: str
    title: str
    texts: tuple[str, ...]
    holder: str
    authors: tuple[str, ...]
    original: str
    link: str
    pictures: tuple[tuple[int, str, str], ...] = ()
    head: str = ""
    heading: str = ""
    credit: str = ""
    where: str = "article"
    linked: str = "a"
    html: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    today: date = TODAY
    script_free: bool = False
    edits: bool = False

    @property
    def zh(self) -> bool:
        return self.language == "zh"


Edit = Callable[[Copied, random.Random], Copied | None]

_SENTENCE = {
    "zh": re.compile(r"[^。！？]+[。！？]+[”’」）]*|[^。！？]+$"),
    "en": re.compile(r".+?[.!?][\"”’)]*(?=\s+[A-Z\"“]|$)\s*|.+$"),
}


def sentences(c: Copied, text: str) -> list[str]:
    """A paragraph's sentences; joined they are the paragraph."""
    return _SENTENCE[c.language].findall(text)


def put(c: Copied, number: int, *instead: str) -> Copied:
    """The copy with one paragraph replaced by others."""
    return replace(c, texts=(*c.texts[:number], *instead, *c.texts[number + 1 :]))


def _everywhere(c: Copied, change: Callable[[str], str]) -> Copied | None:
    changed = replace(c, texts=tuple(change(text) for text in c.texts))
    return changed if changed.texts != c.texts else None


def _once(c: Copied, rng: random.Random, pairs: tuple[tuple[str, str], ...]) -> Copied | None:
    """One of the replacements, at one place of one paragraph."""
    places = [
        (number, found.start(), found.end(), found.expand(new))
        for number, text in enumerate(c.texts)
        for old, new in pairs
        for found in re.finditer(old, text)
    ]
    if not places:
        return None
    number, start, end, new = rng.choice(places)
    text = c.texts[number]
    return put(c, number, f"{text[:start]}{new}{text[end:]}") if text[start:end] != new else None


def _by(zh: tuple[tuple[str, str], ...], en: tuple[tuple[str, str], ...]) -> Edit:
    return lambda c, rng: _once(c, rng, zh if c.zh else en)


def _said(zh: str, en: str) -> Callable[[Copied], str]:
    return lambda c: zh if c.zh else en


_OPINION = _said(
    "这一做法引发广泛质疑，当地群众普遍表示不满。", "Many residents, however, said they were angry about the plan."
)
_CLOSING = _said("记者认为，如此形象工程，值得深思。", "In our view, taxpayers should ask where the money went.")
_NEW = _said(
    "据知情人士透露，该项目背后另有隐情，多名干部已被约谈。有关部门尚未对此作出回应。",
    "People familiar with the matter said several officials had been questioned over the project. The county did not reply.",
)


def cut_end(c: Copied, _: random.Random) -> Copied:
    return replace(c, texts=c.texts[:-1])


def cut_start(c: Copied, _: random.Random) -> Copied:
    return replace(c, texts=c.texts[1:])


def cut_middle(c: Copied, _: random.Random) -> Copied:
    return put(c, 1)


def teaser_only(c: Copied, _: random.Random) -> Copied:
    more = "……阅读全文" if c.zh else " … Continue reading"
    return replace(c, texts=(c.texts[0],), html=(f'{c.texts[0]}<a href="{c.link}">{more}</a>',))


def sentence_out(c: Copied, rng: random.Random) -> Copied | None:
    many = [n for n, text in enumerate(c.texts) if len(sentences(c, text)) > 2]
    if not many:
        return None
    number = rng.choice(many)
    parts = sentences(c, c.texts[number])
    del parts[rng.randrange(len(parts))]
    return put(c, number, "".join(parts))


def last_sentence_out(c: Copied, _: random.Random) -> Copied | None:
    parts = sentences(c, c.texts[-1])
    return put(c, len(c.texts) - 1, "".join(parts[:-1]).rstrip()) if len(parts) > 1 else None


def clause_out(c: Copied, rng: random.Random) -> Copied | None:
    return _once(
        c, rng, ((r"，[^，。！？“”：]{4,14}(?=[，。])", ""),) if c.zh else ((r", [a-z][^,.\"“”]{8,40}(?=[,.])", ""),)
    )


def sentence_in(c: Copied, rng: random.Random) -> Copied:
    number = rng.randrange(len(c.texts))
    return put(c, number, f"{c.texts[number]}{'' if c.zh else ' '}{_OPINION(c)}")


def sentence_in_middle(c: Copied, rng: random.Random) -> Copied | None:
    number = rng.randrange(len(c.texts))
    parts = sentences(c, c.texts[number])
    if len(parts) < 2:
        return None
    return put(c, number, f"{parts[0]}{_OPINION(c)}{'' if c.zh else ' '}{''.join(parts[1:])}")


def paragraph_in(c: Copied, rng: random.Random) -> Copied:
    number = rng.randrange(len(c.texts) - 1)
    return put(c, number, c.texts[number], _NEW(c))


def paragraph_first(c: Copied, _: random.Random) -> Copied:
    return put(c, 0, _NEW(c), c.texts[0])


def paragraph_last(c: Copied, _: random.Random) -> Copied:
    return put(c, len(c.texts) - 1, c.texts[-1], _CLOSING(c))


def sentence_moved(c: Copied, _: random.Random) -> Copied | None:
    parts = sentences(c, c.texts[1])
    if len(parts) < 2:
        return None
    gap = "" if c.zh else " "
    return put(put(c, 1, "".join(parts[:-1]).rstrip()), 0, f"{c.texts[0]}{gap}{parts[-1].strip()}")


def sentences_swapped(c: Copied, rng: random.Random) -> Copied | None:
    many = [n for n, text in enumerate(c.texts) if len(sentences(c, text)) > 1]
    if not many:
        return None
    number = rng.choice(many)
    parts = [part.strip() for part in sentences(c, c.texts[number])]
    at = rng.randrange(len(parts) - 1)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return put(c, number, ("" if c.zh else " ").join(parts))


def paragraphs_swapped(c: Copied, rng: random.Random) -> Copied:
    at = rng.randrange(len(c.texts) - 1)
    texts = list(c.texts)
    texts[at], texts[at + 1] = texts[at + 1], texts[at]
    return replace(c, texts=tuple(texts))


def retitled(c: Copied, _: random.Random) -> Copied:
    return replace(
        c, title="震惊！这个县竟然悄悄干了这件大事" if c.zh else "You won't believe what this county just did"
    )


def retitled_slightly(c: Copied, rng: random.Random) -> Copied:
    if c.zh:
        at = rng.choice([place for place, char in enumerate(c.title) if char.isalnum()])
        return replace(c, title=c.title[:at] + c.title[at + 1 :])
    words = c.title.split()
    del words[rng.randrange(1, len(words) - 1)]
    return replace(c, title=" ".join(words))


def retitled_louder(c: Copied, _: random.Random) -> Copied:
    return replace(c, title=f"重磅！{c.title}，网友吵翻" if c.zh else f"Shocking: {c.title}, and people are furious")


def retitled_one_word(c: Copied, rng: random.Random) -> Copied | None:
    pairs = (
        (("不", "也"), ("了", "过"), ("的", "之"), ("上", "下"), ("县", "市"), ("村", "乡"), ("新", "旧"))
        if c.zh
        else (
            ("rare", "tame"),
            ("three", "thirty"),
            ("until ten", "until nine"),
            ("no longer", "still"),
            ("new", "old"),
            ("free", "paid"),
            ("open", "shut"),
        )
    )
    able = [pair for pair in pairs if pair[0] in c.title]
    old, new = rng.choice(able) if able else ("", "")
    return replace(c, title=c.title.replace(old, new, 1)) if able else None


_FIGURES = tuple(
    (rf"{a}(?=[十百千万亿个名家年月日天元吨米岁人点所台辆户亩])", b)
    for a, b in zip("一二三四五六七八九", "二三五六八七九三四", strict=True)
)
number_changed = _by(
    (*_FIGURES, (r"(?<=\d)\d", "7"), (r"百", "千"), (r"万", "亿")),
    (
        (r"\b(?:two|three|four|five|six)\b", "seven"),
        (r"\b(?:eight|nine|ten|eleven|twelve)\b", "thirteen"),
        (r"\b\d(?=\d)", "7"),
        (r"\bhundred\b", "thousand"),
        (r"teen\b", "ty"),
    ),
)
date_changed = _by(
    (
        (r"(\d{1,2})月(\d{1,2})日", r"\1月2\2日"),
        (r"昨天", "前天"),
        (r"去年", "前年"),
        (r"今年", "去年"),
        (r"上午", "下午"),
        (r"年底", "年初"),
        (r"明年", "后年"),
        (r"周末", "周一"),
    ),
    (
        (r"\bNovember\b", "October"),
        (r"\b(?:Monday|Tuesday|Wednesday)\b", "Friday"),
        (r"\blast year\b", "this year"),
        (r"\blast (winter|summer|spring)\b", r"this \1"),
        (r"\b20(\d)(\d)\b", r"20\g<2>1"),
        (r"\bmorning\b", "evening"),
        (r"\bJune\b", "July"),
    ),
)
name_changed = _by(
    (
        (r"([\u4e00-\u9fff])(?=(?:说|介绍|表示|告诉记者)[：，。])", "某"),
        (r"(?<=记者 )[\u4e00-\u9fff]", "王"),
        (r"(?<=主任)[\u4e00-\u9fff]", "王"),
    ),
    (
        (r"(?<=said [A-Z][a-z]) [A-Z][a-z]+|(?<=said )[A-Z][a-z]+ [A-Z][a-z]+", "Wang Lin"),
        (r"\b([A-Z][a-z]+) ([A-Z][a-z]+)(?=,? who\b)", r"\1 Wang"),
    ),
)
place_changed = _by(
    (
        (r"石埠", "望潮"),
        (r"青屿", "白沙"),
        (r"澄江", "清江"),
        (r"海川", "海州"),
        (r"双塘", "双溪"),
        (r"枫桥", "枫林"),
        (r"凤岭", "凤山"),
        (r"全县", "全市"),
        (r"全省", "全国"),
    ),
    (
        (r"\bShibu\b", "Shipu"),
        (r"\bChengjiang\b", "Qingjiang"),
        (r"\bHaichuan\b", "Haizhou"),
        (r"\bcounty\b", "city"),
        (r"\btown\b", "village"),
    ),
)
negated = _by(
    (
        (r"没有", "有"),
        (r"不(?=[用会能是要再得])", ""),
        (r"(?<![不是])是(?=[一这个当县])", "不是"),
        (r"可以", "不可以"),
        (r"(?<!不)能够", "不能"),
        (r"已经", "尚未"),
        (r"将(?=[在对于把])", "不将"),
    ),
    (
        (r" not ", " "),
        (r"\bno\b", "some"),
        (r"\bis\b", "is not"),
        (r"\bwas\b", "was not"),
        (r"\bwill\b", "will not"),
        (r"\bcan\b", "cannot"),
    ),
)
certainty_changed = _by(
    (
        (r"大约|约(?=[八一二三四五六七九十\d])", ""),
        (r"多(?=[位名家元个人])", ""),
        (r"近(?=[百千万])", ""),
        (r"计划", "已经"),
        (r"预计", "确定"),
        (r"有的", "所有"),
        (r"每天", "偶尔"),
        (r"大多", "全部"),
    ),
    (
        (r"\babout ", ""),
        (r"\bsome\b", "all"),
        (r"\bmost\b", "all"),
        (r"\bmay\b", "must"),
        (r"\bnearly ", ""),
        (r"\bonly ", ""),
        (r"\bmore than\b", "fewer than"),
        (r"\bevery\b", "hardly any"),
    ),
)
quote_reattributed = _by(
    ((r"[\u4e00-\u9fff]{2,3}(?=说[：，。])", "县领导"), (r"[\u4e00-\u9fff]{2,3}(?=(?:介绍|表示)[：，。])", "邻居老李")),
    ((r"said [A-Z][a-z]+ [A-Z][a-z]+", "said the mayor"), (r"[A-Z][a-z]+ [A-Z][a-z]+ (?=says|said)", "One critic ")),
)
quote_changed = _by(
    ((r"(?<=“)[^“”]{1,3}", "其实"), (r"[^“”]{2}(?=[。！？]”)", "再说")),
    ((r"(?<=[\"“])[A-Z]\w+", "Nobody"), (r"\w+(?=[.,][\"”])", "money")),
)
homophone = _by(
    tuple((a, b) for a, b in zip("在做的得已会里有他做记间再到", "再作得的以汇理又她座计简在道", strict=True)),
    (
        (r"\bthere\b", "their"),
        (r"\bto\b", "too"),
        (r"\btheir\b", "there"),
        (r"\bfour\b", "for"),
        (r"\btide\b", "tied"),
        (r"\bwhere\b", "were"),
        (r"\bhole\b", "whole"),
    ),
)
lookalike = _by(
    tuple(
        (a, b)
        for a, b in zip("未己日土大人千天田末已曰士太入干夫由", "末已曰士太入干夫由未己日土大人千天田", strict=True)
    ),
    ((r"(?<=\w)a(?=\w)", "\u0430"), (r"(?<=\w)o(?=\w)", "\u043e"), (r"(?<=\w)e(?=\w)", "\u0435")),
)
zero_width_word = _by(
    (
        (r"([一二三四五六七八九])(?=[十百千万个名家年])", "\u200b\\1\u200b十"),
        (r"(不|没)", "\u2060"),
        (r"是", "\u200b不\u200b是"),
    ),
    ((r"\bthe (\w+)", "the\u200b un\u200b\\1"), (r"\bis\b", "is\u200b no\u200bt")),
)
insertion_in_brackets = _by(
    ((r"(?<=[，。])", "（编者注：此说法存疑）"),), ((r"(?<=[a-z])(?=[,.] )", " [sic: figures disputed]"),)
)
words_swapped = _by(
    ((r"([\u4e00-\u9fff]{2})和([\u4e00-\u9fff]{2})", r"\2和\1"), (r"([\u4e00-\u9fff])、([\u4e00-\u9fff])", r"\2、\1")),
    ((r"\b([a-z]{3,}) and ([a-z]{3,})\b", r"\2 and \1"),),
)


def homophones_all(c: Copied, _: random.Random) -> Copied | None:
    table = str.maketrans("的在会里有记到做已", "得再汇理又计道作以")
    return _everywhere(c, lambda text: text.translate(table)) if c.zh else None


def _converted(name: str) -> Edit:
    converter = OpenCC(name)

    def change(c: Copied, _: random.Random) -> Copied | None:
        return _everywhere(replace(c, title=converter.convert(c.title)), converter.convert) if c.zh else None

    return change


def traditional_text_only(c: Copied, _: random.Random) -> Copied | None:
    return _everywhere(c, OpenCC("s2t").convert) if c.zh else None


def traditional_paragraph(c: Copied, rng: random.Random) -> Copied | None:
    number = rng.randrange(len(c.texts))
    return put(c, number, OpenCC("s2hk").convert(c.texts[number])) if c.zh else None


def pinyin(c: Copied, rng: random.Random) -> Copied | None:
    return (
        _everywhere(c, lambda text: damage(text, Mirror(annotated=some_annotated(rng.randrange(99))))) if c.zh else None
    )


def pinyin_words(c: Copied, rng: random.Random) -> Copied | None:
    return (
        _once(
            c,
            rng,
            (
                ("死", "si"),
                ("血", "xue"),
                ("官", "guan"),
                ("药", "yao"),
                ("钱", "qian"),
                ("人", "ren"),
                ("水", "shui"),
                ("大", "da"),
            ),
        )
        if c.zh
        else None
    )


def masked_words(c: Copied, rng: random.Random) -> Copied | None:
    return (
        _once(c, rng, (("县", "*"), ("钱", "*"), ("人", "×"), ("镇", "某")))
        if c.zh
        else _once(c, rng, ((r"\bcounty\b", "c****y"),))
    )


def paraphrased(c: Copied, _: random.Random) -> Copied:
    """Told anew, with a sentence of the original kept."""
    first = sentences(c, c.texts[0])[0].strip()
    if c.zh:
        return replace(
            c,
            texts=(
                f"据当地媒体报道，{first}",
                "报道称，相关工作正在推进，群众反响不错。",
                "下一步，当地将继续完善有关措施。",
            ),
        )
    return replace(
        c,
        texts=(
            f"Local media report: {first}",
            "Work is said to be going well and people are pleased.",
            "More measures will follow, according to the report.",
        ),
    )


def struck(c: Copied, rng: random.Random) -> Copied | None:
    """A sentence struck through: it stands there and is taken back."""
    mark = rng.choice(("del", "s", 'span style="text-decoration:line-through"'))
    return _marked_sentence(c, rng, f"<{mark}>", f"</{mark.split()[0]}>")


def hidden_sentence(c: Copied, rng: random.Random) -> Copied | None:
    hidden = rng.choice(
        (
            '<span style="display:none">',
            "<span hidden>",
            '<span style="visibility: hidden">',
            '<span style="font-size:0">',
        )
    )
    return _marked_sentence(c, rng, hidden, "</span>")


def commented_sentence(c: Copied, rng: random.Random) -> Copied | None:
    return _marked_sentence(c, rng, "<!-- ", " -->")


def _marked_sentence(c: Copied, rng: random.Random, start: str, end: str) -> Copied | None:
    many = [n for n, text in enumerate(c.texts) if len(sentences(c, text)) > 1]
    if not many:
        return None
    number = rng.choice(many)
    parts = sentences(c, c.texts[number])
    at = rng.randrange(len(parts))
    parts[at] = f"{start}{parts[at]}{end}"
    return replace(c, html=(*c.texts[:number], "".join(parts), *c.texts[number + 1 :]))


def changed_in_aside(c: Copied, rng: random.Random) -> Copied | None:
    """A paragraph altered and put into a box that is named like an advertisement."""
    number = rng.randrange(1, len(c.texts))
    parts = sentences(c, c.texts[number])
    if len(parts) < 2:
        return None
    text = f"{_OPINION(c)}{'' if c.zh else ' '}{''.join(parts[1:])}"
    box = rng.choice(
        (
            "<aside>{}</aside>",
            '<span class="ad-box">{}</span>',
            '<div class="related">{}</div>',
            '<div class="promo">{}</div>',
        )
    )
    return replace(c, html=(*c.texts[:number], box.format(text), *c.texts[number + 1 :]))


def insinuation_in_box(c: Copied, rng: random.Random) -> Copied:
    """A new paragraph in the run of the text that looks like a pulled quote."""
    number = rng.randrange(len(c.texts) - 1)
    said = (
        "“这钱花得不明不白。”一位不愿具名的干部说。"
        if c.zh
        else "“Nobody knows where the money went,” an official said."
    )
    return replace(c, html=(*c.texts[: number + 1], f"<blockquote>{said}</blockquote>", *c.texts[number + 1 :]))


def no_credit(c: Copied, _: random.Random) -> Copied:
    return replace(c, where="nowhere")


def holder_misspelt(c: Copied, rng: random.Random) -> Copied:
    if c.zh:
        names = ("海州县融媒体中心", "海川县融媒体中", "海川市融媒体中心", "海川县融媒休中心")
        return replace(c, holder=rng.choice(names) if "海川" in c.holder else f"{c.holder[:-2]}{c.holder[-1]}")
    at = rng.randrange(5, len(c.holder) - 2)
    return replace(c, holder=c.holder[:at] + ("x" if c.holder[at] == " " else "") + c.holder[at + 1 :])


def holder_own(c: Copied, _: random.Random) -> Copied:
    return replace(c, holder=OWN[c.language])


def holder_vague(c: Copied, rng: random.Random) -> Copied:
    return replace(
        c,
        holder=rng.choice(("网络", "互联网", "综合"))
        if c.zh
        else rng.choice(("Internet", "Agencies", "Staff reports")),
    )


def credit_in(where: str) -> Edit:
    return lambda c, _: replace(c, where=where)


def author_dropped(c: Copied, _: random.Random) -> Copied:
    return replace(c, authors=())


def author_misspelt(c: Copied, _: random.Random) -> Copied:
    first = c.authors[0]
    return replace(c, authors=(f"{first[:-1]}{'某' if c.zh else 'xx'}", *c.authors[1:]))


def author_own(c: Copied, _: random.Random) -> Copied:
    return replace(c, authors=("吴小杰",) if c.zh else ("Mark Olsen",))


def one_author_dropped(c: Copied, _: random.Random) -> Copied | None:
    return replace(c, authors=c.authors[:1]) if len(c.authors) > 1 else None


def linked(how: str) -> Edit:
    return lambda c, _: replace(c, linked=how)


def link_to(path: str) -> Edit:
    """Another address of the same house, or one elsewhere."""
    return lambda c, _: replace(c, link=urljoin(c.link, path))


def picture_added(c: Copied, rng: random.Random) -> Copied:
    picture = (rng.randrange(1, len(c.texts)), "/uploads/2026/11/protest.jpg", "资料图" if c.zh else "File photo")
    return replace(c, pictures=(*c.pictures, picture))


def picture_replaced(c: Copied, _: random.Random) -> Copied | None:
    if not c.pictures:
        return None
    at, _url, caption = c.pictures[0]
    return replace(c, pictures=((at, "https://img.stock.example/photo-4711.jpg", caption), *c.pictures[1:]))


def term_over(c: Copied, _: random.Random) -> Copied:
    return replace(c, today=date(2027, 11, 2))


def term_ahead(c: Copied, _: random.Random) -> Copied:
    return replace(c, today=date(2026, 10, 30))


EDITS: dict[str, Edit] = {
    "cut end": cut_end,
    "cut start": cut_start,
    "cut middle": cut_middle,
    "teaser only": teaser_only,
    "sentence out": sentence_out,
    "last sentence out": last_sentence_out,
    "clause out": clause_out,
    "sentence in": sentence_in,
    "sentence in middle": sentence_in_middle,
    "paragraph in": paragraph_in,
    "paragraph first": paragraph_first,
    "paragraph last": paragraph_last,
    "sentence moved": sentence_moved,
    "sentences swapped": sentences_swapped,
    "paragraphs swapped": paragraphs_swapped,
    "retitled": retitled,
    "retitled slightly": retitled_slightly,
    "retitled louder": retitled_louder,
    "retitled one word": retitled_one_word,
    "number": number_changed,
    "date": date_changed,
    "name": name_changed,
    "place": place_changed,
    "negation": negated,
    "certainty": certainty_changed,
    "quote reattributed": quote_reattributed,
    "quote changed": quote_changed,
    "homophone": homophone,
    "homophones all": homophones_all,
    "lookalike": lookalike,
    "zero width": zero_width_word,
    "note in brackets": insertion_in_brackets,
    "words swapped": words_swapped,
    "s2t": _converted("s2t"),
    "s2twp": _converted("s2twp"),
    "s2t text only": traditional_text_only,
    "s2hk paragraph": traditional_paragraph,
    "pinyin": pinyin,
    "pinyin words": pinyin_words,
    "masked words": masked_words,
    "paraphrased": paraphrased,
    "struck": struck,
    "hidden sentence": hidden_sentence,
    "commented sentence": commented_sentence,
    "changed in aside": changed_in_aside,
    "insinuation in box": insinuation_in_box,
    "no credit": no_credit,
    "holder misspelt": holder_misspelt,
    "holder own": holder_own,
    "holder vague": holder_vague,
    "credit in foot": credit_in("foot"),
    "credit in teaser": credit_in("teaser"),
    "credit hidden": credit_in("hidden"),
    "credit in comment": credit_in("comment"),
    "author dropped": author_dropped,
    "author misspelt": author_misspelt,
    "author own": author_own,
    "one author dropped": one_author_dropped,
    "link missing": linked("none"),
    "link in comment": linked("comment"),
    "link hidden": linked("hidden"),
    "link empty": linked("empty"),
    "link home": link_to("/"),
    "link other article": link_to("/news/other.html"),
    "link other site": link_to("https://www.linjiang.example/redirect"),
    "picture added": picture_added,
    "picture replaced": picture_replaced,
    "term over": term_over,
    "term ahead": term_ahead,
}
