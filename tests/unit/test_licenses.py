"""License names and addresses to canonical URLs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.attribute import licenses
from syndicator.model.rights import Reprint

_CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", f"{_CC}/licenses/by/4.0/"),
        ("http://www.creativecommons.org/licenses/by-nd/2.5/cn/deed.zh", f"{_CC}/licenses/by-nd/2.5/cn/"),
        ("https://creativecommons.org/licenses/by-sa/4.0/legalcode.zh-hans", f"{_CC}/licenses/by-sa/4.0/"),
        ("https://creativecommons.org/licenses/by-nc/4.0/deed.en", f"{_CC}/licenses/by-nc/4.0/"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", f"{_CC}/publicdomain/zero/1.0/"),
        ("CC BY 4.0", f"{_CC}/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0", f"{_CC}/licenses/by-nc-nd/3.0/"),
        ("(CC) BY - NC - SA", f"{_CC}/licenses/by-nc-sa/4.0/"),
        ("CC BY-SA 3.0 DE", f"{_CC}/licenses/by-sa/3.0/"),
        ("CC BY-SA 3.0 Germany", f"{_CC}/licenses/by-sa/3.0/de/"),
        ("CC0", f"{_CC}/publicdomain/zero/1.0/"),
        ("Creative Commons Zero", f"{_CC}/publicdomain/zero/1.0/"),
        ("Public Domain Mark 1.0", f"{_CC}/publicdomain/mark/1.0/"),
        ("Creative Commons Attribution 4.0 International", f"{_CC}/licenses/by/4.0/"),
        (
            "Creative Commons Attribution-Noncommercial-Share alike 3.0 United States License",
            f"{_CC}/licenses/by-nc-sa/3.0/us/",
        ),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 2.0 Generic", f"{_CC}/licenses/by-nc-nd/2.0/"),
        ("知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议", f"{_CC}/licenses/by-nc-sa/4.0/"),
        ("署名-禁止演绎 3.0 中国大陆", f"{_CC}/licenses/by-nd/3.0/cn/"),
        ("創用CC 姓名標示-非商業性-禁止改作 3.0 台灣", f"{_CC}/licenses/by-nc-nd/3.0/tw/"),
        ("under a Creative Commons license", ""),
        ("CC by the way", ""),
        ("CC BYLINE", ""),
        ("MIT License", ""),
        ("https://news.example/terms", ""),
        ("", ""),
    ],
)
def test_a_name_or_address_gives_the_deeds_url(text: str, expected: str) -> None:
    assert licenses.canonical(text) == expected


def test_each_term_has_a_page_of_ours() -> None:
    assert (
        licenses.default(Reprint.ATTRIBUTION, "https://feeds.example/") == "https://feeds.example/licenses/attribution"
    )
    assert {licenses.default(reprint, "https://f.example") for reprint in Reprint} == {
        f"https://f.example/licenses/{reprint.value}" for reprint in Reprint
    }


def test_without_a_site_there_is_no_page() -> None:
    assert licenses.default(Reprint.NONE, "") == ""


@given(st.text(max_size=200))
def test_canonical_urls_stay_as_they_are(text: str) -> None:
    url = licenses.canonical(text)
    assert not url or licenses.canonical(url) == url
