"""Dictionary order of Vietnamese, from the ICU library that LibreOffice brings along.

ICU's rules for `vi` (https://cldr.unicode.org/index/cldr-spec/collation-guidelines) order the
letters a ă â … d đ … o ô ơ … u ư and the tones ngang, huyền, hỏi, ngã, sắc, nặng, and take NFC and
NFD as equal. Python's own order puts Đ, Â and Ư after Z. PyICU would need a compiler; four
functions of the C library do not.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_UTF16: Final = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_LOCALE: Final = b"vi"
_NORMALIZATION_MODE: Final = 4  # UCOL_NORMALIZATION_MODE of unicode/ucol.h
_ON: Final = 17  # UCOL_ON
# ICU appends its major version to every symbol (`ucol_open_72`); macOS and some builds do not.
_SUFFIXES: Final = ("", *(f"_{version}" for version in range(120, 47, -1)))
_LIBRARY_PATTERNS: Final = ("lib/*/libicui18n.so.*", "lib64/libicui18n.so.*", "lib/libicui18n.so.*")


class CollationError(RuntimeError):
    """ICU is missing or unusable; `str` is a sentence saying what to install."""


class Collator:
    """An open ICU collator for Vietnamese, safe to share between threads."""

    def __init__(self, library: str | None = None) -> None:
        """Open ICU.

        Args:
            library: Name or path of libicui18n; found on the system when None.

        Raises:
            CollationError: The library is missing, or too odd to use.
        """
        icu = _load(library or _find_library())
        suffix = _symbol_suffix(icu)
        self._lock = threading.Lock()
        self._get_sort_key = _function(
            icu,
            f"ucol_getSortKey{suffix}",
            ctypes.c_int32,
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int32,
            ctypes.c_char_p,
            ctypes.c_int32,
        )
        self._handle = _open(icu, suffix)
        close = _function(icu, f"ucol_close{suffix}", None, ctypes.c_void_p)
        self._close = weakref.finalize(self, close, self._handle)

    def sort_key(self, text: str) -> bytes:
        """Return bytes that compare as the texts do in a Vietnamese dictionary.

        Raises:
            CollationError: The collator was closed.
        """
        units = text.encode(_UTF16, "surrogatepass")
        length = len(units) // 2
        with self._lock:
            if not self._close.alive:
                raise CollationError("Bộ sắp xếp tiếng Việt đã đóng, không dùng được nữa.")
            size = self._get_sort_key(self._handle, units, length, None, 0)
            key = ctypes.create_string_buffer(size)
            self._get_sort_key(self._handle, units, length, key, size)
        return key.raw

    def close(self) -> None:
        """Free what ICU holds; a second time does nothing."""
        with self._lock:
            self._close()


_shared_lock = threading.Lock()
_shared: list[Collator] = []


def sort_key(text: str) -> bytes:
    """Return bytes that compare as the texts do in a Vietnamese dictionary.

    ICU is opened on the first call and closed when the program ends.

    Raises:
        CollationError: ICU is not installed.
    """
    with _shared_lock:
        if not _shared:
            _shared.append(Collator())
    return _shared[0].sort_key(text)


def _find_library() -> str:
    """Return the name or path of libicui18n."""
    if name := ctypes.util.find_library("icui18n"):
        return name
    found = [path for pattern in _LIBRARY_PATTERNS for path in sorted(Path("/usr").glob(pattern))]
    if not found:
        raise _missing("libicui18n")
    return str(found[-1])


def _missing(library: str) -> CollationError:
    return CollationError(
        f"Không sắp xếp được theo thứ tự tiếng Việt: máy chủ thiếu thư viện ICU ({library}). "
        "Cài LibreOffice hoặc gói libicu của hệ điều hành rồi khởi động lại dịch vụ."
    )


def _load(library: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(library)
    except OSError as error:
        raise _missing(library) from error


def _symbol_suffix(icu: ctypes.CDLL) -> str:
    for suffix in _SUFFIXES:
        if hasattr(icu, f"ucol_open{suffix}"):
            return suffix
    raise _missing(str(icu._name))


def _function(icu: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a C function with its types declared, so that pointers are not cut to 32 bits."""
    function = icu[name]
    function.restype = result
    function.argtypes = list(arguments)
    return function


def _open(icu: ctypes.CDLL, suffix: str) -> int:
    """Open a collator that takes NFC and NFD as equal; return its handle."""
    pointer = ctypes.POINTER(ctypes.c_int)
    status = ctypes.c_int(0)  # U_ZERO_ERROR; above zero is a failure
    open_ = _function(icu, f"ucol_open{suffix}", ctypes.c_void_p, ctypes.c_char_p, pointer)
    handle = open_(_LOCALE, ctypes.byref(status))
    if status.value > 0 or not handle:
        raise CollationError(
            f"Thư viện ICU của máy chủ không có thứ tự tiếng Việt (mã lỗi {status.value}). "
            "Cài lại gói libicu của hệ điều hành rồi khởi động lại dịch vụ."
        )
    set_attribute = _function(
        icu,
        f"ucol_setAttribute{suffix}",
        None,
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_int,
        pointer,
    )
    set_attribute(handle, _NORMALIZATION_MODE, _ON, ctypes.byref(status))
    return int(handle)
