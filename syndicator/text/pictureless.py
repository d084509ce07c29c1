"""A body without its pictures, for who may not or will not show them."""

from lxml import etree, html

_SHOWS_MORE = ".//video | .//audio | .//table"


def pictureless(body: str) -> str:
    """`body` (HTML that sanitize wrote) without pictures; a figure goes with its caption unless it shows more.

    Paragraphs that held nothing else are left empty: sanitize drops them.
    """
    if "<img" not in body and "poster=" not in body:
        return body
    root = html.fragment_fromstring(body, create_parent="div")
    for figure in root.findall(".//figure"):
        if figure.find(".//img") is not None and not figure.xpath(_SHOWS_MORE):
            figure.drop_tree()
    for image in root.findall(".//img"):
        image.drop_tree()
    for video in root.findall(".//video[@poster]"):
        del video.attrib["poster"]
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in root)
    return (root.text or "") + "".join(inside)
