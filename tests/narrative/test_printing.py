from __future__ import annotations

from doc_service.narrative.marks import Piece
from doc_service.narrative.outline import Section
from doc_service.narrative.printing import Block, blocks, readings

BODY = (
    Section("doan", text="Thực hiện chương trình công tác năm."),
    Section(
        "phan",
        heading="NỘI DUNG",
        children=(
            Section("muc", text="Vận động *Nhân dân* hiến đất."),
            Section(
                "muc",
                heading="Đăng ký",
                children=(
                    Section("tieu_muc", heading="Tập thể:", text="các chi bộ."),
                    Section("tieu_muc", number="2.3.", text="Cá nhân."),
                    Section(
                        "tieu_muc", heading="Hồ sơ", children=(Section("gach", text="Tờ trình;"),)
                    ),
                ),
            ),
            Section(
                "bang", columns=("TT", "Tên"), rows=(("1", "**Xóm** Hạ"),), heading="Danh sách"
            ),
        ),
    ),
    Section("phan", heading="TỔ CHỨC THỰC HIỆN"),
)


def shown(block: Block) -> str:
    text = "".join(piece.text for piece in (*block.heading, *block.text))
    return f"{'  ' * block.level}{block.label} {text}".rstrip()


def test_a_body_prints_in_order_with_its_labels() -> None:
    assert [shown(block) for block in blocks(BODY) if block.kind != "bang"] == [
        " Thực hiện chương trình công tác năm.",
        "I. NỘI DUNG",
        "  1. Vận động Nhân dân hiến đất.",
        "  2. Đăng ký",
        "    2.1. Tập thể:các chi bộ.",
        "    2.3. Cá nhân.",
        "    2.4. Hồ sơ",
        "      - Tờ trình;",
        "   Danh sách",
        "II. TỔ CHỨC THỰC HIỆN",
    ]


def test_a_heading_is_bold_and_text_has_its_own_looks() -> None:
    printed = blocks(BODY)
    assert printed[1].heading == (Piece("NỘI DUNG", bold=True),)
    assert printed[2].text == (
        Piece("Vận động "),
        Piece("Nhân dân", italic=True),
        Piece(" hiến đất."),
    )


def test_a_table_is_a_block_of_its_own_after_its_heading() -> None:
    caption, table = blocks(BODY)[8:10]
    assert (caption.kind, caption.keep_next) == ("doan", True)
    assert table == Block(
        "bang",
        columns=((Piece("TT"),), (Piece("Tên"),)),
        rows=(((Piece("1"),), (Piece("Xóm", bold=True), Piece(" Hạ"))),),
        level=1,
    )


def test_a_heading_stays_with_what_follows_and_one_of_a_list_does_not() -> None:
    kept = [shown(block).strip() for block in blocks(BODY) if block.keep_next]
    assert kept == ["I. NỘI DUNG", "2. Đăng ký", "2.4. Hồ sơ", "Danh sách"]
    bare = (Section("y", heading="Một"), Section("y", heading="Hai"), Section("doan", text="Ba."))
    assert [block.keep_next for block in blocks(bare)] == [False, True, False]


def test_readings_are_all_texts_with_their_pointers_and_no_labels() -> None:
    assert list(readings(BODY, "/noi_dung")) == [
        ("/noi_dung/0/chu", "Thực hiện chương trình công tác năm."),
        ("/noi_dung/1/tieu_de", "NỘI DUNG"),
        ("/noi_dung/1/con/0/chu", "Vận động Nhân dân hiến đất."),
        ("/noi_dung/1/con/1/tieu_de", "Đăng ký"),
        ("/noi_dung/1/con/1/con/0/tieu_de", "Tập thể:"),
        ("/noi_dung/1/con/1/con/0/chu", "các chi bộ."),
        ("/noi_dung/1/con/1/con/1/chu", "Cá nhân."),
        ("/noi_dung/1/con/1/con/2/tieu_de", "Hồ sơ"),
        ("/noi_dung/1/con/1/con/2/con/0/chu", "Tờ trình;"),
        ("/noi_dung/1/con/2/tieu_de", "Danh sách"),
        ("/noi_dung/1/con/2/cot/0", "TT"),
        ("/noi_dung/1/con/2/cot/1", "Tên"),
        ("/noi_dung/1/con/2/hang/0/0", "1"),
        ("/noi_dung/1/con/2/hang/0/1", "Xóm Hạ"),
        ("/noi_dung/2/tieu_de", "TỔ CHỨC THỰC HIỆN"),
    ]
