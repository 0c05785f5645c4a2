from __future__ import annotations

import pytest

from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.the_thuc.signature import (
    MODES,
    Mode,
    Signer,
    is_deputy,
    minutes_blocks,
    prints_position,
    signature_block,
    usual_head,
    usual_mode,
)

from .organs import HD05, HD36, organ, rules_of

NAME = "Lê Thị Diệu Hằng"


def printed(kind: str, position: str, mode: Mode | None = None, **more: str) -> list[str]:
    """The lines above the signature, as `**bold**` or plain text."""
    signer = Signer(NAME, position, mode, **more)
    block = signature_block(rules_of(kind), organ(kind), signer)
    return [f"**{line.text}**" if line.bold else line.text for line in block.lines]


@pytest.mark.parametrize(
    ("kind", "position", "lines"),
    [
        ("dang_uy", "Bí thư", ["**T/M BAN THƯỜNG VỤ**", "BÍ THƯ"]),
        ("dang_uy", "Phó Bí thư", ["**T/M BAN THƯỜNG VỤ**", "PHÓ BÍ THƯ"]),
        (
            "dang_uy",
            "Phó Bí thư Thường trực",
            ["**T/M BAN THƯỜNG VỤ**", "PHÓ BÍ THƯ THƯỜNG TRỰC"],
        ),
        ("dang_uy_co_so", "Bí thư", ["**T/M ĐẢNG ỦY**", "BÍ THƯ"]),
        ("dang_uy_co_so", "Phó Bí thư", ["**T/M ĐẢNG ỦY**", "PHÓ BÍ THƯ"]),
        ("chi_bo", "Bí thư", ["**T/M CHI BỘ**", "BÍ THƯ"]),
        ("chi_bo", "Phó Bí thư", ["**T/M CHI BỘ**", "PHÓ BÍ THƯ"]),
        ("uy_ban_kiem_tra", "Chủ nhiệm", ["**T/M ỦY BAN KIỂM TRA**", "CHỦ NHIỆM"]),
        ("uy_ban_kiem_tra", "Phó Chủ nhiệm", ["**T/M ỦY BAN KIỂM TRA**", "PHÓ CHỦ NHIỆM"]),
        ("hoi_dong", "Chủ tịch", ["**T/M HỘI ĐỒNG**", "CHỦ TỊCH"]),
        ("hoi_dong", "Phó Chủ tịch", ["**PHÓ CHỦ TỊCH**"]),
        ("co_quan_tham_muu", "Trưởng ban", ["**TRƯỞNG BAN**"]),
        ("co_quan_tham_muu", "Phó Trưởng ban", ["**K/T TRƯỞNG BAN**", "PHÓ TRƯỞNG BAN"]),
        (
            "co_quan_tham_muu",
            "Phó Trưởng ban Thường trực",
            ["**K/T TRƯỞNG BAN**", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"],
        ),
        (
            "co_quan_tham_muu",
            "Phó Chánh Văn phòng",
            ["**K/T CHÁNH VĂN PHÒNG**", "PHÓ CHÁNH VĂN PHÒNG"],
        ),
        ("ban_chi_dao", "Phó Trưởng ban", ["**PHÓ TRƯỞNG BAN**"]),
        ("ubnd", "Chủ tịch", ["**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**"]),
        (
            "ubnd",
            "Phó Chủ tịch",
            ["**TM. ỦY BAN NHÂN DÂN**", "**KT. CHỦ TỊCH**", "**PHÓ CHỦ TỊCH**"],
        ),
        (
            "ubnd",
            "Phó Chủ tịch Thường trực",
            ["**TM. ỦY BAN NHÂN DÂN**", "**KT. CHỦ TỊCH**", "**PHÓ CHỦ TỊCH THƯỜNG TRỰC**"],
        ),
        ("mttq", "Chủ tịch", ["**TM. BAN THƯỜNG TRỰC**", "**CHỦ TỊCH**"]),
    ],
)
def test_the_organ_and_the_position_decide_the_block(
    kind: str, position: str, lines: list[str]
) -> None:
    assert printed(kind, position) == lines


@pytest.mark.parametrize(
    ("kind", "position", "mode", "body", "lines"),
    [
        ("dang_uy", "Bí thư", "thay_mat", "Đảng ủy", ["**T/M ĐẢNG ỦY**", "BÍ THƯ"]),
        ("co_quan_tham_muu", "Chánh Văn phòng", "quyen", "", ["**Q. CHÁNH VĂN PHÒNG**"]),
        ("co_quan_tham_muu", "Phó Trưởng ban", "truc_tiep", "", ["**PHÓ TRƯỞNG BAN**"]),
        (
            "dang_uy",
            "Chánh Văn phòng",
            "thua_lenh",
            "Ban Thường vụ",
            ["**T/L BAN THƯỜNG VỤ**", "CHÁNH VĂN PHÒNG"],
        ),
        (
            "co_quan_tham_muu",
            "Chánh Văn phòng",
            "thua_lenh",
            "Trưởng ban",
            ["**T/L TRƯỞNG BAN**", "CHÁNH VĂN PHÒNG"],
        ),
        ("ubnd", "Chủ tịch", "truc_tiep", "", ["**CHỦ TỊCH**"]),
        ("ubnd", "Phó Chủ tịch", "ky_thay", "", ["**KT. CHỦ TỊCH**", "**PHÓ CHỦ TỊCH**"]),
        (
            "ubnd",
            "Chánh Văn phòng",
            "thua_lenh",
            "Chủ tịch",
            ["**TL. CHỦ TỊCH**", "**CHÁNH VĂN PHÒNG**"],
        ),
        (
            "ubnd",
            "Chánh Văn phòng",
            "thua_uy_quyen",
            "Chủ tịch",
            ["**TUQ. CHỦ TỊCH**", "**CHÁNH VĂN PHÒNG**"],
        ),
        ("ubnd", "Chủ tịch", "quyen", "", ["**Q. CHỦ TỊCH**"]),
        ("mttq", "Phó Chủ tịch", "ky_thay", "", ["**KT. CHỦ TỊCH**", "**PHÓ CHỦ TỊCH**"]),
    ],
)
def test_a_clerk_may_choose_another_way_of_signing(
    kind: str, position: str, mode: Mode, body: str, lines: list[str]
) -> None:
    assert printed(kind, position, mode, body=body) == lines


def test_a_steering_board_is_signed_under_the_office_that_has_a_seal() -> None:
    lines = printed("ban_chi_dao", "Phó Bí thư", "kiem", concurrent="Trưởng Ban Chỉ đạo")
    assert lines == ["**PHÓ BÍ THƯ**", "kiêm", "**TRƯỞNG BAN CHỈ ĐẠO**"]


@pytest.mark.parametrize(
    "position", ["Ủy viên Ban Thường vụ", "UỶ VIÊN", "Đảng ủy viên", "Chi ủy viên"]
)
def test_an_ordinary_member_has_no_position_line(position: str) -> None:
    assert printed("dang_uy", position) == ["**T/M BAN THƯỜNG VỤ**"]
    assert not prints_position(rule_set(HD05), position)


def test_a_state_body_prints_the_position_of_its_members() -> None:
    assert printed("ubnd", "Ủy viên") == ["**TM. ỦY BAN NHÂN DÂN**", "**ỦY VIÊN**"]


@pytest.mark.parametrize(
    ("rules", "bold"), [(HD36, False), (HD05, False), ("nd30", True), ("mttq", True)]
)
def test_only_the_state_prints_the_position_in_bold(rules: str, bold: bool) -> None:
    authority, position = signature_block(
        rule_set(rules), organ("dang_uy"), Signer(NAME, "Bí thư")
    ).lines
    assert authority.bold
    assert position.bold is bold


def test_the_name_is_printed_as_given_below_four_blank_lines() -> None:
    block = signature_block(rule_set(HD36), organ("dang_uy"), Signer(NAME, "Bí thư"))
    assert (block.name, block.blank_lines) == (NAME, 4)


@pytest.mark.parametrize("mode", [None, *MODES])
def test_a_chi_bo_never_takes_a_seal(mode: Mode | None) -> None:
    signer = Signer(NAME, "Bí thư", mode, body="Đảng ủy", concurrent="Trưởng ban")
    assert not signature_block(rule_set(HD36), organ("chi_bo"), signer).seal


@pytest.mark.parametrize(
    ("kind", "mode", "seal"),
    [
        ("dang_uy", None, True),
        ("ubnd", None, True),
        ("ban_chi_dao", None, False),
        ("ban_chi_dao", "kiem", True),
        ("hoi_dong", "thua_lenh", True),
        ("hoi_dong", None, False),
    ],
)
def test_a_seal_goes_with_an_organ_that_has_one(kind: str, mode: Mode | None, seal: bool) -> None:
    signer = Signer(NAME, "Phó Bí thư", mode, body="Đảng ủy", concurrent="Trưởng Ban Chỉ đạo")
    assert signature_block(rules_of(kind), organ(kind), signer).seal is seal


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [("dang_uy", "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"), ("ubnd", "THƯ KÝ", "CHỦ TỌA")],
)
def test_minutes_are_signed_by_two_and_sealed_on_the_right(
    kind: str, left: str, right: str
) -> None:
    secretary, chair = minutes_blocks(
        rules_of(kind), organ(kind), secretary="Ngô Thị Xuân Ái", chair=NAME
    )
    assert [(line.text, line.bold) for line in secretary.lines] == [(left, True)]
    assert [(line.text, line.bold) for line in chair.lines] == [(right, True)]
    assert (secretary.name, chair.name) == ("Ngô Thị Xuân Ái", NAME)
    assert (secretary.seal, chair.seal) == (False, True)
    assert secretary.blank_lines == chair.blank_lines == 4


def test_minutes_of_a_chi_bo_take_no_seal_at_all() -> None:
    blocks = minutes_blocks(rule_set(HD36), organ("chi_bo"), secretary="A", chair="B")
    assert [block.seal for block in blocks] == [False, False]


@pytest.mark.parametrize("kind", list(issuer_kinds()))
@pytest.mark.parametrize("position", ["Bí thư", "Phó Bí thư", "Trưởng ban", "Phó Trưởng ban"])
def test_every_organ_can_be_signed_for_without_choosing_a_mode(kind: str, position: str) -> None:
    rules = rules_of(kind)
    block = signature_block(rules, organ(kind), Signer(NAME, position))
    assert usual_mode(rules, organ(kind), position) in MODES
    assert block.lines
    assert all(line.text == line.text.upper() for line in block.lines)


@pytest.mark.parametrize(
    ("kind", "position", "head"),
    [
        ("co_quan_tham_muu", "Phó Trưởng ban", "TRƯỞNG BAN"),
        ("co_quan_tham_muu", "Phó Trưởng phòng Thường trực", "TRƯỞNG PHÒNG"),
        ("doan_the", "Phó Bí thư", "BÍ THƯ"),
        ("doan_the", "Phó Chủ tịch", "CHỦ TỊCH"),
        ("ban_chi_dao", "Phó Trưởng Ban Chỉ đạo", "TRƯỞNG BAN CHỈ ĐẠO"),
        ("ubnd", "Chánh Văn phòng", "CHỦ TỊCH"),
    ],
)
def test_a_deputy_signs_for_the_head_of_the_same_office(
    kind: str, position: str, head: str
) -> None:
    assert usual_head(organ(kind), position) == head


@pytest.mark.parametrize(
    ("position", "deputy"),
    [("Phó Bí thư", True), ("PHÓ CHỦ TỊCH", True), ("Bí thư", False), ("Phòng viên", False)],
)
def test_a_deputy_is_known_by_the_word_pho(position: str, deputy: bool) -> None:
    assert is_deputy(position) is deputy
