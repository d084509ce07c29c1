"""What letters of the desk say, in zh and en."""

from collections.abc import Mapping
from typing import Final

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # every letter
    "foot": (
        "这封邮件由{site}自动发出，因为有人用这个地址申请转载。如果不是您，请不必理会。",
        "{site} sent this by itself: somebody asked to reprint with this address. If it was not you, ignore it.",
    ),
    "foot.desk": ("这封邮件由{site}的转载服务自动发出。", "{site}'s reprint desk sent this by itself."),
    "contact": ("如有疑问，请联系{contact}。", "If anything is unclear, write to {contact}."),
    "number": ("编号", "Number"),
    "outlet": ("单位", "Outlet"),
    "article": ("稿件", "Article"),
    "articles": ("{title}等 {count} 篇", "{title}, and {count} more"),
    "everything": ("订阅源“{feed}”的全部稿件", "everything of the feed “{feed}”"),
    "term": ("期限", "Term"),
    "days": ("{start}至{end}", "{start} to {end}"),
    "licence": ("授权书", "Licence"),
    "private-person": ("个人", "a private person"),
    "status": ("查看申请和授权", "Your request and licence"),
    "status.open": ("查看申请", "Your request"),
    "status.keep": (
        "这个链接就是您的凭证，请勿转发：谁有它，谁就能代您答复或撤回。",
        "This link is your key, so keep it to yourself: whoever has it can answer or withdraw for you.",
    ),
    # to askers
    "confirm.subject": ("[{site}] 请确认转载申请 {number}", "[{site}] Please confirm your reprint request {number}"),
    "confirm.lead": (
        "我们收到了一份用这个邮箱提交的转载申请。请打开下面的链接确认，确认后申请才会处理。",
        "We have a reprint request with this address. Please confirm it by the link below: nobody looks at it before.",
    ),
    "confirm.go": ("确认邮箱", "Confirm"),
    "confirm.until": (
        "链接 {days} 天内有效；逾期未确认，申请和您填写的内容会自动删除。",
        "The link works for {days} days. After that the request is deleted with all that was filled in.",
    ),
    "received.subject": ("[{site}] 已收到转载申请 {number}", "[{site}] We have your reprint request {number}"),
    "received.lead": (
        "您的转载申请已收到，需要由工作人员审核。有了结果会发到这个邮箱。",
        "We have your request. A person will look at it, and you will hear from us at this address.",
    ),
    "granted.subject": ("[{site}] 转载申请 {number} 已授权", "[{site}] Your reprint request {number} is granted"),
    "granted.lead": (
        "您的转载申请已获授权。请在刊登时原样附上下面的署名，保留原标题和原文链接，正文不作授权以外的改动。",
        (
            "Your request is granted. Print the credit line below exactly, keep the title and the link to the "
            "original, and change nothing beyond what the licence allows."
        ),
    ),
    "granted.credit": ("署名（《{title}》）：", "Credit line for “{title}”:"),
    "granted.credits": (
        "另外 {count} 篇的署名见授权书。",
        "The credit lines of the other {count} are on the licence.",
    ),
    "granted.feed": (
        "每篇稿件的署名随稿件提供，请逐篇原样刊登。",
        "Each article comes with its own credit line: print it exactly.",
    ),
    "granted.conditions": ("另须遵守：", "Please also keep to this:"),
    "granted.fee": ("费用", "Fee"),
    "granted.reason": ("说明：", "Note:"),
    "granted.licence": ("授权书（任何人都可凭编号核对）", "The licence (anybody can check it)"),
    "granted.kit": ("下载可直接刊用的稿件", "The article, ready to print"),
    "refused.subject": (
        "[{site}] 转载申请 {number} 未获授权",
        "[{site}] Reprint request {number} was not granted",
    ),
    "refused.lead": ("很抱歉，您的转载申请未获授权。原因：", "We are sorry: your request was not granted. Why:"),
    "question.subject": (
        "[{site}] 关于转载申请 {number}，请补充说明",
        "[{site}] A question about your reprint request {number}",
    ),
    "question.lead": ("关于您的转载申请，我们想了解：", "Before we decide we would like to know:"),
    "question.go": ("去答复", "Answer"),
    "question.wait": (
        "在您答复之前，申请暂不处理。请在网页上答复，不要直接回复这封邮件。",
        "Your request rests until you answer. Please answer there: replies to this mail are not read.",
    ),
    "withdrawn.subject": ("[{site}] 转载申请 {number} 已撤回", "[{site}] Your reprint request {number} is withdrawn"),
    "withdrawn.lead": (
        "您的转载申请已按您的要求撤回。",
        "Your request is withdrawn, as you asked.",
    ),
    "revoked.subject": (
        "[{site}] 授权 {grant} 已撤销，请停止使用",
        "[{site}] Licence {grant} is revoked: stop using it",
    ),
    "revoked.lead": (
        "授权 {grant} 已经撤销。请立即停止刊登，并撤下已刊登的内容。原因：",
        "Licence {grant} is revoked. Please stop at once, and take down what you have published. Why:",
    ),
    "expiring.subject": ("[{site}] 授权 {grant} 将于{end}到期", "[{site}] Licence {grant} ends on {end}"),
    "expiring.lead": (
        "授权 {grant} 将于{end}到期。到期后请撤下，或者续期：",
        "Licence {grant} ends on {end}. After that day take the reprint down, or renew the licence:",
    ),
    "expiring.go": ("续期", "Renew"),
    "corrected.subject": (
        "[{site}] 更正：您转载的稿件有改动（{grant}）",
        "[{site}] Correction: an article you reprinted has changed ({grant})",
    ),
    "corrected.lead": (
        "您获授权转载的稿件已经更正。请按新的版本改正已刊登的内容：",
        "An article you were licensed to reprint was corrected. Please bring your reprint in line with it:",
    ),
    "corrected.go": ("更正后的稿件", "The corrected article"),
    "gone.subject": (
        "[{site}] 撤稿：请撤下您转载的稿件（{grant}）",
        "[{site}] Takedown: remove an article you reprinted ({grant})",
    ),
    "gone.lead": (
        "您获授权转载的一篇稿件已经撤回。请立即从网站、客户端和存档中删除，不再使用。",
        (
            "An article you were licensed to reprint was taken down. Please remove it from your site, apps and "
            "archive at once, and use it no more."
        ),
    ),
    "held.subject": (
        "[{site}] 暂停使用：请先撤下您转载的稿件（{grant}）",
        "[{site}] On hold: take an article you reprinted offline for now ({grant})",
    ),
    "held.lead": (
        "您获授权转载的一篇稿件暂停发布。请先从网站和客户端撤下；恢复发布后可以继续使用。",
        (
            "An article you were licensed to reprint is on hold. Please take it offline for now; once it is published "
            "again you may use it again."
        ),
    ),
    "gone.ours": ("我们的网址", "Our address"),
    "gone.original": ("原文网址", "The original's"),
}

_DESK: Final[Mapping[str, tuple[str, str]]] = {
    "desk.waiting.subject": ("[{site}] 转载申请 {number} 待审核", "[{site}] Reprint request {number} waits for you"),
    "desk.waiting.lead": (
        "有一份转载申请需要人工审核。原因：",
        "A reprint request needs a person's decision. Why:",
    ),
    "desk.reminder.subject": ("[{site}] 提醒：转载申请 {number} 仍在等待", "[{site}] Reminder: {number} still waits"),
    "desk.reminder.lead": (
        "这份转载申请从{since}起一直在等待审核。",
        "This reprint request has waited for a decision since {since}.",
    ),
    "desk.escalated.subject": (
        "[{site}] 转载申请 {number} 久未处理",
        "[{site}] Reprint request {number} has waited too long",
    ),
    "desk.escalated.lead": (
        "这份转载申请从{since}起没有人处理，提醒之后仍无答复。",
        "Nobody has decided this reprint request since {since}, a reminder notwithstanding.",
    ),
    "desk.answered.subject": ("[{site}] 转载申请 {number} 已答复提问", "[{site}] {number}: your question is answered"),
    "desk.answered.lead": (
        "申请人答复了提问，申请又在等待审核。答复在申请页上。",
        "The asker has answered, and the request waits for you again. The answer is on its page.",
    ),
    "desk.withdrawn.subject": ("[{site}] 转载申请 {number} 已撤回", "[{site}] Reprint request {number} is withdrawn"),
    "desk.withdrawn.lead": ("申请人撤回了申请，不必再处理。", "Its asker withdrew it: there is nothing more to do."),
    "desk.proposed.subject": (
        "[{site}] 转载申请 {number} 等待第二人确认",
        "[{site}] {number} waits for a second person",
    ),
    "desk.proposed.lead": (
        "{by}拟定：{outcome}。须由另一位管理员确认后生效。",
        "{by} would {outcome} it. It counts once another admin approves.",
    ),
    "desk.declined.subject": (
        "[{site}] 转载申请 {number} 的拟定未获确认",
        "[{site}] {number}: a decision declined",
    ),
    "desk.declined.lead": (
        "{by}拟定的决定（{outcome}）未获确认，申请仍在等待审核。",
        "What {by} proposed ({outcome}) was declined. The request waits for a decision still.",
    ),
    "desk.found.subject": ("[{site}] 转载有出入：授权 {grant}", "[{site}] A reprint is not as licensed: {grant}"),
    "desk.found.lead": (
        "检查转载页面时发现与授权不符，请核实处理：",
        "A page that carries a reprint is not as its licence asks. Please have a look:",
    ),
    "desk.found.page": ("转载页面", "The page"),
    "desk.go": ("查看并处理", "See it and decide"),
    "outcome.grant": ("授权", "grant"),
    "outcome.refuse": ("拒绝", "refuse"),
    "outcome.review": ("人工审核", "review"),
}

_INDEX: Final = {"zh": 0, "en": 1}


def say(key: str, language: str, **values: object) -> str:
    """The sentence called `key`, its {names} filled in. Raises KeyError for a key that is not there."""
    text = (_WORDS.get(key) or _DESK[key])[_INDEX.get(language, 0)]
    return text.format(**values) if values else text
