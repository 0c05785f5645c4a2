from __future__ import annotations

from flask import Flask

from doc_service.desk.origins import source
from doc_service.web.shelf_words import origin


def test_the_cells_of_a_row_are_one_place(desk_app: Flask) -> None:
    cells = [source("file", where=f"trang “Mô hình”, ô {column}7") for column in ("C", "A", "B")]
    with desk_app.test_request_context():
        said = origin(cells, "đăng ký.xlsx")
        one = origin([source("file", where="trang “Mô hình”, ô C7")], "")
        named = origin([source("file", where="ô C7 của tệp “a.xlsx”")], "a.xlsx")
        whole = origin([source("file")], "dữ liệu.json")
    assert said == "trang “Mô hình”, ô A7–C7 của tệp “đăng ký.xlsx”"
    assert one == "trang “Mô hình”, ô C7"
    assert named == "ô C7 của tệp “a.xlsx”"
    assert whole == "Tệp “dữ liệu.json”"


def test_an_english_page_says_where_a_value_came_from_in_english(desk_app: Flask) -> None:
    from flask_babel import force_locale

    cells = [source("file", where=f"trang “Mô hình”, ô {column}7") for column in ("A", "B")]
    typed = source("typed", by="Lê Thị Thư", at="2026-11-22T01:30+00:00")
    with desk_app.test_request_context(), force_locale("en"):
        said = [str(origin(cells, "a.xlsx")), str(origin([typed], ""))]
    assert said == [
        'sheet “<span lang="vi">Mô hình</span>”, cell A7–B7 of the file “a.xlsx”',
        'typed by <span lang="vi">Lê Thị Thư</span> at 08:30, 22/11/2026',
    ]


def test_every_way_a_value_comes_has_its_sentence(desk_app: Flask) -> None:
    at = "2026-11-22T01:30+00:00"
    with desk_app.test_request_context():
        said = [
            origin([one], "")
            for one in (
                source("typed", by="Lê Thị Thư", at=at),
                source("revision", by="Lê Thị Thư", at=at, where="3"),
                source("profile", where="Đảng ủy phường An Thịnh"),
                source("locality", where="Mặc định"),
                source("document", where="12-KH/ĐU"),
                source("example", where="Kế hoạch"),
            )
        ]
    assert said == [
        "Lê Thị Thư nhập lúc 08:30, 22/11/2026",
        "Lê Thị Thư khôi phục phiên bản 3 lúc 08:30, 22/11/2026",
        "Hồ sơ đơn vị",
        "Giá trị thường dùng của địa phương",
        "Văn bản 12-KH/ĐU",
        "Ví dụ của biểu mẫu",
    ]
