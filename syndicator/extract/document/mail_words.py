"""How mails greet, enclose, sign off, forward and quote, in Chinese and English: whole lines, or how they begin."""

import re

_ANY = re.IGNORECASE

# The fields of a header that a program copied into the text of a mail.
FIELD = re.compile(
    r"[*＊\s]*(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments?|发件人|寄件人|寄件者|发送时间|发送日期|發送時間|"
    r"日期|时间|收件人|收件者|抄送|副本|主题|主旨|主題|标题|附件)[*＊\s]*[:：][*＊\s]*(?P<value>.*)$",
    _ANY,
)
SUBJECTS = frozenset({"subject", "主题", "主旨", "主題", "标题"})
SENDERS = frozenset({"from", "发件人", "寄件人", "寄件者"})
# The line that parts a mail from the one it forwards or answers.
PARTED = re.compile(
    r"[-_—─=\s>]{2,}\s*(?:forwarded message|original message|original|原始邮件|原始郵件|转发的?邮件(?:信息)?|轉寄郵件|"
    r"回复的原邮件|邮件原件|原邮件|原始信息)"
    r"\s*[-_—─=\s:：]*$|^begin forwarded message\s*[:：]?$",
    _ANY,
)
WROTE = re.compile(
    r"^(?:on\b.{6,200}\bwrote\s*[:：]|(?:在|于|at)\s*(?:19|20)\d\d.{4,200}(?:写道|寫道|wrote)\s*[:：]"
    r"|.{2,120}[于於]\s*(?:19|20)\d\d年.{2,60}[写寫]道\s*[:：])$",
    _ANY,
)
_TITLES = "老师|老師|编辑|編輯|主任|先生|女士|小姐|同志|领导|总编|主编|部长|台长|局长|记者|小编|同仁|朋友"
GREETING = re.compile(
    rf"^(?:(?:(?:各位|尊敬的|亲爱的|敬爱的)?[\u4e00-\u9fff]{{0,6}}(?:{_TITLES})?们?[\s,，:：]*"
    r"(?:您好|你好|大家好|早上好|上午好|下午好|晚上好))"
    rf"|(?:各位|尊敬的|亲爱的)?[\u4e00-\u9fff]{{0,6}}(?:{_TITLES})们?(?:好[!！,，。~]*|[,，:：!！])"
    r"|(?:各位|尊敬的|亲爱的|敬爱的)[\u4e00-\u9fff]{1,12}[,，:：!！]"
    r"|(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b[^.!?]{0,40}[,:!–-]|(?:hi|hello)(?: all| there| \w+)?)"
    r"\s*[,，:：!！。.~]*$",
    _ANY,
)
# What a covering note says of what it brings.
COVER = re.compile(
    r"[见見]附件|附件(?:[中里]?[是为為]|请|請|有)|(?:稿件?|文章|照片|图片|信息|材料).{0,8}附件|查收"
    r"|请(?:您|各位|老师|领导|编辑)?(?:予以|给予|帮忙)?(?:审[阅核稿]|刊[发登]|采用|采纳|编发|斧正|指正|发布|签发|推送)"
    r"|以下[是为].{0,12}(?:稿|新闻|消息)|稿件?(?:如下|已发|内容如下)|^(?:这|此|今天|现)[是将把].{0,20}稿"
    r"|[发报投送传][上来去给过].{0,12}(?:稿|信息|新闻)|(?:谢谢|感谢|多谢|辛苦|麻烦|劳驾|拜托)(?:了|您|老师|各位)*[!！。.~]*$"
    r"|^please (?:find|see|consider|review|use)\b|\b(?:is|are) (?:attached|enclosed|pasted below|below)\b"
    r"|^(?:attached|enclosed) (?:is|are|please|you|find)\b|^(?:below|here) (?:is|are)\b.{0,60}$|^see (?:attached|below)"
    r"|^for (?:your consideration|immediate (?:use|release|publication))\b|^(?:many )?thank(?:s| you)\b.{0,60}$|^fyi\b",
    _ANY,
)
_WISHES = (
    "好|顺利|安好|安康|编安|撰安|春安|夏安|秋安|冬安|商祺|工作顺利|一切顺利|万事如意|身体健康|"
    "新年快乐|节日快乐|周末愉快"
)
CLOSING = re.compile(
    rf"^(?:此致[,，]?|敬礼|此致[,，\s]*敬礼|敬上|敬祝|顺[颂祝頌].{{0,4}}|祝(?:您|你|老师|大家)?(?:{_WISHES})|谢谢.{{0,6}}"
    r"|感谢.{0,6}|多谢|致谢"
    r"|(?:with )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)(?: from)?|regards|best|cheers|sincerely"
    r"|yours (?:sincerely|faithfully|truly)|(?:many )?thanks(?: a lot| again| so much)?|thank you(?: very much)?)"
    r"\s*[,，!！.。~]*$",
    _ANY,
)
# What a program or a lawyer adds below.
ADDED = re.compile(
    r"^(?:sent from (?:my|outlook|mail|yahoo|samsung|proton)|get outlook for|从我的.{1,16}发送|发自(?:我的)?.{0,16}$"
    r"|来自我的.{1,12}$|由.{0,12}邮箱(?:发送|大师)"
    r"|(?:this|the information in this) (?:e-?mail|message)\b.{0,120}(?:confidential|intended|privileged)"
    r"|(?:confidentiality notice|disclaimer)\b|本邮件(?:及其附件)?.{0,24}(?:保密|机密|仅供))",
    _ANY,
)
RULE = re.compile(r"^[-_—─━=*~·.]{2,}$")
_CONTACTS = (
    "联系人|联系电话|联系方式|电话|手机|手机号码?|座机|邮箱|电子邮箱|电邮|微信|微信号|通讯地址|地址|传真|邮编|开户行|开户银行|银行卡号?|卡号|账号|"
    "帐号|户名|收款人|tel|telephone|phone|mobile|cell|e-?mail|qq|wechat|address|fax|(?:press|media) contact|contact"
)
CONTACT = re.compile(rf"^(?:{_CONTACTS})\.?\s*[:：]|^\W*(?:\+?86[- ]?)?1[3-9]\d{{9}}\W*$|^\S+@\S+\.\w+$", _ANY)
# Nobody means to publish these, wherever they stand below a text.
PRIVATE = re.compile(r"身份证|稿费|(?:\D|^)1[3-9]\d{9}(?:\D|$)|\d{17}[\dXx]")
