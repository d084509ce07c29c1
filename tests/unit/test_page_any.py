"""Whatever a page is made of, the reader answers with a Draft that XML can hold, or with an ExtractError."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicator.errors import ExtractError
from syndicator.extract.page.reader import read
from syndicator.model.page import Page
from syndicator.model.source import Source

SOURCE = Source(key="t", feed="t", kind="html", url="https://news.example/", timezone="Asia/Shanghai")
UNSAFE = re.compile(r"<(?:script|style|iframe|object|form|input)\b|\son\w+=|javascript:", re.IGNORECASE)

NAMES = (
    "p div h1 h2 span a br img td tr table li ul article section figure figcaption time b "
    "font script style iframe noscript form footer nav aside blockquote pre title meta link body html head svg base"
)
TAGS = st.sampled_from(NAMES.split())
TEXTS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "海川县老城东街的空地上个月还堆着废砖，如今铺上了步道，种下了四十棵银杏。",
            "来源：海川日报 作者：林小满 编辑：周禾_NB1 2026-03-12 09:30",
            "By Mara Quill and Ben Osei | March 4, 2026 | 5 min read",
            "版权所有 © 2026 未经许可不得转载",
            "相关阅读",
            '{"@type":"NewsArticle","headline":',
            "\x00\ud800<!--",
            "&#xD800;&#0;&amp;&bogus;",
        ]
    ),
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="content sidebar"',
        ' id="footer"',
        ' class="article-body"',
        ' style="display:none"',
        ' href="javascript:alert(1)"',
        ' src="data:x" srcset=", 1x,"',
        ' datetime="2026-99-99"',
        ' itemprop="author"',
        ' rel="license" href="::"',
        ' property="og:title" content="x"',
        ' type="application/ld+json"',
        " hidden onclick=x",
        ' colspan="1e9"',
    ]
)
PIECES = st.lists(st.tuples(TAGS, ATTRIBUTES, TEXTS, st.booleans()), max_size=30)


@given(PIECES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup(pieces: list[tuple[str, str, str, bool]]) -> None:
    html = "".join(
        f"<{tag}{attributes}>{text}" + (f"</{tag}>" if closed else "") for tag, attributes, text, closed in pieces
    )
    _check(html.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes(body: bytes) -> None:
    _check(body)


def _check(body: bytes) -> None:
    try:
        draft = read(Page("https://news.example/a.html", body), SOURCE)
    except ExtractError:
        return
    assert not UNSAFE.search(re.sub(r">[^<]*<", "><", draft.body_html))
    for text in (draft.title, draft.body_text, draft.body_html, *draft.authors, draft.outlet):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text)
