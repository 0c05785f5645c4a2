from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.preparation import prepare, readings
from doc_service.the_thuc.signature import MODES
from tests.conftest import example

from .printed import folded, texts

TODAY = dt.date(2026, 11, 1)
FORMS = st.sampled_from(["mau_01", "mau_02", "mau_03"])
MANY = 2 * settings.default.max_examples  # of data there are more kinds than of anything else

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=12)
    | st.sampled_from(["", "chi_bo", "kinh_te", "2026-02-30", "\x00", "\ud800", "²", 10**30])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(
    ["co_quan", "nam", "cap", "ngay", "kinh_gui", "mo_hinh", "so_lieu", "tong", "thanh_tich"]
    + ["noi_nhan", "nguoi_ky", "loai", "ten", "chu_the", "linh_vuc", "hinh_thuc", "la"]
)
NEAR_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=15,
)


def only_invalid_data(form: Form, data: Any, *, draft: bool) -> None:
    """Prepare, and let nothing but InvalidData out; what comes out can be sent as JSON."""
    try:
        prepared = prepare(form, data, draft=draft, today=TODAY)
    except InvalidData as error:
        assert error.problems
        told = [(one.pointer, one.message) for one in error.problems]
    else:
        told = [(one.pointer, one.message) for one in prepared.warnings]
        json.dumps(prepared.context, ensure_ascii=False).encode()
        assert all(ways for _, ways in readings(prepared))
    json.dumps(told, ensure_ascii=False).encode()


@given(name=FORMS, data=JSON | NEAR_JSON | st.dictionaries(NAMES, NEAR_JSON), draft=st.booleans())
@settings(max_examples=MANY)
def test_no_json_at_all_brings_the_service_down(
    catalog: Catalog, name: str, data: Any, draft: bool
) -> None:
    only_invalid_data(catalog.form(name), data, draft=draft)


def places_in(node: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of nested data."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    found = []
    for key, inner in list(pairs):
        found.append((node, key))
        if isinstance(inner, dict | list):
            found += places_in(inner)
    return found


@given(name=FORMS, draft=st.booleans(), choose=st.data())
@settings(max_examples=MANY)
def test_no_change_of_an_example_brings_the_service_down(
    catalog: Catalog, name: str, draft: bool, choose: st.DataObject
) -> None:
    form = catalog.form(name)
    data = example(form)
    for _ in range(choose.draw(st.integers(1, 4))):
        places = places_in(data)
        container, key = places[choose.draw(st.integers(0, len(places) - 1))]
        if choose.draw(st.booleans()) and isinstance(container, dict):
            del container[key]
        else:
            container[key] = choose.draw(NEAR_JSON)
        if not data:
            break
    only_invalid_data(form, data, draft=draft)


@given(
    kind=st.sampled_from(["chi_bo", "dang_uy", "co_quan_tham_muu", "ban_chi_dao", "ubnd", "mttq"]),
    mode=st.sampled_from([None, *MODES]),
    position=st.sampled_from(["Bí thư", "Phó Chủ tịch", "Ủy viên", "Đảng ủy viên", "x y"]),
    body=st.sampled_from([None, "Ban Thường vụ", "Trưởng ban"]),
    concurrent=st.sampled_from([None, "Trưởng Ban Chỉ đạo"]),
)
def test_whatever_way_of_signing_is_accepted_prints_all_it_was_given(
    catalog: Catalog,
    kind: str,
    mode: str | None,
    position: str,
    body: str | None,
    concurrent: str | None,
) -> None:
    form = catalog.form("mau_01")
    data = example(form)
    data["co_quan"]["loai"] = kind
    data["nguoi_ky"].update(hinh_thuc=mode, chuc_vu=position, tap_the=body, kiem=concurrent)
    try:
        prepared = prepare(form, data, draft=False, today=TODAY)
    except InvalidData as error:
        assert any(one.pointer.startswith("/nguoi_ky/") for one in error.problems)
        return
    block = folded(" ".join(texts(prepared.context["chu_ky"])))
    for pointer, ways in readings(prepared):
        if pointer.startswith("/nguoi_ky/"):
            assert any(folded(way) in block for way in ways)
