from __future__ import annotations

import pytest

from doc_service.importing.guessing import FORM_BY_TYPE, announced_type, organ_kind
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.numbering import DOCUMENT_TYPES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi bộ ban hành kế hoạch công tác năm 2026 như sau:", "Kế hoạch"),
        ("Đảng ủy xây dựng kế hoạch triển khai, như sau:", "Kế hoạch"),
        ("Ban Thường vụ ban hành hướng dẫn khung về quy trình như sau:", "Hướng dẫn"),
        ("Chi bộ báo cáo kết quả thực hiện quý I như sau:", "Báo cáo"),
        ("Trên đây là báo cáo kết quả năm 2026.", "Báo cáo"),
        ("Đề nghị các chi bộ thực hiện.", ""),
    ],
)
def test_a_text_says_what_it_is(text: str, expected: str) -> None:
    assert announced_type([text]) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Đảng ủy xã Tân Hòa", "dang_uy"),
        ("Đảng ủy cơ quan Ủy ban nhân dân xã", "dang_uy_co_so"),
        ("Chi bộ Tổ dân phố số 5", "chi_bo"),
        ("Ban Xây dựng Đảng", "co_quan_tham_muu"),
        ("Ban Chỉ đạo phong trào", "ban_chi_dao"),
        ("Ủy ban nhân dân xã Tân Hòa", "ubnd"),
        ("Ủy ban MTTQ Việt Nam xã", "mttq"),
        ("Hội Nông dân xã", "doan_the"),
        ("Công ty Tân Hòa", ""),
    ],
)
def test_an_organ_has_its_kind_by_its_name(name: str, kind: str) -> None:
    assert organ_kind(name) == kind
    assert kind in ("", *issuer_kinds())


def test_every_type_with_a_form_is_a_type_of_document() -> None:
    assert set(FORM_BY_TYPE) <= set(DOCUMENT_TYPES.values())
