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
    + KeyReused              an idempotency key stands for another request
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
    + StorageError           the store of files does not answer
    + RecordsUnavailable     the database does not answer
  x TooManyDownloads         large files are read by as many as there is room for
  x SettingsError            an operator can fix it before start-up

`str(error)` is for clerks and callers, in Vietnamese: what, why, what to do.
`error.detail` is for the log, in English, and never shown to a clerk.
"""

from doc_service.errors.asked import (
    BadRequest,
    DossierNotFound,
    Forbidden,
    FormNotFound,
    InputError,
    InvalidData,
    InvalidImport,
    InvalidWorkbook,
    KeyReused,
    LocalityNotFound,
    LockedOut,
    LoginRefused,
    NotADraft,
    NotFound,
    SigningRefused,
    StaleDraft,
    Superseded,
    Unauthorized,
    UnknownOutput,
    UnreadableWord,
    UploadTooLarge,
    WrongWorkbook,
)
from doc_service.errors.operated import (
    ContentLost,
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    ConverterMissing,
    ConverterStartFailed,
    FileLost,
    FinishingError,
    InvalidSchema,
    InvalidTemplate,
    OutOfDiskSpace,
    QueueFull,
    QueueTimeout,
    RecordsError,
    RecordsUnavailable,
    SettingsError,
    StorageError,
    TemplateError,
    TemplateNotFound,
    TooManyDownloads,
    UnconvertibleDocument,
)
from doc_service.errors.root import DocServiceError

__all__ = [
    "BadRequest",
    "ContentLost",
    "ConversionError",
    "ConversionTimeout",
    "ConverterCrashed",
    "ConverterMissing",
    "ConverterStartFailed",
    "DocServiceError",
    "DossierNotFound",
    "FileLost",
    "FinishingError",
    "Forbidden",
    "FormNotFound",
    "InputError",
    "InvalidData",
    "InvalidImport",
    "InvalidSchema",
    "InvalidTemplate",
    "InvalidWorkbook",
    "KeyReused",
    "LocalityNotFound",
    "LockedOut",
    "LoginRefused",
    "NotADraft",
    "NotFound",
    "OutOfDiskSpace",
    "QueueFull",
    "QueueTimeout",
    "RecordsError",
    "RecordsUnavailable",
    "SettingsError",
    "SigningRefused",
    "StaleDraft",
    "StorageError",
    "Superseded",
    "TemplateError",
    "TemplateNotFound",
    "TooManyDownloads",
    "Unauthorized",
    "UnconvertibleDocument",
    "UnknownOutput",
    "UnreadableWord",
    "UploadTooLarge",
    "WrongWorkbook",
]
