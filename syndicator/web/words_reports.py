"""What a visitor reads about reprints that were looked at, in zh and en (see words)."""

from collections.abc import Mapping
from typing import Final

REPORTS: Final[Mapping[str, tuple[str, str]]] = {
    "report.title": ("转载核对", "Reprint check"),
    "report.lead": (
        "我们读取刊登页面，逐项对照授权：署名、原文链接、标题、正文、图片、期限。",
        "We read the page and compare it with the licence: credit, link, title, text, pictures, term.",
    ),
    "report.faithful": ("与授权一致", "As licensed"),
    "report.distorted": ("与授权不符", "Not as licensed"),
    "report.unsure": ("需要人工查看", "A person has to look"),
    "report.not-found": ("页面上没有这篇稿件", "The article is not on the page"),
    "report.none": ("尚未核对，几分钟后再来看", "Not looked at yet: come back in a few minutes"),
    "report.trouble": ("读不到页面：{why}", "The page could not be read: {why}"),
    "report.page": ("页面", "Page"),
    "report.grant": ("授权书", "Licence"),
    "report.checked": ("核对时间", "Looked at"),
    "report.similarity": ("原样刊登的正文", "Text that stands unaltered"),
    "report.ours": ("授权文本", "As licensed"),
    "report.theirs": ("页面文本", "On the page"),
    "report.kind.changed": ("改动", "changed"),
    "report.kind.left-out": ("缺少", "left out"),
    "report.kind.added": ("增加", "added"),
    "report.kind.same": ("相同", "the same"),
    "report.aspect.credit": ("署名", "Credit line"),
    "report.aspect.link": ("原文链接", "Link back"),
    "report.aspect.title": ("标题", "Title"),
    "report.aspect.text": ("正文", "Text"),
    "report.aspect.pictures": ("图片", "Pictures"),
    "report.aspect.term": ("期限", "Term"),
    "report.mark.ok": ("符合", "right"),
    "report.mark.wrong": ("不符", "wrong"),
    "report.mark.missing": ("缺少", "missing"),
    "report.mark.unsure": ("待查看", "to be looked at"),
    "reports.title": ("刊登在哪里", "Where it runs"),
    "reports.how": (
        "刊登后请把页面地址告诉我们；我们会核对，并在授权期内每晚复查。",
        "Once it runs, tell us the page’s address: we check it, and look again every night of the term.",
    ),
    "reports.url": ("页面地址", "The page’s address"),
    "reports.send": ("核对", "Check it"),
    "reports.unreachable": (
        "请填写以 http:// 或 https:// 开头的完整地址",
        "Give the whole address, beginning with https://",
    ),
}
