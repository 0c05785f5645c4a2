from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.batches import inputs_json
from doc_service.batches.inputs_json import json_array, json_lines, text_of_file
from doc_service.batches.inputs_raw import Raw
from doc_service.errors import BadRequest
from doc_service.forms.catalog import Catalog

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=3), max_size=6)


def array(text: str) -> list[Raw]:
    return list(json_array(io.StringIO(text), None))


def lines(content: bytes) -> list[Raw]:
    with text_of_file(io.BytesIO(content)) as text:
        return list(json_lines(text, None))


def data(raws: list[Raw]) -> list[Any]:
    return [one.data for one in raws]


@given(OBJECTS, st.integers(1, 7), st.sampled_from([None, 1]))
def test_an_array_read_in_pieces_is_the_same(
    objects: list[dict[str, Any]], chunk: int, indent: int | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs_json, "_CHUNK", chunk)
        found = array(json.dumps(objects, ensure_ascii=False, indent=indent))
    wanted = [one["data"] if isinstance(one.get("data"), dict) else one for one in objects]
    assert data(found) == wanted
    assert [one.number for one in found] == list(range(1, len(objects) + 1))


@pytest.mark.parametrize(
    "text", ['[{"a": 1}, {"a": }', '[{"a": 1}', '[{"a": 1},]', '[{"a": 1} {"b": 2}]']
)
def test_what_follows_a_broken_element_is_told_as_one_bad_record(text: str) -> None:
    first, second = array(text)
    assert first.data == {"a": 1}
    assert second.data is None and "bản ghi 2" in second.problems[0].message


def test_an_element_that_is_no_object_is_a_bad_record() -> None:
    first, second = array('[12, {"a": 1}]')
    assert first.problems[0].code == "type" and second.data == {"a": 1}


@pytest.mark.parametrize("line", ["[1]", "12", '"chữ"', '{"a": NaN}', '{"a": 1e999}', "{", "x" * 9])
def test_a_bad_line_does_not_stop_the_others(line: str) -> None:
    first, second = lines(f'{line}\n{{"a": 1}}'.encode())
    assert first.data is None and first.problems
    assert second.data == {"a": 1}


def test_bytes_that_are_no_unicode_spoil_their_line_only() -> None:
    first, second = lines(b'{"a": "\xff"}\r\n{"a": 1}\r\n')
    assert "Unicode" in first.problems[0].message and second.data == {"a": 1}


def test_a_line_without_end_is_a_bad_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs_json, "LONGEST", 20)
    first, second = lines(b'{"a": "' + b"x" * 90 + b'"}\n{"a": 1}')
    assert "quá dài" in first.problems[0].message
    assert second.data == {"a": 1} and second.source == "dòng 2"


def test_a_line_nested_without_end_is_a_bad_record() -> None:
    assert lines(b'{"a":' + b"[" * 99_999)[0].data is None


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs_json, "MOST_RECORDS", 2)
    with pytest.raises(BadRequest, match="hơn"):
        lines(b"{}\n{}\n{}")


def test_a_record_may_say_its_form_and_code(catalog: Catalog) -> None:
    form = catalog.form("mau_01")
    said = '{"form": "mau_01", "ma": 7, "data": {"nam": 2026}}\n{"form": "mau_03", "data": {}}'
    first, second = json_lines(io.StringIO(said), form)
    assert (first.label, first.data) == ("7", {"nam": 2026})
    assert second.data is None and "mau_03" in second.problems[0].message
