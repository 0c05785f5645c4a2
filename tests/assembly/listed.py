"""Documents with a numbered list, such as people make in Word; no form of ours has one."""

from __future__ import annotations

from typing import Final

from doc_service.zip_archive import read_members, write_members

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

NUMBERING: Final = """<w:numbering
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="5"><w:nsid w:val="12345678"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num></w:numbering>"""


def with_list(docx: bytes, number: str = "3", definition: str = NUMBERING) -> bytes:
    """A document that begins with a list of two."""
    members = read_members(docx)
    listed = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("Một", "Hai")
    )
    relation = f'<Relationship Id="rIdN" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
    kind = f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    for part, before, added in (
        ("word/document.xml", "<w:body>", f"<w:body>{listed}"),
        ("word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>"),
        ("[Content_Types].xml", "</Types>", f"{kind}</Types>"),
    ):
        members[part] = members[part].replace(before.encode(), added.encode())
    members["word/numbering.xml"] = definition.encode()
    return write_members(members.items())
