from __future__ import annotations

import pytest

from doc_service.conversion.quarantine import Quarantine
from doc_service.errors import (
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    OutOfDiskSpace,
    UnconvertibleDocument,
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("kind", [ConverterCrashed, ConversionTimeout])
def test_the_second_strike_counts(kind: type[ConversionError]) -> None:
    quarantine = Quarantine()
    quarantine.strike(b"document", kind)
    quarantine.admit(b"document")
    quarantine.strike(b"document", kind)
    with pytest.raises(kind) as error:
        quarantine.admit(b"document")
    assert "quarantined: sha256 " in error.value.detail
    quarantine.admit(b"another document")
    assert len(quarantine) == 1


@pytest.mark.parametrize("kind", [UnconvertibleDocument, OutOfDiskSpace])
def test_what_is_not_the_documents_fault_is_not_counted(kind: type[ConversionError]) -> None:
    quarantine = Quarantine()
    for _ in range(3):
        quarantine.strike(b"document", kind)
    quarantine.admit(b"document")
    assert len(quarantine) == 0


def test_a_crash_and_a_time_out_are_counted_apart() -> None:
    quarantine = Quarantine()
    quarantine.strike(b"document", ConverterCrashed)
    quarantine.strike(b"document", ConversionTimeout)
    quarantine.admit(b"document")


def test_a_document_that_converts_after_all_is_forgiven() -> None:
    quarantine = Quarantine()
    quarantine.strike(b"document", ConverterCrashed)
    quarantine.forgive(b"document")
    quarantine.strike(b"document", ConverterCrashed)
    quarantine.admit(b"document")


def test_an_hour_later_it_may_try_again() -> None:
    clock = Clock()
    quarantine = Quarantine(clock)
    for _ in range(2):
        quarantine.strike(b"document", ConverterCrashed)
    clock.now = 3601.0
    quarantine.admit(b"document")
    assert len(quarantine) == 0


def test_only_the_latest_thousand_are_remembered() -> None:
    quarantine = Quarantine()
    for number in range(1001):
        for _ in range(2):
            quarantine.strike(b"%d" % number, ConverterCrashed)
    assert len(quarantine) == 1000
    quarantine.admit(b"0")
