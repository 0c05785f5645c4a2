"""Word files for the check, written by hand: a body, styles, headers, pictures."""

from __future__ import annotations

from collections.abc import Mapping

from doc_service.zip_archive import write_members

SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

A4 = (
    "<w:pgSz w:w='11906' w:h='16838'/>"
    "<w:pgMar w:top='1134' w:right='850' w:bottom='1134' w:left='1701' w:header='567' "
    "w:gutter='0'/>"
)


def file(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, str] | None = None,
) -> bytes:
    """Return a package that Word opens.

    Args:
        body: what stands in `w:body`.
        parts: further parts by name; those in `word/` are announced and related.
        related: id of the relationship by name of the part, where it matters.
    """
    given = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    given |= parts or {}
    related = related or {}
    relations = "".join(
        f"<Relationship Id='{related.get(name, f'rId{at}')}' Type='{OFFICE}/{kind(name)}' "
        f"Target='{name.removeprefix('word/')}'/>"
        for at, name in enumerate(given, start=1)
        if name.startswith("word/") and name != "word/document.xml"
    )
    types = "".join(
        f"<Override PartName='/{name}' ContentType='{MAIN}.{media(name)}+xml'/>"
        for name in given
        if name.startswith("word/") and name.endswith(".xml")
    )
    members = {
        "[Content_Types].xml": f"<Types xmlns='{PACKAGE}/content-types'>"
        "<Default Extension='rels' "
        "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Default Extension='png' ContentType='image/png'/>{types}</Types>",
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='rId1' "
        f"Type='{OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{PACKAGE}/relationships'>"
        f"{relations}</Relationships>",
        **given,
    }
    return write_members(
        (name, content if isinstance(content, bytes) else content.encode())
        for name, content in members.items()
    )


def kind(name: str) -> str:
    """Return the kind of a part: `word/header1.xml` is a `header`."""
    stem = name.rsplit("/", 1)[-1].split(".")[0].rstrip("0123456789")
    return "image" if "/media/" in name else stem


def media(name: str) -> str:
    return "document.main" if kind(name) == "document" else kind(name)


def styles(inside: str) -> dict[str, str | bytes]:
    return {"word/styles.xml": f"<w:styles {SPACES}>{inside}</w:styles>"}


def style(name: str, inside: str, kind: str = "paragraph", more: str = "") -> str:
    return f"<w:style w:type='{kind}' w:styleId='{name}' {more}>{inside}</w:style>"


def box(inside: str, *, fallback: bool = True) -> str:
    """Return a run with a text box, as newer and as older programs read it."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    drawn = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    older = f"<mc:Fallback>{drawn}</mc:Fallback>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        "<wp:positionH><wp:align>center</wp:align></wp:positionH><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice>{older if fallback else ''}</mc:AlternateContent></w:r>"
    )


def shape(kind: str, across: int, down: int) -> str:
    """Return a run with a drawn shape."""
    return (
        "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:xfrm>"
        f"<a:ext cx='{across}' cy='{down}'/></a:xfrm><a:prstGeom prst='{kind}'/></wps:spPr>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def vml(inside: str) -> str:
    return f"<w:r><w:pict>{inside}</w:pict></w:r>"


def picture(name: str) -> str:
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<a:blip r:embed='{name}'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
