from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.assembly.checks import Supplied, check_nothing_lost
from doc_service.errors import ContentLost

TEXTS = st.text("aAßSđĐ- \u00a0\u2011\n", max_size=8)


def folded(text: str) -> str:
    plain = text.replace("\u00a0", " ").replace("\u2011", "-")
    return " ".join(plain.casefold().split())


@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(st.lists(TEXTS, max_size=2), max_size=3))
def test_a_value_is_there_where_case_blanks_and_hyphens_aside_the_page_shows_it(
    texts: list[str], given_ways: list[list[str]]
) -> None:
    page = folded(" ".join(texts))
    lost = [
        f"/{at}"
        for at, ways in enumerate(given_ways)
        if not any(folded(way) in page for way in ways)
    ]
    supplied = [Supplied(f"/{at}", tuple(ways)) for at, ways in enumerate(given_ways)]
    if not lost:
        check_nothing_lost(texts, supplied)
        return
    with pytest.raises(ContentLost) as caught:
        check_nothing_lost(texts, supplied)
    assert caught.value.detail == f"lost: {lost}"
