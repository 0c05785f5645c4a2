"""The mark of a draft across every page of a Word file, as Word itself puts it: in the headers.

The PDF gets LibreOffice's own mark instead, so what is converted is the file without this one.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from doc_service.assembly.checks import W
from doc_service.zip_archive import read_members, write_members

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES: Final = (
    f'xmlns:w="{W.strip("{}")}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_DOCUMENT: Final = "word/document.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_PART: Final = "word/header_du_thao.xml"
_ID: Final = "rIdDuThao"

_SHAPE: Final = (
    "<w:r {spaces}><w:pict>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="DuThao" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;'
    "margin-left:0;margin-top:0;width:400pt;height:110pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="#c8c8c8" stroked="f"><v:fill opacity=".6"/>'
    '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" '
    'string="{text}"/></v:shape></w:pict></w:r>'
)


def with_watermark(docx: bytes, text: str) -> bytes:
    """Return a DOCX of ours with a grey text aslant on every page; the same bytes for the same.

    Args:
        docx: a package whose parts have their usual names.
        text: such as `DỰ THẢO`.
    """
    members = read_members(docx)
    for name in [one for one in members if one.startswith("word/header")]:
        members[name] = _marked(members[name], text)
    body = etree.fromstring(members[_DOCUMENT])
    if _refer(body):
        empty = f"<w:hdr {_SPACES}><w:p/></w:hdr>".encode()
        members[_PART] = _marked(empty, text)
        members[_RELATIONS] = _added(
            members[_RELATIONS], "Relationship", Id=_ID, Type=f"{_R}/header", Target=_PART[5:]
        )
        members[_TYPES] = _added(
            members[_TYPES],
            "Override",
            PartName=f"/{_PART}",
            ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
        )
        members[_DOCUMENT] = _written(body)
    return write_members(members.items())


def _marked(header: bytes, text: str) -> bytes:
    root = etree.fromstring(header)
    first = root.find(f"{W}p")
    if first is None:
        first = etree.SubElement(root, f"{W}p")
    shape = etree.fromstring(_SHAPE.format(spaces=_SPACES, text=text))
    at = 1 if first.find(f"{W}pPr") is not None else 0
    first.insert(at, shape)
    return _written(root)


def _refer(body: etree._Element) -> bool:
    """Let every section have a header on each kind of page; say whether one was missing."""
    missing = False
    for number, section in enumerate(body.iter(f"{W}sectPr")):
        kinds = {one.get(f"{W}type") for one in section.iterchildren(f"{W}headerReference")}
        wanted = ["first"] if section.find(f"{W}titlePg") is not None else []
        wanted += ["default"] if number == 0 else []  # later sections take over the one before
        for kind in wanted:
            if kind not in kinds:
                reference = etree.Element(
                    f"{W}headerReference", {f"{W}type": kind, f"{{{_R}}}id": _ID}
                )
                section.insert(0, reference)
                missing = True
    return missing


def _added(part: bytes, tag: str, **attributes: str) -> bytes:
    root = etree.fromstring(part)
    space = etree.QName(root).namespace
    etree.SubElement(root, f"{{{space}}}{tag}", attributes)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
