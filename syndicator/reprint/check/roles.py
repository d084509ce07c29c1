"""What an element of a page is for, by its name and how its maker called it: the furniture around an article.

A guess that is taken back where an element turns out to hold the article (`place`).
"""

import re

FURNITURE = "furniture"
COMMENTS = "comments"
FOOT = "foot"
CAPTION = "caption"

_TAGS = {"nav": FURNITURE, "aside": FURNITURE, "form": FURNITURE, "menu": FURNITURE, "figcaption": CAPTION}
_ARIA = {
    "navigation": FURNITURE,
    "complementary": FURNITURE,
    "search": FURNITURE,
    "contentinfo": FOOT,
    "banner": FURNITURE,
}
_EDGE, _END = r"(?:^|[\s_-])", r"(?=$|[\s_\-\d])"
_COMMENTS = re.compile(
    rf"{_EDGE}(?:comments?|commentlist|comment(?:area|box|form)|pinglun|liuyan|repl(?:y|ies)|respond|disqus\w*|gentie|discuss\w*)"
    rf"{_END}",
    re.IGNORECASE,
)
# An article may have a foot of its own, and a credit in it.
_OWN_FOOT = re.compile(r"(?:article|entry|post|content|news|story|text|detail)[\s_-]?foot", re.IGNORECASE)
_FOOT = re.compile(
    rf"{_EDGE}(?:footer|foot|ft|bottom|colophon|site-?info|siteinfo|page-?foot(?:er)?|footer?nav|dibu|banquan){_END}",
    re.IGNORECASE,
)
_WORDS = (
    r"ads?|adv|adsbygoogle|advert\w*|guanggao|gg|sponsor\w*|promo\w*|banner|related\w*|relate|relates|relevant|"
    r"recommend\w*|recs?|tuijian|xiangguan|hot\w{0,6}|rank\w*|paihang|trending|recent-?(?:posts?|news|articles?)|most-?(?:read|popular)|popular|latest|"
    r"side|side-?bar|aside|widget\w*|shar(?:e|es|ing)\w*|bdshare\w*|social\w*|breadcrumbs?|crumbs?|weizhi|nav|navbar|"
    r"navigation|sub-?nav|top-?nav|main-?nav|menu|site-?header|masthead|topbar|top-?bar|pager|pagination|page-?nav\w*|"
    r"pages|fenye|newsletter|subscri\w*|sign-?up|app-?download|download-?app|xiazai|tool-?bars?|tools?|tags|tag-?list|"
    r"popup|modal|cookies?|consent|login|search\w*|qr-?code|erweima|ewm|read-?(?:more|next)|prev-?next|post-?navigation|"
    r"outbrain|taboola|friend-?links?|links|yqlj|skip-?link|font-?size|print|reward|like|praise|dianzan"
)
_FURNITURE = re.compile(rf"{_EDGE}(?:{_WORDS}){_END}", re.IGNORECASE)
_CAPTION = re.compile(
    rf"{_EDGE}(?:(?:img|image|pic|picture|photo|wp)?[\s_-]?(?:caption\w*|desc)|tushuo|zhutu|pictext|pic-?info){_END}",
    re.IGNORECASE,
)


def role(tag: str, names: str, aria: str, *, within: bool) -> str:
    """An element's role, "" for none. `names` are its class and id; `within` says it is inside an `<article>`."""
    if tag == "footer" and not within:
        return FOOT
    known = _TAGS.get(tag) or _ARIA.get(aria, "")
    if known or not names:
        return known
    if _COMMENTS.search(names):
        return COMMENTS
    return "" if _OWN_FOOT.search(names) else _named(names, within=within)


def _named(names: str, *, within: bool) -> str:
    if _CAPTION.search(names):
        return CAPTION
    if _FOOT.search(names) and not within:
        return FOOT
    return FURNITURE if _FURNITURE.search(names) else ""
