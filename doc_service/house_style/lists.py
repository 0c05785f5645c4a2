"""Lists in parts (I. Tập thể, II. Cá nhân): what several documents of one dossier print alike.

The data come from the derivation `grouped`: `nhom_` is a part, `dong` one of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from doc_service.house_style.tables import (
    Column,
    cell,
    list_table,
    loop,
    required_loop,
    widths_of,
)
from doc_service.ooxml import Cell, row

OWNER: Final = "{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}"
"""Who has the model, with the position of a person below the name."""

FIELD: Final = "{{ nhan.linh_vuc[dong.linh_vuc] }}"
"""Field of the model, as the locality words it."""

LAST: Final = "dong.cuoi"
"""Condition under which a row stays with the totals or the signature below it."""

WHOM: Final = (
    "{% if so_luong.theo.tap_the %}{{ so_luong.theo.tap_the | dem }} tập thể{% endif %}"
    "{% if so_luong.theo.tap_the and so_luong.theo.ca_nhan %} và {% endif %}"
    "{% if so_luong.theo.ca_nhan %}{{ so_luong.theo.ca_nhan | dem }} cá nhân{% endif %}"
    "{% if not so_luong.theo.tap_the and not so_luong.theo.ca_nhan %}……………{% endif %}"
)
"""`04 tập thể và 02 cá nhân`; a kind of which there is none is not mentioned."""


def grouped_rows(
    widths: Sequence[int],
    cells: Sequence[str],
    *,
    group: str = "{{ nhom_.ten }}",
    group_cells: Sequence[Cell] = (),
    last_style: str = "BangChu",
    keep: str = "",
    source: str = "nhom",
    required: bool = True,
) -> list[str]:
    """Return the rows of a list in parts: a bold line for each part, then its numbered rows.

    Args:
        widths: dxa of each column; the first one holds the numbers.
        cells: template source of the cells after the number.
        group: what the line of a part says.
        group_cells: cells of that line on the right, such as a subtotal.
        last_style: style of a row's last cell.
        keep: condition under which a row stays on the page of the next one; see `LAST`.
        source: expression that gives the parts.
        required: in a draft, a list without rows still shows an empty one.
    """
    span = len(widths) - 1 - len(group_cells)
    head = row(
        [
            cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
            cell(group, bold=True, keep="always", span=span),
            *group_cells,
        ],
        widths,
    )
    *before, last = cells
    line = row(
        [
            cell("{{ dong.tt }}", "BangSo", keep=keep),
            *(cell(text, keep=keep) for text in before),
            cell(last, last_style, keep=keep),
        ],
        widths,
    )
    repeated = required_loop if required else loop
    return repeated(
        f"nhom_ in {source}", [head, *loop("dong in nhom_.dong", [line], widths)], widths
    )


def total_row(widths: Sequence[int], text: str, *, amount: str = "") -> str:
    """Return the bold last row of a list; `amount` stands in a cell of its own on the right."""
    if not amount:
        return row([cell(text, bold=True, keep="always", span=len(widths))], widths)
    cells = [
        cell(text, "BangSo", bold=True, keep="always", span=len(widths) - 1),
        cell(amount, "BangSo", bold=True, keep="always"),
    ]
    return row(cells, widths)


def model_list(*, required: bool) -> str:
    """Return the list of models to be recognised: whose, its name, its field."""
    columns = (
        Column(11, "TT"),
        Column(52, "Tập thể, cá nhân"),
        Column(63, "Tên mô hình “Dân vận khéo”"),
        Column(39, "Lĩnh vực"),
    )
    rows = grouped_rows(widths_of(columns), (OWNER, "{{ dong.ten }}", FIELD), required=required)
    return list_table(columns, rows)


def reward_list() -> str:
    """Return the list of those rewarded, with the money of each, of each part, and in all."""
    columns = (
        Column(11, "TT"),
        Column(60, "Tập thể, cá nhân"),
        Column(64, "Thành tích, mô hình"),
        Column(30, "Tiền thưởng (đồng)"),
    )
    widths = widths_of(columns)
    given = "{{ dong.muc_thuong | so_tien if dong.muc_thuong is number else dong.muc_thuong }}"
    subtotal = "{{ (nhom_.cong.muc_thuong or 0) | so_tien }}"
    rows = grouped_rows(
        widths,
        (OWNER, "{{ dong.mo_hinh }}", given),
        group_cells=[cell(subtotal, "BangSo", bold=True, keep="always")],
        last_style="BangSo",
        keep=LAST,
        source="khen.nhom",
    )
    amount = "{{ tien.tong | so_tien if tien.tong else '……' }}"
    return list_table(columns, [*rows, total_row(widths, "Tổng cộng", amount=amount)])
