"""Deterministic, realistic data for Mẫu 01 with any number of models; every name is invented."""

from __future__ import annotations

from typing import Any, Final

FIELDS: Final = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")

_ORGANISATIONS: Final = (
    "Chi bộ Tổ dân phố số",
    "Ban Công tác Mặt trận Tổ dân phố số",
    "Chi hội Phụ nữ Tổ dân phố số",
    "Tổ bảo vệ an ninh, trật tự ở cơ sở số",
)
_FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_MIDDLE: Final = ("Khánh", "Đăng Ninh", "Thị Diệu", "Quốc", "Hải", "Thùy", "Minh")
_GIVEN: Final = ("Vân", "Phúc", "Hằng", "Tuệ", "Nghĩa", "Duyên", "Khôi", "Ngân", "Thái")
_POSITIONS: Final = ("Bí thư Chi bộ", "Tổ trưởng Tổ dân phố", "Chi hội trưởng Chi hội Phụ nữ")
_NAMES: Final = {
    "kinh_te": (
        "Vận động {n} hộ bàn giao mặt bằng mở rộng ngõ đúng tiến độ",
        "Tổ tiết kiệm xoay vòng giúp {n} hội viên phát triển kinh tế gia đình",
        "Chuỗi liên kết trồng, tiêu thụ rau an toàn của {n} hộ",
    ),
    "van_hoa_xa_hoi": (
        "Ngõ {n} văn minh, không rác thải tự phát",
        "Biến rác thải thành quà tặng {n} học sinh có hoàn cảnh khó khăn",
        "Bữa cơm đoàn viên cho {n} người cao tuổi neo đơn",
    ),
    "quoc_phong_an_ninh": (
        "Camera an ninh tự quản và đèn chiếu sáng ngõ {n}",
        "Tổ liên gia an toàn phòng cháy, chữa cháy {n} hộ",
        "Tiếng kẻng an ninh đầu ngõ {n}",
    ),
    "he_thong_chinh_tri": (
        "Mỗi tuần một giờ lắng nghe Nhân dân ở nhà văn hóa số {n}",
        "Chi bộ số: sinh hoạt chuyên đề, tiếp nhận {n} phản ánh của Nhân dân",
        "Mỗi đảng viên phụ trách một nhóm {n} hộ gia đình",
    ),
}


def registration(models: int) -> dict[str, Any]:
    """Return the data of one Mẫu 01.

    Six of ten models are of organisations, which have two each, the others of persons, who have
    one each, as in a real ward.

    Args:
        models: how many models are registered, at least 1.
    """
    collective = max(1, models * 6 // 10)
    rows = [_model(number, _organisation(number // 2)) for number in range(collective)]
    rows += [_model(number, _person(number)) for number in range(collective, models)]
    return {
        "co_quan": {"loai": "chi_bo", "ten": "Chi bộ Tổ dân phố số 5", "dia_danh": "An Thịnh"},
        "nam": 2026,
        "cap": "thanh_pho",
        "ngay": "2026-01-15",
        "kinh_gui": "Ban Xây dựng Đảng Đảng ủy phường An Thịnh",
        "mo_hinh": rows,
        "noi_nhan": [{"noi": "Như kính gửi"}, {"noi": "Lưu Chi bộ"}],
        "nguoi_ky": {"chuc_vu": "Bí thư", "ho_ten": "Nguyễn Khánh Vân"},
    }


def _model(number: int, participant: dict[str, str]) -> dict[str, str]:
    field = FIELDS[number % len(FIELDS)]
    wording = _NAMES[field][number // len(FIELDS) % len(_NAMES[field])]
    # the number makes every name different, so none may hide behind another in a check
    return {**participant, "ten": wording.format(n=number + 12), "linh_vuc": field}


def _organisation(number: int) -> dict[str, str]:
    name = _ORGANISATIONS[number % len(_ORGANISATIONS)]
    return {"loai": "tap_the", "chu_the": f"{name} {number // len(_ORGANISATIONS) + 1}"}


def _person(number: int) -> dict[str, str]:
    name = (
        _FAMILY[number % len(_FAMILY)],
        _MIDDLE[number % len(_MIDDLE)],
        _GIVEN[number % len(_GIVEN)],
    )
    position = _POSITIONS[number % len(_POSITIONS)]
    return {"loai": "ca_nhan", "chu_the": " ".join(name), "chuc_vu": f"{position} số {number}"}
