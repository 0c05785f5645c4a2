"""The parts of minutes, as a reader finds them in the filled document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from doc_service.assembly.checks import check_part, visible_text
from doc_service.assembly.compiled import compile_template
from doc_service.assembly.environment import template_environment
from doc_service.house_style.frame import Sheet
from doc_service.house_style.minutes import attendance, ballots, ending, time_and_place
from doc_service.house_style.package import Template, build
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
BLOCK = {"dong": [], "ho_ten": "Vũ Thị Thanh Nhàn", "co_dau": False}
MEETING: Mapping[str, Any] = {
    "co_quan": {"ten": "Chi bộ Trường Tiểu học Sao Mai", "cap_tren": "", "dia_danh": "An Thịnh"},
    "gio_bat_dau": "08 giờ 00 phút",
    "gio_ket_thuc": "09 giờ 30 phút",
    "ngay": "2026-10-22",
    "dia_diem": "Phòng họp số 1",
    "chu_tri": {"ho_ten": "Lê Hồng Minh Châu", "chuc_vu": "Bí thư"},
    "thu_ky": {"ho_ten": "Vũ Thị Thanh Nhàn", "chuc_vu": ""},
    "ten_thanh_vien": "Đảng viên",
    "so_luong": {"trieu_tap": 9, "co_mat": 8},
    "nguoi_du": [],
    "vang_mat": [],
    "khach_moi": [],
    "phieu": {"phat_ra": "", "thu_ve": "", "hop_le": ""},
    "so_ban": "",
    "ket_thuc": ".",
    "chu_ky_trai": BLOCK,
    "chu_ky_phai": BLOCK,
    "noi_nhan": [],
    "noi_nhan_nhan": "Nơi nhận:",
}


def read(part: str, **changes: Any) -> str:
    content = build(Template(SHEET, (part,)))
    compiled = compile_template("bien_ban", content, template_environment())
    xml = compiled.rendered["word/document.xml"].render({**MEETING, **changes})
    return " ".join(visible_text(check_part("word/document.xml", xml)).split())


def test_a_place_that_does_not_name_the_locality_is_followed_by_it() -> None:
    assert "Bắt đầu hồi 08 giờ 00 phút, ngày 22 tháng 10 năm 2026." in read(time_and_place())
    assert "Địa điểm: Phòng họp số 1, An Thịnh." in read(time_and_place())
    named = read(time_and_place(), dia_diem="Nhà văn hóa AN THỊNH")
    assert "Địa điểm: Nhà văn hóa AN THỊNH." in named


def test_the_absent_are_counted_and_named_with_their_reasons() -> None:
    assert "Triệu tập 09 đồng chí, có mặt 08 đồng chí." in read(attendance())
    absent = [{"ho_ten": "Bùi Xuân Trường", "chuc_vu": "Đảng viên", "ly_do": "ốm"}]
    text = read(attendance(), vang_mat=absent)
    assert "có mặt 08 đồng chí, vắng mặt 01 đồng chí." in text
    assert "Vắng mặt: - Đồng chí Bùi Xuân Trường, Đảng viên (lý do: ốm)." in text
    assert "a)" not in text


def test_present_and_absent_are_lettered_only_where_both_are_listed() -> None:
    people = [{"ho_ten": "Tạ Đức Long", "chuc_vu": ""}, {"ho_ten": "Lý Mỹ Duyên", "chuc_vu": ""}]
    absent = [{"ho_ten": "Bùi Xuân Trường", "chuc_vu": "", "ly_do": "ốm"}]
    text = read(attendance(), nguoi_du=people, vang_mat=absent)
    assert "a) Có mặt: - Đồng chí Tạ Đức Long; - Đồng chí Lý Mỹ Duyên. b) Vắng mặt:" in text


def test_guests_are_the_last_number_so_that_none_is_skipped_without_them() -> None:
    assert "4." not in read(attendance())
    assert "4. Đại biểu mời dự: - Đại diện" in read(
        attendance(), khach_moi=[{"dai_bieu": "Đại diện Công an phường"}]
    )


def test_a_show_of_hands_leaves_no_line_on_ballots() -> None:
    assert read(ballots()) == ""
    votes = {"phat_ra": 8, "thu_ve": 8, "hop_le": 0}
    assert "phát ra: 08 phiếu; thu về: 08 phiếu; hợp lệ: 0 phiếu." in read(ballots(), phieu=votes)


@pytest.mark.parametrize(
    ("copies", "said"),
    [("", "thông qua."), (2, "thông qua, lập thành 02 bản có giá trị như nhau.")],
)
def test_minutes_end_with_their_time_and_the_mark_of_the_rules(copies: object, said: str) -> None:
    text = read(ending(SHEET, "Cuộc họp"), so_ban=copies)
    assert text.startswith("Cuộc họp kết thúc hồi 09 giờ 30 phút cùng ngày.")
    assert said in text
    assert "Nơi nhận:" not in text


def test_a_draft_without_numbers_shows_a_gap_in_their_place() -> None:
    gaps = {"trieu_tap": "……………", "co_mat": "……………"}
    assert "Triệu tập …………… đồng chí" in read(attendance(), so_luong=gaps)
