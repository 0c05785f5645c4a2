"""The page of numbers: tables, targets, and how they were taken; Markdown, Vietnamese."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench.cases import TWO_PAGES
from bench.markdown import milliseconds, number, table
from bench.measure import Steps, Times
from bench.methods import method
from bench.results import US, Results
from bench.targets import targets_table

_SLOWEST: Final = 5
"""Forms of which the table of finishing tells each alone."""


def page(results: Results) -> str:
    """Return the page: every part that was run."""
    return "\n\n".join(_sections(results)) + "\n"


def _sections(results: Results) -> Iterator[str]:
    yield "# Đo tốc độ"
    yield "Trang này do `make bench` ghi; số trên máy khác sẽ khác, tỷ lệ thì gần như nhau."
    yield _machine(results)
    yield from (f"> Không đo được {reason}." for reason in results.missing)
    yield "## Mục tiêu"
    yield targets_table(results)
    for title, text in (
        ("Từ dữ liệu đến PDF, một LibreOffice", _times(results.pdf, results.labels, pages=True)),
        ("Riêng việc lập DOCX", _times(results.docx, results.labels, pages=False)),
        ("Thời gian của VănThư nằm ở đâu", _steps(results.steps)),
        ("Mọi biểu mẫu", _forms(results)),
        ("Lập hàng loạt", _batch(results)),
        ("Lập cả hồ sơ", _dossiers(results)),
        ("Kiểm tra thể thức", _checks(results)),
        ("Chỗ ký và thông tin tệp", _finishing(results)),
        ("Bàn làm việc trong trình duyệt", _desk(results)),
        ("Đợt cuối năm", _year_end(results)),
        ("Bộ nhớ", _memory(results)),
        ("Cách đo", method(results)),
    ):
        if text:
            yield f"## {title}"
            yield text


def _machine(results: Results) -> str:
    return "\n".join(f"- {label}: {value}" for label, value in results.machine)


def _times(times: Times, labels: Sequence[str], *, pages: bool) -> str:
    if not times:
        return ""
    names = list(dict.fromkeys(name for name, _ in times))
    head = ("Trung vị, ms (nửa số lần nằm trong khoảng)", *labels)
    rows = ((name, *(_time(times, name, label, pages=pages) for label in labels)) for name in names)
    return table(head, rows)


def _time(times: Times, name: str, label: str, *, pages: bool) -> str:
    series, ours = times[name, label], times[US, label]
    low, high = (milliseconds(one) for one in series.quartiles)
    extent = f"; {series.pages} tr." if pages else ""
    ratio = "" if name == US else f" · gấp {number(series.median / ours.median, 2)}"
    return f"**{milliseconds(series.median)}** ({low}–{high}{extent}){ratio}"


def _steps(steps: Mapping[str, Steps]) -> str:
    if not steps:
        return ""
    head = ("Trung vị, ms", "Kiểm và chuẩn bị dữ liệu", "Lập DOCX", "LibreOffice")
    rows = (
        (label, milliseconds(one.prepare), milliseconds(one.assemble), milliseconds(one.convert))
        for label, one in steps.items()
    )
    return table(head, rows)


def _forms(results: Results) -> str:
    if not results.forms:
        return ""
    head = ("Biểu mẫu", "DOCX, ms", "Số trang", "PDF, ms", "ms/trang", "So với Mẫu 01")
    rows = (
        (
            one.name,
            milliseconds(one.docx),
            str(one.pages),
            milliseconds(one.pdf),
            milliseconds(one.page),
            number(one.ratio, 2),
        )
        for one in results.forms
    )
    first = "; ".join(
        f"{one.name}: thêm {milliseconds(one.pictures)} ms" for one in results.forms if one.pictures
    )
    said = f"\n\nẢnh gửi lần đầu phải đọc, gửi lại thì không ({first})." if first else ""
    return table(head, rows) + said


def _batch(results: Results) -> str:
    if not results.throughput:
        return ""
    rows = ((str(workers), number(rate, 1)) for workers, rate in results.throughput.items())
    return table(("Số LibreOffice", f"Văn bản/giây ({TWO_PAGES})"), rows)


def _dossiers(results: Results) -> str:
    if not results.dossiers:
        return ""
    head = ("Số LibreOffice", "Văn bản", "Trang", "Trang tệp ghép", "Cả hồ sơ, ms")
    rows = (
        (
            str(one.workers),
            str(one.documents),
            str(one.pages),
            str(one.merged_pages),
            milliseconds(one.dossier),
            milliseconds(one.conversions),
            number(one.ratio, 2),
        )
        for one in results.dossiers
    )
    return table((*head, "Riêng chuyển đổi, lần lượt, ms", "Tỷ lệ"), rows)


def _checks(results: Results) -> str:
    if not results.checks:
        return ""
    head = ("Số trang", "Số đoạn", "Lỗi nêu ra", "Kiểm tra, ms", "ms/trang", "Và ghi nhận xét, ms")
    rows = (
        (
            str(one.pages),
            number(one.paragraphs, 0),
            str(one.findings),
            milliseconds(one.check),
            milliseconds(one.page),
            milliseconds(one.commented),
        )
        for one in results.checks
    )
    return table(head, rows)


def _finishing(results: Results) -> str:
    forms = results.finishing
    if not forms:
        return ""
    middle = statistics.median(one.ms for one in forms)
    examples = sum(one.examples for one in forms)
    slowest = sorted(forms, key=lambda one: -one.ms)[:_SLOWEST]
    rows = [
        (f"Trung vị của {len(forms)} biểu mẫu ({examples} ví dụ)", "", "", milliseconds(middle)),
        *((one.name, str(one.pages), str(one.fields), milliseconds(one.ms)) for one in slowest),
    ]
    return table(("Biểu mẫu, lâu nhất trước", "Số trang", "Số chỗ ký", "ms"), rows)


def _desk(results: Results) -> str:
    desk = results.desk
    if desk is None:
        return ""
    keys = table(
        ("Từ phím gõ đến trang in mới, 2 trang", "Trung vị, ms", "p95, ms"),
        (
            ("một văn thư", *(milliseconds(one) for one in desk.alone)),
            ("trong lúc người thứ hai cũng gõ", *(milliseconds(one) for one in desk.together)),
        ),
    )
    pages = table(
        ("Trang", "p95 máy chủ trả lời, ms"),
        ((path, milliseconds(one)) for path, one in desk.pages.items()),
    )
    grid = table(
        ("Bảng 300 dòng", "ms"),
        (
            ("khung hình chậm nhất khi gõ", milliseconds(desk.slowest_frame)),
            ("dán 300 dòng từ Excel", milliseconds(desk.paste)),
        ),
    )
    first = f"Lần mở đầu: {number(desk.first_visit_kb, 0)} KB nén, không kể PDF.js."
    return "\n\n".join((keys, pages, grid, first))


def _year_end(results: Results) -> str:
    batch = results.batch
    if batch is None:
        return ""
    rates = table(
        ("Từ tệp Excel đến PDF/A đã lưu, Mẫu 01 hai trang", "văn bản/giây", "ms/văn bản"),
        (
            (name, number(rate, 2), milliseconds(1000 / rate))
            for name, rate in (
                ("VănThư, hai tiến trình", batch.ours[2]),
                ("VănThư, một tiến trình", batch.ours[1]),
                ("Carbone, hai LibreOffice (từ JSON)", batch.carbone),
                ("docxtpl + soffice --convert-to (từ JSON)", batch.one_shot),
            )
            if rate
        ),
    )
    rest = table(
        ("Ngoài ra", ""),
        (
            ("đọc và kiểm một bản ghi, ms", number(batch.check, 2)),
            (
                "sổ việc và kho, phần thời gian của một văn bản",
                f"{number(batch.overhead * 100, 1)} %",
            ),
            ("bản xem trước lúc máy rảnh, p95, ms", milliseconds(batch.idle)),
            ("bản xem trước trong lúc lập đợt, p95, ms", milliseconds(batch.during)),
        ),
    )
    return f"{rates}\n\n{rest}"


def _memory(results: Results) -> str:
    if not results.memory:
        return ""
    rows = ((f"{at:_}".replace("_", "."), number(mb, 0)) for at, mb in results.memory.items())
    return table(("Sau văn bản thứ", "soffice.bin, MiB"), rows)
