from __future__ import annotations

from dataclasses import replace

from doc_service.forms.catalog import Catalog, Form
from doc_service.workbooks import plan


def test_every_single_value_has_a_line_with_its_pointer(form: Form) -> None:
    lines = {line.name: line for line in plan.lines(form)}
    assert lines["co_quan.ten"].pointer == "/co_quan/ten"
    assert lines["nam"].section == "Văn bản"
    assert "mo_hinh" not in lines


def test_only_what_nothing_fills_in_is_marked_required(form: Form) -> None:
    required = {line.name for line in plan.lines(form) if line.required}
    assert {"co_quan.ten", "nam", "ngay", "nguoi_ky.ho_ten"} <= required
    assert not {"co_quan.cap_tren", "cap"} & required


def test_titles_keep_to_what_excel_allows(catalog: Catalog, form: Form) -> None:
    long = "Danh sách: tập thể/cá nhân [đề nghị] khen thưởng?"
    fields = [replace(one, label=long) if one.kind == "rows" else one for one in form.fields]
    titles = plan.sheet_titles(replace(form, fields=tuple(fields)))
    assert len(set(titles.values())) == len(titles) == 2
    for title in (*titles.values(), *map(plan.example_title, titles.values())):
        assert len(title) <= 31
        assert not set(title) & set("[]:*?/\\'")
