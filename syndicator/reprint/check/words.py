"""The sentences of a report, in Chinese and English, by a finding's code."""

_CREDIT = {
    "credit": ("署名在文前或文后，内容齐全。", "The credit stands at the article, and nothing of it is missing."),
    "credit-missing": ("没有署名：文章前后都没有来源。", "The credit is missing: the source is named nowhere."),
    "credit-moved": (
        "署名不在文章处，只在页脚、列表或评论中。",
        "The credit is not at the article, only in the page's foot, a list or comments.",
    ),
    "credit-misspelt": ("来源写错：应为“{ours}”，页面写作“{told}”。", "The source is misspelt: “{told}” for “{ours}”."),
    "credit-other": (
        "来源写成了别家：应为“{ours}”，页面写作“{told}”。",
        "Another source is named: “{told}” for “{ours}”.",
    ),
    "credit-part-missing": ("署名不完整，缺少：{ours}。", "The credit is incomplete; missing: {ours}."),
    "credit-part-wrong": ("署名有误，应为：{ours}。", "The credit is wrong; it should be: {ours}."),
    "credit-conflict": (
        "署名正确，但文章处还写有另一来源“{told}”，请人工查看。",
        "The credit is right, but another source, “{told}”, is named as well: a person should look.",
    ),
}
_LINK = {
    "link": ("有链接回到原文。", "A link leads back to the original."),
    "link-canonical": (
        "有链接回到原文，页面也声明原文为规范地址。",
        "A link leads back to the original, which the page also names as its canonical address.",
    ),
    "link-missing": ("没有回到原文的链接。", "No link leads back to the original."),
    "link-moved": (
        "原文链接不在文章处，只在页脚、列表或评论中。",
        "The link back is not at the article, only in the page's foot, a list or comments.",
    ),
    "link-hidden": ("有原文链接，但读者看不见或无法点击。", "There is a link back, but nobody can see or click it."),
    "link-home": (
        "链接指向网站首页，而不是原文：{told}",
        "The link leads to the site's front page, not to the article: {told}",
    ),
    "link-elsewhere": (
        "链接指向同一网站的另一页，而不是原文：{told}",
        "The link leads to another page of the site: {told}",
    ),
    "link-text": (
        "原文地址只以文字印出，不是可以点击的链接，请人工查看。",
        "The original's address is printed, but is no link one can click: a person should look.",
    ),
}
_TITLE = {
    "title": ("标题与原标题一致。", "The title is the original one."),
    "title-changed": ("标题被改动，页面作“{told}”。", "The title was changed to “{told}”."),
    "title-missing": ("页面没有标题。", "The page has no title."),
    "title-extended": (
        "原标题之外另加了文字：“{told}”，请人工查看。",
        "Words were put to the title: “{told}”: a person should look.",
    ),
    "title-shared": (
        "页面上标题正确，但网页标题或分享标题不同：“{told}”，请人工查看。",
        "The headline is right, but the page is titled or shared as “{told}”: a person should look.",
    ),
    "title-unseen": (
        "只在网页标题里找到原标题，正文上方没有，请人工查看。",
        "The title is in the head of the page alone, not above the text: a person should look.",
    ),
    "title-script": (
        "标题被转换为另一种字体（简繁）：“{told}”。",
        "The title was converted to the other Chinese script: “{told}”.",
    ),
    "title-script-free": ("标题转换了简繁，授权允许。", "The title is in the other Chinese script, which was granted."),
    "title-translated": (
        "标题不同，授权允许翻译，请人工查看。",
        "The title differs; translation was granted: a person should look.",
    ),
}
_TEXT = {
    "text": ("正文与授权文本一致。", "The text is as it was granted."),
    "text-missing": ("页面上没有这篇文章。", "The article is not on this page."),
    "text-altered": (
        "正文被改动：改写{changed}处，删去{gone}处，增加{added}处；{share}与原文相同。",
        "The text was altered: {changed} places changed, {gone} left out, {added} added; {share} of it is the same.",
    ),
    "text-moved": ("正文的句子或段落被调换了次序。", "Sentences or paragraphs of the text stand in another order."),
    "text-shortened": (
        "正文有删节，授权允许；{share}与原文相同。",
        "The text was shortened, which was granted; {share} of it is there.",
    ),
    "text-shortened-much": (
        "授权允许删节，但正文只余{share}，请人工查看意思是否改变。",
        "Shortening was granted, but only {share} of the text is left: a person should see whether it says the same.",
    ),
    "text-marks": (
        "只有标点不同，共{count}处，请人工查看。",
        "Punctuation alone differs, in {count} places: a person should look.",
    ),
    "text-around": (
        "正文之间或前后另有文字，共{count}处，请人工查看是否会被当作原文。",
        "Other words stand within or beside the text, in {count} places: a person should see whether they pass for it.",
    ),
    "text-translated": (
        "文字与原文不同，授权允许翻译，请人工查看。",
        "The text differs; translation was granted: a person should look.",
    ),
    "text-mangled": (
        "文字受损，共{count}处：括号里插入了拼音，或出现乱码。",
        "The text is damaged in {count} places: pinyin put in brackets, or garbled characters.",
    ),
    "script-converted": (
        "正文被转换为另一种字体（简繁），共{count}字，授权未允许。",
        "The text was converted to the other Chinese script ({count} characters), which was not granted.",
    ),
    "script-converter": (
        "正文按常用的简繁转换写成另一种字体，授权允许。",
        "The text is in the other Chinese script, as a converter writes it, which was granted.",
    ),
    "script-free": (
        "正文转换了简繁，共{count}字，授权允许。",
        "{count} characters are in the other Chinese script, which was granted.",
    ),
}
_PICTURES = {
    "pictures": ("文中{count}张图片都在授权之内。", "Of {count} pictures in the article all are cleared."),
    "pictures-none": ("文中没有图片。", "The article shows no pictures."),
    "pictures-unknown": (
        "文中有{count}张图片的地址不在授权清单中，可能是同一图片另存，请人工查看。",
        "{count} pictures have addresses not cleared, but may be copies of some that were: a person should look.",
    ),
    "pictures-not-cleared": ("文中有{count}张未授权的图片。", "{count} pictures in the article were not cleared."),
}
_TERM = {
    "term": ("在授权期限之内（至{day}）。", "Within the term of the grant (until {day})."),
    "term-early": ("授权从{day}起生效，刊登过早。", "The grant begins on {day}; it was published before."),
    "term-over": ("授权已于{day}到期，文章仍在刊登。", "The grant ended on {day}; the page is still there."),
}
_WORDS = _CREDIT | _LINK | _TITLE | _TEXT | _PICTURES | _TERM
CODES = frozenset(_WORDS) | {"text-changed", "text-left-out", "text-added"}
"""Every code that a finding may have."""


def why(code: str, **values: object) -> tuple[tuple[str, str], ...]:
    """The sentence of `code` in both languages, its {names} filled from `values`."""
    zh, en = _WORDS[code]
    return (("zh", zh.format(**values)), ("en", en.format(**values)))
