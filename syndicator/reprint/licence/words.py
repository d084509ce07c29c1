"""What stands on a licence, on its page and on paper, in zh and en."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "grant.title": ("转载授权书", "Reprint licence"),
    "grant.valid": ("有效", "Valid"),
    "grant.not-yet": ("尚未生效", "Not in force yet"),
    "grant.expired": ("已过期", "Expired"),
    "grant.revoked": ("已撤销，请停止使用", "Revoked: stop using it"),
    "grant.withdrawn": ("稿件已撤回，请停止使用", "The article was withdrawn: stop using it"),
    "grant.revoked.on": ("撤销日期", "Revoked on"),
    "grant.revoked.why": ("撤销原因", "Reason"),
    "grant.assigner": ("授权方", "Granted by"),
    "grant.assignee": ("被授权方", "Granted to"),
    "grant.issued": ("签发", "Issued"),
    "grant.term": ("期限", "Term"),
    "grant.to": ("至", "to"),
    "grant.renews": ("续自", "Renews"),
    "grant.fee": ("费用", "Fee"),
    "grant.medium": ("媒介", "Medium"),
    "grant.channel": ("渠道", "Channel"),
    "grant.territory": ("地域", "Territory"),
    "grant.language": ("语种", "Language"),
    "grant.translation": ("译为", "Translated into"),
    "grant.circulation": ("发行量", "Circulation"),
    "grant.purpose": ("用途", "Purpose"),
    "grant.pictures": ("图片", "Pictures"),
    "purpose.commercial": ("商业使用", "commercial use"),
    "pictures.cleared": ("可以使用本单位的图片", "our own may be used"),
    "pictures.none": ("不包括图片", "not included"),
    "grant.articles": ("授权稿件", "Articles"),
    "grant.article": ("授权稿件", "Article"),
    "grant.everything": (
        "订阅源“{feed}”在期限内发布的全部稿件",
        "everything the feed “{feed}” publishes within the term",
    ),
    "grant.permissions": ("允许", "Allows"),
    "grant.duties": ("条件", "On condition"),
    "grant.conditions": ("另须遵守", "And"),
    "grant.prohibitions": ("不包括", "Does not allow"),
    "grant.version": ("第 {version} 版", "version {version}"),
    "grant.hidden": ("{article}（目前未公开）", "{article} (not public at present)"),
    "grant.withdrawn.one": ("已撤回，请停止使用", "withdrawn: stop using it"),
    "grant.credit": ("署名", "Credit line"),
    "grant.original": ("原文", "Original"),
    "grant.scan": ("扫码或打开网址核对", "Scan or open to check"),
    "grant.check": (
        "任何人都可以在这个网址核对本授权是否有效；以该页面所示为准。",
        "Anyone can check at this address whether the licence holds; what it says there counts.",
    ),
    "permission.reproduce": ("复制全文", "reproducing the full text"),
    "permission.distribute": ("在所列媒介上传播", "distributing it in the medium named"),
    "permission.translate": ("翻译", "translating it"),
    "permission.modify": ("按所列要求修改", "changing it as named"),
    "duty.attribute": ("原样标注署名", "print the credit line exactly"),
    "duty.link": ("链接或注明原文地址", "link to, or print the address of, the original"),
    "duty.title": ("标题保持不变", "keep the title as it stands"),
    "duty.unaltered": ("正文不作改动", "keep the text unaltered"),
    "duty.edits": ("除下列修改外，正文不作改动，不得歪曲原意：", "change nothing but this, and distort nothing:"),
    "duty.translated": ("译文忠于原文，不增不减", "translate faithfully, adding and leaving out nothing"),
    "duty.translated-title": ("注明原标题", "name the original title"),
    "prohibition.derive": ("改编、翻译或摘编", "adapting, translating or excerpting"),
    "prohibition.modify": ("修改标题或正文", "changing the title or the text"),
    "prohibition.grantUse": ("转授他人", "passing the licence on"),
    "medium.web": ("网站", "Website"),
    "medium.app": ("客户端", "Mobile app"),
    "medium.social": ("社交媒体、公众号", "Social media"),
    "medium.print": ("报刊", "Print"),
    "medium.broadcast": ("广播电视", "Radio or television"),
}

_INDEX: Final = {"zh": 0, "en": 1}


def say(key: str, language: str, **values: object) -> str:
    """The sentence called `key`, its {names} filled in. Raises KeyError for a key that is not there."""
    text = WORDS[key][_INDEX[language]]
    return text.format(**values) if values else text


def name(sort: str, value: str, language: str) -> str:
    """The name of a value of ours (`sort` is medium, purpose, pictures); else the value in the words it came in."""
    key = f"{sort}.{value}"
    return say(key, language) if key in WORDS else value
