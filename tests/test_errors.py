from __future__ import annotations

from collections.abc import Iterator

import pytest

from doc_service import errors
from doc_service.errors import DocServiceError, InvalidData
from doc_service.problems import Place, Problem


def tree(kind: type[DocServiceError] = DocServiceError) -> Iterator[type[DocServiceError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from tree(below)


def test_every_error_is_drawn_at_the_top_of_the_module() -> None:
    for kind in tree():
        assert kind.__name__ in (errors.__doc__ or ""), kind.__name__


def test_codes_are_unique_and_titles_are_vietnamese() -> None:
    concrete = [kind for kind in tree() if not kind.__subclasses__()]
    codes = [kind.code for kind in concrete]
    assert len(codes) == len(set(codes))
    assert all(kind.__doc__ for kind in tree())
    assert all(not kind.title.isascii() for kind in tree())


@pytest.mark.parametrize("kind", sorted(tree(), key=lambda one: one.__name__))
def test_status_and_exit_code_fit_who_can_mend_it(kind: type[DocServiceError]) -> None:
    assert 400 <= kind.status < 600
    assert 1 <= kind.exit_code < 64
    if issubclass(kind, errors.InputError):
        assert kind.status < 500


def test_invalid_data_keeps_every_problem() -> None:
    error = InvalidData([Problem("/a", "Sai.", "x"), Problem("/b", "Sai.", "y")])
    assert len(error.problems) == 2
    assert "2 chỗ" in str(error)


def test_a_place_reads_as_a_clerk_would_look_for_it() -> None:
    assert str(Place("Mô hình", 7, "D")) == "trang “Mô hình”, ô D7"
