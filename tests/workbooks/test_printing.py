from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from doc_service.workbooks.printing import paginate

ROOM = 1000 / 95 * 100 * 0.97


def rows(*heights: float) -> dict[int, float]:
    return dict(enumerate(heights, start=1))


def test_rows_fill_a_page_before_the_next() -> None:
    pages = paginate(rows(ROOM / 2, ROOM / 2, 1), 1000)
    assert (pages.of_row, pages.breaks) == ({1: 1, 2: 1, 3: 2}, ())


def test_what_belongs_together_goes_to_the_next_page_whole() -> None:
    pages = paginate(rows(ROOM - 50, 40, 40), 1000, kept=[(2, 3)])
    assert (pages.of_row, pages.breaks) == ({1: 1, 2: 2, 3: 2}, (2,))


def test_what_fits_on_no_page_is_divided() -> None:
    assert paginate(rows(10, ROOM, 40), 1000, kept=[(2, 3)]).breaks == ()


def test_a_row_that_begins_a_page_does_so_once_and_not_on_an_empty_one() -> None:
    assert paginate(rows(10, 10), 1000, new_pages=[1, 2]).breaks == (2,)


def test_repeated_rows_take_their_room_on_every_further_page() -> None:
    heights = rows(100, *[ROOM / 4] * 7)
    assert paginate(heights, 1000, repeated=(1, 1)).of_row[8] == 3
    assert paginate(heights, 1000).of_row[8] == 2


@given(st.lists(st.floats(1, 400), min_size=1, max_size=60))
def test_no_page_holds_more_than_fits(heights: list[float]) -> None:
    pages = paginate(rows(*heights), 1000)
    for page in set(pages.of_row.values()):
        held = sum(height for row, height in rows(*heights).items() if pages.of_row[row] == page)
        assert held <= ROOM + 1e-6
