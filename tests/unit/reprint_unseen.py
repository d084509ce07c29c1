"""The third set of reprints, written apart from the checker: pages, edits, credits and styles of its own.

Each copy is put into every page of its language; how its credit is written goes by turns, since people write it in
every way. `EDITS` distort it, `STYLES` do not.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from urllib.parse import quote

from opencc import OpenCC
from reprint_set import Case, granted
from reprint_unseen_edits import EDITS, Copied, Edit, sentences
from reprint_unseen_pages import PAGES, Sheet
from reprint_unseen_texts import TEXTS

from syndicator.model.finding import Promised
from syndicator.text import creditline

_TERMS = {
    "zh": (
        "来源：{holder}　作者：{authors}　原标题：{title}　原文：{url}",
        "转载自：{holder}　作者：{authors}　原文链接：{url}",
    ),
    "en": (
        "Source: {holder} | Author: {authors} | Original title: {title} | Original: {url}",
        "Originally published by {holder} | By {authors} | {url}",
    ),
}


@dataclass(frozen=True)
class Told:
    """A credit as it is put on a page: lines of HTML, and where each goes."""

    meta: tuple[str, ...] = ()
    intro: tuple[str, ...] = ()
    outro: tuple[str, ...] = ()
    tail: str = ""


def anchor(c: Copied, words: str) -> str:
    """The way back: a link of these words, or what an edit made of it."""
    address = escape(c.link)
    shown = {
        "a": f'<a href="{address}" target="_blank" rel="noopener nofollow">{words}</a>',
        "printed": address,
        "none": "",
        "comment": f'<!-- <a href="{address}">{words}</a> -->',
        "hidden": f'<a href="{address}" style="display: none">{words}</a>',
        "empty": f'<a href="{address}"></a>',
    }
    return shown[c.linked]


def _named(c: Copied) -> str:
    """The holder's name, itself the link."""
    return anchor(c, c.holder) if c.linked == "a" else f"{c.holder}{anchor(c, '')}"


def _people(c: Copied) -> str:
    return ("、" if c.zh else " and " if len(c.authors) == 2 else ", ").join(c.authors)


def _if(c: Copied, before: str, after: str = "") -> str:
    """A piece that names the authors, "" where there are none."""
    return f"{before}{_people(c)}{after}" if c.authors else ""


def _some(*pieces: str) -> tuple[str, ...]:
    return tuple(piece for piece in pieces if piece)


Credit = Callable[[Copied], Told]


def _whole(c: Copied) -> str:
    gap = "　" if c.zh else " | "
    if c.zh:
        return gap.join(
            _some(
                f"来源：{c.holder}",
                _if(c, "作者："),
                f"原标题：{escape(c.original)}",
                f"原文：{anchor(c, escape(c.link))}",
            )
        )
    return gap.join(
        _some(
            f"Source: {c.holder}",
            _if(c, "Author: "),
            f"Original title: {escape(c.original)}",
            f"Original: {anchor(c, escape(c.link))}",
        )
    )


CREDITS: dict[str, dict[str, Credit]] = {
    "zh": {
        "meta": lambda c: Told(
            meta=_some(f"来源：{c.holder}", _if(c, "作者：")), outro=(f"原文链接：{anchor(c, escape(c.link))}",)
        ),
        "meta linked": lambda c: Told(meta=_some(f"来源：{_named(c)}", _if(c, "作者："))),
        "meta spaced": lambda c: Told(
            meta=_some(f"来源： {c.holder}", _if(c, "作者 : ")), outro=_some(anchor(c, "查看原文"))
        ),
        "line": lambda c: Told(outro=(_whole(c),)),
        "lines": lambda c: Told(
            outro=_some(
                f"来源：{c.holder}", _if(c, "作者："), f"原标题：{escape(c.original)}", f"原文：{anchor(c, '点击查看')}"
            )
        ),
        "broken line": lambda c: Told(
            outro=("<br>".join(_some(f"来源：{c.holder}", _if(c, "作者："), f"原文链接：{anchor(c, escape(c.link))}")),)
        ),
        "brackets": lambda c: Told(outro=(f"（来源：{c.holder}{_if(c, '　作者：')}　{anchor(c, '原文链接')}）",)),
        "tail": lambda c: Told(tail=f"（来源：{c.holder}{_if(c, '，作者：')}）", outro=_some(anchor(c, "阅读原文"))),
        "intro": lambda c: Told(
            intro=(f"本文转载自{c.holder}{_if(c, '，作者')}，原标题《{escape(c.original)}》。{anchor(c, '阅读原文')}",)
        ),
        "reprinted": lambda c: Told(
            meta=_some(f"转自：{c.holder}", _if(c, "文/")), outro=_some(anchor(c, '<span class="btn">原文链接</span>'))
        ),
        "bars": lambda c: Told(outro=_some(f"来源丨{c.holder}", _if(c, "作者丨"), anchor(c, "阅读原文"))),
        "own first": lambda c: Told(
            meta=_some(f"来源：临江日报 转自 {c.holder}", _if(c, "作者：")), outro=_some(anchor(c, "原文链接"))
        ),
        "bold": lambda c: Told(
            outro=_some(
                f"<strong>来源：</strong>{c.holder}",
                _if(c, "<strong>作者：</strong>"),
                f"<b>原文地址：</b>{anchor(c, escape(c.link))}",
            )
        ),
        "authorised": lambda c: Told(
            outro=(f"（本文经{c.holder}授权转载{_if(c, '，作者：')}，原文见{anchor(c, '这里')}）",)
        ),
    },
    "en": {
        "meta": lambda c: Told(
            meta=_some(f"Source: {c.holder}", _if(c, "By ")), outro=_some(anchor(c, "Read the original"))
        ),
        "line": lambda c: Told(outro=(_whole(c),)),
        "originally": lambda c: Told(
            outro=(f"This article was originally published by {_named(c)}.{_if(c, ' It was written by ', '.')}",)
        ),
        "intro": lambda c: Told(
            intro=(
                f"Originally published by {c.holder} on November 15, 2026.{_if(c, ' By ', '.')} {anchor(c, 'Read the original article')}.",
            )
        ),
        "brackets": lambda c: Told(
            outro=(f"(Source: {c.holder}{_if(c, '; author: ')}; {anchor(c, 'original article')})",)
        ),
        "permission": lambda c: Told(outro=(f"Republished with permission from {_named(c)}.{_if(c, ' Author: ')}",)),
        "byline": lambda c: Told(
            meta=_some(f"{_if(c, 'By ', ' | ')}{c.holder}"), outro=(f"Original article: {anchor(c, escape(c.link))}",)
        ),
        "first appeared": lambda c: Told(
            outro=(f"<em>This story{_if(c, ' by ')} first appeared in {_named(c)}.</em>",)
        ),
        "lines": lambda c: Told(
            outro=_some(f"Source: {c.holder}", _if(c, "Author: "), f"Original: {anchor(c, 'here')}")
        ),
    },
}


def _placed(c: Copied, told: Told) -> tuple[Told, str, str]:
    """The credit where it belongs, or where an edit put it: with the article, in the page's foot, in a teaser."""
    if c.where == "article":
        return told, "", ""
    words = f"来源：{c.holder}　作者：{_people(c)}" if c.zh else f"Source: {c.holder} | Author: {_people(c)}"
    back = anchor(c, "点此查看" if c.zh else "More")
    hidden = {"hidden": f'<span style="display:none">{words}</span>', "comment": f"<!-- {words} -->"}.get(c.where, "")
    return Told(outro=(f"{back}{hidden}",)), words if c.where == "foot" else "", words if c.where == "teaser" else ""


def sheet(c: Copied, told: Told) -> Sheet:
    """What goes into a page."""
    told, foot, teaser = _placed(c, told)
    texts = list(c.html or (escape(text, quote=False) for text in c.texts))
    texts[-1] += told.tail
    blocks: list[str | tuple[str, str]] = list(c.before)
    for number, text in enumerate(texts):
        blocks += [(url, caption) for at, url, caption in c.pictures if at == number]
        blocks.append(text)
    blocks += [(url, caption) for at, url, caption in c.pictures if at >= len(texts)]
    return Sheet(
        c.language,
        c.title,
        c.head or c.title,
        c.heading or escape(c.title),
        (*blocks, *c.after),
        told.meta,
        told.intro,
        (*told.outro, *c.last),
        foot,
        teaser,
    )


def _plain(c: Copied, _: random.Random) -> Copied:
    return c


def _html(c: Copied) -> tuple[str, ...]:
    return tuple(escape(text, quote=False) for text in c.texts)


def _retyped(change: Callable[[str], str], *, title: bool = True) -> Edit:
    def style(c: Copied, _: random.Random) -> Copied | None:
        changed = replace(c, texts=tuple(change(text) for text in c.texts), title=change(c.title) if title else c.title)
        return changed if changed.texts != c.texts else None

    return style


def spaced(text: str) -> str:
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])", " ", text)
    return re.sub(r"(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])", " ", text)


def corner_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "「」『』")) if re.search(r"[\u4e00-\u9fff]", text) else text


def straight_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def curly_quotes(text: str) -> str:
    return re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’")


def wide(text: str) -> str:
    if not re.search(r"[\u4e00-\u9fff]", text):
        return text
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


def narrow_marks(text: str) -> str:
    return text.translate(str.maketrans({"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}))


def plain_dashes(text: str) -> str:
    return text.replace("——", "--").replace("……", "...").replace("—", "–")


def no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def soft_hyphens(text: str) -> str:
    return re.sub(r"\b([a-z]{4})([a-z]{4,})\b", "\\1\u00ad\\2", text)


def zero_width_joints(text: str) -> str:
    return re.sub(r"(?<=[。，.,])", "\u200b", text)


def drop_cap(c: Copied, _: random.Random) -> Copied:
    first, *others = _html(c)
    return replace(c, html=(f'<span class="dropcap">{first[0]}</span>{first[1:]}', *others))


def split(c: Copied, _: random.Random) -> Copied | None:
    found = [
        part.strip() for text in c.texts for part in ("".join(sentences(c, text)[:2]), "".join(sentences(c, text)[2:]))
    ]
    return replace(c, texts=tuple(filter(None, found)), pictures=c.pictures[:1]) if len(found) > len(c.texts) else None


def joined(c: Copied, _: random.Random) -> Copied:
    return replace(c, html=("<br>　　".join(_html(c)) if c.zh else "<br><br>".join(_html(c)),), pictures=())


def run_together(c: Copied, _: random.Random) -> Copied:
    html = _html(c)
    return replace(c, html=(f"{html[0]}{'' if c.zh else ' '}{html[1]}", *html[2:]), pictures=())


def stressed(c: Copied, rng: random.Random) -> Copied:
    def mark(text: str) -> str:
        parts = sentences(c, text)
        at = rng.randrange(len(parts))
        parts[at] = re.sub(r"^(\W*\w{2,5})", r"<strong>\1</strong>", escape(parts[at], quote=False))
        if len(parts) > 1:
            parts[at - 1] = re.sub(r"(\w{2,4})(?=\W*$)", r'<a href="/tag/5" class="keyword">\1</a>', parts[at - 1])
        return "".join(parts)

    return replace(c, html=tuple(mark(text) for text in c.texts))


def end_mark(c: Copied, _: random.Random) -> Copied:
    return replace(c, html=(*_html(c)[:-1], f"{_html(c)[-1]}{'（完）' if c.zh else ' ■'}"))


def own_editor(c: Copied, rng: random.Random) -> Copied:
    lines = (
        ("责任编辑：吴小杰", "【责任编辑：吴小杰】", "编辑：吴小杰　审核：陈立　监制：许多", "（责编：程远、许多）")
        if c.zh
        else ("Edited by Mark Olsen", "Editor: Mark Olsen")
    )
    return replace(c, last=(rng.choice(lines),)) if rng.random() < 0.5 else replace(c, after=(rng.choice(lines),))


def share_bar(c: Copied, _: random.Random) -> Copied:
    html = _html(c)
    words = "分享到：" if c.zh else "Share this story: "
    bar = f'<span class="bdsharebuttonbox">{words}<a href="#" class="bds_weixin">{"微信" if c.zh else "Facebook"}</a><a href="#">{"QQ空间" if c.zh else "Email"}</a></span>'
    return replace(c, html=(html[0], bar, *html[1:]))


def advertised(c: Copied, rng: random.Random) -> Copied:
    html = _html(c)
    shop = "秋季大促 全场五折起" if c.zh else "Winter boots, now 40% off"
    ad = rng.choice(
        (
            '<ins class="adsbygoogle" data-ad-client="ca-pub-1"></ins><script>(adsbygoogle = window.adsbygoogle || []).push({});</script>',
            f'<span class="ad-wrap"><em>{"广告" if c.zh else "Advertisement"}</em><a href="https://ads.example/x" rel="sponsored"><img src="https://ads.example/x.gif" width="300" height="100"></a></span>',
            f'<div class="adv"><a href="https://ads.example/x">{shop}</a></div>',
        )
    )
    at = rng.randrange(1, len(html))
    return replace(c, html=(*html[:at], ad, *html[at:]))


def read_more(c: Copied, rng: random.Random) -> Copied:
    html = _html(c)
    told = (
        (
            '<strong>延伸阅读：</strong><a href="/a/21">临江老街改造一期完工</a>',
            '相关阅读：<a href="/a/21">秋粮收购今日启动</a>',
        )
        if c.zh
        else (
            '<strong>READ MORE: </strong><a href="/a/21">Ferry fares frozen until spring</a>',
            '<a href="/a/21">Related: Council to vote on market hall</a>',
        )
    )
    at = rng.randrange(1, len(html))
    return replace(c, html=(*html[:at], rng.choice(told), *html[at:]))


def without_pictures(c: Copied, _: random.Random) -> Copied | None:
    return replace(c, pictures=()) if c.pictures else None


def rehosted_pictures(c: Copied, _: random.Random) -> Copied | None:
    """The cleared pictures from the outlet's own address, under their names."""
    moved = tuple(
        (at, f"https://cdn.linjiang.example/2026/11/{url.rsplit('/', 1)[1]}?w=640", caption)
        for at, url, caption in c.pictures
    )
    return replace(c, pictures=moved) if moved else None


def short_caption(c: Copied, _: random.Random) -> Copied | None:
    return (
        replace(c, pictures=tuple((at, url, "图源：原文" if c.zh else "Photo: courtesy") for at, url, _ in c.pictures))
        if c.pictures
        else None
    )


def head_cut_short(c: Copied, _: random.Random) -> Copied:
    return replace(c, head=f"{c.title[: max(8, len(c.title) * 2 // 3)].rstrip()}{'…' if c.zh else '...'}")


def title_in_two_lines(c: Copied, _: random.Random) -> Copied:
    at = c.title.find(" ", len(c.title) // 3) if " " in c.title else len(c.title) // 2
    at = at if at > 0 else len(c.title) // 2
    return replace(c, heading=f"{escape(c.title[:at])}<br>{escape(c.title[at:].strip())}")


def abstract(c: Copied, _: random.Random) -> Copied:
    first = sentences(c, c.texts[0])[0].strip()
    return replace(c, before=(f'<span class="abstract">{"摘要：" if c.zh else "Summary: "}{first}</span>',))


def disclaimer(c: Copied, rng: random.Random) -> Copied:
    told = (
        (
            "声明：转载此文是出于传递更多信息之目的。若有来源标注错误或侵犯了您的合法权益，请作者持权属证明与本网联系，我们将及时更正、删除，谢谢。",
            "免责声明：本文来源于其他媒体，版权归原作者所有，内容仅供参考。",
        )
        if c.zh
        else (
            "The views expressed here are those of the author. This story was republished under a licence.",
            "Have a news tip? Write to tips@linjiang.example.",
        )
    )
    return replace(c, last=(rng.choice(told),))


def subscribe(c: Copied, _: random.Random) -> Copied:
    told = (
        ("扫描二维码，关注临江发布", "更多精彩内容，请下载临江APP")
        if c.zh
        else ("Subscribe to our newsletter for more stories like this.", "Follow us on Facebook")
    )
    return replace(c, last=told)


def about_author(c: Copied, _: random.Random) -> Copied:
    told = f"作者简介：{c.authors[0]}，媒体从业者。" if c.zh else f"{c.authors[0]} is a reporter at {c.holder}."
    return replace(c, last=(told,))


def licence_note(c: Copied, _: random.Random) -> Copied:
    return replace(
        c,
        last=("本文经授权转载，未经许可不得再次转载。",)
        if c.zh
        else ("Reprinted under licence. All rights reserved.",),
    )


def counters(c: Copied, _: random.Random) -> Copied:
    told = ("阅读 1024　点赞 8　在看 3",) if c.zh else ("👍 12  ❤ 3  2 comments",)
    return replace(c, last=told)


def player(c: Copied, _: random.Random) -> Copied:
    return replace(
        c,
        before=(
            '<span class="tts">听全文 约2分钟</span>'
            if c.zh
            else '<span class="audio-player">Listen to this article 2 min</span>',
        ),
    )


def comment_quotes(c: Copied, _: random.Random) -> Copied:
    """A reader's comment that quotes the article and disagrees."""
    part = sentences(c, c.texts[1])[0].strip()
    mark = f'<div class="comments"><div class="comment"><b>{"网友老张" if c.zh else "Pat"}</b>：<blockquote>{part}</blockquote><p>{"这个我不信。" if c.zh else "I doubt it."}</p></div></div>'
    return replace(c, last=(mark,))


def tracked_link(c: Copied, _: random.Random) -> Copied:
    return replace(c, link=f"{c.link}?utm_source=linjiang&utm_medium=referral")


def wrapped_link(c: Copied, _: random.Random) -> Copied:
    return replace(c, link=f"https://link.linjiang.example/?target={quote(c.link, safe='')}")


def plain_http_link(c: Copied, _: random.Random) -> Copied:
    return replace(c, link=c.link.replace("https://www.", "http://"))


def converted_with_leave(name: str) -> Edit:
    converter = OpenCC(name)

    def style(c: Copied, _: random.Random) -> Copied | None:
        if not c.zh:
            return None
        return replace(
            c, texts=tuple(map(converter.convert, c.texts)), title=converter.convert(c.title), script_free=True
        )

    return style


def cut_with_leave(c: Copied, _: random.Random) -> Copied:
    return replace(c, texts=c.texts[:-1], edits=True)


def signed_off(c: Copied, _: random.Random) -> Copied:
    """Keywords and a signature of the outlet's own after the text."""
    return replace(
        c,
        last=(
            ("标签：<a href='/tag/民生'>民生</a> <a href='/tag/乡村'>乡村</a>", "临江网 2026年11月18日")
            if c.zh
            else ("Tags: <a href='/t/a'>county</a>, <a href='/t/b'>news</a>",)
        ),
    )


STYLES: dict[str, Edit] = {
    "plain": _plain,
    "spaced": _retyped(spaced),
    "corner quotes": _retyped(corner_quotes),
    "straight quotes": _retyped(straight_quotes),
    "curly quotes": _retyped(curly_quotes),
    "wide": _retyped(wide),
    "narrow marks": _retyped(narrow_marks),
    "plain dashes": _retyped(plain_dashes),
    "no-break spaces": _retyped(no_break),
    "soft hyphens": _retyped(soft_hyphens, title=False),
    "zero-width joints": _retyped(zero_width_joints, title=False),
    "drop cap": drop_cap,
    "split": split,
    "joined": joined,
    "run together": run_together,
    "stressed": stressed,
    "end mark": end_mark,
    "own editor": own_editor,
    "share bar": share_bar,
    "advertised": advertised,
    "read more": read_more,
    "without pictures": without_pictures,
    "rehosted pictures": rehosted_pictures,
    "short caption": short_caption,
    "head cut short": head_cut_short,
    "title in two lines": title_in_two_lines,
    "abstract": abstract,
    "disclaimer": disclaimer,
    "subscribe": subscribe,
    "about author": about_author,
    "licence note": licence_note,
    "counters": counters,
    "player": player,
    "comment quotes": comment_quotes,
    "tracked link": tracked_link,
    "wrapped link": wrapped_link,
    "plain http link": plain_http_link,
    "s2t with leave": converted_with_leave("s2t"),
    "s2twp with leave": converted_with_leave("s2twp"),
    "cut with leave": cut_with_leave,
    "signed off": signed_off,
}


def articles() -> list[tuple[Promised, Copied]]:
    """The newsroom's samples and this set's own texts, as granted and as copied; two credit lines by turns."""
    found = []
    for promised, copy in granted():
        texts = tuple(promised.text.split("\n"))
        found.append(
            (
                promised,
                Copied(
                    copy.language, copy.title, texts, copy.holder, copy.authors, copy.title, copy.link, copy.pictures
                ),
            )
        )
    for (holder, site), path, language, title, authors, text in TEXTS:
        promised = Promised(
            title, text, "", f"{site}{path}", date(2026, 11, 1), date(2027, 10, 31), holder=holder, authors=authors
        )
        found.append(
            (promised, Copied(language, title, tuple(text.split("\n")), holder, authors, title, f"{site}{path}"))
        )
    return [
        (replace(promised, credit=_line(promised, c.language, number)), c) for number, (promised, c) in enumerate(found)
    ]


def _line(promised: Promised, language: str, number: int) -> str:
    return creditline.line(
        _TERMS[language][number % 2],
        holder=promised.holder,
        authors=promised.authors,
        title=promised.title,
        url=promised.original_url,
    )


def cases(*, each: int, seed: int) -> Iterator[Case]:
    """Every edit and style in every page, with `each` articles of the page's languages and credits by turns."""
    whole = articles()
    number = 0
    for faithful, changes in ((False, EDITS), (True, STYLES)):
        for name, change in changes.items():
            for page, (languages, show) in PAGES.items():
                fitting = [pair for pair in whole if pair[1].language in languages]
                made = 0
                for tried in range(len(fitting)):
                    promised, copied = fitting[(number * 5 + tried) % len(fitting)]
                    rng = random.Random(f"{seed} {name} {page} {promised.original_url}")  # noqa: S311 - a choice of samples
                    changed = change(copied, rng)
                    if changed is None or (changed == copied and not faithful):
                        continue
                    ways = CREDITS[changed.language]
                    way = list(ways)[number % len(ways)]
                    number += 1
                    html = show(sheet(changed, ways[way](changed)))
                    leave = replace(promised, script_free=changed.script_free, edits=changed.edits)
                    yield Case(
                        f"{page} / {name} / {way} / {promised.original_url}", name, faithful, leave, html, changed.today
                    )
                    made += 1
                    if made == each:
                        break
                number += 1
