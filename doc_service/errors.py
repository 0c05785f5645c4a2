"""Every error this service raises on purpose.

* DocServiceError
  x InputError               the clerk or the caller can fix it
    + FormNotFound
    + LocalityNotFound
    + DossierNotFound
    + UnknownOutput
    + InvalidData            carries `problems`, all at once, in field order
    + InvalidWorkbook
      - WrongWorkbook        another form's, or an older version of the form
    + InvalidImport          a document whose text cannot be read
    + UnreadableWord         a Word file that cannot be opened, or has no text
    + SigningRefused         no signature field may stand there
    + UploadTooLarge
    + BadRequest
    + Unauthorized
    + Forbidden              the role may not do this
    + NotFound               a document, unit, user or key that is not there, or not theirs
    + LoginRefused
      - LockedOut            too many wrong passwords
    + Superseded             a newer keystroke made this preview needless
    + StaleDraft             somebody else saved it meanwhile; carries their version
    + NotADraft              an issued document cannot be changed
  x TemplateError            a form's author can fix it
    + TemplateNotFound
    + InvalidTemplate
    + InvalidSchema
    + ContentLost            the result does not hold what was given
  x ConversionError          an operator can fix it, or trying again will
    + ConverterMissing
    + ConverterStartFailed
    + ConverterCrashed
    + ConversionTimeout
    + QueueTimeout
    + QueueFull
    + UnconvertibleDocument  LibreOffice cannot make a PDF of this document
    + OutOfDiskSpace
    + FinishingError         a PDF cannot get its signature fields or be merged
  x RecordsError             the database or the store is not as it was left
    + FileLost
  x SettingsError            an operator can fix it before start-up

`str(error)` is for clerks and callers, in Vietnamese: what, why, what to do.
`error.detail` is for the log, in English, and never shown to a clerk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from doc_service.problems import Problem


class DocServiceError(Exception):
    """Base class: `except DocServiceError` catches all of them and nothing else."""

    code: ClassVar[str] = "internal"
    """Stable name for machines."""

    status: ClassVar[int] = 500
    """HTTP status."""

    exit_code: ClassVar[int] = 1
    """Exit status of the command line."""

    title: ClassVar[str] = "Lỗi của dịch vụ"
    """The kind of error in a few Vietnamese words."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        """Keep the sentence for the clerk and the detail for the log."""
        super().__init__(message)
        self.detail = detail


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


class TemplateError(DocServiceError):
    """The author of a form can fix it."""

    code = "template"
    exit_code = 4
    title = "Biểu mẫu có lỗi"


class TemplateNotFound(TemplateError):
    """A form has no template."""

    code = "template_not_found"


class InvalidTemplate(TemplateError):
    """A template cannot be used: its tags or its package are broken."""

    code = "invalid_template"


class InvalidSchema(TemplateError):
    """A schema or a locality says something the dialect does not admit."""

    code = "invalid_schema"


class ContentLost(TemplateError):
    """The assembled document is broken or does not hold every value it was given."""

    code = "content_lost"
    title = "Văn bản lập ra thiếu nội dung"


class ConversionError(DocServiceError):
    """The PDF could not be made; an operator can fix it, or trying again will."""

    code = "conversion"
    status = 502
    exit_code = 5
    title = "Chưa tạo được PDF"


class ConverterMissing(ConversionError):
    """LibreOffice or its Python bridge is not installed."""

    code = "converter_missing"
    status = 503


class ConverterStartFailed(ConversionError):
    """LibreOffice does not get ready."""

    code = "converter_start_failed"
    status = 503


class ConverterCrashed(ConversionError):
    """LibreOffice died while converting."""

    code = "converter_crashed"


class ConversionTimeout(ConversionError):
    """The conversion took longer than its deadline."""

    code = "conversion_timeout"
    status = 504


class QueueTimeout(ConversionError):
    """No converter became free in time; the conversion did not begin."""

    code = "queue_timeout"
    status = 503


class QueueFull(ConversionError):
    """Too many documents are waiting already."""

    code = "queue_full"
    status = 503


class UnconvertibleDocument(ConversionError):
    """LibreOffice works, but cannot make a PDF of this document."""

    code = "unconvertible_document"
    status = 422


class OutOfDiskSpace(ConversionError):
    """There is no room to work in."""

    code = "out_of_disk_space"
    status = 507


class FinishingError(ConversionError):
    """The PDF was made, but cannot be given its signature fields or be merged."""

    code = "finishing"
    status = 500
    title = "Chưa hoàn thiện được PDF"


class RecordsError(DocServiceError):
    """The database or the store is not as it was left; an operator can fix it."""

    code = "records"
    title = "Kho dữ liệu có lỗi"


class FileLost(RecordsError):
    """A stored file is gone or was changed."""

    code = "file_lost"
    status = 500


class SettingsError(DocServiceError):
    """An operator can fix it before start-up."""

    code = "settings"
    exit_code = 6
    title = "Cấu hình sai"
