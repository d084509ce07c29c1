"""Every sentence a visitor reads, in zh and en. Templates ask for them by key."""

from collections.abc import Mapping
from typing import Final

from syndicator.web.words_admin import ADMIN
from syndicator.web.words_desk import DESK
from syndicator.web.words_licence import LICENCE
from syndicator.web.words_reports import REPORTS

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # partners' tokens
    "access.token-missing": (
        "请在地址后加 ?token=…，或用 HTTP Basic（密码填令牌）、Authorization: Bearer 提供令牌。",
        "Send your token as ?token=…, by HTTP Basic (the token as the password) or as Authorization: Bearer.",
    ),
    "access.token-unknown": (
        "本站没有这个令牌：请检查是否抄写完整，或向我们索取新的。",
        "It is not one of ours: check that it is whole, or ask us for a new one.",
    ),
    "access.token-expired": ("请向我们索取新的令牌。", "Ask us for a new one."),
    "access.token-revoked": ("请改用您的另一个令牌，或与我们联系。", "Use another of yours, or ask us."),
    "access.partner-revoked": ("如需恢复，请与我们联系。", "Ask us if you want to renew it."),
    "access.term": ("协议尚未开始或已经到期，请与我们联系。", "It has not begun, or it is over: ask us."),
    "access.feed-not-granted": ("如需增加订阅源，请与我们联系。", "Ask us if you want to add it."),
    "access.network": ("协议限定了可使用的网络，请与我们联系。", "Your agreement names the networks: ask us."),
    "access.rate": ("请按 Retry-After 给出的秒数等待后再试。", "Wait for as many seconds as Retry-After says."),
    # every page
    "nav.feeds": ("订阅", "Feeds"),
    "nav.reprint": ("申请转载", "Ask to reprint"),
    "nav.main": ("主导航", "Main"),
    "nav.skip": ("跳到正文", "Skip to content"),
    "nav.language": ("语言", "Language"),
    "foot.promise": (
        "每篇稿件都带着权利人、权利声明、署名方式和原文链接。",
        "Every article carries its owner, its notice, its credit line and the way back to the original.",
    ),
    "foot.licenses": ("许可说明", "Licences"),
    "foot.contact": ("联系", "Contact"),
    # the landing page and a feed's page
    "home.title": ("新闻稿件订阅", "News feeds"),
    "home.lead": (
        "把新闻中心的稿件接到你的阅读器或采编系统。每篇稿件都写明权利人、权利声明和署名方式，并链接到原文。",
        (
            "Newsroom articles for your feed reader or editorial system. Each one names its owner, its notice and "
            "its credit line, and links to the original."
        ),
    ),
    "home.none": ("还没有可订阅的内容。", "There are no feeds yet."),
    "home.none.how": (
        "在 feeds 文件夹里放一个 TOML 文件即可增加一个订阅源。",
        "Put a TOML file into the feeds folder to declare one.",
    ),
    "feed.articles": ("{count} 篇稿件", "{count} articles"),
    "feed.article": ("{count} 篇稿件", "{count} article"),
    "feed.updated": ("更新于", "updated"),
    "feed.waiting": ("首次采集尚未完成", "the first run is not done yet"),
    "feed.holder": ("权利人", "Owner"),
    "feed.subscribe": ("订阅地址", "Subscribe"),
    "feed.subscribe.how": (
        "把其中一个地址复制到阅读器或采编系统，内容相同。",
        "Copy one of these addresses into your feed reader or editorial system; they hold the same articles.",
    ),
    "feed.newest": ("最新稿件", "Newest articles"),
    "home.opml": ("一次订阅全部（OPML）", "Subscribe to all at once (OPML)"),
    "feed.empty": ("还没有稿件。", "No articles yet."),
    "feed.partners": ("只供合作媒体订阅，须凭令牌。", "For partners: subscribe with your token."),
    "feed.home": ("新闻中心网站", "The newsroom’s site"),
    "reprint.attribution": ("注明出处即可转载", "Reprint with credit"),
    "reprint.permission": ("转载须经许可", "Permission needed to reprint"),
    "reprint.none": ("不得转载", "No reprinting"),
    "reprint.unknown": ("转载条件未确认", "Reprint terms not settled"),
    # an article
    "article.by": ("作者", "By"),
    "article.editors": ("编辑", "Edited by"),
    "article.published": ("发布", "Published"),
    "article.seen": ("收录", "First seen"),
    "article.updated": ("修订", "Updated"),
    "article.rights": ("权利与署名", "Rights and credit"),
    "article.credit": ("署名方式", "Credit line"),
    "article.notice": ("权利声明", "Notice"),
    "article.terms": ("使用条件", "Terms"),
    "article.license": ("许可", "Licence"),
    "article.machines": ("机器使用", "Use by machines"),
    "ai.no": ("不许搜索引擎收录，也不许用于人工智能", "Neither search engines nor AI may use it"),
    "ai.search": (
        "可供搜索引擎收录；不得用于训练人工智能或生成答案",
        "Search engines may list it; AI may not learn from it or answer with it",
    ),
    "ai.yes": ("可供搜索与人工智能使用，须注明来源", "Search engines and AI may use it, naming its owner"),
    "article.original": ("原文", "Original"),
    "article.ask": ("申请转载", "Ask to reprint"),
    # what can be wrong with a field
    "fault.not-within": ("应为 {limit} 之间的整数", "must be a whole number from {limit}"),
    "follow.cursor": (
        "请原样使用上一次答复中的 next。如果没有，请不带 since 重新读取：已有的稿件会全部再给一遍。",
        "Send the `next` of the last answer as it was. If you have none, leave `since` out: you get everything anew.",
    ),
    "fault.missing": ("请填写这一项", "is required"),
    "fault.not-text": ("应为文字", "must be text"),
    "fault.too-long": ("不能超过 {limit} 个字", "must have at most {limit} characters"),
    "fault.not-a-date": ("应为日期，例如 2026-12-31", "must be a date such as 2026-12-31"),
    "fault.not-a-term": (
        "应为期限，例如 90 天，或 2026-12-01/2027-05-31",
        "must be a term such as 90 days, or 2026-12-01/2027-05-31",
    ),
    "fault.past": ("日期已经过去", "is in the past"),
    "fault.before-start": ("不能早于开始日期", "is before the first day"),
    "fault.too-far": ("不能超过 {limit} 年", "must be within {limit} years"),
    "fault.unknown-article": ("本站没有这篇稿件", "is no article of ours"),
    "fault.too-many": ("不能超过 {limit} 项", "must have at most {limit} parts"),
    "fault.not-a-list": ("应为文字的列表", "must be a list of texts"),
    "fault.not-objects": ("应为对象的列表", "must be a list of objects"),
    "fault.not-an-object": ("应为一个对象", "must be an object"),
    "fault.not-an-address": (
        "应为 http:// 或 https:// 开头的网址",
        "must be an http:// or https:// address",
    ),
    "fault.not-a-status": ("应为 usable、withheld 或 canceled", "must be usable, withheld or canceled"),
    "fault.unknown-field": ("没有这个字段", "is no field we know"),
    "fault.not-a-flag": ("应为 true 或 false", "must be true or false"),
    "fault.not-a-line": ("应为一行文字，不含控制字符", "must be one line, without control characters"),
    "fault.not-a-name": ("只能用小写字母、数字、- 和 _", "must be small letters, digits, - and _ alone"),
    "fault.taken": ("已经存在", "is there already"),
    "fault.unknown-feed": ("没有订阅源“{limit}”", "{limit} is no feed here"),
    "fault.not-a-network": ("“{limit}”不是网络地址", "{limit} is no network such as 203.0.113.0/24"),
    "fault.not-a-rate": ("应为每分钟的请求数，0 表示不限", "must be a number of requests a minute, 0 for any number"),
    "fault.not-an-extent": ("应为 full 或 summary", "must be full or summary"),
    "fault.not-a-credit": ("署名模板有误：{limit}", "is no credit line: {limit}"),
    "fault.not-a-language": ("应为语言代码，例如 zh-CN", "must be a language such as zh-CN or en"),
    "fault.agreed": ("由协议约定，如需更改请与我们联系", "was agreed: ask us to change it"),
    "fault.not-a-time": (
        "应为日期或期限，例如 2027-12-31 或 90d",
        "must be a date or a span such as 2027-12-31 or 90d",
    ),
    "fault.not-a-moment": ("应为时间，例如 2026-11-24T10:30:00Z", "must be a time such as 2026-11-24T10:30:00Z"),
    "fault.not-a-span": ("应为时长，例如 7d 或 12h", "must be a span such as 7d or 12h"),
    "fault.not-a-number": ("应为 1 到 {limit} 的整数", "must be a number from 1 to {limit}"),
    "fault.too-many-tokens": (
        "同时有效的令牌最多 {limit} 个：请先停用不再使用的",
        "of {limit} tokens that work at most: end some first",
    ),
    "fault.too-many-routes": ("投送线路最多 {limit} 条", "of {limit} routes at most"),
    "fault.unknown-channel": ("可用的有：{limit}", "must be one of: {limit}"),
    "fault.refused-address": ("不能投送到这个地址：{limit}", "can't be called: {limit}"),
    "fault.not-a-mailbox": ("应为邮箱地址", "must be an e-mail address"),
    "fault.not-a-secret": ("应为 16 到 200 个可见的 ASCII 字符", "must be 16 to 200 visible ASCII characters"),
    "fault.too-long-a-pause": ("不能超过 31 天", "must be at most 31 days"),
    "api.type": ("请以 application/json 提交", "Send application/json."),
    # what can be wrong with a whole request
    "body.types": (
        "请以 application/json 或 application/x-www-form-urlencoded 提交",
        "Send application/json or application/x-www-form-urlencoded",
    ),
    "body.limit": ("最多 {size} KB", "At most {size} KB"),
    "body.json": ("内容不是可读的 JSON", "The body is not JSON that can be read"),
    "body.object": ('JSON 应为一个对象，例如 {"article": …}', 'The JSON must be an object, such as {"article": …}'),
    "body.form": ("表格字段过多或格式有误", "The form has too many fields, or can't be read"),
    "body.key": (
        "Idempotency-Key 最多 255 个可见 ASCII 字符",
        "An Idempotency-Key has at most 255 visible ASCII characters",
    ),
    "body.coded": ("请不要压缩正文（Content-Encoding）", "Send the body without a Content-Encoding"),
    # an article sent to us
    "push.unsigned": (
        "请求没有签名：缺少 X-Syndicator-Signature",
        "The request is not signed: there is no X-Syndicator-Signature",
    ),
    "push.malformed": (
        "签名的写法应为 t=秒数,sha256=十六进制",
        "The signature must be written t=SECONDS,sha256=HEX",
    ),
    "push.clock": (
        "签名的时间与本站时钟相差超过五分钟",
        "The signature's time is more than five minutes from our clock",
    ),
    "push.wrong": ("签名与来源不符", "The signature is not that of the source"),
    "push.type": ("请以 application/json 提交", "Send application/json"),
    # licences
    "licenses.title": ("许可说明", "Licences"),
    "licenses.lead": (
        "稿件里的许可链接指向下面的说明。",
        "The licence link of every article leads to one of these.",
    ),
    # problems
    "problem.back": ("回到首页", "Back to the front page"),
    "problems.title": ("出错代码", "Problem types"),
    "problems.lead": (
        "程序收到的 problem+json 里，type 指向下面的一项。",
        "The type of a problem+json answer names one of these.",
    ),
    **DESK,
    **LICENCE,
    **REPORTS,
    **ADMIN,
}

LANGUAGE_INDEX: Final = {"zh": 0, "en": 1}


def say(key: str, language: str, **values: object) -> str:
    """The sentence called `key`, its {names} filled in. Raises KeyError for a key that is not there."""
    text = WORDS[key][LANGUAGE_INDEX[language]]
    return text.format(**values) if values else text


def medium(name: str, language: str) -> str:
    """A medium's name: ours where it has one, else the asker's words."""
    key = f"medium.{name}"
    return say(key, language) if key in WORDS else name
