"""The sentences of the reprint desk that askers read, in zh and en."""

from collections.abc import Mapping
from typing import Final

ASKING: Final[Mapping[str, tuple[str, str]]] = {
    "ask.title": ("申请转载", "Ask to reprint"),
    "ask.lead": (
        "填写下表。能立即答复的会立即答复，其余由工作人员审核。提交后会得到一个编号和一个查看结果的链接。",
        (
            "Fill in this form. What can be answered at once is; the rest goes to a person. You get a number and "
            "a link where the answer appears."
        ),
    ),
    "ask.about": ("申请转载的稿件", "The article"),
    "ask.about.several": ("申请转载的 {count} 篇稿件", "The {count} articles"),
    "ask.feed": ("申请转载整个订阅源", "Everything of a feed"),
    "ask.feed.hint": (
        "使用期限内该订阅源发布的全部稿件。",
        "All that this feed publishes within the term you ask for.",
    ),
    "ask.article": ("稿件编号或本站网址", "Article: its name or address on this site"),
    "ask.article.hint": (
        "例如 {example}；几篇稿件请每行写一个",
        "for example {example}; for several articles, one a line",
    ),
    "ask.who": ("申请人", "Who asks"),
    "ask.how": ("使用方式", "How it will be used"),
    "ask.outlet": ("转载单位", "Your outlet"),
    "ask.outlet.hint": ("媒体或机构名称，将写在授权书上", "Its name, as it will stand on the licence"),
    "ask.kind": ("单位性质", "Kind of outlet"),
    "ask.kind.none": ("不说明", "Rather not say"),
    "kind.news": ("新闻单位（报刊、广播、电视）", "News organisation (print, radio, television)"),
    "kind.online-news": ("互联网新闻信息服务单位", "Online news service (licensed in China)"),
    "kind.government": ("党政机关、事业单位", "Government or public body"),
    "kind.education": ("学校、科研机构", "School, university or research"),
    "kind.company": ("企业", "Company"),
    "kind.person": ("个人、自媒体", "Individual"),
    "kind.other": ("其他", "Other"),
    "ask.license_number": ("互联网新闻信息服务许可证编号", "Licence number for online news in China"),
    "ask.license_number.hint": (
        "互联网新闻信息服务单位必填（《互联网新闻信息服务管理规定》第五条）",
        "Required of online news services by China’s rules of 2017, article 5",
    ),
    "ask.email": ("邮箱", "E-mail address"),
    "ask.email.confirm": (
        "我们会发一封确认邮件，点开其中的链接后才会处理申请；不会公开",
        "We send a link there to confirm it; your request is looked at once you have. Never shown to others",
    ),
    "ask.email.plain": (
        "只用于答复，不会公开；邮箱、电话至少填一项",
        "To answer you, never shown; this or a telephone number",
    ),
    "ask.contact.more": ("联系人和电话（选填）", "Contact person and telephone (optional)"),
    "ask.person": ("联系人", "Contact person"),
    "ask.phone": ("电话", "Telephone"),
    "ask.contact": ("其他联系方式", "Another way to reach you"),
    "ask.use": ("用途", "Use"),
    "ask.use.hint": ("刊登在哪里，是否全文", "Where it will appear, and whether in full"),
    "ask.medium": ("媒介", "Medium"),
    "ask.choose": ("请选择", "Choose one"),
    "ask.term": ("使用期限", "Term"),
    "ask.term_from": ("开始日期", "From"),
    "ask.term_to": ("结束日期", "To"),
    "ask.more": (
        "渠道、地区、语种、发行量、改动、图片（选填）",
        "Channel, territory, language, circulation, changes, pictures (optional)",
    ),
    "ask.channel": ("刊登渠道", "Where it will run"),
    "ask.channel.hint": ("网址、报纸版面、公众号或栏目名称", "A web address, a page, an account or a programme"),
    "ask.territory": ("使用地区", "Territory"),
    "ask.territory.hint": ("例如 中国大陆、全球", "for example: mainland China, worldwide"),
    "ask.reprint_language": ("刊登语种", "Language it will run in"),
    "ask.circulation": ("发行量或访问量", "Circulation or reach"),
    "ask.edits": ("需要的改动", "Changes you want to make"),
    "ask.edits.hint": (
        "例如删节、改标题；不填即原样刊登",
        "Such as cuts or another headline; leave empty to print as it is",
    ),
    "ask.translation": ("翻译成", "Translate into"),
    "ask.translation.hint": ("目标语种；不翻译则不填", "The language; leave empty for none"),
    "ask.pictures": ("同时使用图片", "Use the pictures too"),
    "ask.commercial": ("用于商业用途（广告、付费内容等）", "For commercial use (advertising, paid content …)"),
    "ask.honeypot": ("请勿填写此栏", "Leave this field empty"),
    "ask.send": ("提交申请", "Send the request"),
    "ask.faults": ("请先改正下面标出的内容。", "Please mend what is marked below."),
    "ask.stale": (
        "这张表格已过期。请核对内容后重新提交。",
        "This form had grown too old. Please check it and send it again.",
    ),
    "fault.not-a-kind": ("应为其中之一：{limit}", "must be one of: {limit}"),
    "fault.not-a-phone": ("应为电话号码", "must be a telephone number"),
    "fault.not-both": (
        "稿件和整个订阅源只能选一样，请分别申请",
        "can't be asked for together with articles: send two requests",
    ),
    "fault.not-empty": (
        "请清空此栏：它只用来识别自动程序",
        "must be left empty: it is there to tell programs from people",
    ),
    "fault.not-our-feed": ("本站没有这个订阅源", "is no feed of ours"),
    "fault.several-owners": (
        "这些稿件不属于同一权利人，请按权利人分别申请",
        "are not all one owner’s: ask for each owner’s by themselves",
    ),
    "body.types.parts": (
        "请以 application/json、application/x-www-form-urlencoded 或 multipart/form-data 提交",
        "Send application/json, application/x-www-form-urlencoded or multipart/form-data",
    ),
    "body.files": ("不接受文件", "Files are not taken here"),
    "desk.too-many": (
        "同一邮箱或网络的请求过多，请在 {minutes} 分钟后再试。",
        "There were too many from your address or network: try again in {minutes} minutes.",
    ),
    "desk.not-now": ("申请目前的状态不允许这样做。", "As the request stands, this can’t be done."),
    "desk.not-asked": ("目前没有需要您答复的问题。", "There is no question to answer at present."),
    "desk.not-over": (
        "申请尚未结束，或授权仍在有效期内：请先撤回申请，或等授权到期。",
        "The request is still open, or its licence in force: withdraw it first, or wait until the licence has ended.",
    ),
    "desk.decided": ("申请已有结果，不能再撤回。", "The request is decided and can’t be withdrawn any more."),
}

STANDING: Final[Mapping[str, tuple[str, str]]] = {
    "status.title": ("转载申请", "Reprint request"),
    "status.received": ("申请已收到", "We have your request"),
    "status.keep": (
        "请保存这个链接，凭它随时查看结果。链接含有密钥，请勿公开。",
        "Keep this link: the answer appears there. It holds a secret, so don’t publish it.",
    ),
    "status.no-mail": (
        "本站不会就这份申请发送邮件，结果请在本页查看。",
        "No mail is sent about this request: the answer appears on this page.",
    ),
    "status.unconfirmed": ("等待确认邮箱", "Waiting for you to confirm your address"),
    "status.waiting": ("等待审核", "Waiting for a person"),
    "status.asked": ("等待您答复", "Waiting for your answer"),
    "status.granted": ("已授权", "Granted"),
    "status.refused": ("未获授权", "Refused"),
    "status.withdrawn": ("已撤回", "Withdrawn"),
    "status.unconfirmed.how": (
        "确认链接已发往 {address}，打开链接并点击“确认”后，申请才会处理。没有收到请查看垃圾邮件。",
        (
            "A link was sent to {address}: open it and press “Confirm”, and your request is looked at. "
            "If it does not come, look among unwanted mail."
        ),
    ),
    "status.question": ("工作人员的问题", "A question for you"),
    "status.answer": ("您的答复", "Your answer"),
    "status.answer.send": ("提交答复", "Send the answer"),
    "status.talk": ("往来", "Questions and answers"),
    "status.talk.desk": ("工作人员", "The desk"),
    "status.talk.asker": ("申请人", "You"),
    "status.withdraw": ("撤回申请", "Withdraw the request"),
    "status.withdraw.how": ("撤回后不再处理，可以重新申请。", "It is not looked at any more; you can ask again."),
    "status.erase": ("删除我的个人信息", "Erase my personal data"),
    "status.erase.how": (
        "删除联系人、邮箱、电话、用途说明和往来文字；授权记录保留。不能恢复。",
        "The person, address, phone, purpose and messages go; the record of the licence stays. It can't be undone.",
    ),
    "status.again": ("按原内容重新申请", "Ask again with the same details"),
    "status.sent": ("提交时间", "Sent"),
    "status.decided": ("答复时间", "Answered"),
    "status.copy": ("刊登时请原样附上", "Print this with the article, unchanged"),
    "status.conditions": ("附加条件", "Further conditions"),
    "status.fee": ("费用", "Fee"),
    "status.revoked": ("授权已撤销：{why}", "The licence was revoked: {why}"),
    "status.kit": ("打开刊用资料", "Open the reprint kit"),
    "status.ready": ("可直接刊用的文本", "Ready to print"),
    "status.ready.how": (
        "按授权的版本（第 {version} 版），标题、正文、署名都不作改动。",
        "As licensed (version {version}): keep the title, the text and the credit line as they are.",
    ),
    "status.report": ("告诉我们刊登在哪里", "Tell us where it ran"),
    "status.ran": ("已登记的刊登地址", "Where it ran"),
    "status.report.url": ("刊登的网址", "Its address"),
    "status.report.send": ("提交网址", "Send the address"),
    "status.article": ("稿件", "Article"),
    "status.articles": ("稿件", "Articles"),
    "status.article.none": ("{article}（目前未公开）", "{article} (not public at present)"),
    "status.feed": ("整个订阅源", "Everything of"),
    "status.what": ("申请内容", "What was asked"),
    "status.timeline": ("进展", "What was done"),
    "status.yes": ("是", "yes"),
    "step.asked": ("提交申请", "Request sent"),
    "step.confirmed": ("邮箱已确认", "Address confirmed"),
    "step.review": ("转交工作人员审核", "Put before a person"),
    "step.refused": ("未获授权", "Refused"),
    "step.question": ("工作人员提问", "The desk asked a question"),
    "step.answer": ("您已答复", "You answered"),
    "step.withdrawn": ("申请已撤回", "Withdrawn"),
    "step.granted": ("已授权", "Granted"),
    "step.renewed": ("申请续期", "Renewal asked for"),
    "step.revoked": ("授权已撤销", "Licence revoked"),
    "step.corrected": ("稿件有更正", "The article was corrected"),
    "step.reported": ("已登记刊登地址", "A reprint was reported"),
    "step.checked": ("已核对刊登内容", "A reprint was looked at"),
    "step.erased": ("个人信息已删除", "Personal data erased"),
    "confirm.title": ("确认邮箱", "Confirm your address"),
    "confirm.how": (
        "有人用这个邮箱以“{outlet}”的名义申请转载。确认后我们开始处理；如果不是您提交的，关闭本页即可。",
        (
            "Somebody asked, in the name of {outlet}, to reprint from us and gave this address. Once you confirm, "
            "the request is looked at. If it was not you, just close this page."
        ),
    ),
    "confirm.send": ("确认并提交申请", "Confirm the request"),
    "confirm.done": (
        "这个邮箱已经确认过，或申请已经撤回。",
        "This was confirmed before, or the request was withdrawn.",
    ),
    "confirm.status": ("查看申请", "See the request"),
}

DESK: Final[Mapping[str, tuple[str, str]]] = {**ASKING, **STANDING}
