"""What the project promises, and whether the numbers keep it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bench.batches import BatchTimes
from bench.cases import LONG, TWO_PAGES
from bench.conformity import USUAL
from bench.desk import DeskTimes
from bench.markdown import number, table
from bench.measure import MEMORY_AT, Times
from bench.peers import CARBONE
from bench.results import US, Results


@dataclass(frozen=True, slots=True)
class Target:
    """One promise: what is compared, the bound, and the figure measured."""

    part: str
    """The part of the benchmark that measures it."""

    text: str
    bound: str
    met: Callable[[float], bool]
    figure: Callable[[Results], float | None]
    which: Callable[[Results], str] = lambda results: ""
    """What the number is of, where only the results tell."""


def targets_table(results: Results) -> str:
    """Return the promises of the parts that were run, each with its verdict."""
    rows = (_row(one, results) for one in _TARGETS if one.part in results.parts)
    return table(("Mục tiêu", "Cần", "Đo được", ""), rows)


def _row(target: Target, results: Results) -> tuple[str, ...]:
    figure = target.figure(results)
    if figure is None:
        return target.text, target.bound, "chưa đo", ""
    verdict = "đạt" if target.met(figure) else "**chưa đạt**"
    text = target.text + target.which(results)
    return text, target.bound, number(figure, 3 if figure < 0.2 else 2), verdict


def _ratio(times: str, case: str, over: str, under: str) -> Callable[[Results], float | None]:
    def find(results: Results) -> float | None:
        found: Times = getattr(results, times)
        above, below = found.get((over, case)), found.get((under, case))
        return above.median / below.median if above and below else None

    return find


def _two_over_one(results: Results) -> float | None:
    one, two = results.throughput.get(1), results.throughput.get(2)
    return two / one if one and two else None


def _growth(results: Results) -> float | None:
    first, last = (results.memory.get(at) for at in MEMORY_AT)
    return last / first if first and last else None


def _one_worker(results: Results) -> float | None:
    return next((one.ratio for one in results.dossiers if one.workers == 1), None)


def _check(figure: str) -> Callable[[Results], float | None]:
    def find(results: Results) -> float | None:
        usual = (one for one in results.checks if one.wanted == USUAL)
        return next((getattr(one, figure) for one in usual), None)

    return find


def _worst(part: str, figure: str) -> Callable[[Results], float | None]:
    def find(results: Results) -> float | None:
        return max((getattr(one, figure) for one in _forms(results, part)), default=None)

    return find


def _worst_form(part: str, figure: str) -> Callable[[Results], str]:
    def find(results: Results) -> str:
        forms = _forms(results, part)
        worst = max(forms, key=lambda one: float(getattr(one, figure)), default=None)
        return f" ({worst.name})" if worst else ""

    return find


def _forms(results: Results, part: str) -> Sequence[Any]:
    found: Sequence[Any] = getattr(results, part)
    return found


def _year_end(figure: Callable[[BatchTimes], float | None]) -> Callable[[Results], float | None]:
    return lambda results: None if results.batch is None else figure(results.batch)


def _over_carbone(batch: BatchTimes) -> float | None:
    return batch.ours[2] / batch.carbone if batch.carbone else None


def _desk(figure: Callable[[DeskTimes], float]) -> Callable[[Results], float | None]:
    return lambda results: None if results.desk is None else figure(results.desk)


_ONE_SHOT: Final = "docxtpl + soffice --convert-to"
_TARGETS: Final = (
    Target(
        "peers",
        f"Lập DOCX, {TWO_PAGES}: nhanh hơn docxtpl",
        "≥ 6 lần",
        lambda ratio: ratio >= 6,
        _ratio("docx", TWO_PAGES, "docxtpl", US),
    ),
    Target(
        "peers",
        f"PDF, {TWO_PAGES}: so với Carbone",
        "≤ 0,50",
        lambda ratio: ratio <= 0.5,
        _ratio("pdf", TWO_PAGES, US, CARBONE),
    ),
    Target(
        "peers",
        f"PDF, {TWO_PAGES}: so với gọi soffice từng văn bản",
        "≤ 0,083 (1/12)",
        lambda ratio: ratio <= 1 / 12,
        _ratio("pdf", TWO_PAGES, US, _ONE_SHOT),
    ),
    Target(
        "peers",
        f"PDF, {LONG}: so với Carbone",
        "≤ 0,75",
        lambda ratio: ratio <= 0.75,
        _ratio("pdf", LONG, US, CARBONE),
    ),
    Target(
        "throughput",
        "Hai LibreOffice so với một",
        "≥ 1,8 lần",
        lambda ratio: ratio >= 1.8,
        _two_over_one,
    ),
    Target(
        "memory",
        f"Bộ nhớ ở văn bản thứ {MEMORY_AT[1]:_} so với thứ {MEMORY_AT[0]}".replace("_", "."),
        "0,90–1,10",
        lambda ratio: 0.9 <= ratio <= 1.1,
        _growth,
    ),
    Target(
        "forms",
        "Lập DOCX, biểu mẫu lâu nhất, ms",
        "≤ 10",
        lambda ms: ms <= 10,
        _worst("forms", "docx"),
        _worst_form("forms", "docx"),
    ),
    Target(
        "forms",
        "PDF, biểu mẫu lâu nhất mỗi trang: so với Mẫu 01",
        "≤ 1,50",
        lambda ratio: ratio <= 1.5,
        _worst("forms", "ratio"),
        _worst_form("forms", "ratio"),
    ),
    Target(
        "dossiers",
        "Hồ sơ năm thành phần, một LibreOffice: so với riêng các lần chuyển đổi",
        "≤ 1,30",
        lambda ratio: ratio <= 1.3,
        _one_worker,
    ),
    Target(
        "check",
        f"Kiểm tra thể thức {USUAL} trang, ms",
        "≤ 300",
        lambda ms: ms <= 300,
        _check("check"),
    ),
    Target(
        "check",
        f"Kiểm tra thể thức {USUAL} trang và ghi nhận xét, ms",
        "≤ 300",
        lambda ms: ms <= 300,
        _check("commented"),
    ),
    Target(
        "finishing",
        "Chỗ ký và thông tin tệp, biểu mẫu lâu nhất, ms",
        "≤ 15",
        lambda ms: ms <= 15,
        _worst("finishing", "ms"),
        _worst_form("finishing", "ms"),
    ),
    Target(
        "desk",
        "Từ phím gõ đến trang in mới, hai văn thư cùng gõ, trung vị, ms",
        "≤ 350",
        lambda ms: ms <= 350,
        _desk(lambda desk: desk.together[0]),
    ),
    Target(
        "desk",
        "Như trên, p95, ms",
        "≤ 700",
        lambda ms: ms <= 700,
        _desk(lambda desk: desk.together[1]),
    ),
    Target(
        "desk",
        "Máy chủ trả lời một trang, p95 của trang chậm nhất, ms",
        "≤ 100",
        lambda ms: ms <= 100,
        _desk(lambda desk: max(desk.pages.values())),
    ),
    Target(
        "desk",
        "Lần mở đầu, KB nén, không kể PDF.js",
        "≤ 350",
        lambda kb: kb <= 350,
        _desk(lambda desk: desk.first_visit_kb),
    ),
    Target(
        "desk",
        "Khung hình chậm nhất khi gõ trong bảng 300 dòng, ms",
        "≤ 100",
        lambda ms: ms <= 100,
        _desk(lambda desk: desk.slowest_frame),
    ),
    Target(
        "desk",
        "Dán 300 dòng từ Excel, ms",
        "< 1000",
        lambda ms: ms < 1000,
        _desk(lambda desk: desk.paste),
    ),
    Target(
        "batch",
        "Đợt cuối năm, văn bản/giây: so với Carbone hai LibreOffice",
        "≥ 3 lần",
        lambda ratio: ratio >= 3,
        _year_end(_over_carbone),
    ),
    Target(
        "batch",
        "Như trên: so với docxtpl và gọi soffice từng văn bản",
        "≥ 25 lần",
        lambda ratio: ratio >= 25,
        _year_end(lambda batch: batch.ours[2] / batch.one_shot),
    ),
    Target(
        "batch",
        "Đợt cuối năm, ms một văn bản (hai tiến trình)",
        "≤ 25",
        lambda ms: ms <= 25,
        _year_end(lambda batch: batch.ms),
    ),
    Target(
        "batch",
        "Hai tiến trình lập đợt so với một",
        "≥ 1,8 lần",
        lambda ratio: ratio >= 1.8,
        _year_end(lambda batch: batch.ours[2] / batch.ours[1]),
    ),
    Target(
        "batch",
        "Sổ việc và kho: phần thời gian của một văn bản",
        "< 0,10",
        lambda share: share < 0.1,
        _year_end(lambda batch: batch.overhead),
    ),
    Target(
        "batch",
        "Bản xem trước trong lúc lập đợt, p95: so với lúc rảnh",
        "≤ 2 lần",
        lambda ratio: ratio <= 2,
        _year_end(lambda batch: batch.during / batch.idle),
    ),
)
