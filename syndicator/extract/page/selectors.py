"""An admin's CSS selectors for one page: they win over the automatic reader."""

from functools import lru_cache

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.page.tree import drop, place, text_of
from syndicator.model.source import Selectors


@lru_cache(maxsize=512)
def compiled(selector: str) -> CSSSelector:
    """The selector, ready to run. Raises ExtractError naming it when it is none."""
    try:
        return CSSSelector(selector, translator="html")
    except SelectorError as error:
        raise ExtractError(f"{selector!r} is no CSS selector: {error}") from error


def select(root: Element, selector: str) -> list[Element]:
    """The elements a selector finds, in page order; [] for an empty selector."""
    found = compiled(selector)(root) if selector else []
    return [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []


def line(root: Element, selector: str) -> tuple[str, str]:
    """The text of the first element with any, and its place; a meta or time element gives its content or datetime."""
    for element in select(root, selector):
        text = (element.get("content") or element.get("datetime") or "").strip() or text_of(element)
        if text:
            return text, f"{selector} ({place(element)})"
    return "", ""


def prune(root: Element, selectors: Selectors) -> None:
    """Take out what the admin's `remove` names, keeping the text that follows each element."""
    for selector in selectors.remove:
        for element in select(root, selector):
            if element.tag not in ("html", "body"):
                drop(element)
