"""Invented organs that the tests of this folder issue documents for."""

from __future__ import annotations

from doc_service.the_thuc.issuers import Issuer, issuer_kind
from doc_service.the_thuc.rule_sets import RuleSet, rule_set

HD36, HD05 = "dang-hd36", "dang-hd05"

NAMES = {
    "tinh_uy": ("Tỉnh ủy Hải Đông", ""),
    "dang_uy": ("Đảng ủy phường An Thịnh", "Đảng bộ thành phố Hải Đông"),
    "dang_uy_co_so": ("Đảng ủy Trường Cao đẳng An Thịnh", "Đảng bộ phường An Thịnh"),
    "chi_bo": ("Chi bộ Tổ dân phố số 5", "Đảng bộ phường An Thịnh"),
    "uy_ban_kiem_tra": ("Ủy ban kiểm tra", "Đảng ủy phường An Thịnh"),
    "co_quan_tham_muu": ("Ban Xây dựng Đảng", "Đảng ủy phường An Thịnh"),
    "ban_chi_dao": ("Ban Chỉ đạo phong trào thi đua “Dân vận khéo”", "Đảng ủy phường An Thịnh"),
    "hoi_dong": ("Hội đồng thi đua, khen thưởng", "Đảng ủy phường An Thịnh"),
    "ubnd": ("Ủy ban nhân dân phường An Thịnh", "Ủy ban nhân dân thành phố Hải Đông"),
    "mttq": ("Ủy ban Mặt trận Tổ quốc Việt Nam phường An Thịnh", ""),
    "doan_the": ("Hội Cựu chiến binh phường An Thịnh", ""),
    "phong_ubnd": ("Phòng Văn hóa - Xã hội", "Ủy ban nhân dân phường An Thịnh"),
}


def organ(kind: str, *, superior: str | None = None) -> Issuer:
    """An issuer of one kind, with the first line its kind wants or another."""
    name, above = NAMES[kind]
    line = above if superior is None else superior
    return Issuer(issuer_kind(kind), name, place="An Thịnh", superior=line)


def rules_of(kind: str) -> RuleSet:
    """The rule set that an organ of this kind followed in early 2026."""
    return rule_set({"nha_nuoc": "nd30", "mttq": "mttq"}.get(issuer_kind(kind).family, HD36))
