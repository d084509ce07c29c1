"""Whose report an article is by its own words: the dateline and the signatures in the body."""

import re
from dataclasses import dataclass

from syndicator.attribute.identity import Owners
from syndicator.model.draft import Draft
from syndicator.text.byline import read_line

# Agencies and national media: their dateline makes the report theirs whoever prints it.
_AGENCIES = re.compile(
    r"^(?:新华社|新華社|新华网|中新社|中新网|中国新闻网|中国新闻社|人民日报|人民网|央视|中央广播电视总台|总台|央广|"
    r"光明日报|经济日报|中国日报|法新社|路透社|美联社|共同社|中央社|"
    r"法新|路透|塔斯社|俄新社|联合早报|xinhua|reuters|afp|ap|associated press|the associated press|"
    r"agence france-presse|upi|bloomberg|tass|kyodo|dpa|efe|pti|ians|ani|cnn)",
    re.IGNORECASE,
)
# A 来源 that names no outlet and still says that the work is not the site's.
_FROM_THE_NET = re.compile(
    r"^[\s（(【\[]*(?:文章|信息|稿件|本文)?(?:来源|來源|稿源|出处)\s*[:：]\s*(?:综合)?(?:网络|網絡|網路|互联网|"
    r"转载)[\u3400-\u9fff]{0,4}[\s）)】\]]*$"
)
_HEAD_LINES = 4
_TAIL_LINES = 4
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody named as the maker: the outlet, the line it was read from, and its place in the body."""

    outlet: str
    text: str
    where: str


def foreign_claim(draft: Draft, owners: Owners) -> Claim | None:
    """The first dateline or signature of an outlet that is not one of `owners`; None when there is none.

    An agency's dateline always counts. Another outlet's counts where the page names no 来源 of its own,
    unless it carries the owner's place name.
    """
    paragraphs = [line.strip() for line in draft.body_text.splitlines() if line.strip()]
    head = list(enumerate(paragraphs[:_HEAD_LINES], 1))
    tail = [pair for pair in list(enumerate(paragraphs, 1))[-_TAIL_LINES:] if pair not in head]
    for number, paragraph in [*head, *tail]:
        credits_ = read_line(paragraph[:_LONGEST])
        if _FROM_THE_NET.match(paragraph):
            return Claim(paragraph.strip("（）()【】[] "), paragraph, f"body paragraph {number}")
        in_head = (number, paragraph) in head
        outlet = credits_.outlet if in_head or credits_.pure else ""
        signed = credits_.affiliation if credits_.pure else ""
        for name in filter(None, (outlet, signed)):
            if owners.own_outlet(name):
                continue
            if _AGENCIES.match(name) or not (draft.outlet or owners.neighbour(name)):
                return Claim(name, paragraph[:120], f"body paragraph {number}")
    return None
