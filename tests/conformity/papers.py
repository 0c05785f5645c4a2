"""Documents made for one test: clean ones of each family, in three layouts, to spoil at will."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from doc_service.conformity.findings import Slip
from doc_service.conformity.paper import (
    Image,
    Look,
    PageNumber,
    Paper,
    Paragraph,
    Shape,
    Sheet,
    Span,
    Where,
)
from doc_service.conformity.parts import Parts, read_parts, rule_set_of
from doc_service.conformity.rules.table import slips

TODAY = dt.date(2026, 11, 21)
TIMES = "Times New Roman"
LOOK = Look(14, False, False, False, False, "", {"ascii": TIMES, "hAnsi": TIMES})
SHAPE = Shape("left", 0, 0, 0, 0, 0, None, "multiple", 1.0, False, False)
BODY = replace(SHAPE, align="both", first_mm=10, before_pt=6, line_pt=18, line_rule="exact")
SHEET = Sheet(210, 297, 20, 20, 30, 15, 10, True, PageNumber("center", 14), False, False)


@dataclass(frozen=True)
class T:
    """A line with what its look and shape have that is not the component's usual."""

    text: str
    changes: dict[str, Any]


def t(text: str, **changes: Any) -> T:
    return T(text, changes)


def p(text: str | T, shape: Shape = SHAPE, **usual: Any) -> Paragraph:
    """One paragraph; sides of look, shape and paragraph may be given by name."""
    words, changes = (text.text, text.changes) if isinstance(text, T) else (text, {})
    sides = {**usual, **changes}
    font = sides.pop("font", None)
    look = replace(LOOK, **{k: v for k, v in sides.items() if k in Look.__dataclass_fields__})
    if font:
        look = replace(look, fonts={"ascii": font, "hAnsi": font})
    shaped = replace(shape, **{k: v for k, v in sides.items() if k in Shape.__dataclass_fields__})
    own = ("drawn_rule", "pictures", "label", "decomposed", "section")
    rest = {k: v for k, v in sides.items() if k in own}
    spans = (Span(words, look),) if words else ()
    base = Paragraph(0, words, spans, shaped, None, "", False, 0)
    return replace(base, **rest)


def table(*rows: Sequence[Sequence[Paragraph]], bordered: bool = False) -> list[Paragraph]:
    """A table of rows of cells of paragraphs; its number is given when the paper is made."""
    width = max(len(row) for row in rows)
    return [
        replace(one, where=Where(-1, at, column, width, len(rows), bordered))
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        for one in cell
    ]


def paper(*items: Paragraph | list[Paragraph], **changes: Any) -> Paper:
    """A document of paragraphs and tables in order."""
    found: list[Paragraph] = []
    tables = 0
    for item in items:
        if isinstance(item, Paragraph):
            found.append(item)
            continue
        for one in item:
            where = replace(one.where, table=tables) if one.where else None
            found.append(replace(one, where=where))
        tables += any(one.where for one in item)
    numbered = tuple(replace(one, index=index) for index, one in enumerate(found))
    return Paper(numbered, changes.pop("sheets", (SHEET,)), **changes)


@dataclass(frozen=True)
class Draft:
    """The components of a document; "" or () leaves one out."""

    organs: tuple[str | T, ...] = ("ĐẢNG BỘ PHƯỜNG AN THỊNH", "CHI BỘ TỔ DÂN PHỐ SỐ 5")
    bold_from: int = 1
    """Organs from here on are bold."""

    star: str | T = "*"
    mottoes: tuple[str | T, ...] = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    motto_pt: tuple[float, ...] = (15,)
    ruled: bool = True
    organ_pt: float = 14
    number: str | T = "Số 12-KH/CB"
    number_pt: float = 14
    letter_abstract: str | T = ""
    date: str | T = "An Thịnh, ngày 09 tháng 01 năm 2026"
    label: str | T = ""
    type: str | T = "KẾ HOẠCH"
    type_pt: float = 15
    abstract: tuple[str | T, ...] = ("thực hiện phong trào thi đua “Dân vận khéo” năm 2026",)
    divider: str | T | None = "-----"
    """None: a drawn line."""

    greeting: tuple[str | T, ...] = ()
    body: tuple[str | T, ...] = (
        "Thực hiện Kế hoạch số 05-KH/ĐU, ngày 05/01/2026 của Đảng ủy phường về phong trào thi đua, "
        "Chi bộ xây dựng kế hoạch như sau.",
        "Các đảng viên tích cực tuyên truyền, vận động Nhân dân trong tổ dân phố cùng tham gia "
        "thực hiện và báo cáo kết quả về Chi bộ.",
    )
    extra: tuple[Paragraph, ...] = ()
    """Right above the closing."""

    recipients: tuple[str | T, ...] = ("- Đảng ủy phường (để báo cáo),", "- Lưu Chi bộ.")
    recipients_label: str | T = "Nơi nhận:"
    state: bool = False
    """Look of recipients and positions."""

    signature: tuple[str | T, ...] = ("T/M CHI BỘ", "BÍ THƯ")
    blanks: int = 4
    name: str | T = "Nguyễn Khánh Vân"
    after: tuple[Paragraph, ...] = ()
    layout: str = "table"
    changes: dict[str, Any] = field(default_factory=dict)

    def paper(self) -> Paper:
        head = {"table": self._head_table, "tabs": self._head_tabs, "lines": self._head_lines}
        label = [p(self.label, bold=True, align="right")] if self.label else []
        body = [p(one, BODY) for one in self.body]
        return paper(
            label,
            *head[self.layout](),
            self._titles(),
            body,
            list(self.extra),
            *self._closing(),
            list(self.after),
            **self.changes,
        )

    def _organs(self) -> list[Paragraph]:
        lines = [
            p(one, pt=self.organ_pt, bold=at >= self.bold_from, align="center")
            for at, one in enumerate(self.organs)
        ]
        star = [p(self.star, align="center")] if self.star else []
        return lines + (star or [p("", drawn_rule=True)])

    def _mottoes(self) -> list[Paragraph]:
        lines = [
            p(one, pt=pt, bold=True, align="center")
            for one, pt in zip(self.mottoes, self.motto_pt, strict=False)
        ]
        return lines + ([p("", drawn_rule=True)] if self.ruled else [p("")])

    def _number(self) -> list[Paragraph]:
        lines = [p(self.number, pt=self.number_pt, align="center")] if self.number else [p("")]
        if self.letter_abstract:
            look = {"pt": 13, "italic": False} if self.state else {"pt": 12, "italic": True}
            lines.append(p(self.letter_abstract, align="center", **look))
        return lines

    def _date(self) -> Paragraph:
        return p(self.date, italic=True, align="center")

    def _head_table(self) -> list[list[Paragraph]]:
        rows = ([self._organs(), self._mottoes()], [self._number(), [self._date()]])
        return [table(*rows)]

    def _head_tabs(self) -> list[list[Paragraph]]:
        left = [*self._organs(), *self._number()]
        right = [one for one in self._mottoes() if one.text] + [self._date()]
        right = [right[0], *[p("")] * (len(left) - len(right)), *right[1:]]
        lines = []
        for a, b in zip(left, right, strict=True):
            between = Span("\t", LOOK)
            spans = (*a.spans, between, *b.spans) if b.text else a.spans
            text = "".join(span.text for span in spans)
            lines.append(replace(a, text=text, spans=spans, shape=SHAPE, drawn_rule=True))
        return [lines]

    def _head_lines(self) -> list[list[Paragraph]]:
        return [[*self._mottoes(), *self._organs(), *self._number(), self._date()]]

    def _titles(self) -> list[Paragraph]:
        lines = []
        if self.type:
            lines.append(p(self.type, pt=self.type_pt, bold=True, align="center"))
            lines += [p(one, bold=True, align="center") for one in self.abstract]
            if self.divider is None:
                lines.append(p("", drawn_rule=True))
            elif self.divider:
                lines.append(p(self.divider, bold=True, align="center"))
        italic = not self.state
        for one in self.greeting:
            text = one.text if isinstance(one, T) else one
            lines.append(
                p(one, italic=italic and text.endswith(":"), align="center")
                if text.startswith("Kính")
                else p(one, left_mm=55)
            )
        return lines

    def _closing(self) -> list[list[Paragraph]]:
        label = {"pt": 12, "bold": True, "italic": True} if self.state else {"underline": True}
        pt = 11 if self.state else 12
        left = [p(self.recipients_label, **label)] if self.recipients else [p("")]
        left += [p(one, pt=pt) for one in self.recipients]
        right = [
            p(one, bold=self.state or not at or len(self.signature) == 1, align="center")
            for at, one in enumerate(self.signature)
        ]
        if self.name:
            right += [p("")] * self.blanks + [p(self.name, bold=True, align="center")]
        if self.layout == "lines":
            return [[*right, *left]]
        return [table([left, right])]


def party(**changes: Any) -> Paper:
    """A plan of a chi bộ under HD 36; the changes are those of `Draft`."""
    return replace(Draft(), **changes).paper()


def party_05(**changes: Any) -> Paper:
    """The same under HD 05."""
    ours = {
        "date": "An Thịnh, ngày 09 tháng 6 năm 2026",
        "recipients": ("- Đảng ủy phường (để báo cáo);", "- Lưu Chi bộ."),
    }
    return party(**{**ours, **changes})


_STATE: dict[str, Any] = {
    "organs": ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN THỊNH"),
    "bold_from": 0,
    "star": "",
    "mottoes": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "motto_pt": (13, 14),
    "organ_pt": 13,
    "number": "Số: 09/KH-UBND",
    "number_pt": 13,
    "type_pt": 14,
    "abstract": ("Thực hiện phong trào thi đua “Dân vận khéo” năm 2026",),
    "divider": None,
    "body": (
        "Thực hiện Kế hoạch số 05/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân Thành phố về phong "
        "trào thi đua, Ủy ban nhân dân phường xây dựng kế hoạch như sau:",
        "Các phòng, ban, đơn vị tích cực vận động Nhân dân trên địa bàn phường cùng tham gia thực "
        "hiện, báo cáo kết quả về Ủy ban nhân dân phường./.",
    ),
    "recipients": ("- Ủy ban nhân dân Thành phố (để báo cáo);", "- Lưu: VT, VHXH."),
    "state": True,
    "signature": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "name": "Ngô Thế Duyệt",
    "changes": {"sheets": (replace(SHEET, number=PageNumber("center", 13)),)},
}


def state(**changes: Any) -> Paper:
    """A plan of a people's committee."""
    return replace(Draft(**_STATE), **changes).paper()


def front(**changes: Any) -> Paper:
    """A plan of the Fatherland Front."""
    ours = {
        "organs": ("ỦY BAN MTTQ VIỆT NAM", "PHƯỜNG AN THỊNH", "BAN THƯỜNG TRỰC"),
        "bold_from": 2,
        "number": "Số: 06/KH-MTTQ-BTT",
        "signature": ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
        "recipients": ("- Các tổ chức chính trị - xã hội phường;", "- Lưu: VT, BTT."),
        "name": "Đặng Thị Kim Oanh",
    }
    return replace(Draft(**{**_STATE, **ours}), **changes).paper()


def letter(**changes: Any) -> Paper:
    """A Party letter under HD 05."""
    ours: dict[str, Any] = {
        "organs": ("ĐẢNG ỦY PHƯỜNG AN THỊNH", "BAN XÂY DỰNG ĐẢNG"),
        "number": "Số 64-CV/BXDĐ",
        "letter_abstract": "về việc đôn đốc báo cáo kết quả",
        "type": "",
        "greeting": ("Kính gửi:", "- Các chi bộ trực thuộc;", "- Công an phường."),
        "recipients": ("- Như trên;", "- Lưu Ban Xây dựng Đảng."),
        "signature": ("TRƯỞNG BAN",),
        "name": "Hoàng Thị Minh Nguyệt",
    }
    return party_05(**{**ours, **changes})


def two_signatures(left: str, right: str) -> tuple[Paragraph, ...]:
    """The end of minutes; "" leaves one out."""
    cells = [
        [p(role, bold=True), *[p("")] * 4, p(name, bold=True)]
        for role, name in ((left, "Vũ Thị Thanh Nhàn"), (right, "Phạm Quốc Hưng"))
        if role
    ]
    return tuple(table(cells)) if cells else ()


def minutes(**changes: Any) -> Paper:
    """Party minutes with their two signatures; `left`, `right` change them."""
    left = changes.pop("left", "NGƯỜI GHI BIÊN BẢN")
    right = changes.pop("right", "CHỦ TRÌ HỘI NGHỊ")
    ours: dict[str, Any] = {
        "number": "Số 07-BB/CB",
        "date": "",
        "type": "BIÊN BẢN",
        "abstract": ("họp bình xét mô hình “Dân vận khéo” năm 2026",),
        "body": (
            "1. Thời gian: Bắt đầu hồi 08 giờ 00 phút, ngày 22 tháng 10 năm 2026.",
            "2. Thành phần: Triệu tập 12 đồng chí, có mặt 11 đồng chí, vắng mặt 01 đồng chí.",
            "Hội nghị kết thúc hồi 11 giờ 30 phút cùng ngày, biên bản được thông qua.",
        ),
        "extra": two_signatures(left, right),
        "recipients": (),
        "signature": (),
        "name": "",
    }
    return party(**{**ours, **changes})


def judged(one: Paper, today: dt.date = TODAY) -> list[Slip]:
    """Everything the rules say of a document."""
    parts = read_parts(one)
    return list(slips(one, parts, rule_set_of(parts, today), today))


def rules_of(one: Paper) -> list[str]:
    """The ids of the rules that a document breaks, each once, in order."""
    return list(dict.fromkeys(slip.rule for slip in judged(one)))


def only(one: Paper, rule: str) -> Slip:
    """The one thing that is wrong with a document, which must be of that rule."""
    found = judged(one)
    assert [slip.rule for slip in found] == [rule], found
    return found[0]


def parts_of(one: Paper) -> Parts:
    return read_parts(one)


def image(width: int, height: int) -> Image:
    return Image(width, height, 900_000)
