"""What every command shares: the group itself, errors as sentences, reading and writing files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from doc_service import __version__
from doc_service.errors import BadRequest, DocServiceError, InvalidData
from doc_service.logs import configure_logs
from doc_service.problems import Problem
from doc_service.service import DocService
from doc_service.settings import load_settings

Run = TypeVar("Run", bound=Callable[..., None])


def reports_errors(command: Run) -> Run:
    """Say an error as a sentence on standard error and leave with its exit code."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except DocServiceError as error:
            click.echo(f"{error.title}: {error}", err=True)
            if isinstance(error, InvalidData):
                say(error.problems)
            if error.detail and error.status >= 500:
                click.echo(f"  ({error.detail})", err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            click.echo(
                f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}.", err=True
            )
            sys.exit(DocServiceError.exit_code)

    return run  # type: ignore[return-value]  # same signature, which `wraps` cannot say


def say(problems: Sequence[Problem]) -> None:
    """Say problems on standard error, a line each."""
    for one in problems:
        mark = "cảnh báo" if one.severity == "warning" else "lỗi"
        where = f"{one.place}: " if one.place else f"{one.pointer}: " if one.pointer else ""
        clause = f" [{one.clause}]" if one.clause else ""
        click.echo(f"  - {mark}: {where}{one.message}{clause}", err=True)


def open_service(**overrides: Any) -> DocService:
    """Open the service with the settings of environment and file; log warnings only."""
    settings = load_settings(**overrides)
    configure_logs("WARNING", settings.log_format)
    return DocService.open(settings)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vanthu", message="VănThư %(version)s")
def main() -> None:
    """VănThư: lập văn bản “Dân vận khéo” đúng thể thức từ dữ liệu."""


def write(path: Path, content: bytes, *, quiet: bool = False) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)
    if not quiet:
        click.echo(str(path))


def json_object(content: bytes) -> Mapping[str, Any]:
    """Read data, or the data of a whole order.

    Raises:
        BadRequest: it is not JSON, or not an object.
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"Tệp dữ liệu không phải JSON hợp lệ: {error}.") from None
    if not isinstance(data, dict):
        raise BadRequest("Tệp dữ liệu phải là một đối tượng JSON.")
    inner = data.get("data")
    # what the API's example gives is a whole order; its data are meant
    return inner if "form" in data and isinstance(inner, dict) else data
