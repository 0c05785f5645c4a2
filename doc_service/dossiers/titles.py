"""How the index and the bookmarks of a dossier name its documents: no two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from doc_service.dossiers.entries import Ready

_LONGEST = 200
"""Letters of a name that tells two documents apart; what a title holds is limited."""


def titled(documents: Sequence[Ready]) -> list[Ready]:
    """Return the documents, where their titles repeat with the name that tells them apart."""
    titles = [one.prepared.title for one in documents]
    often = Counter(titles)
    return [
        replace(one, prepared=replace(one.prepared, title=title + (_of(one) * (often[title] > 1))))
        for one, title in zip(documents, titles, strict=True)
    ]


def author(document: Ready) -> str:
    """Return whose document it is.

    A personal report is the person's, and a decision of the State that a head signs is the head's,
    not the organ's (NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.2).
    """
    each, prepared = document.entry.document.each, document.prepared
    if each and each.named and each.where.get("loai") == ("ca_nhan",) and document.entry.whose:
        return document.entry.whose
    if prepared.form.kind.type == "QĐ" and prepared.rules.family != "dang" and prepared.issuer:
        decides = str(prepared.context.get("ten_tham_quyen", ""))
        head = decides.removesuffix(prepared.issuer.upper())
        if head and head != decides:
            return head.capitalize() + prepared.issuer
    return prepared.issuer or "(chưa ghi)"


def _of(document: Ready) -> str:
    each, whose = document.entry.document.each, document.entry.whose
    if not each or not whose:
        return ""
    name = whose if len(whose) <= _LONGEST else f"{whose[:_LONGEST].rstrip()}…"
    return f" ({name})" if each.named else f" (mô hình “{name}”)"
