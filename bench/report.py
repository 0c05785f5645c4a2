"""The page of numbers: tables, targets, and how they were taken; Markdown, Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bench.cases import LONG, TWO_PAGES
from bench.forms import FormTimes
from bench.machine import description
from bench.measure import MEMORY_AT, Plan, Steps, Times
from bench.peers import CARBONE, CARBONE_LEAN

US: Final = "VănThư"


@dataclass(slots=True)
class Results:
    """Everything that was measured."""

    plan: Plan
    labels: Sequence[str]
    pdf: Times = field(default_factory=dict)
    docx: Times = field(default_factory=dict)
    steps: Mapping[str, Steps] = field(default_factory=dict)
    throughput: Mapping[int, float] = field(default_factory=dict)
    memory: Mapping[int, float] = field(default_factory=dict)
    forms: Sequence[FormTimes] = ()
    machine: Sequence[tuple[str, str]] = field(default_factory=description)
    """Described before the measuring, which is a load itself."""

    missing: Sequence[str] = ()
    """Why a peer was not measured."""


def page(results: Results) -> str:
    """Return the whole page."""
    parts = [
        "# Đo tốc độ",
        "Trang này do `make bench` ghi; số trên máy khác sẽ khác, tỷ lệ thì gần như nhau.",
        _machine(results),
        *(f"> Không đo được {reason}." for reason in results.missing),
        "## Mục tiêu",
        _targets(results),
        "## Từ dữ liệu đến PDF, một LibreOffice",
        _times(results.pdf, results.labels, pages=True),
        "## Riêng việc lập DOCX",
        _times(results.docx, results.labels, pages=False),
        "## Thời gian của VănThư nằm ở đâu",
        _steps(results.steps),
        *_forms(results.forms),
        *_batch(results),
        *_memory(results),
        "## Cách đo",
        _method(results.plan),
    ]
    return "\n\n".join(parts) + "\n"


def _machine(results: Results) -> str:
    return "\n".join(f"- {label}: {value}" for label, value in results.machine)


@dataclass(frozen=True, slots=True)
class _Target:
    """One promise: what is compared, the bound, and the ratio measured."""

    text: str
    bound: str
    met: Callable[[float], bool]
    ratio: Callable[[Results], float | None]
    which: Callable[[Results], str] = lambda results: ""
    """What the number is of, where only the results tell."""


def _ratio(times: str, case: str, over: str, under: str) -> Callable[[Results], float | None]:
    def find(results: Results) -> float | None:
        table: Times = getattr(results, times)
        above, below = table.get((over, case)), table.get((under, case))
        return above.median / below.median if above and below else None

    return find


def _two_over_one(results: Results) -> float | None:
    one, two = results.throughput.get(1), results.throughput.get(2)
    return two / one if one and two else None


def _growth(results: Results) -> float | None:
    first, last = (results.memory.get(at) for at in MEMORY_AT)
    return last / first if first and last else None


def _worst(figure: str) -> Callable[[Results], float | None]:
    def find(results: Results) -> float | None:
        return max((getattr(one, figure) for one in results.forms), default=None)

    return find


def _worst_form(figure: str) -> Callable[[Results], str]:
    def find(results: Results) -> str:
        worst = max(results.forms, key=lambda one: float(getattr(one, figure)), default=None)
        return f" ({worst.name})" if worst else ""

    return find


_ONE_SHOT: Final = "docxtpl + soffice --convert-to"
_TARGETS: Final = (
    _Target(
        f"Lập DOCX, {TWO_PAGES}: nhanh hơn docxtpl",
        "≥ 6 lần",
        lambda ratio: ratio >= 6,
        _ratio("docx", TWO_PAGES, "docxtpl", US),
    ),
    _Target(
        f"PDF, {TWO_PAGES}: so với Carbone",
        "≤ 0,50",
        lambda ratio: ratio <= 0.5,
        _ratio("pdf", TWO_PAGES, US, CARBONE),
    ),
    _Target(
        f"PDF, {TWO_PAGES}: so với {CARBONE_LEAN}",
        "≤ 0,50",
        lambda ratio: ratio <= 0.5,
        _ratio("pdf", TWO_PAGES, US, CARBONE_LEAN),
    ),
    _Target(
        f"PDF, {TWO_PAGES}: so với gọi soffice từng văn bản",
        "≤ 0,083 (1/12)",
        lambda ratio: ratio <= 1 / 12,
        _ratio("pdf", TWO_PAGES, US, _ONE_SHOT),
    ),
    _Target(
        f"PDF, {LONG}: so với Carbone",
        "≤ 0,75",
        lambda ratio: ratio <= 0.75,
        _ratio("pdf", LONG, US, CARBONE),
    ),
    _Target(
        f"PDF, {LONG}: so với {CARBONE_LEAN}",
        "≤ 0,75",
        lambda ratio: ratio <= 0.75,
        _ratio("pdf", LONG, US, CARBONE_LEAN),
    ),
    _Target("Hai LibreOffice so với một", "≥ 1,8 lần", lambda ratio: ratio >= 1.8, _two_over_one),
    _Target(
        f"Bộ nhớ ở văn bản thứ {MEMORY_AT[1]:_} so với thứ {MEMORY_AT[0]}".replace("_", "."),
        "0,90–1,10",
        lambda ratio: 0.9 <= ratio <= 1.1,
        _growth,
    ),
    _Target(
        "Lập DOCX, biểu mẫu lâu nhất, ms",
        "≤ 10",
        lambda ms: ms <= 10,
        _worst("docx"),
        _worst_form("docx"),
    ),
    _Target(
        "PDF, biểu mẫu lâu nhất mỗi trang: so với Mẫu 01",
        "≤ 1,50",
        lambda ratio: ratio <= 1.5,
        _worst("ratio"),
        _worst_form("ratio"),
    ),
)


def _targets(results: Results) -> str:
    return _table(("Mục tiêu", "Cần", "Đo được", ""), (_target(one, results) for one in _TARGETS))


def _target(target: _Target, results: Results) -> tuple[str, ...]:
    ratio = target.ratio(results)
    if ratio is None:
        return target.text, target.bound, "chưa đo", ""
    verdict = "đạt" if target.met(ratio) else "**chưa đạt**"
    text = target.text + target.which(results)
    return text, target.bound, _number(ratio, 3 if ratio < 0.2 else 2), verdict


def _times(times: Times, labels: Sequence[str], *, pages: bool) -> str:
    names = list(dict.fromkeys(name for name, _ in times))
    head = ("Trung vị, ms (nửa số lần nằm trong khoảng)", *labels)
    rows = ((name, *(_time(times, name, label, pages=pages) for label in labels)) for name in names)
    return _table(head, rows)


def _time(times: Times, name: str, label: str, *, pages: bool) -> str:
    series, ours = times[name, label], times[US, label]
    low, high = (_ms(one) for one in series.quartiles)
    extent = f"; {series.pages} tr." if pages else ""
    ratio = "" if name == US else f" · gấp {_number(series.median / ours.median, 2)}"
    return f"**{_ms(series.median)}** ({low}–{high}{extent}){ratio}"


def _steps(steps: Mapping[str, Steps]) -> str:
    head = ("Trung vị, ms", "Kiểm và chuẩn bị dữ liệu", "Lập DOCX", "LibreOffice")
    rows = (
        (label, _ms(one.prepare), _ms(one.assemble), _ms(one.convert))
        for label, one in steps.items()
    )
    return _table(head, rows)


def _forms(forms: Sequence[FormTimes]) -> list[str]:
    if not forms:
        return []
    head = ("Biểu mẫu", "DOCX, ms", "Số trang", "PDF, ms", "ms/trang", "So với Mẫu 01")
    rows = (
        (
            one.name,
            _ms(one.docx),
            str(one.pages),
            _ms(one.pdf),
            _ms(one.page),
            _number(one.ratio, 2),
        )
        for one in forms
    )
    first = "; ".join(f"{one.name}: thêm {_ms(one.pictures)} ms" for one in forms if one.pictures)
    said = f"Ảnh gửi lần đầu phải đọc, gửi lại thì không ({first})." if first else ""
    return ["## Mọi biểu mẫu", _table(head, rows), *([said] if said else [])]


def _batch(results: Results) -> list[str]:
    if not results.throughput:
        return []
    rows = ((str(workers), _number(rate, 1)) for workers, rate in results.throughput.items())
    return ["## Lập hàng loạt", _table(("Số LibreOffice", f"Văn bản/giây ({TWO_PAGES})"), rows)]


def _memory(results: Results) -> list[str]:
    if not results.memory:
        return []
    rows = ((f"{at:_}".replace("_", "."), _number(mb, 0)) for at, mb in results.memory.items())
    return ["## Bộ nhớ", _table(("Sau văn bản thứ", "soffice.bin, MiB"), rows)]


def _method(plan: Plan) -> str:
    return "\n".join(
        (
            f"- Các bên thay phiên nhau trong từng lượt: {plan.rounds} lượt "
            f"({plan.long_rounds} lượt với {LONG}), lập DOCX {plan.assembly_rounds} lượt "
            f"({plan.rounds} với {LONG}); hai văn bản đầu không tính.",
            f"- Mọi biểu mẫu: ví dụ đầu tiên, từ JSON; DOCX {plan.form_docx_rounds} lượt, PDF "
            f"{plan.form_pdf_rounds} lượt qua tất cả các biểu mẫu; Mẫu 01 được đo lại ngay trước "
            "mỗi lần đo, tỷ lệ là trung vị của các cặp. Văn bản một trang chịu trọn phần không đổi "
            "của LibreOffice (mở tệp, nhúng phông), Mẫu 01 thì chia cho các trang của nó.",
            "- Cùng một máy, cùng LibreOffice, cùng dữ liệu Mẫu 01 sinh bằng `bench/data.py`.",
            "- PDF của mọi bên được đọc lại và phải có đủ chữ của mọi dòng; số trang ghi trong "
            "bảng.",
            "- VănThư tính từ JSON: kiểm dữ liệu, lập và kiểm DOCX, PDF/A-2b gắn thẻ. Các bên khác "
            "nhận dữ liệu đã chuẩn bị sẵn và xuất PDF thường, nên việc của họ nhẹ hơn.",
            "- Carbone dùng mẫu của chính nó, cùng nội dung và bố cục "
            "(`bench/carbone_template.py`), trong gói như Word lưu ra: mẫu cho "
            "Carbone được làm bằng Word (`bench/word_package.py`). "
            f"“{CARBONE_LEAN}” là cùng mẫu ấy trong gói tối giản của VănThư: cả hai bên cùng chờ "
            "một LibreOffice, nên khoảng cách còn lại chỉ là cách dùng LibreOffice.",
            "- Carbone giữ sẵn một LibreOffice; thời gian lấy trong Node.js, chỉ riêng `render`.",
            "- unoserver giữ sẵn một LibreOffice, gọi bằng thư viện của nó; `soffice --convert-to` "
            "dùng lại một hồ sơ riêng đã tạo trước.",
        )
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _ms(value: float) -> str:
    return _number(value, 1 if value < 100 else 0)


def _number(value: float, digits: int) -> str:
    return f"{value:_.{digits}f}".replace(".", ",").replace("_", ".")
