"""The sentences of a report, in Chinese and English, by a finding's code."""

_WORDS = {
    "term": ("在授权期限之内（至{day}）。", "Within the term of the grant (until {day})."),
    "term-early": ("授权从{day}起生效，刊登过早。", "The grant begins on {day}; it was published before."),
    "term-over": ("授权已于{day}到期，文章仍在刊登。", "The grant ended on {day}; the page is still there."),
}


def why(code: str, **values: object) -> tuple[tuple[str, str], ...]:
    """The sentence of `code` in both languages, its {names} filled from `values`."""
    zh, en = _WORDS[code]
    return (("zh", zh.format(**values)), ("en", en.format(**values)))
