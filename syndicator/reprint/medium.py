"""Where a reprint runs: the media with a name of ours."""

MEDIA = ("web", "app", "social", "print", "broadcast")
"""The media with a name of ours; any other is kept in the asker's words."""

_WORDS = {
    "web": ("web", "website", "site", "online", "internet", "网站", "网页", "网络", "互联网"),
    "app": ("app", "mobile app", "mobile", "客户端", "手机客户端", "app客户端"),
    "social": (
        "social",
        "social media",
        "wechat",
        "weibo",
        "公众号",
        "微信",
        "微信公众号",
        "微博",
        "社交媒体",
        "新媒体",
    ),
    "print": ("print", "newspaper", "magazine", "paper", "报纸", "杂志", "报刊", "纸媒", "印刷"),
    "broadcast": ("broadcast", "radio", "tv", "television", "广播", "电视", "电台", "广播电视"),
}
_NAMES = {word: name for name, words in _WORDS.items() for word in words}


def named(text: str) -> str:
    """Our name for a medium where it has one, else `text` as it is."""
    return _NAMES.get(text.lower(), text)
