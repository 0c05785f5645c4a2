"""What a careful colleague would point out: slips of language, numbering, references, levels.

All of it are warnings: the words are the clerk's, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from doc_service.forms.fields import Field, Leaf
from doc_service.forms.localities import Locality
from doc_service.forms.narratives import Bodies, Body
from doc_service.forms.proofreading import text_problems
from doc_service.forms.quotas import level_problems
from doc_service.forms.references import may_refer, reference_problems
from doc_service.narrative.numbering import numbering_problems
from doc_service.problems import Problem
from doc_service.vietnamese.text import fold

_PROSE: Final = ("trich_yeu", "noi")
"""Short texts that are words too: the abstract, the recipients."""


def advice(
    fields: Sequence[Field],
    locality: Locality,
    data: Mapping[str, Any],
    bodies: Bodies,
    leaves: Iterable[Leaf],
) -> list[Problem]:
    """Return warnings about running texts and levels, in field order.

    Args:
        fields: the form's fields.
        locality: whose errata, typing errors and levels apply.
        data: completed data; what is not text is passed over.
        bodies: the narratives of the data; those with problems are passed over.
        leaves: the values of the data.
    """
    known = {one.name: data[one.name] for one in fields if one.name in data}
    found = [*level_problems(locality, known), *_signer_problems(locality, data)]
    attachments = [one.label for one in fields if one.kind == "rows" and data.get(one.name)]
    for field, pointer, value in leaves:
        body = bodies.get(pointer) if field.kind == "narrative" else None
        if body is not None and not body.problems:
            found += _of_narrative(locality, field, pointer, body, attachments)
        elif isinstance(value, str) and (field.multiline or field.name in _PROSE):
            found += text_problems(locality, value, pointer, field.label)
    return found


def _signer_problems(locality: Locality, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Warn of a signer whom the locality does not know or whose term is over (rule P-SIG-08)."""
    organ, signer = data.get("co_quan"), data.get("nguoi_ky")
    known = [one for one in locality.signers if one.ho_ten]
    own = locality.issuer is not None and locality.issuer.is_named(organ)
    if not known or not own or not isinstance(signer, Mapping) or not signer.get("ho_ten"):
        return
    named = [one for one in known if fold(one.ho_ten) == fold(str(signer["ho_ten"]))]
    day = str(data.get("ngay", ""))
    if not named:
        listed = "; ".join(f"{one.ho_ten} ({one.chuc_vu})" for one in known)
        said = f"“{signer['ho_ten']}” không có trong danh sách người ký của cơ quan: {listed}."
    elif all((one.from_ and day < one.from_) or (one.to and day > one.to) for one in named):
        said = f"“{signer['ho_ten']}” không giữ chức vụ vào ngày {day}; hãy xem lại người ký."
    else:
        return
    yield Problem("/nguoi_ky/ho_ten", said, "unknown_signer", "warning")


def _of_narrative(
    locality: Locality,
    field: Field,
    pointer: str,
    body: Body,
    attachments: Sequence[str],
) -> Iterator[Problem]:
    for where, text in body.texts:
        yield from text_problems(locality, text, where, field.label)
    yield from numbering_problems(body.sections, pointer)
    if any(may_refer(text) for _, text in body.texts):
        yield from reference_problems(body.sections, pointer, attachments=attachments)
