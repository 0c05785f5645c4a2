"""Documents with tables of any shape, so that their pages break anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from doc_service.documents import Order
from doc_service.forms.catalog import Catalog

Data = dict[str, Any]

_WORDS: Final = """tổ liên gia tự quản vận động hộ gia đình giữ gìn vệ sinh môi trường an toàn phòng
cháy chữa cháy khu dân cư văn minh đô thị Nhân dân trực tuyến hỗ trợ thủ tục hành chính"""
_FIELDS: Final = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")


def varied(catalog: Catalog, form: str, number: int) -> Order:
    """One document of a form; the same number gives the same one."""
    random = Random(f"{form} {number}")
    data = dict(catalog.form(form).example)
    return Order(form, {**data, **_SHAPES[form](random, data)}, outputs=("pdf",))


def _mau_01(random: Random, data: Data) -> Data:
    return {"mo_hinh": list(_models(random))}


def _mau_02(random: Random, data: Data) -> Data:
    """Vary where the table begins: it always has the same rows."""
    return {
        "kinh_gui": _text(random, 60),
        "noi_nhan": [{"noi": _text(random, 8)} for _ in range(random.randint(1, 9))],
    }


def _ke_hoach_mo_hinh(random: Random, data: Data) -> Data:
    step, task = data["tien_do"][0], data["phan_cong"][0]
    return {
        "muc_tieu": _text(random, 200),
        "tien_do": [{**step, "viec": _text(random, 40)} for _ in range(random.randint(1, 14))],
        "phan_cong": [
            {**task, "nguoi": f"Nguyễn Văn A {number}", "nhiem_vu": _text(random, 40)}
            for number in range(random.randint(1, 14))
        ],
    }


_SHAPES: Final[dict[str, Callable[[Random, Data], Data]]] = {
    "mau_01": _mau_01,
    "mau_02": _mau_02,
    "ke_hoach_mo_hinh": _ke_hoach_mo_hinh,
}


def _models(random: Random) -> Iterator[Data]:
    for number in range(random.randint(2, 14)):
        organisation = {"loai": "tap_the", "chu_the": f"Chi bộ {_text(random, 12)} {number}"}
        yield from _models_of(random, organisation)
    for number in range(random.randint(0, 10)):
        post = _text(random, 14)
        person = {"loai": "ca_nhan", "chu_the": f"Nguyễn Văn A {number}", "chuc_vu": post}
        yield from _models_of(random, person)


def _models_of(random: Random, who: Data) -> Iterator[Data]:
    for _ in range(random.choice((1, 1, 2, 3))):
        yield {**who, "ten": _text(random, 40), "linh_vuc": random.choice(_FIELDS)}


def _text(random: Random, most: int) -> str:
    words = random.choices(_WORDS.split(), k=random.randint(2, most))
    return " ".join(words).capitalize()
