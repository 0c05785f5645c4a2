from __future__ import annotations

from collections import Counter

from doc_service.documents.samples import EVERY, Samples

KIND = ("mẫu", False)


def test_the_first_group_is_looked_at_and_then_one_of_so_many() -> None:
    samples = Samples()
    chosen = [samples.chosen(KIND, 20) for _ in range(3 * EVERY)]
    assert [at for at, one in enumerate(chosen) if one is not None] == [0, EVERY, 2 * EVERY]


def test_documents_take_turns_however_many_go_together() -> None:
    samples = Samples()
    chosen = [samples.chosen(KIND, 3) for _ in range(6 * EVERY)]
    assert Counter(one for one in chosen if one is not None) == {0: 2, 1: 2, 2: 2}


def test_each_kind_is_counted_by_itself() -> None:
    samples = Samples()
    assert samples.chosen(KIND, 1) == samples.chosen(("mẫu", True), 1) == 0
    assert samples.chosen(KIND, 1) is None
