"""The sheet: paper, margins, fonts, colour, page number (P-PAGE-*, N-PAGE-*).

Shared domain reference §1.2; NĐ 30/2020/NĐ-CP Phụ lục I, mục I.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from doc_service.conformity.paper import Look, Sheet
from doc_service.conformity.rules.case import Case, Fault, figure, span_text
from doc_service.vietnamese.legacy import encoding_of_font
from doc_service.vietnamese.text import fold

FONT: Final = "Times New Roman"
_SAME: Final = ("times new roman", "timesnewroman")
_SIGNS: Final = ("wingdings", "webdings", "symbol", "marlett", "cambria math", "segoe ui symbol")
"""Fonts of bullets, ticks and formulas, which Times New Roman has no part in."""

_A5_MM: Final = (148.0, 210.0)
_SIDES: Final = (
    ("top_mm", "trên"),
    ("bottom_mm", "dưới"),
    ("left_mm", "trái"),
    ("right_mm", "phải"),
)


def sheet_and_fonts(case: Case) -> Iterator[Fault]:
    """Judge paper, margins, fonts and the colour of letters."""
    yield from _paper(case)
    if case.is_official:
        yield from _margins(case)
    yield from _fonts(case)


def page_number(case: Case) -> Iterator[Fault]:
    """Judge the page number: centred above the text, absent on page 1."""
    sheet = case.paper.sheets[0]
    longer = case.limits.least("numbered_pages_characters")
    if sheet.number is None:
        if sum(len(one.text) for one in case.paper.paragraphs) > longer:
            yield Fault(
                None,
                "Văn bản từ 2 trang trở lên đánh số trang ở giữa, phía trên, từ trang 2",
                "không có số trang",
                "Chèn số trang vào giữa đầu trang (Insert > Page Number > Top of Page), chọn "
                "“Different First Page” để trang 1 không hiện số.",
            )
        return
    faults = list(_number_faults(case, sheet))
    if faults:
        wanted = ", ".join(want for want, _ in faults)
        yield Fault(
            None,
            f"Số trang {wanted}",
            f"số trang {', '.join(have for _, have in faults)}",
            f"Sửa số trang ở đầu trang: {wanted}.",
        )


def _number_faults(case: Case, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield what the page number must be, and what it is."""
    number = sheet.number
    if number is None:
        return
    if sheet.number_in_footer:
        yield "đặt ở đầu trang", "đặt ở chân trang"
    if number.align != "center":
        yield "canh giữa", "không canh giữa"
    wanted = case.range("page_number_pt", case.rules.page.number_pt)
    if not wanted[0] - 0.05 <= number.pt <= wanted[1] + 0.05:
        yield f"cỡ chữ {span_text(wanted)}", f"cỡ chữ {figure(number.pt)}"
    if sheet.number_on_first:
        yield "không hiện ở trang 1", "hiện cả ở trang 1"
    if not sheet.number_in_footer and not case.limits.within("header_mm", sheet.header_mm):
        wanted_mm = figure(case.rules.page.header_mm)
        yield f"cách mép trên {wanted_mm} mm", f"cách mép trên {figure(sheet.header_mm)} mm"


def _paper(case: Case) -> Iterator[Fault]:
    page, slack = case.rules.page, case.limits.most("paper_tolerance_mm")
    sizes = [(page.width_mm, page.height_mm)]
    if case.is_of("a5_types"):
        sizes.append(_A5_MM)
    for number, sheet in enumerate(case.paper.sheets):
        short, long = sorted((sheet.width_mm, sheet.height_mm))
        if not any(abs(short - a) <= slack and abs(long - b) <= slack for a, b in sizes):
            yield Fault(
                _first_of(case, number),
                f"Khổ giấy A4 ({figure(page.width_mm)} × {figure(page.height_mm)} mm)",
                f"{figure(sheet.width_mm)} × {figure(sheet.height_mm)} mm",
                "Vào Layout > Size, chọn A4.",
            )
            return


def _margins(case: Case) -> Iterator[Fault]:
    """Judge the margins of upright sheets; those of wide tables are left open."""
    slack = case.limits.most("margin_tolerance_mm")
    for number, sheet in enumerate(case.paper.sheets):
        if sheet.width_mm > sheet.height_mm:
            continue
        wrong = []
        for side, name in _SIDES:
            low, high = case.range(side, getattr(case.rules.page, side))
            value = getattr(sheet, side)
            if not low - slack <= value <= high + slack:
                wrong.append((f"{name} {span_text((low, high))}", f"{name} {figure(value)}"))
        if wrong:
            wanted = ", ".join(want for want, _ in wrong)
            yield Fault(
                _first_of(case, number),
                f"Lề trang (mm): {wanted}",
                f"lề {', '.join(have for _, have in wrong)} mm",
                f"Vào Layout > Margins > Custom Margins, đặt lề (mm): {wanted}.",
            )
            return


def _first_of(case: Case, section: int) -> int | None:
    if section == 0:
        return None
    return next((one.index for one in case.paper.paragraphs if one.section == section), None)


def _fonts(case: Case) -> Iterator[Fault]:
    """Judge fonts and colours, each foreign one once."""
    fonts: dict[str, list[int]] = {}
    colours: dict[str, list[int]] = {}
    dark = case.limits.most("dark")
    for paragraph in case.paper.paragraphs:
        for span in paragraph.spans:
            look = span.look
            if not (look.colour or _foreign(look)) or not any(map(str.isalnum, span.text)):
                continue
            if name := _foreign(look):
                fonts.setdefault(name, []).append(paragraph.index)
            if look.colour and _is_bright(look.colour, dark):
                colours.setdefault(look.colour, []).append(paragraph.index)
    for name, places in fonts.items():
        yield Fault(
            places[0],
            f"Toàn văn bản dùng phông {FONT}",
            f"phông “{name}” ở {len(set(places))} đoạn",
            f"Chọn phần chữ dùng phông “{name}”, đổi sang {FONT}.",
        )
    for colour, places in colours.items():
        yield Fault(
            places[0],
            "Chữ màu đen",
            f"chữ màu #{colour} ở {len(set(places))} đoạn",
            "Chọn phần chữ này, đổi màu chữ thành đen (Automatic).",
            "warning",
        )


def _foreign(look: Look) -> str:
    """Return the font of Latin letters where it is not the one required; old encodings aside."""
    for script in ("ascii", "hAnsi"):
        name = look.fonts.get(script, "")
        key = name.lower()
        if not name or key.startswith(_SAME) or fold(name).startswith(_SIGNS):
            continue
        if encoding_of_font(name) is None:
            return name
    return ""


def _is_bright(colour: str, dark: float) -> bool:
    try:
        channels = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return False
    return max(channels) > dark
