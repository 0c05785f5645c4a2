from __future__ import annotations

import json
import logging

import pytest

from doc_service.logs import begin_request, configure_logs


@pytest.fixture
def root_logger():
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield root
    root.handlers[:], root.level = before
    for library in ("alembic", "pikepdf"):
        logging.getLogger(library).setLevel(logging.NOTSET)


def test_a_log_line_is_json_with_the_request_id_and_its_fields(root_logger, capsys) -> None:
    configure_logs("INFO", "json")
    request_id = begin_request("yeu-cau-0001")
    logging.getLogger("doc_service.thu").info("xong", extra={"ms": 12})
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["ms"], line["request_id"], line["level"]) == (
        "xong",
        12,
        "yeu-cau-0001",
        "info",
    )
    assert request_id == "yeu-cau-0001"


def test_an_exception_is_in_the_line(root_logger, capsys) -> None:
    configure_logs("INFO", "json")
    try:
        raise ValueError("hỏng")
    except ValueError:
        logging.getLogger("doc_service.thu").exception("lỗi")
    assert "ValueError: hỏng" in json.loads(capsys.readouterr().err)["exception"]


def test_text_is_for_people(root_logger, capsys) -> None:
    configure_logs("WARNING", "text")
    logging.getLogger("doc_service.thu").info("không hiện")
    logging.getLogger("doc_service.thu").warning("hiện ra", extra={"so": 5})
    shown = capsys.readouterr().err
    assert "hiện ra" in shown
    assert "so" in shown
    assert "không hiện" not in shown


def test_what_libraries_say_about_their_own_making_is_left_out_unless_asked_for(
    root_logger, capsys
) -> None:
    plugin, bridge = "alembic.runtime.plugins", "pikepdf._core"
    configure_logs("INFO", "text")
    for name in (plugin, bridge):
        logging.getLogger(name).info("vô ích")
        logging.getLogger(name).warning("có ích")
    shown = capsys.readouterr().err
    assert "vô ích" not in shown
    assert shown.count("có ích") == 2
    configure_logs("DEBUG", "text")
    logging.getLogger(plugin).info("khi cần")
    assert "khi cần" in capsys.readouterr().err


@pytest.mark.parametrize(
    "given", [None, "", "ngắn", "a" * 65, "xuống\ndòng12345", "<script>alert(1)"]
)
def test_a_request_id_that_is_not_plain_is_replaced(given: str | None) -> None:
    made = begin_request(given)
    assert made != given
    assert len(made) == 32
