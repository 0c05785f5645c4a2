"""The words: code table, spelling, quotation marks, blanks, dates in the text (V-*, D-DL-01).

What the forms' proofreading knows is asked here of whole documents. Shared domain reference §3.5,
§6; NĐ 30/2020/NĐ-CP Phụ lục II (capitals).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from doc_service.conformity.paper import Paragraph
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.forms.localities import DEFAULT, Locality, load_localities
from doc_service.forms.proofreading import text_problems
from doc_service.problems import Problem
from doc_service.settings import ROOT
from doc_service.vietnamese.legacy import encoding_of_font
from doc_service.vietnamese.text import ToneStyle, clean, dashes, eth_to_d, tone_style, unbind

_LABEL: Final = "x"
_RULE_BY_CODE: Final[Mapping[str, tuple[str, str]]] = {
    "typo": ("V-TYPO-01", "Viết đúng chính tả"),
    "erratum": ("V-TYPO-01", "Viết đúng chính tả"),
    "quotes": ("V-QUO-01", "Dấu ngoặc kép cong “ và ”, mở rồi đóng"),
    "phrase": ("V-QUO-01", "Cụm từ “Dân vận khéo” trong ngoặc kép cong"),
    "punctuation": ("V-SP-01", "Dấu câu đứng sát chữ trước, không thừa"),
    "date": ("D-DL-01", "Ngày, tháng có thật"),
    "date_style": ("V-DATE-01", "Chỉ ngày dưới 10 và tháng 1, tháng 2 ghi số 0 đứng trước"),
}
"""Code of a problem of proofreading → id of the rule, and what it requires."""

_SAID_BY_OTHERS: Final = frozenset(
    (
        *("Số và ký hiệu", "Địa danh, ngày tháng", "Tiêu đề", "Tên cơ quan ban hành"),
        *("Chữ ký", "Nơi nhận"),
    )
)
"""Components that rules of their own judge."""

# a letter of TCVN3 that Vietnamese has not, or that it has not after a small letter
_TCVN3 = re.compile("[a-z\u00ad-\u00fe][\u00a8\u00a9\u00ae\u00b5-\u00b9\u00bb-\u00be\u00c6-\u00cb]")
_CONTROLS = re.compile("[\u0080-\u009f\ufffd]")
_EDGES: Final = '.,;:()“”-–"'
_SHOWN_WORDS: Final = 3
_HEADING_LABEL = re.compile(r"\A\s*(?:[IVXLC]{1,7}|[A-ZĐ]|[a-zđ]|\d{1,2}) ?- *(?=\S)")
_REACH: Final = 12
_NOT_DOUBLED = re.compile(r"[\w,;:.)”] {2,}[\w(“]")
_PEOPLE = re.compile(r"(?P<before>(?:[^\W\d_]+ ){0,2})(?<!\w)nhân dân(?! tệ)(?!\w)")
_SMALL_PEOPLE: Final = (
    *("ủy ban", "uỷ ban", "hội đồng", "tòa án", "toà án", "kiểm sát", "công an", "quân đội"),
    *("nghệ sĩ", "nhà giáo", "nghệ nhân", "thầy thuốc", "tín dụng", "chiến tranh", "vũ trang"),
    *("an ninh", "hội thẩm", "toàn", "dân quân"),
)
"""Words after which “nhân dân” is a part of a name or a term, small."""


def proofread(case: Case) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with the words of every paragraph, with the id of its rule."""
    place = usual_spelling()
    doubled: list[int] = []
    small: list[int] = []
    for one in _running(case):
        text = unbind(clean(one.text))
        if "  " in text and "\t" not in text and _NOT_DOUBLED.search(text):
            doubled.append(one.index)
        for problem in text_problems(place, text, "", _LABEL):
            if problem.code in _RULE_BY_CODE:
                yield _slip(one, problem)
        if "nhân dân" in text and _is_people(text):
            small.append(one.index)
        if "-" in text and (right := _dashed(text)):
            required = "Gạch nối giữa hai cụm từ có dấu cách hai bên"
            yield "V-DASH-01", Fault(one.index, required, right[0], f"Sửa thành {right[1]}.")
    if doubled:
        fix = "Dùng Find & Replace: thay hai dấu cách bằng một, lặp đến khi hết."
        found = f"nhiều dấu cách liền nhau{_count(doubled)}"
        yield "V-SP-01", Fault(doubled[0], "Giữa hai từ chỉ có một dấu cách", found, fix)
    if small:
        found = f"“nhân dân”{_count(small)}"
        yield "V-CAP-01", Fault(small[0], "Viết hoa “Nhân dân”", found, "Sửa thành “Nhân dân”.")


@cache
def usual_spelling() -> Locality:
    """Return the spelling errors known everywhere: those of the locality that others build on.

    Raises:
        InvalidSchema: the file of a locality is wrong.
    """
    return load_localities(ROOT / "form_templates")[DEFAULT]


def _running(case: Case) -> Iterator[Paragraph]:
    """Yield the paragraphs whose words no other rule judges, those in old encodings left out."""
    for one in case.paper.paragraphs:
        if not one.text.strip() or case.parts.name_of(one.index) in _SAID_BY_OTHERS:
            continue
        if not any(encoding_of_font(span.look.fonts.get("ascii", "")) for span in one.spans):
            yield one


def _slip(one: Paragraph, problem: Problem) -> tuple[str, Fault]:
    """Return a problem of proofreading as a fault: it reads `“x”, chỗ “…”: what; what to do`."""
    rule, required = _RULE_BY_CODE[problem.code]
    place, _, said = problem.message.rpartition("”: ")
    words = place.removeprefix(f"“{_LABEL}”, chỗ “").strip(" ./…")
    why, _, todo = said.rpartition("; ")
    if not why:
        why, _, todo = said.partition(". ")
    todo = todo or why
    found = f"…{words}…: {why}" if todo != why else f"…{words}…"
    return rule, Fault(one.index, required, found, todo[:1].upper() + todo[1:])


def _count(places: list[int]) -> str:
    return f" ở {len(places)} đoạn" if len(places) > 1 else ""


def _is_people(text: str) -> bool:
    """Say whether “nhân dân” stands small where it means the People."""
    befores = (match["before"].strip().lower() for match in _PEOPLE.finditer(text))
    return any(not before.endswith(_SMALL_PEOPLE) for before in befores)


def _dashed(text: str) -> tuple[str, str] | None:
    """Return the first notions whose hyphen stands too close, and how they are written.

    `I- KẾT QUẢ` is a heading (shared domain reference §1.7).
    """
    plain = _HEADING_LABEL.sub("", text.replace("–", "-"))
    right = dashes(plain)
    if right == plain:
        return None
    at = next(i for i, (a, b) in enumerate(zip(plain, right, strict=False)) if a != b)
    return quoted(_words_around(plain, at)), quoted(_words_around(right, at))


def _words_around(text: str, at: int) -> str:
    """Return the whole words about a place of a text."""
    start = text.rfind(" ", 0, max(0, at - _REACH)) + 1
    end = text.find(" ", at + _REACH)
    return text[start : end if end >= 0 else len(text)].strip()


def code_table(case: Case) -> Iterator[Fault]:
    """Find text that is not Unicode, or not quite (V-UNI-01)."""
    legacy: dict[str, list[int]] = {}
    for one in case.paper.paragraphs:
        for span in one.spans:
            font = span.look.fonts.get("ascii", "") or span.look.fonts.get("hAnsi", "")
            if font and encoding_of_font(font) and any(map(str.isalpha, span.text)):
                legacy.setdefault(font, []).append(one.index)
    for font, places in legacy.items():
        yield Fault(
            places[0],
            "Bộ mã Unicode (TCVN 6909:2001)",
            f"chữ gõ bằng phông {font} (bảng mã TCVN3 hoặc VNI) ở {len(set(places))} đoạn",
            "Chuyển mã sang Unicode (chẳng hạn bằng Unikey Toolkit, Ctrl+Shift+F6), rồi đổi phông "
            "thành Times New Roman.",
        )
    told = {at for places in legacy.values() for at in places}
    for one in case.paper.paragraphs:
        if one.index not in told and (fault := _strange(one)):
            yield fault
    apart = [one.index for one in case.paper.paragraphs if one.decomposed]
    if apart:
        yield Fault(
            apart[0],
            "Chữ Việt dạng dựng sẵn (Unicode NFC)",
            f"dấu và chữ lưu rời nhau ở {len(apart)} đoạn",
            "Chuyển sang Unicode dựng sẵn (Unikey Toolkit: từ “Unicode tổ hợp” sang “Unicode”).",
            "warning",
        )


def _strange(one: Paragraph) -> Fault | None:
    text = one.text
    if text.isascii():
        return None
    if match := _TCVN3.search(text) or _CONTROLS.search(text):
        around = text[max(0, match.start() - 10) : match.end() + 10].strip()
        return Fault(
            one.index,
            "Bộ mã Unicode (TCVN 6909:2001)",
            f"{quoted(around)} là chữ bảng mã cũ hoặc bị hỏng",
            "Gõ lại, hoặc chuyển mã sang Unicode.",
        )
    right = eth_to_d(text)
    if right != text:
        at = next(i for i, (a, b) in enumerate(zip(text, right, strict=True)) if a != b)
        word = text[max(0, at - 5) : at + 10].strip()
        return Fault(
            one.index,
            "Chữ “Đ” tiếng Việt (U+0110)",
            f"{quoted(word)} dùng chữ Ð khác (U+00D0)",
            "Gõ lại chữ “Đ” bằng bộ gõ tiếng Việt.",
        )
    return None


def tones(case: Case) -> Iterator[Fault]:
    """Find the tones of one document placed in two ways: `ủy` and `uỷ` (V-TONE-01)."""
    new, old = _toned(case, "old"), _toned(case, "new")
    if not new or not old:
        return
    rare, common = sorted((new, old), key=len)
    few, many = ", ".join(rare), ", ".join(common)
    yield Fault(
        next(iter(rare.values())),
        "Cả văn bản đặt dấu thanh theo một cách",
        f"vừa có “{few}”, vừa có “{many}”",
        "Chọn một cách đặt dấu (hòa, ủy hoặc hoà, uỷ) cho cả văn bản, trừ tên riêng.",
    )


def _toned(case: Case, other: ToneStyle) -> dict[str, int]:
    """Return the first words, with their paragraphs, that would be written otherwise in a style."""
    words: dict[str, int] = {}
    for one in _running(case):
        moved = tone_style(one.text, other)
        if moved == one.text:
            continue
        for word, changed in zip(one.text.split(), moved.split(), strict=False):
            if word != changed:
                words.setdefault(word.strip(_EDGES).lower(), one.index)
        if len(words) >= _SHOWN_WORDS:
            break
    return dict(list(words.items())[:_SHOWN_WORDS])
