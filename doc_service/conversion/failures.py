"""The sentence a clerk reads for every way a conversion can fail."""

from __future__ import annotations

import errno

from doc_service.errors import (
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    ConverterMissing,
    ConverterStartFailed,
    OutOfDiskSpace,
    QueueFull,
    QueueTimeout,
    UnconvertibleDocument,
)

SENTENCES: dict[type[ConversionError], str] = {
    ConverterMissing: (
        "Máy chủ chưa cài LibreOffice nên chưa tạo được PDF. Xin báo người quản trị cài các gói"
        " libreoffice-writer-nogui và python3-uno, hoặc đặt lại VANTHU_SOFFICE và"
        " VANTHU_UNO_PYTHON."
    ),
    ConverterStartFailed: (
        "LibreOffice trên máy chủ không khởi động được nên chưa tạo được PDF."
        " Xin thử lại sau một phút; nếu vẫn lỗi, xin báo người quản trị."
    ),
    ConverterCrashed: (
        "LibreOffice dừng đột ngột khi chuyển văn bản này sang PDF, đã thử hai lần."
        " Xin tải bản DOCX và báo người quản trị kèm văn bản này."
    ),
    ConversionTimeout: (
        "Chuyển văn bản này sang PDF quá lâu nên đã dừng lại."
        " Xin chia văn bản thành nhiều phần ngắn hơn, hoặc tải bản DOCX."
    ),
    QueueTimeout: "Máy chủ đang bận, văn bản chưa được lập. Xin thử lại sau một phút.",
    QueueFull: "Máy chủ đang có quá nhiều văn bản chờ, văn bản này chưa được nhận."
    " Xin thử lại sau vài phút.",
    UnconvertibleDocument: (
        "LibreOffice không đọc được văn bản này nên không tạo được PDF."
        " Xin mở bản DOCX bằng Word để kiểm tra, lưu lại rồi thử lần nữa."
    ),
    OutOfDiskSpace: (
        "Ổ đĩa của máy chủ đã đầy nên chưa tạo được PDF."
        " Xin báo người quản trị giải phóng chỗ trống rồi thử lại."
    ),
}

_DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)

STOPPED = "Dịch vụ tạo PDF đang dừng, văn bản chưa được lập. Xin thử lại sau một phút."


def failure(kind: type[ConversionError], detail: str) -> ConversionError:
    """Return the error of this kind with its sentence, and an English detail for the log."""
    return kind(SENTENCES[kind], detail=detail)


def of_system(error: OSError, otherwise: type[ConversionError]) -> ConversionError:
    """Return `OutOfDiskSpace` when the system says so, else an error of the other kind."""
    return failure(OutOfDiskSpace if error.errno in _DISK_IS_FULL else otherwise, str(error))


def stopped() -> ConversionError:
    """Return the error of a pool that is shutting down."""
    return ConverterStartFailed(STOPPED, detail="the pool is stopped")


def copy_of(error: ConversionError) -> ConversionError:
    """Return an equal error, for each thread that raises it needs a traceback of its own."""
    return type(error)(str(error), detail=error.detail)
