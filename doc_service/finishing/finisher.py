"""What becomes of LibreOffice's PDF before anybody gets it, and of several that go together."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from doc_service.errors import DocServiceError, FinishingError
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.parts import Part
from doc_service.finishing.places import Block, SignaturePlace, chosen, signature_places

_SEAL_MM = 36.0


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF that is ready to be signed."""

    content: bytes
    """The file: what LibreOffice made, and a revision appended to it."""

    places: tuple[SignaturePlace, ...]
    """Its empty signature fields."""

    pages: int
    """How many pages it has."""


def warm() -> None:
    """Import pyHanko and pikepdf ahead of the first document; it takes most of a second."""
    for name in ("revision", "merging"):
        importlib.import_module(f"doc_service.finishing.{name}")


def finish(
    pdf: bytes,
    metadata: Metadata,
    *,
    sign: bool | Collection[str],
    pt: float,
    blank_lines: int,
    seal_mm: float = _SEAL_MM,
) -> Finished:
    """Return a PDF with its metadata and with empty signature fields at the marked places.

    Args:
        pdf: what LibreOffice made; PDF/A stays PDF/A.
        metadata: what the document is.
        sign: whether it gets a field at every place, or at which, by name; a draft gets none.
        pt: size of the signature block's font.
        blank_lines: how many there are between title and name.
        seal_mm: diameter of the organisation's seal.

    Raises:
        FinishingError: this is no PDF that can be read.
        SigningRefused: it has no place of a name that is asked for.
    """
    from doc_service.finishing.revision import Revision

    with _told():
        revision = Revision(pdf)
        spots = revision.spots() if sign else []
        wanted = chosen(spots, sign)
        places = signature_places(wanted, spots, Block.of(pt, blank_lines, seal_mm))
        for place in places:
            revision.add_field(place)
        revision.describe(metadata)
        return Finished(revision.content(), places, revision.pages())


def merge(
    parts: Iterable[Part], metadata: Metadata, *, ahead: Callable[[], Part] | None = None
) -> bytes:
    """Return one PDF for reading and printing, with an outline entry for every part.

    Signature fields are left out: a signature holds for the file that it was put into.

    Args:
        parts: in their order; each is asked for when those before it are merged.
        metadata: what they are together.
        ahead: gives one that stands ahead of them; called when the others are merged.

    Raises:
        FinishingError: there is no part, or one is no PDF that can be read.
        DocServiceError: what `parts` and `ahead` raise.
    """
    from doc_service.finishing.merging import merged

    with _told():
        return merged(parts, metadata, ahead)


@contextmanager
def _told() -> Iterator[None]:
    """Tell whatever a library raises at a wrong PDF as one error of this service."""
    try:
        yield
    except DocServiceError:
        raise
    except Exception as error:
        raise FinishingError(
            "Đã tạo PDF nhưng chưa thêm được chỗ ký và thông tin của văn bản, hoặc chưa ghép được. "
            "Hãy thử lại; nếu vẫn lỗi, báo người quản trị.",
            detail=f"{type(error).__name__}: {error}",
        ) from error
