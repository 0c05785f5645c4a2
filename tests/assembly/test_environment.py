from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Undefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment, SecurityError

from doc_service.assembly.environment import template_environment
from doc_service.vietnamese.numbers import dem, nghin


class Row(dict[str, Any]):
    """Data that are more than plain."""

    ten = "thuộc tính"


@pytest.mark.parametrize("name", ["ten", "items", "get", "copy", "khac"])
@pytest.mark.parametrize("row", [{"ten": "a", "items": "b"}, Row(ten="c"), "chữ", [1]])
def test_a_name_after_a_dot_means_what_it_means_in_every_sandbox(name: str, row: Any) -> None:
    usual, ours = (
        env.getattr(row, name) for env in (SandboxedEnvironment(), template_environment())
    )
    assert isinstance(ours, Undefined) == isinstance(usual, Undefined)
    assert isinstance(ours, Undefined) or ours == usual


@pytest.mark.parametrize("source", ["{{ row.__class__ }}", "{{ row.items.__globals__ }}"])
def test_nothing_but_data_is_reached(source: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        template_environment().from_string(source).render(row={"ten": "a"})


@pytest.mark.parametrize("count", [0, 1, 9, 10, 999, 1000, 12_345, -1, -12, True, False])
def test_a_count_is_padded_below_ten_and_parted_from_a_thousand(count: int) -> None:
    expected = dem(count) if count < 1000 else nghin(count)
    assert template_environment().from_string("{{ n | dem }}").render(n=count) == expected
