"""The builder of templates: which files a source becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from doc_service.house_style.__main__ import built, main

HEAD = """
from doc_service.house_style.frame import Sheet
from doc_service.house_style.package import Template
from doc_service.ooxml import paragraph
from doc_service.the_thuc.rule_sets import rule_set


def template(rules: str) -> Template:
    return Template(Sheet(rule_set(rules)), (paragraph(rules),))


"""


def source(folder: Path, name: str, code: str) -> None:
    (folder / f"{name}.py").write_text(HEAD + code, "utf-8")


def test_one_template_has_the_name_of_its_form(tmp_path: Path) -> None:
    source(tmp_path, "ke_hoach", 'TEMPLATE = template("dang-hd36")')
    assert [path.name for path, _ in built(tmp_path)] == ["ke_hoach.docx"]


def test_each_family_has_a_template_with_its_suffix(tmp_path: Path) -> None:
    code = 'TEMPLATES = {"": template("dang-hd36"), "nha_nuoc": template("nd30")}'
    source(tmp_path, "muc_luc", code)
    party, state = built(tmp_path)
    assert party[0] == tmp_path / "muc_luc.docx"
    assert state[0] == tmp_path / "muc_luc.nha_nuoc.docx"
    assert b"dang-hd36" in party[1]
    assert b"nd30" in state[1]


@pytest.mark.parametrize("code", ["", "TEMPLATE = 5", 'TEMPLATES = {"mttq": None}'])
def test_a_source_without_a_template_is_named(tmp_path: Path, code: str) -> None:
    source(tmp_path, "sai", code)
    with pytest.raises(TypeError, match=r"^sai\.py: "):
        list(built(tmp_path))


def test_templates_are_written_only_where_they_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source(tmp_path, "muc_luc", 'TEMPLATES = {"": template("nd30"), "mttq": template("mttq")}')
    main(tmp_path)
    assert capsys.readouterr().out.count("đã ghi lại") == 2
    (tmp_path / "muc_luc.mttq.docx").write_bytes(b"")
    main(tmp_path)
    said = capsys.readouterr().out.splitlines()
    assert said == ["muc_luc.docx: như cũ", "muc_luc.mttq.docx: đã ghi lại"]
    assert [path.stat().st_size > 0 for path in tmp_path.glob("*.docx")] == [True, True]
