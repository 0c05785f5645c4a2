from __future__ import annotations

import pytest

from doc_service.importing.closing import Closing, find_closing, read_closing, recipient
from doc_service.importing.lines import split_lines
from doc_service.the_thuc.recipients import Recipient

RECIPIENTS = "Nơi nhận:\n- Tỉnh ủy,\n- Lưu VPĐU.\n"
SIGNATURE = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nTrần Thị Hạnh\n"


def closing(text: str) -> Closing:
    lines = split_lines(text)
    return read_closing(lines, find_closing(lines))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- Ban Tuyên giáo và Dân vận TU, (để b/c),",
            Recipient("Ban Tuyên giáo và Dân vận TU", "để b/c"),
        ),
        ("- Ban Dân vận (b/c),", Recipient("Ban Dân vận", "b/c")),
        ("- Các chi bộ (để thực hiện);", Recipient("Các chi bộ", "để thực hiện")),
        ("- Lãnh đạo Ban (qua Văn phòng),", Recipient("Lãnh đạo Ban (qua Văn phòng)")),
        ("-  UBND thị xã,", Recipient("UBND thị xã")),
        ("- Lưu: VT, VX.", Recipient("Lưu: VT, VX")),
    ],
)
def test_a_recipient_is_a_name_and_a_purpose(text: str, expected: Recipient) -> None:
    assert recipient(text) == expected


@pytest.mark.parametrize("text", [RECIPIENTS + SIGNATURE, SIGNATURE + RECIPIENTS])
def test_recipients_and_signature_come_in_either_order(text: str) -> None:
    read = closing(f"Hết nội dung.\n{text}")
    assert read.start == 1
    assert [one.to for one in read.recipients] == ["Tỉnh ủy", "Lưu VPĐU"]
    assert read.signer == ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")
    assert read.name == "Trần Thị Hạnh"
    assert read.rest == ()


def test_recipients_and_signature_stand_side_by_side() -> None:
    read = closing(
        "Nơi nhận:                 TM. ỦY BAN NHÂN DÂN\n"
        "- Như trên;                     KT. CHỦ TỊCH\n"
        "- Phòng Văn hóa               PHÓ CHỦ TỊCH\n"
        "- Xã hội;\n"
        "- Lưu: VT.\n"
        "                               Trần Thị Hạnh\n"
    )
    assert [one.to for one in read.recipients] == [
        "Như trên",
        "Phòng Văn hóa",
        "Xã hội",
        "Lưu: VT",
    ]
    assert read.signer == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert read.name == "Trần Thị Hạnh"


def test_a_recipient_over_two_lines_is_one() -> None:
    read = closing("Nơi nhận:\n- Mặt trận Tổ quốc và các đoàn thể\ncấp tỉnh,\n- Lưu VT.")
    assert [one.to for one in read.recipients] == [
        "Mặt trận Tổ quốc và các đoàn thể cấp tỉnh",
        "Lưu VT",
    ]


def test_marks_of_markdown_are_no_part_of_it() -> None:
    read = closing(f"**Nơi nhận:**\n- Lưu CB.\n\n**T/M CHI BỘ\nBÍ THƯ**\n\n{SIGNATURE[-15:]}")
    assert read.signer == ("T/M CHI BỘ", "BÍ THƯ")


def test_what_follows_the_signature_is_the_rest() -> None:
    read = closing(f"Hết.\n{RECIPIENTS}{SIGNATURE}\nMẪU SỐ 01\nNơi nhận:\n- Như kính gửi,")
    assert [line.text for line in read.rest] == ["MẪU SỐ 01", "Nơi nhận:", "- Như kính gửi,"]
    assert read.rest[0].number == 11


def test_a_page_number_before_the_signature_does_not_end_the_closing() -> None:
    read = closing(f"Hết.\n{RECIPIENTS}6\n{SIGNATURE}")
    assert read.name == "Trần Thị Hạnh"
    assert [line.text for line in read.rest] == ["6"]


def test_a_head_signs_without_recipients() -> None:
    read = closing("Đề nghị thực hiện.\n\nTRƯỞNG BAN\n(Đã ký)\n\nLý Văn Bình")
    assert (read.start, read.signer, read.name) == (1, ("TRƯỞNG BAN",), "Lý Văn Bình")


def test_an_organ_over_two_lines_is_one_authority() -> None:
    read = closing("Hết.\nTM. ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\nCHỦ TỊCH\n\nLý Văn Bình")
    assert read.signer == ("TM. ỦY BAN NHÂN DÂN", "XÃ TÂN HÒA", "CHỦ TỊCH")


def test_a_draft_has_no_name_yet() -> None:
    read = closing(f"Hết.\n{RECIPIENTS}T/M CHI BỘ\nBÍ THƯ")
    assert (read.signer, read.name) == (("T/M CHI BỘ", "BÍ THƯ"), "")


@pytest.mark.parametrize(
    "text",
    [
        "Bộ phận nơi nhận: xử lý hồ sơ theo quy định.",
        "Nơi nhận: xã Tân Hòa tiếp nhận hồ sơ.",
        "BÍ THƯ chỉ đạo.\nHết.",
    ],
)
def test_words_of_the_body_open_no_closing(text: str) -> None:
    lines = split_lines(text)
    assert find_closing(lines) == len(lines)
