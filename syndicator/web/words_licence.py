"""Sentences about a licence and what comes with it: its page, the reprint kit, renewing it."""

from collections.abc import Mapping
from typing import Final

from syndicator.reprint.licence.words import WORDS

LICENCE: Final[Mapping[str, tuple[str, str]]] = {
    **WORDS,
    # its page
    "grant.open": ("查看授权书", "Open the licence"),
    "grant.paper": ("授权书 PDF", "Licence as PDF"),
    "grant.json": ("ODRL (JSON)", "ODRL (JSON)"),
    "grant.signed": ("签名文件 (JWS)", "Signed (JWS)"),
    "grant.code": ("本授权核对网址的二维码", "QR code of the address where this licence is checked"),
    "paper.no-typesetter": (
        "本站没有安装生成 PDF 的程序。请打印授权书页面，效力相同。站点管理员可执行：pip install 'syndicator[pdf]'",
        (
            "This site has nothing to make PDFs with. Print the licence's page: it is as good. "
            "For its admin: pip install 'syndicator[pdf]'"
        ),
    ),
    "paper.no-font": (
        "服务器没有中文字体，无法生成 PDF。请打印授权书页面，效力相同。站点管理员请安装 fonts-noto-cjk。",
        (
            "This server has no font with Chinese, so no PDF can be made. Print the licence's page: it is as good. "
            "For its admin: install fonts-noto-cjk."
        ),
    ),
    "paper.no-glyph": (
        "服务器的字体缺少这份授权书中的字，无法生成 PDF。请打印授权书页面，效力相同。",
        (
            "The fonts of this server lack a character of this licence, so no PDF can be made. "
            "Print the licence's page: it is as good."
        ),
    ),
    "paper.paper": (
        "无法生成 PDF，我们已记录。请打印授权书页面，效力相同。",
        "No PDF can be made; it has been recorded. Print the licence's page: it is as good.",
    ),
    # renewing
    "renew.button": ("申请续期", "Renew"),
    "renew.why": (
        "按同样的条件申请下一期限，从本期结束后开始。",
        "Asks for the next term on the same terms, from when this one ends.",
    ),
    # the kit
    "kit.title": ("刊用资料", "Reprint kit"),
    "kit.lead": (
        "授权版本的正文，署名已经放好。复制所需的格式，或下载全部文件。",
        "The text as it was granted, with its credit line in place. Copy the form you need, or download it all.",
    ),
    "kit.licence": ("授权书", "Licence"),
    "kit.until": ("可用至", "Usable until"),
    "kit.zip": ("全部下载 (ZIP)", "Download it all (ZIP)"),
    "kit.copy": ("复制", "Copy"),
    "kit.copied": ("已复制", "Copied"),
    "kit.title.text": ("标题", "Title"),
    "kit.credit": ("署名（须原样刊出）", "Credit line (print it exactly)"),
    "kit.html": ("HTML", "HTML"),
    "kit.markdown": ("Markdown", "Markdown"),
    "kit.text": ("纯文本", "Plain text"),
    "kit.preview": ("预览", "Preview"),
    "kit.head": ("网页 <head> 中请加入", "For the page’s <head>"),
    "kit.head.why": (
        "第一行指明原文网址，搜索引擎据此归并；第二行使转载页不被收录，由您决定是否采用。",
        "The first line names the original for search engines; the second keeps your copy out of them, if you wish.",
    ),
    "kit.pictures": ("图片", "Pictures"),
    "kit.pictures.none": ("授权不包括图片。", "Pictures are not part of the licence."),
    "kit.pictures.others": (
        "有 {count} 张图片署名为他人，或本站没有副本，不在其中。",
        "{count} picture(s) are credited to others, or we keep no copy: they are left out.",
    ),
    "kit.everything": ("订阅源“{feed}”期限内的稿件", "Articles of the feed “{feed}” within the term"),
    "kit.none": ("期限内还没有稿件。", "Nothing was published within the term yet."),
    "kit.newer": (
        "本稿后来有更正（第 {version} 版）。请按更正后的稿件刊出或改正。",
        "It was corrected since (version {version}): print the corrected article, or correct your reprint.",
    ),
    "kit.gone": ("{title}：已撤回，请停止使用", "{title}: withdrawn, stop using it"),
    "kit.held": ("{title}：暂不公开，现在不能使用", "{title}: held for now, it can’t be used at present"),
    "kit.closed.nothing": ("没有授权。", "Nothing was granted."),
    "kit.closed.not-yet": ("授权从 {day} 起生效，届时可打开。", "The licence begins on {day}; come back then."),
    "kit.closed.expired": ("授权已于 {day} 到期。", "The licence ended on {day}."),
    "kit.closed.revoked": ("授权已撤销：{why}", "The licence was revoked: {why}"),
    "kit.closed.withdrawn": ("稿件已撤回，请停止使用。", "The article was withdrawn: stop using it."),
    "kit.closed.held": ("稿件暂不公开，现在不能使用。", "The article is held for now: it can’t be used at present."),
}
