"""The PDF of fused documents, taken apart again: one PDF for each (pikepdf).

`assembly.fusing` puts documents together so that LibreOffice loads them once. What comes out of
here is what LibreOffice would have made of each alone: its pages, its named destinations, its
outline, its structure tree, its claim to PDF/A; and nothing of its neighbours but the shapes of the
letters in the fonts that they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from tempfile import TemporaryFile
from typing import Final

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Name, Object, Pdf, Stream, String

from doc_service.finishing.excerpts import Excerpts
from doc_service.finishing.headings import AHEAD, Owner, headings_of, written_outline
from doc_service.finishing.metadata import Making, Metadata, claimed, info, xmp
from doc_service.finishing.unparsing import array, dictionary, entries_of, number_of, unparsed

_NAMED: Final = re.compile(rb"/([A-Za-z]+[0-9]+)\b")
"""A font, picture, state… in a content stream; LibreOffice writes texts in hexadecimal."""

_NAMED_KINDS: Final = ("/Font", "/XObject", "/ExtGState", "/Pattern", "/Shading", "/ColorSpace")
"""Resources that have names (ISO 32000-1, 7.8.3)."""

_KEPT: Final = ("/Type", "/Pages", "/Lang", "/MarkInfo", "/OutputIntents", "/Metadata")
_REPLACED: Final = ("/Dests", "/OpenAction", "/Outlines", "/StructTreeRoot", "/ViewerPreferences")
"""Entries of the catalog; with others than these nothing is known of their meaning."""


class NotParted(Exception):
    """Why a PDF cannot be taken apart; in English, for the log."""


@dataclass(frozen=True, slots=True)
class Share:
    """One document's PDF, as if LibreOffice had made it of that alone."""

    content: bytes
    pages: int
    """At least 1."""


def part(pdf: bytes, prefixes: Sequence[str]) -> list[Share]:
    """Return the PDFs of the documents that one PDF holds, in their order.

    Args:
        pdf: what LibreOffice made of what `assembly.fusing.fuse` returned.
        prefixes: those that it was given: each document's named destinations begin with its
            prefix, and one of the prefix alone is on its first page.

    Raises:
        NotParted: a document's beginning is not found, or something belongs to two documents.
    """
    try:
        with _opened(pdf) as source:
            whole = _Whole(source, pdf, prefixes)
            return [whole.share(number) for number in range(len(prefixes))]
    except NotParted:
        raise
    except Exception as error:  # libraries raise many kinds at a PDF that is not as they think
        raise NotParted(f"{type(error).__name__}: {error}") from error


@contextmanager
def _opened(content: bytes) -> Iterator[Pdf]:
    """Open a PDF as `merging` does, mapped into memory: qpdf reads it several times as fast."""
    with TemporaryFile() as held:
        held.write(content)
        held.flush()
        mapped = AccessMode.mmap
        with pikepdf.open(held, inherit_page_attributes=False, access_mode=mapped) as pdf:
            yield pdf


class _Whole:
    """The PDF of all documents: what belongs to which, and what they share.

    A document's own file consists of the same objects, but for the few that tell of all documents.
    """

    def __init__(self, source: Pdf, content: bytes, prefixes: Sequence[str]) -> None:
        self._source = source
        self._objects = Excerpts(content)
        self._pages = [page.obj for page in source.pages]
        self._numbers = {page.objgen: number for number, page in enumerate(self._pages)}
        destinations = {str(name): one for name, one in source.Root.Dests.items()}
        starts = [self._beginning(destinations, f"/{prefix}") for prefix in prefixes]
        self._bounds = list(pairwise([*starts, len(self._pages)]))
        if any(first >= end for first, end in self._bounds):
            raise NotParted(f"the documents begin on pages {starts} of {len(self._pages)}")
        self._owners = [AHEAD] * starts[0] + [
            number for number, (first, end) in enumerate(self._bounds) for _ in range(first, end)
        ]
        self._marks = self._shared_out(destinations, prefixes)
        self._headings = headings_of(source, self._owner, len(prefixes))
        self._structure = _Structure(source, self._owner, len(prefixes))
        self._resources = self._common_resources()
        self._told = _told(source)

    def share(self, number: int) -> Share:
        """Take one document out."""
        first, end = self._bounds[number]
        pages = self._pages[first:end]
        source, size = self._source, self._objects.size
        catalog = self._catalog(number, pages[0])
        changed = {
            **self._told,
            **self._structure.changed(number, pages[0]),
            number_of(source.Root.Pages): dictionary(
                {
                    **entries_of(source.Root.Pages),
                    "/Kids": array(pages),
                    "/Count": b"%d" % len(pages),
                }
            ),
            number_of(self._resources): _named_resources(self._resources, pages),
        }
        if self._headings[number]:
            changed.update(written_outline(self._headings[number], size))
            catalog["/Outlines"] = b"%d 0 R" % size
        changed[number_of(source.Root)] = dictionary(catalog)
        strangers = chain(self._pages[:first], self._pages[end:])
        content = self._objects.excerpt(
            changed,
            number_of(source.Root),
            number_of(source.docinfo),
            {*map(number_of, strangers), *self._structure.strangers(number)},
        )
        return Share(content, len(pages))

    def _beginning(self, destinations: Mapping[str, Object], name: str) -> int:
        if name not in destinations:
            raise NotParted(f"there is no destination {name}")
        return self._numbers[destinations[name][0].objgen]

    def _owner(self, page: Object) -> int:
        """Return which document a page belongs to, or that it stands ahead of them all."""
        return self._owners[self._numbers[page.objgen]]

    def _shared_out(
        self, destinations: Mapping[str, Object], prefixes: Sequence[str]
    ) -> list[dict[str, bytes]]:
        """Return each document's destinations by the names that they have in it alone."""
        marks: list[dict[str, bytes]] = [{} for _ in prefixes]
        for name, one in destinations.items():
            owner = self._owner(one[0])
            if owner == AHEAD:
                continue
            prefix = f"/{prefixes[owner]}"
            if not name.startswith(prefix):
                raise NotParted(f"the destination {name} is in document {owner}")
            if name != prefix:
                marks[owner][f"/{name.removeprefix(prefix)}"] = one.unparse()
        return marks

    def _common_resources(self) -> Object:
        """Return the resources, which LibreOffice lists once for all pages."""
        common: Object = self._pages[0].Resources
        if any(page.Resources.objgen != common.objgen for page in self._pages):
            raise NotParted("pages have resources of their own")
        return common

    def _catalog(self, number: int, first: Object) -> dict[str, bytes]:
        entries = entries_of(self._source.Root)
        if unknown := set(entries) - {*_KEPT, *_REPLACED}:
            raise NotParted(f"the catalog holds {sorted(unknown)}")
        kept: tuple[str, ...] = (*_KEPT, "/StructTreeRoot")
        catalog = {name: entries[name] for name in kept if name in entries}
        # LibreOffice says so where there is a title, and each document gets one
        catalog["/ViewerPreferences"] = b"<</DisplayDocTitle true>>"
        catalog["/OpenAction"] = b"[%b/XYZ null null 0]" % first.unparse()
        if self._marks[number]:
            catalog["/Dests"] = dictionary(self._marks[number])
        return catalog


class _Structure:
    """The structure tree (ISO 32000-1, 14.7): one element for all, its kids side by side."""

    def __init__(self, source: Pdf, owner: Owner, documents: int) -> None:
        self._kids: list[list[Object]] = [[] for _ in range(documents)]
        self._ahead: list[Object] = []
        self._numbers: list[list[bytes]] = [[] for _ in range(documents)]
        self._root = source.Root.get(Name.StructTreeRoot)
        if self._root is None:
            return
        [self._document] = list(self._root.K)
        for kid in self._document.K:
            number = owner(kid.Pg)
            (self._ahead if number == AHEAD else self._kids[number]).append(kid)
        keys: dict[int, int] = {}
        for page in source.pages:
            for one in (page.obj, *page.obj.get(Name.Annots, Array())):
                for name in (Name.StructParents, Name.StructParent):
                    if name in one:
                        keys[int(one[name])] = owner(page.obj)
        flat = list(self._root.ParentTree.Nums)
        for key, value in zip(flat[::2], flat[1::2], strict=True):
            if keys[int(key)] != AHEAD:
                self._numbers[keys[int(key)]] += [b"%d" % int(key), value.unparse()]

    def changed(self, number: int, first: Object) -> dict[int, bytes]:
        """Return what tells of one document alone."""
        if self._root is None:
            return {}
        numbers = b"<</Nums[%b]>>" % b" ".join(self._numbers[number])
        root = {**entries_of(self._root), "/ParentTree": numbers}
        own = {"/K": array(self._kids[number]), "/Pg": first.unparse()}
        return {
            number_of(self._root): dictionary(root),
            number_of(self._document): dictionary({**entries_of(self._document), **own}),
        }

    def strangers(self, number: int) -> Iterator[int]:
        """Yield the numbers of the other documents' elements."""
        yield from map(number_of, self._ahead)
        for other, kids in enumerate(self._kids):
            if other != number:
                yield from map(number_of, kids)


def _told(source: Pdf) -> dict[int, bytes]:
    """Return what the file says of itself: how it was made and which PDF/A it is.

    What the document is will be said by `finish`.
    """
    said, root = source.docinfo, source.Root
    claims = Name.Metadata in root and Name.OutputIntents in root
    making = Making(
        creator=str(said.get(Name.Creator, "")),
        producer=str(said.get(Name.Producer, "")),
        created=str(said.get(Name.CreationDate, "")),
        language=str(root.get(Name.Lang, "")),
        pdfa=claimed(root.Metadata.read_bytes()) if claims else None,
    )
    nothing = Metadata(title="", author="")
    entries = {f"/{name}": String(text).unparse() for name, text in info(nothing, making).items()}
    packet = xmp(nothing, making)
    kind = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet)
    told = {number_of(said): dictionary(entries)}
    if Name.Metadata in root:
        told[number_of(root.Metadata)] = b"%b\nstream\n%b\nendstream" % (kind, packet)
    return told


def _named_resources(common: Object, pages: Sequence[Object]) -> bytes:
    """Return the resources that pages name, and the forms among them, which share them."""
    names: set[str] = set()
    waiting = [one for page in pages for one in _streams(page.get(Name.Contents))]
    drawn = common.get(Name.XObject, Dictionary())
    forms = {name: one for name, one in drawn.items() if one.get(Name.Subtype) == Name.Form}
    while waiting:
        found = {f"/{name.decode()}" for name in _NAMED.findall(waiting.pop().read_bytes())}
        new = found - names
        names |= new
        waiting += [forms[one] for one in new if one in forms]
    made = {}
    for kind, listed in common.items():
        if kind not in _NAMED_KINDS:
            made[kind] = unparsed(listed)
        elif chosen := {name: one.unparse() for name, one in listed.items() if name in names}:
            made[kind] = dictionary(chosen)
    return dictionary(made)


def _streams(content: Object | None) -> list[Object]:
    if content is None:
        return []
    return [content] if isinstance(content, Stream) else list(content)
