"""Errors that the clerk or the caller can fix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from doc_service.errors.root import DocServiceError

if TYPE_CHECKING:
    from doc_service.problems import Problem


class InputError(DocServiceError):
    """The clerk or the API caller can fix it."""

    code = "input"
    status = 400
    exit_code = 2
    title = "Dữ liệu gửi lên chưa đúng"


class FormNotFound(InputError):
    """No form in the catalog has this name."""

    code = "form_not_found"
    status = 404
    title = "Không có biểu mẫu này"


class LocalityNotFound(InputError):
    """No locality has this name."""

    code = "locality_not_found"
    status = 404
    title = "Không có địa phương này"


class DossierNotFound(InputError):
    """No dossier has this name."""

    code = "dossier_not_found"
    status = 404
    title = "Không có loại hồ sơ này"


class UnknownOutput(InputError):
    """The form cannot be issued in this format."""

    code = "unknown_output"
    title = "Không có định dạng này"


class BadRequest(InputError):
    """The request cannot be read."""

    code = "bad_request"
    title = "Không đọc được yêu cầu"


class Unauthorized(InputError):
    """The request carries no valid token."""

    code = "unauthorized"
    status = 401
    title = "Chưa được phép"


class Forbidden(InputError):
    """The role may not do this."""

    code = "forbidden"
    status = 403
    title = "Không có quyền"


class NotFound(InputError):
    """What is asked for is not there, or belongs to another unit, which is not told."""

    code = "not_found"
    status = 404
    title = "Không tìm thấy"


class LoginRefused(InputError):
    """Name and password do not belong together, or a link is used or too old."""

    code = "login_refused"
    status = 401
    title = "Chưa đăng nhập được"


class LockedOut(LoginRefused):
    """Too many wrong passwords."""

    code = "locked_out"
    status = 429
    title = "Tạm khóa đăng nhập"


class Superseded(InputError):
    """A newer preview of the same draft was asked for before this one began."""

    code = "superseded"
    status = 409
    title = "Đã có bản xem trước mới hơn"


class StaleDraft(InputError):
    """Somebody else saved the draft meanwhile."""

    code = "stale_draft"
    status = 409
    title = "Người khác vừa lưu dự thảo này"

    def __init__(self, message: str, *, version: int, data: Mapping[str, Any], by: str) -> None:
        """Keep the version that is there, and who saved it."""
        self.version, self.data, self.by = version, data, by
        super().__init__(message)


class NotADraft(InputError):
    """An issued document cannot be changed."""

    code = "not_a_draft"
    status = 409
    title = "Văn bản đã phát hành"


class KeyReused(InputError):
    """The caller's key of a request already stands for another request."""

    code = "key_reused"
    status = 422
    title = "Khóa yêu cầu đã dùng"


class UploadTooLarge(InputError):
    """The upload is larger than the service takes."""

    code = "upload_too_large"
    status = 413
    title = "Tệp quá lớn"


class InvalidData(InputError):
    """Some fields are wrong; `problems` names every one of them."""

    code = "invalid_data"
    status = 422
    exit_code = 3
    title = "Dữ liệu có chỗ cần sửa"

    def __init__(self, problems: Sequence[Problem], *, detail: str = "") -> None:
        """Keep every problem, in field order."""
        self.problems = tuple(problems)
        super().__init__(f"Có {len(self.problems)} chỗ cần sửa.", detail=detail)


class InvalidWorkbook(InputError):
    """The uploaded file is not a workbook that can be read safely."""

    code = "invalid_workbook"
    status = 422
    exit_code = 3
    title = "Không đọc được tệp Excel"


class InvalidImport(InputError):
    """The uploaded document is not one whose text can be read."""

    code = "invalid_import"
    status = 422
    exit_code = 3
    title = "Không đọc được văn bản"


class UnreadableWord(InputError):
    """The uploaded file is not a Word file that can be read safely, or it has no text."""

    code = "unreadable_word"
    status = 422
    exit_code = 3
    title = "Không đọc được tệp Word"


class SigningRefused(InputError):
    """A signature field was asked for where none may be; the message names the clause."""

    code = "signing_refused"
    status = 422
    exit_code = 3
    title = "Không đặt được chỗ ký"


class WrongWorkbook(InvalidWorkbook):
    """The workbook was made for another form, or for an older version of it."""

    code = "wrong_workbook"
    title = "Tệp Excel của biểu mẫu khác"
