from __future__ import annotations

from typing import Any

import pytest

from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.gaps import GAP, filled


def test_filling_in_keeps_every_value_and_adds_what_is_missing(mau_02: Form) -> None:
    data = {"nam": 2026, "tong": {"tap_the": 0}, "so_lieu": [{"cap": "co_so"}, "x"]}
    whole = filled(mau_02.fields, data, draft=True)
    assert (whole["nam"], whole["tong"]["tap_the"], whole["tong"]["ca_nhan"]) == (2026, 0, "")
    assert whole["so_lieu"] == [
        {
            "cap": "co_so",
            "linh_vuc": "",
            "tap_the": GAP,
            "mo_hinh_tap_the": GAP,
            "ca_nhan": GAP,
            "mo_hinh_ca_nhan": GAP,
        }
    ]


@pytest.mark.parametrize(
    ("given", "shown"),
    [("08:30", "08 giờ 30 phút"), (None, GAP), ("25:99", "25:99"), (5, 5), (["x"], ["x"])],
)
def test_a_time_is_written_out_and_what_is_none_is_left_to_validation(
    catalog: Catalog, given: Any, shown: Any
) -> None:
    fields = catalog.form("bien_ban_tham_dinh").fields
    assert filled(fields, {"gio_bat_dau": given}, draft=True)["gio_bat_dau"] == shown
