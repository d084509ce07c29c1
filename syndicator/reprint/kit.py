"""The reprint kit of one article: its text at the version granted, clean, the credit line in place, in three forms."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from html import escape

from syndicator.model.article import Article
from syndicator.model.draft import Image
from syndicator.model.reprint import GrantedArticle
from syndicator.reprint import kit_html, kit_markdown
from syndicator.text.html import text_of
from syndicator.text.outlet_key import outlet_key
from syndicator.text.urls import to_uri


@dataclass(frozen=True, slots=True)
class Kit:
    """`html`, `markdown` and `text` begin with the title and end with the credit line.

    `head` is for the `<head>` of the page it runs on. `pictures` are those that may be used, `left_out` how many more
    the article has. `newest` is the version there is by now.
    """

    slug: str
    title: str
    credit: str
    original: str
    language: str
    version: int
    newest: int
    html: str
    markdown: str
    text: str
    head: str
    pictures: tuple[Image, ...] = ()
    left_out: int = 0

    @property
    def page(self) -> str:
        """The HTML as a document that stands alone."""
        language = f' lang="{escape(self.language)}"' if self.language else ""
        opening = f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">'
        title = f"<title>{escape(self.title, quote=False)}</title>"
        return f"{opening}\n{title}\n{self.head}\n</head>\n<body>\n{self.html}\n</body>\n</html>\n"


def write(article: Article, part: GrantedArticle, newest: int, *, pictures: bool, address: Callable[[str], str]) -> Kit:
    """The kit of an article at the version granted (`article`), of which there are versions up to `newest` by now.

    `pictures` is whether the grant has them: those are in it that we keep a copy of and that are credited to nobody but
    the owner and the article's own people; `address` says where a copy is, by its name.
    """
    ours = cleared(article) if pictures else ()
    shown = {to_uri(image.url): address(image.copy) for image in ours}
    body = kit_html.body(article.body_html, part.original, shown)
    head = [kit_html.heading(part.title), *(kit_html.paragraph(line, "subtitle") for line in article.subtitles)]
    html = "\n".join((*head, body, kit_html.credit(part.credit, part.original)))
    language = f' lang="{escape(article.language)}"' if article.language else ""
    return Kit(
        slug=part.slug,
        title=part.title,
        credit=part.credit,
        original=part.original,
        language=article.language,
        version=part.version,
        newest=newest,
        html=f"<article{language}>\n{html}\n</article>",
        markdown=kit_markdown.written(html),
        text="\n\n".join((part.title, *article.subtitles, *text_of(body).splitlines(), part.credit)) + "\n",
        head=_head(part.original),
        pictures=ours,
        left_out=len(article.images) - len(ours) if pictures else 0,
    )


def cleared(article: Article) -> tuple[Image, ...]:
    """The pictures that are ours to give: a copy is kept, and none but our own people are credited."""
    return tuple({image.copy: image for image in ours(article) if image.copy}.values())


def ours(article: Article) -> tuple[Image, ...]:
    """The pictures of an article that credit none but our own people, whether we keep a copy or not."""
    names = (article.rights.holder, article.outlet, *article.authors, *article.editors)
    keys = {key for name in names if (key := outlet_key(name))}
    return tuple(image for image in article.images if _is_ours(image, keys))


def _is_ours(image: Image, ours: Collection[str]) -> bool:
    credit = outlet_key(image.credit)
    return not credit or any(name in credit for name in ours)


def _head(original: str) -> str:
    """What tells search engines which page is the original (RFC 6596), and to list only that one."""
    return f'<link rel="canonical" href="{escape(original)}">\n<meta name="robots" content="noindex">'


def files(kit: Kit, pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The kit as files; `pictures` are the bytes of those at hand, by name."""
    told = {
        "article.html": kit.page.encode(),
        "article.md": kit.markdown.encode(),
        "article.txt": kit.text.encode(),
        "head.html": f"{kit.head}\n".encode(),
    }
    told |= {f"pictures/{image.copy}": pictures[image.copy] for image in kit.pictures if image.copy in pictures}
    captions = [f"{image.copy}\t{image.caption}\t{image.credit}" for image in kit.pictures if image.copy in pictures]
    if captions:
        told["pictures/captions.tsv"] = "\n".join(("file\tcaption\tcredit", *captions, "")).encode()
    return {f"{kit.slug}/{name}": body for name, body in told.items()}
