"""The clock of the database: machines that share it agree on leases whatever their own say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from doc_service.records.tables import Utc


class clock(FunctionElement[float]):  # noqa: N801  # used as a function, like func.now
    """Seconds since 1970, to the millisecond, in SQL."""

    type = Float()
    inherit_cache = True
    name = "clock"


@compiles(clock, "sqlite")
def _sqlite(element: clock, compiler: Any, **options: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(clock, "postgresql")
def _postgresql(element: clock, compiler: Any, **options: Any) -> str:
    return "extract(epoch from clock_timestamp())::double precision"


class moment(FunctionElement[dt.datetime]):  # noqa: N801  # used as a function, like func.now
    """This moment in UTC, as `tables.Utc` keeps it, in SQL."""

    type = Utc()
    inherit_cache = True
    name = "moment"


@compiles(moment, "sqlite")
def _sqlite_moment(element: moment, compiler: Any, **options: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


@compiles(moment, "postgresql")
def _postgresql_moment(element: moment, compiler: Any, **options: Any) -> str:
    return "timezone('utc', clock_timestamp())"
