"""Settings: one table, read from the environment and an optional file, checked at start.

Every row is an environment variable `VANTHU_<NAME>` and a key of the TOML file that `VANTHU_CONFIG`
names (`vanthu.toml` in the current folder when there is one). The environment wins.
"""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, NamedTuple

from doc_service.errors import SettingsError
from doc_service.scratch import folder_in_memory

ROOT: Final = Path(__file__).parents[1]
PREFIX: Final = "VANTHU_"

_SOFFICE: Final = (
    "/usr/lib/libreoffice/program/soffice.bin",
    "/usr/lib64/libreoffice/program/soffice.bin",
    "/opt/libreoffice/program/soffice.bin",
)


_BROKERS: Final = ("redis://", "rediss://", "amqp://", "amqps://")


class Setting(NamedTuple):
    """A row of `SETTINGS`."""

    name: str
    default: Any
    help: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()


SETTINGS: Final = (
    Setting("host", "127.0.0.1", "Địa chỉ lắng nghe; 0.0.0.0 để máy khác trong cơ quan mở được."),
    Setting("port", 8000, "Cổng HTTP.", 1, 65535),
    Setting(
        "public_url",
        "",
        "Địa chỉ người dùng mở, khi khác http://host:port; https thì cookie chỉ đi qua https.",
    ),
    Setting(
        "proxies",
        0,
        "Số máy chủ trung gian (HTTPS) đứng trước; địa chỉ người dùng lấy từ X-Forwarded-For.",
        0,
        5,
    ),
    Setting("session_hours", 12, "Giờ không làm gì thì phải đăng nhập lại.", 1, 720),
    Setting(
        "allowed_hosts",
        "",
        "Tên máy được chấp nhận trong tiêu đề Host, cách nhau dấu phẩy; trống là tùy host.",
    ),
    Setting("threads", 16, "Số yêu cầu HTTP xử lý cùng lúc.", 1, 256),
    Setting("max_upload_mb", 50, "Dung lượng lớn nhất của một yêu cầu, MiB.", 1, 1024),
    Setting("max_batch_mb", 2048, "Dung lượng lớn nhất của tệp lập theo đợt, MiB.", 1, 65_536),
    Setting("schemas", ROOT / "schemas", "Thư mục lược đồ biểu mẫu."),
    Setting("templates", ROOT / "form_templates", "Thư mục tệp mẫu và địa phương."),
    Setting(
        "data_folder",
        ROOT / "data",
        "Thư mục dữ liệu: cơ sở dữ liệu, tệp đã phát hành, khóa ký phiên. Cần sao lưu.",
    ),
    Setting(
        "database_url",
        "",
        "Cơ sở dữ liệu: postgresql+psycopg://người_dùng:mật_khẩu@máy:5432/tên; trống là SQLite "
        "trong data_folder.",
    ),
    Setting(
        "storage_url",
        "",
        "Kho tệp: s3://tên-kho/thư-mục?endpoint_url=https://máy:9000, khóa truy cập lấy từ các "
        "biến AWS_…; trống là thư mục files trong data_folder.",
    ),
    Setting(
        "work_folder",
        ROOT / "data" / "work",
        "Thư mục làm việc riêng của bộ chuyển đổi; không đặt thì trong bộ nhớ (/dev/shm), máy "
        "không có chỗ ấy mới dùng thư mục này.",
    ),
    Setting("soffice", Path(_SOFFICE[0]), "Đường dẫn soffice.bin của LibreOffice."),
    Setting("uno_python", Path("/usr/bin/python3"), "Python có mô-đun uno (gói python3-uno)."),
    Setting(
        "allocator",
        "/usr/lib/*/libjemalloc.so.2",
        "Thư viện cấp phát bộ nhớ cho LibreOffice (gói libjemalloc2), nhanh hơn 12–25 %; "
        "không có tệp hoặc để trống thì dùng của hệ thống.",
    ),
    Setting("workers", 0, "Số tiến trình LibreOffice; 0 là bằng số lõi.", 0, 64),
    Setting(
        "jobs_url",
        "local",
        "Ai làm các đợt: local là các tiến trình của máy này; redis://… hay amqp://… là Celery "
        "trên nhiều máy (cần PostgreSQL).",
    ),
    Setting("batch_workers", 0, "Số tiến trình lập các đợt văn bản; 0 là bằng số lõi.", 0, 64),
    Setting("queue_limit", 64, "Số văn bản được chờ chuyển đổi.", 0, 100_000),
    Setting("queue_timeout", 60, "Giây một văn bản được chờ.", 1, 86_400),
    Setting("conversion_timeout", 120, "Giây một lần chuyển đổi được chạy.", 1, 86_400),
    Setting("start_timeout", 60, "Giây LibreOffice được khởi động.", 1, 3600),
    Setting("recycle_after", 2000, "Số lần chuyển đổi trước khi thay tiến trình.", 1, 1_000_000),
    Setting(
        "memory_ceiling_mb",
        800,
        "Bộ nhớ một tiến trình LibreOffice trước khi thay, MiB.",
        100,
        65_536,
    ),
    Setting("seal_diameter_mm", 36, "Đường kính con dấu trên chỗ ký số, mm.", 20, 60),
    Setting("log_level", "INFO", "Mức nhật ký.", choices=("DEBUG", "INFO", "WARNING", "ERROR")),
    Setting(
        "log_format", "text", "Dạng nhật ký: chữ cho người, JSON cho máy.", choices=("text", "json")
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; `SETTINGS` says what each means."""

    host: str
    port: int
    public_url: str
    proxies: int
    session_hours: int
    allowed_hosts: str
    threads: int
    max_upload_mb: int
    max_batch_mb: int
    schemas: Path
    templates: Path
    data_folder: Path
    database_url: str
    storage_url: str
    work_folder: Path
    soffice: Path
    uno_python: Path
    allocator: str
    workers: int
    jobs_url: str
    batch_workers: int
    queue_limit: int
    queue_timeout: int
    conversion_timeout: int
    start_timeout: int
    recycle_after: int
    memory_ceiling_mb: int
    seal_diameter_mm: int
    log_level: str
    log_format: str


def load_settings(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read and check every setting.

    Args:
        environ: environment variables; those of the process when not given.
        overrides: values that win over both, for tests and the command line.

    Raises:
        SettingsError: values are wrong or unknown; the message names every one of them.
    """
    environ = os.environ if environ is None else environ
    given = {**_from_file(environ), **_from_environment(environ), **overrides}
    known = {row.name: row for row in SETTINGS}
    wrong = [f"không có cấu hình “{name}”" for name in given if name not in known]
    values: dict[str, Any] = {}
    for row in SETTINGS:
        try:
            values[row.name] = (
                _checked(row, given[row.name]) if row.name in given else _default(row)
            )
        except ValueError as error:
            wrong.append(f"{PREFIX}{row.name.upper()}={given[row.name]}: {error}")
    if not wrong:
        settings = Settings(**{field.name: values[field.name] for field in fields(Settings)})
        wrong = _together(settings)
    if wrong:
        raise SettingsError("Cấu hình sai: " + "; ".join(wrong) + ".")
    return settings


def _from_file(environ: Mapping[str, str]) -> dict[str, Any]:
    named = environ.get(f"{PREFIX}CONFIG", "")
    path = Path(named or "vanthu.toml")
    if not named and not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"Không đọc được tệp cấu hình {path}: {error}.") from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name != f"{PREFIX}CONFIG"
    }


def _default(row: Setting) -> Any:
    if row.name == "soffice":
        found = [Path(path) for path in _SOFFICE if Path(path).is_file()]
        return found[0] if found else row.default
    if row.name == "work_folder":
        return folder_in_memory() or row.default
    return row.default


def _checked(row: Setting, value: Any) -> Any:
    return _KINDS[type(row.default) if not isinstance(row.default, Path) else Path](row, value)


def _text(row: Setting, value: Any) -> str:
    text = str(value).strip()
    if row.choices and text not in row.choices:
        raise ValueError(f"phải là một trong {', '.join(row.choices)}")
    return text


def _number(row: Setting, value: Any) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise ValueError("phải là số nguyên") from None
    if not (row.low or 0) <= number <= (row.high or number):
        raise ValueError(f"phải từ {row.low} đến {row.high}")
    return number


def _path(row: Setting, value: Any) -> Path:
    if not str(value).strip():
        raise ValueError("chưa có đường dẫn")
    return Path(value).expanduser().absolute()


_KINDS: Final[Mapping[type, Callable[[Setting, Any], Any]]] = {
    str: _text,
    int: _number,
    Path: _path,
}


def _together(settings: Settings) -> list[str]:
    wrong = []
    if settings.public_url and not settings.public_url.startswith(("http://", "https://")):
        wrong.append(
            f"{PREFIX}PUBLIC_URL={settings.public_url}: phải bắt đầu bằng http:// hay https://"
        )
    if settings.jobs_url != "local":
        if not settings.jobs_url.startswith(_BROKERS):
            wrong.append(f"{PREFIX}JOBS_URL: phải là local hoặc bắt đầu bằng redis:// hay amqp://")
        elif not settings.database_url.startswith("postgresql"):
            wrong.append(f"{PREFIX}JOBS_URL: Celery cần {PREFIX}DATABASE_URL của PostgreSQL")
    wrong += [
        f"{PREFIX}{name.upper()}={getattr(settings, name)}: không có thư mục này"
        for name in ("schemas", "templates")
        if not getattr(settings, name).is_dir()
    ]
    return wrong


def is_loopback(host: str) -> bool:
    """Say whether an address is reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
