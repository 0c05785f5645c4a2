"""Last year's documents, imported, issued again in their locality, and read back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from doc_service.documents import Order
from doc_service.service import DocService
from doc_service.vietnamese.names import viet_hoa_ten
from tests.importing.bodies import SOURCES, bare, printed, source_body
from tests.importing.test_sources import BODIES

LOCALITIES = {
    "000": "phuong_tay_mo",
    "001": "xa_thanh_uy",
    "002": "xa_xuan_hung",
    "003": "ban_tgdv_ha_tinh",
    "004": "thi_xa_2023",
}
MISSING: dict[str, dict[str, Any]] = {
    "000": {"ngay": "2026-01-09", "trich_yeu": "thực hiện phong trào năm 2026"},
    "001": {
        "ngay": "2026-01-20",
        "co_quan": {"loai": "dang_uy", "ten": "Đảng ủy xã Tân Hòa", "dia_danh": "Tân Hòa"},
    },
    "002": {"ngay": "2026-02-24"},
    "003": {"ngay": "2026-02-02"},
    "004": {
        "ngay": "2023-03-06",
        "trich_yeu": "công tác năm 2023",
        "co_quan": {
            "loai": "ban_chi_dao",
            "ten": "Ban Chỉ đạo phong trào thi đua “Dân vận khéo” thị xã Bình An",
            "cap_tren": "Thị ủy Bình An",
            "dia_danh": "Bình An",
        },
    },
}
"""What the texts of the sources lack: their letterheads were lost on the way."""


def issued(service: DocService, name: str, folder: Path) -> tuple[Path, Any]:
    content = (SOURCES / f"{name}.txt").read_bytes()
    found = service.import_document(content, f"{name}.txt")
    data = {**found.data, "so_ky_hieu": {"so": 12}, **MISSING[name]}
    data["nguoi_ky"] = {**data["nguoi_ky"], "ho_ten": viet_hoa_ten(data["nguoi_ky"]["ho_ten"])}
    made = service.issue(Order(found.form, data, LOCALITIES[name]))
    path = folder / made.files[0].name
    path.write_bytes(made.files[0].content)
    return path, made


def running_text(path: Path) -> str:
    """The paragraphs of the body, between the title and the signature."""
    paragraphs = Document(str(path)).element.body.findall(qn("w:p"))
    lines = ["".join(run.text or "" for run in one.iter(qn("w:t"))) for one in paragraphs]
    divider = next(at for at, line in enumerate(lines) if line.strip() == "-----")
    return "\n".join(lines[divider + 1 :]).replace("\u2011", "-")


@pytest.mark.parametrize("name", BODIES)
def test_what_is_issued_says_what_the_source_said(
    service: DocService, tmp_path: Path, name: str
) -> None:
    path, _ = issued(service, name, tmp_path)
    source = (SOURCES / f"{name}.txt").read_text("utf-8")
    assert bare(running_text(path)) == bare(source_body(source, *BODIES[name]))


@pytest.mark.parametrize("name", BODIES)
def test_what_is_issued_imports_again_as_what_it_was(
    service: DocService, tmp_path: Path, name: str
) -> None:
    path, _ = issued(service, name, tmp_path)
    first = service.import_document((SOURCES / f"{name}.txt").read_bytes(), f"{name}.txt")
    again = service.import_document(path.read_bytes(), path.name)
    assert again.form == first.form
    assert [bare(one) for one in printed(again)] == [bare(one) for one in printed(first)]
    signer = viet_hoa_ten(first.data["nguoi_ky"]["ho_ten"])
    assert again.data["nguoi_ky"]["ho_ten"] == signer
    assert again.data["noi_nhan"] == first.data["noi_nhan"]
    assert again.data["ngay"] == MISSING[name]["ngay"]


def test_the_slips_of_a_source_are_pointed_out_with_a_proposal(
    service: DocService, tmp_path: Path
) -> None:
    said = {
        name: " ".join(one.message for one in issued(service, name, tmp_path)[1].warnings)
        for name in BODIES
    }
    assert re.search(r"1\.4", said["000"])
    assert "31/11/2026" in said["001"]
    assert "30/11/2026" in said["001"]
    assert "phần VI" in said["001"]
    assert "06 tháng 3" in said["002"]
    assert "Tỉnh ủy" in said["003"]
    assert "thi đua" in said["004"]
