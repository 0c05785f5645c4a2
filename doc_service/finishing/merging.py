"""Several tagged PDF/A files as one: pages, outline and structure tree (pikepdf)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Name, Object, Page, Pdf, String

from doc_service.errors import FinishingError
from doc_service.finishing.metadata import Making, Metadata, claimed, info, xmp

if TYPE_CHECKING:
    from doc_service.finishing.parts import Part

_SHOWN = (Name.Contents, Name.Resources)
"""What a page shows, and with which fonts and pictures."""


def merged(
    parts: Iterable[Part], metadata: Metadata, ahead: Callable[[], Part] | None = None
) -> bytes:
    """Return the parts one after another; equal parts make equal bytes.

    Each is asked for when those before it are in: they may still be in the making.

    A part that stands ahead of them is asked for when they are all in, for it may still be in the
    making: an index needs to know how many pages everything has.

    Such a part's pages are labelled i, ii, …, those after it from 1 on.

    The file claims PDF/A only if every part does, and is tagged only if every part is.

    Raises:
        PdfError: a part is no PDF that can be read.
    """
    with ExitStack() as stack:
        sources: list[Pdf] = []
        target = pikepdf.new()
        outline, tree = _Outline(target), _Structure(target)
        known: dict[bytes, list[Object]] = {}
        for part, last in _in_turn(parts, ahead):
            source = stack.enter_context(_opened(part.content))
            pages = _add_pages(target, source, known.get(part.content), last=last)
            known.setdefault(part.content, pages)
            outline.add(part.title, pages[0], source, last=last)
            tree.add(pages, source, last=last)
            sources.insert(len(sources) if last else 0, source)
        if not sources:
            raise FinishingError("Không có văn bản nào để ghép thành một tệp PDF.")
        outline.close()
        tree.close()
        if ahead:
            _label(target, len(pages))
        _describe(target, sources, metadata)
        return _saved(target)


def _label(target: Pdf, ahead: int) -> None:
    """Number the pages as the part ahead of them does (ISO 32000-1, 12.4.2)."""
    labels = Array([0, Dictionary(S=Name.r), ahead, Dictionary(S=Name.D)])
    target.Root[Name.PageLabels] = Dictionary(Nums=labels)


def _in_turn(
    parts: Iterable[Part], ahead: Callable[[], Part] | None
) -> Iterator[tuple[Part, bool]]:
    """Yield every part, and whether it comes after those before it, or ahead of them."""
    yield from ((part, True) for part in parts)
    if ahead:
        yield ahead(), False


@contextmanager
def _opened(content: bytes) -> Iterator[Pdf]:
    """Open a PDF.

    Mapped into memory, for qpdf reads an object of a Python stream half as fast; and as it is, for
    pushing inherited attributes down would read every object ahead.
    """
    with TemporaryFile() as held:
        held.write(content)
        held.flush()
        mapped = AccessMode.mmap
        with pikepdf.open(held, inherit_page_attributes=False, access_mode=mapped) as pdf:
            yield pdf


def _add_pages(
    target: Pdf, source: Pdf, twins: Sequence[Object] | None, *, last: bool
) -> list[Object]:
    """Copy all pages, then their links, for a link may lead to a later page; return the copies.

    Args:
        target: gets the pages.
        source: has them.
        twins: the same pages if a part before was the same; what they show is not copied again.
        last: they come after all others, or ahead of them.
    """
    copies, links = [], []
    for number, page in enumerate(source.pages):
        node = page.obj
        for name in (Name.MediaBox, Name.Resources, Name.Rotate):
            inherited = _inherited(node, name)
            if inherited is not None:
                node[name] = inherited
        notes = _listed(node.get(Name.Annots))
        links.append([note for note in notes if note.get(Name.Subtype) != Name.Widget])
        shown = {name: twins[number][name] for name in _SHOWN if name in node} if twins else {}
        for name in (Name.Annots, Name.Parent, *shown):
            if name in node:
                del node[name]
        copy = target.copy_foreign(node)
        copy.update(shown)
        copies.append(copy)
    start = len(target.pages) if last else 0
    for number, (copy, notes) in enumerate(zip(copies, links, strict=True), start):
        target.pages.insert(number, Page(copy))
        if notes:
            copy[Name.Annots] = _copied(target, source, Array(notes))
    return copies


def _copied(target: Pdf, source: Pdf, value: Object) -> Object:
    """Copy an object and what it refers to; what was copied before is not copied again."""
    if not value.is_indirect:  # only such ones can be copied; qpdf reads all objects to number it
        value = source.make_indirect(value)
    return target.copy_foreign(value)


def _inherited(page: Object, name: Name) -> Object | None:
    """Return an attribute that a page has from a node above it (ISO 32000-1, 7.7.3.4)."""
    node: Object | None = page if name not in page else None
    while node is not None and name not in node:
        node = node.get(Name.Parent)
    return None if node is None else node[name]


class _Outline:
    """The outline: an entry for every part, and below it the part's own outline, closed."""

    def __init__(self, target: Pdf) -> None:
        self._target = target
        self._root = target.make_indirect(Dictionary(Type=Name.Outlines))
        self._entries: list[Object] = []

    def add(self, title: str, page: Object, source: Pdf, *, last: bool) -> None:
        entry = self._own(source)
        entry[Name.Title] = String(title)
        entry[Name.Dest] = Array([page, Name.Fit])
        entry[Name.Parent] = self._root
        self._entries.insert(len(self._entries) if last else 0, entry)

    def _own(self, source: Pdf) -> Object:
        """Return a part's outline; its root, which its children name, becomes the part's entry."""
        if Name.Outlines not in source.Root or Name.First not in source.Root.Outlines:
            return self._target.make_indirect(Dictionary())
        entry = _copied(self._target, source, source.Root.Outlines)
        if Name.Type in entry:
            del entry[Name.Type]
        entry[Name.Count] = -abs(int(entry[Name.Count]))
        return entry

    def close(self) -> None:
        for entry, following in pairwise(self._entries):
            entry[Name.Next] = following
            following[Name.Prev] = entry
        self._root[Name.First] = self._entries[0]
        self._root[Name.Last] = self._entries[-1]
        self._root[Name.Count] = len(self._entries)
        self._target.Root[Name.Outlines] = self._root
        self._target.Root[Name.PageMode] = Name.UseOutlines


class _Structure:
    """The structure tree (ISO 32000-1, 14.7): those of the parts side by side."""

    def __init__(self, target: Pdf) -> None:
        self._target = target
        self._root = target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._roles = Dictionary()
        self._kids: list[Object] = []
        self._numbers = Array()
        self._next = 0
        self._tagged = True

    def add(self, pages: Sequence[Object], source: Pdf, *, last: bool) -> None:
        marks = source.Root.get(Name.MarkInfo, Dictionary())
        if not marks.get(Name.Marked) or Name.StructTreeRoot not in source.Root:
            self._tagged = False
            return
        tree = _copied(self._target, source, source.Root.StructTreeRoot)
        kids = _listed(tree.get(Name.K))
        for kid in kids:
            kid[Name.P] = self._root
        self._kids = [*self._kids, *kids] if last else [*kids, *self._kids]
        self._roles.update(tree.get(Name.RoleMap, Dictionary()))
        self._renumber(pages, tree)

    def _renumber(self, pages: Sequence[Object], tree: Object) -> None:
        """Give a part's entries in the parent tree, and those who name them, further numbers."""
        start = self._next
        for key, value in _numbers(tree.get(Name.ParentTree)):
            self._numbers.append(start + key)
            self._numbers.append(value)
            self._next = max(self._next, start + key + 1)
        for page in pages:
            for owner in (page, *page.get(Name.Annots, Array())):
                for name in (Name.StructParents, Name.StructParent):
                    if name in owner:
                        owner[name] = start + int(owner[name])

    def close(self) -> None:
        if not self._tagged:
            return
        self._root[Name.K] = Array(self._kids)
        self._root[Name.ParentTree] = self._target.make_indirect(Dictionary(Nums=self._numbers))
        self._root[Name.ParentTreeNextKey] = self._next
        if len(self._roles):
            self._root[Name.RoleMap] = self._roles
        self._target.Root[Name.StructTreeRoot] = self._root
        self._target.Root[Name.MarkInfo] = Dictionary(Marked=True)


def _listed(kids: Object | None) -> list[Object]:
    """Return the kids of an entry that holds one of them or an array."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _numbers(node: Object | None) -> Iterator[tuple[int, Object]]:
    """Walk a number tree (ISO 32000-1, 7.9.7)."""
    if node is None:
        return
    flat = list(node.get(Name.Nums, Array()))
    for key, value in zip(flat[::2], flat[1::2], strict=True):
        yield int(key), value
    for kid in node.get(Name.Kids, Array()):
        yield from _numbers(kid)


def _describe(target: Pdf, sources: Sequence[Pdf], metadata: Metadata) -> None:
    making = _making(sources)
    for name, text in info(metadata, making).items():
        target.docinfo[Name(f"/{name}")] = String(text)
    root = target.Root
    root[Name.Metadata] = target.make_stream(
        xmp(metadata, making), Type=Name.Metadata, Subtype=Name.XML
    )
    root[Name.ViewerPreferences] = Dictionary(DisplayDocTitle=True)
    if making.language:
        root[Name.Lang] = String(making.language)
    if making.pdfa:
        root[Name.OutputIntents] = _copied(target, sources[0], sources[0].Root.OutputIntents)


def _making(sources: Sequence[Pdf]) -> Making:
    """Return what was said of the first part; a merged file is as old as its youngest part."""
    first = sources[0].docinfo
    claims = {_claim(source) for source in sources}
    return Making(
        creator=str(first.get(Name.Creator, "")),
        producer=str(first.get(Name.Producer, "")),
        created=max(str(source.docinfo.get(Name.CreationDate, "")) for source in sources),
        language=str(sources[0].Root.get(Name.Lang, "")),
        pdfa=claims.pop() if len(claims) == 1 else None,
    )


def _claim(source: Pdf) -> tuple[str, str] | None:
    if Name.Metadata not in source.Root or Name.OutputIntents not in source.Root:
        return None
    return claimed(source.Root.Metadata.read_bytes())


def _saved(target: Pdf) -> bytes:
    held = io.BytesIO()
    target.save(
        held,
        min_version="1.7",
        fix_metadata_version=False,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return held.getvalue()
