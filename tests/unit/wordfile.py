"""Word documents as the programs write them, put together part by part."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SORTS = f"{R}/"
STYLES = {
    "Title": "Title",
    "a3": "Title",
    "Subtitle": "Subtitle",
    "1": "heading 1",
    "2": "heading 2",
    "Heading1": "heading 1",
    "Caption": "caption",
    "Quote": "Quote",
    "tizhu": "题注",
    "biaoti": "文章标题",
    "TOC1": "toc 1",
}


def png(width: int = 640, height: int = 480, salt: bytes = b"") -> bytes:
    """What passes for a picture."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return head + salt + bytes(64)


def r(text: str, properties: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph: of mark-up, or of plain text in one run."""
    inner = content if content.startswith("<") or not content else r(content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{style}{properties}</w:pPr>" if style or properties else ""
    return f"<w:p>{about}{inner}</w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def picture(relation: str = "rId9", descr: str = "") -> str:
    """A picture as Word 2007 and later draw it."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{escape(descr)}"/><a:graphic><a:graphicData uri="pic">'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(*rows: tuple[str, ...], cell: str = "") -> str:
    """A table of plain cells; a cell that is mark-up stands as it is."""

    def filled(one: str) -> str:
        return f"<w:tc>{cell}{one if one.startswith('<') else p(one)}</w:tc>"

    made = "".join(f"<w:tr>{''.join(map(filled, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def level(number: int, form: str, text: str, start: int = 1) -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*lists: str) -> str:
    """A numbering part: each list its levels; number N is list N."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>' for number, levels in enumerate(lists, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(lists) + 1)
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{nums}</w:numbering>"


def styles(extra: str = "") -> str:
    """A styles part with the usual styles under the usual ids."""
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    return f"<w:styles {NAMESPACES}>{made}{extra}</w:styles>"


def document(*blocks: str) -> str:
    """A main part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>{"".join(blocks)}<w:sectPr/></w:body></w:document>'


def relations(*links: tuple[str, str, str] | tuple[str, str, str, str]) -> str:
    """A relationships part: id, sort, target, and mode where that is External."""
    made = "".join(
        f'<Relationship Id="{key}" Type="{SORTS}{sort}" Target="{escape(target)}" TargetMode="{"".join(mode) or "Internal"}"/>'
        for key, sort, target, *mode in links
    )
    return f'<Relationships xmlns="{RELATIONS}">{made}</Relationships>'


def docx(
    *blocks: str,
    media: Mapping[str, bytes] | None = None,
    links: tuple[tuple[str, ...], ...] = (),
    parts: Mapping[str, str | bytes] | None = None,
    numbers: str = "",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A document: its pictures are rId9, rId10 and so on, in the order given."""
    media = media or {}
    own = (("rId1", "styles", "styles.xml"), *((("rId2", "numbering", "numbering.xml"),) if numbers else ()))
    shown = tuple((f"rId{9 + number}", "image", f"media/{name}") for number, name in enumerate(media))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document(*blocks),
        "word/styles.xml": styles(),
        "word/_rels/document.xml.rels": relations(*own, *shown, *links),
        **({"word/numbering.xml": numbers} if numbers else {}),
        **{f"word/media/{name}": body for name, body in media.items()},
        **(parts or {}),
    }
    return zipped(files, method)


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 8, 30, 0)), body, method)
    return packed.getvalue()
