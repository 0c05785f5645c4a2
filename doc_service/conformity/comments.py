"""A copy of a Word file with a comment at every finding (ECMA-376 Part 1, 17.13.4).

Only the parts that hold or announce comments change; every other member stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from doc_service.conformity import blocks
from doc_service.conformity.findings import Finding, Report
from doc_service.vietnamese.text import forbidden_characters
from doc_service.word.markup import W, whole_number
from doc_service.word.package import DOCUMENT, document, open_package, part
from doc_service.word.relations import RELATIONSHIPS, read_relations, relations_name
from doc_service.zip_archive import write_members

AUTHOR: Final = "VănThư"

_INITIALS: Final = "VT"
_COMMENTS: Final = "word/comments.xml"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES: Final = "[Content_Types].xml"
_TYPES_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_NO_COMMENTS: Final = f'<w:comments xmlns:w="{W[1:-1]}"/>'
_NO_RELATIONS: Final = f'<Relationships xmlns="{RELATIONSHIPS}"/>'
_NO_TYPES: Final = f'<Types xmlns="{_TYPES_SPACE}"/>'
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def commented(content: bytes, report: Report) -> bytes:
    """Return a DOCX with one comment for each finding at its paragraph.

    What concerns the whole document is said at the first paragraph, what concerns a text box at
    the paragraph that anchors it: Word allows no comment inside. The same file and report give the
    same bytes; without findings the file comes back as it was.

    Args:
        content: the file that was checked.
        report: what `checker.check` said of it.

    Raises:
        UnreadableWord: it is no DOCX that can be read.
    """
    if not report.findings:
        return content
    members = dict(open_package(content))
    body = document(members)
    name = _comments_part(members)
    comments = _tree(members, name, _NO_COMMENTS)
    first = _first_free(comments, body)
    _anchor(body, report.findings, first)
    comments.extend(_comment(at, one) for at, one in enumerate(report.findings, start=first))
    members[DOCUMENT] = _bytes(body)
    members[name] = _bytes(comments)
    _announce(members, name)
    return write_members(members.items())


def _tree(members: Mapping[str, bytes], name: str, empty: str) -> etree._Element:
    """Return a part as a tree; an empty one where the package has none of this name."""
    found = part(members, name)
    return etree.fromstring(empty) if found is None else found


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(
        element.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _comments_part(members: dict[str, bytes]) -> str:
    """Return the name of the part that holds comments, relating a new one where none is."""
    for relation in read_relations(members, DOCUMENT).values():
        if relation.kind == "comments":
            return relation.target
    listing = relations_name(DOCUMENT)
    root = _tree(members, listing, _NO_RELATIONS)
    taken = {element.get("Id") for element in root}
    free = next(name for name in _names() if name not in taken)
    target = _COMMENTS.removeprefix("word/")
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=free, Type=_KIND, Target=target)
    members[listing] = _bytes(root)
    return _COMMENTS


def _names() -> Iterator[str]:
    count = 1
    while True:
        yield f"rIdVanThu{count}"
        count += 1


def _announce(members: dict[str, bytes], name: str) -> None:
    """Say what kind of part the comments are, where the package does not say it yet."""
    types = _tree(members, _TYPES, _NO_TYPES)
    override = f"{{{_TYPES_SPACE}}}Override"
    if all(element.get("PartName") != f"/{name}" for element in types.iter(override)):
        etree.SubElement(types, override, PartName=f"/{name}", ContentType=_MEDIA_TYPE)
        members[_TYPES] = _bytes(types)


_ANCHORS: Final = tuple(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


def _first_free(comments: etree._Element, body: etree._Element) -> int:
    """Return the first id from which on none is taken, in the comments or in the text."""
    elements = (*comments.iter(f"{W}comment"), *body.iter(*_ANCHORS))
    return max((whole_number(element.get(f"{W}id")) or 0 for element in elements), default=-1) + 1


def _anchor(body: etree._Element, findings: Sequence[Finding], first: int) -> None:
    placed = list(blocks.paragraphs(body))
    ids: dict[int, list[int]] = {}
    for at, finding in enumerate(findings, start=first):
        paragraph = finding.paragraph or 0
        host = placed[paragraph].host
        ids.setdefault(paragraph if host is None else host, []).append(at)
    for paragraph, here in ids.items():
        _mark(placed[paragraph].element, here)


def _mark(paragraph: etree._Element, ids: Iterable[int]) -> None:
    """Put the ends of comments around the content of a paragraph."""
    start = 0 if paragraph.find(f"{W}pPr") is None else 1
    for place, at in enumerate(ids, start=start):
        paragraph.insert(place, _element("commentRangeStart", id=str(at)))
        run = _element("r")
        run.append(_element("commentReference", id=str(at)))
        paragraph.extend((_element("commentRangeEnd", id=str(at)), run))


def _comment(at: int, finding: Finding) -> etree._Element:
    comment = _element("comment", id=str(at), author=AUTHOR, initials=_INITIALS)
    for text in (
        f"[{finding.rule}] Yêu cầu: {finding.required}",
        f"Hiện có: {finding.found}",
        f"Cách sửa: {finding.fix}",
    ):
        paragraph, run, shown = _element("p"), _element("r"), _element("t")
        shown.text = _printable(text)
        shown.set(_XML_SPACE, "preserve")
        run.append(shown)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _printable(text: str) -> str:
    for char in forbidden_characters(text):
        text = text.replace(char, "")
    return text


def _element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(
        f"{W}{name}",
        {f"{W}{key}": given for key, given in attributes.items()},
        nsmap={"w": W[1:-1]},
    )
