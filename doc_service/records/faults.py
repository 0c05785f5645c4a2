"""Faults of a database in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from doc_service.errors import BadRequest, OutOfDiskSpace, RecordsUnavailable

_FULL: Final = ("SQLITE_FULL", "53100")
"""What SQLite and PostgreSQL call a disk without room.

https://www.sqlite.org/rescode.html#full,
https://www.postgresql.org/docs/current/errcodes-appendix.html
"""


@contextmanager
def in_our_words() -> Iterator[None]:
    """Raise what a clerk or an operator can do something about.

    Raises:
        RecordsUnavailable: the database does not answer, or is too busy.
        OutOfDiskSpace: there is no room for it.
        BadRequest: a value is none that a database can hold, such as a number without end.
    """
    try:
        yield
    except DataError as error:
        said = "Yêu cầu có chữ hay số mà cơ sở dữ liệu không chứa được; hãy xem lại."
        raise BadRequest(said, detail=str(error.orig)) from error
    except (OperationalError, InterfaceError) as error:
        if _code(error) in _FULL:
            said = "Ổ đĩa của cơ sở dữ liệu đã đầy, chưa lưu được; báo người quản trị."
            raise OutOfDiskSpace(said, detail=str(error.orig)) from error
        raise RecordsUnavailable(_SILENT, detail=str(error.orig)) from error
    except DBAPIError as error:
        if error.connection_invalidated:  # ended by the server, whatever it calls that
            raise RecordsUnavailable(_SILENT, detail=str(error.orig)) from error
        raise
    except PoolTimeout as error:
        raise RecordsUnavailable(_SILENT, detail=str(error)) from error


_SILENT: Final = (
    "Cơ sở dữ liệu không trả lời hoặc đang quá bận; hãy thử lại, nếu vẫn vậy báo người quản trị."
)


def _code(error: DBAPIError) -> str:
    names = ("sqlite_errorname", "sqlstate")
    return next((str(found) for one in names if (found := getattr(error.orig, one, None))), "")
