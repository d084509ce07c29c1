"""An article's content as sent: its own body, and whose it is where every reader sees it."""

from html import escape

from syndicator.model.article import Article
from syndicator.publish.words import Words


def content(article: Article, body_html: str, origin_url: str, reprint_url: str, said: Words) -> str:
    """Sub-headlines, body, notice and credit line, as HTML.

    A sub-headline or a notice that the body already has is not said twice. Links lead to the original page and to
    the reprint form.
    """
    rights = article.rights
    subtitles = (f"<p><strong>{_text(line)}</strong></p>" for line in article.subtitles if _unsaid(line, article))
    notice = f"<p>{_text(rights.notice)}</p>" if _unsaid(rights.notice, article) else ""
    links = f"{_link(origin_url, said.original)}　{_link(reprint_url, said.reprint)}"
    return "".join((*subtitles, body_html, notice, f"<p>{_text(rights.credit)}　{links}</p>"))


def _unsaid(line: str, article: Article) -> bool:
    return line.strip() not in article.body_text


def _text(line: str) -> str:
    return escape(line.strip(), quote=False)


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{_text(text)}</a>'
