"""The check on the command line, as a clerk or a script uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doc_service.cli import main
from doc_service.conformity.reading import read_paper
from tests.conformity.files import file
from tests.conformity.test_checker import plan
from tests.importing.documents import p, r

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VANTHU_WORK_FOLDER", str(tmp_path / "work"))
    Path("sai.docx").write_bytes(file(plan(number="Số: 12/KH-ĐU")))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["check", *arguments])

    return invoke


def test_a_wrong_document_is_told_its_faults_and_leaves_with_three(run: Run) -> None:
    result = run("sai.docx")
    assert result.exit_code == 3
    assert "Kiểm tra thể thức: sai.docx" in result.output
    assert "PHẢI SỬA" in result.output
    assert "Chỗ: Số và ký hiệu: “Số: 12/KH-ĐU”" in result.output
    assert result.output.splitlines()[-1].endswith("theo Hướng dẫn 36-HD/VPTW (dang-hd36).")


def test_a_document_without_errors_leaves_with_nought(run: Run) -> None:
    Path("dung.docx").write_bytes(file(p(r("Đồng chí đã làm tốt."))))
    result = run("dung.docx", "--json")
    found = json.loads(result.stdout)
    # no letterhead: only what counts for everybody was judged
    assert (found["recognised"], found["passes"], found["errors"]) == (False, None, 0)
    assert result.exit_code == 0


def test_json_is_all_that_is_printed_when_asked_for(run: Run) -> None:
    result = run("sai.docx", "--json", "--comments", "nhan-xet.docx", "--rule-set", "dang-hd05")
    found = json.loads(result.stdout)
    assert (found["name"], found["rule_set"]) == ("sai.docx", "dang-hd05")
    assert read_paper(Path("nhan-xet.docx").read_bytes()).commented


def test_the_copy_with_comments_is_named(run: Run) -> None:
    assert "kq/nhan-xet.docx" in run("sai.docx", "--comments", "kq/nhan-xet.docx").output
    assert Path("kq/nhan-xet.docx").exists()


def test_the_document_itself_is_never_written_over(run: Run) -> None:
    before = Path("sai.docx").read_bytes()
    result = run("sai.docx", "--comments", "./sai.docx")
    assert result.exit_code == 2
    assert "tệp khác" in result.output
    assert Path("sai.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"), [(b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "hỏng"), (b"", "trống")]
)
def test_what_cannot_be_read_is_said_in_a_sentence(run: Run, content: bytes, said: str) -> None:
    Path("la.docx").write_bytes(content)
    result = run("la.docx")
    assert result.exit_code == 3
    assert "Không đọc được tệp Word" in result.output and said in result.output


def test_an_unknown_rule_set_is_told_which_there_are(run: Run) -> None:
    result = run("sai.docx", "--rule-set", "khac")
    assert result.exit_code == 2
    assert "dang-hd36" in result.output
