from __future__ import annotations

import errno

import pytest

from doc_service.conversion.failures import SENTENCES, failure, of_system
from doc_service.errors import (
    ConversionError,
    ConverterStartFailed,
    FinishingError,
    OutOfDiskSpace,
)


def test_every_way_to_fail_has_a_sentence_of_its_own_that_says_what_to_do() -> None:
    finished_elsewhere = {FinishingError}
    assert set(SENTENCES) == set(ConversionError.__subclasses__()) - finished_elsewhere
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    for sentence in SENTENCES.values():
        assert " Xin " in sentence and sentence.endswith(".")


def test_the_detail_is_kept_from_the_clerk() -> None:
    for kind in SENTENCES:
        error = failure(kind, "soffice: segmentation fault")
        assert "segmentation" not in str(error)
        assert error.detail == "soffice: segmentation fault"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, OutOfDiskSpace),
        (errno.EDQUOT, OutOfDiskSpace),
        (errno.EACCES, ConverterStartFailed),
    ],
)
def test_a_full_disk_is_told_from_other_faults(number: int, kind: type[ConversionError]) -> None:
    assert type(of_system(OSError(number, "no"), ConverterStartFailed)) is kind
