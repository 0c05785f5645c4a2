"""Errors that the author of a form or an operator can fix."""

from __future__ import annotations

from doc_service.errors.root import DocServiceError


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


class TooManyDownloads(DocServiceError):
    """As many people read large files as the service has room for."""

    code = "too_many_downloads"
    status = 503
    title = "Dịch vụ đang bận"


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


class StorageError(RecordsError):
    """The store of files does not answer, or refuses; trying again may help."""

    code = "storage"
    status = 503
    title = "Kho tệp không trả lời"


class RecordsUnavailable(RecordsError):
    """The database does not answer, or is too busy; trying again may help."""

    code = "records_unavailable"
    status = 503
    title = "Cơ sở dữ liệu không trả lời"


class SettingsError(DocServiceError):
    """An operator can fix it before start-up."""

    code = "settings"
    exit_code = 6
    title = "Cấu hình sai"
