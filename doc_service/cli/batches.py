"""A batch at the command line: send, watch, collect."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Final, cast

import click

from doc_service.accounts import people
from doc_service.accounts.members import Member, Role
from doc_service.batches.failures import failures
from doc_service.batches.inputs_folder import pack_folder
from doc_service.batches.overview import Overview, act, find_batch, items_of
from doc_service.batches.queries import read_query
from doc_service.batches.results import archive, archive_name, entries
from doc_service.batches.saying import told
from doc_service.batches.submitting import Submission, Then, submit, submit_stored
from doc_service.cli.accounts import unit_named
from doc_service.cli.group import main, open_service, reports_errors, write
from doc_service.errors import BadRequest, SettingsError
from doc_service.formats import FORMATS
from doc_service.records import Batch
from doc_service.service import DocService
from doc_service.vietnamese.numbers import nghin
from doc_service.workers.local import busy_elsewhere, working

Lives = Callable[[], bool]
"""Tells whether somebody works."""

_LOOK: Final = 0.5
"""Seconds between two looks at the ledger."""

_UNDER_WAY: Final = ("reading", "checking", "running")


@main.command()
@click.argument("form")
@click.argument("source", type=click.Path(exists=True, path_type=Path), required=False)
@click.option(
    "--stored",
    default="",
    help="Thay cho SOURCE: lập từ các văn bản đã phát hành; một đối tượng JSON như của API, ví dụ "
    '{"form": "dang_ky_mo_hinh", "year": 2026}.',
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Thư mục ghi văn bản, hoặc một tệp .zip.",
)
@click.option(
    "--to",
    "outputs",
    default="docx,pdf",
    show_default=True,
    help=f"Định dạng, cách nhau dấu phẩy: {', '.join(FORMATS)}.",
)
@click.option("--name", "pattern", default="", help="Mẫu tên tệp, như “{stt:03} {co_quan.ten}”.")
@click.option(
    "--then",
    type=click.Choice(["ask", "good", "clean"]),
    default="ask",
    show_default=True,
    help="Kiểm xong: hỏi; lập các bản ghi đúng; chỉ lập khi tất cả đúng.",
)
@click.option("--draft", is_flag=True, help="Bản dự thảo.")
@click.option("--unit", default="", help="Tên đơn vị; bỏ trống khi chỉ có một.")
@click.option("--key", default="", help="Khóa của yêu cầu: gửi lại với khóa này là cùng một đợt.")
@reports_errors
def batch(
    form: str,
    source: Path | None,
    stored: str,
    output: Path,
    outputs: str,
    pattern: str,
    then: str,
    draft: bool,
    unit: str,
    key: str,
) -> None:
    """Lập nhiều văn bản FORM từ SOURCE (tệp Excel, JSON Lines, ZIP hoặc thư mục) hoặc từ --stored.

    Dừng giữa chừng (Ctrl+C, mất điện) thì chạy lại đúng lệnh này: những bản đã xong được giữ.
    """
    chosen = tuple(one.strip() for one in outputs.split(",") if one.strip())
    asked = Submission(form, outputs=chosen, pattern=pattern, draft=draft, then=cast(Then, then))
    with open_service(workers=1) as service, ExitStack() as stack:
        service.open_records()
        member = _operator(service, unit)
        found, is_new = _submitted(service, member, asked, _Of(source, stored), key)
        if not is_new:
            click.echo("Đợt này đã có; làm tiếp phần còn lại.", err=True)
        lives = _elsewhere
        if not busy_elsewhere(service.settings.data_folder):
            lives = stack.enter_context(working())
        seen = _watch(service, member, found.id, lives)
        if seen.batch.state == "checked":
            seen = _go_on(service, member, seen, lives)
        _collect(service, seen, output)
    _end(seen)


@dataclass(frozen=True, slots=True)
class _Of:
    """What a batch is made of: one of the two."""

    source: Path | None
    stored: str


def _submitted(
    service: DocService, member: Member, asked: Submission, of: _Of, key: str
) -> tuple[Batch, bool]:
    if (of.source is None) == (not of.stored):
        raise BadRequest("Hãy cho biết một nguồn: SOURCE, hoặc --stored.")
    if of.source is not None:
        with _opened(of.source) as file:
            return submit(service.batches, member, asked, file, of.source.name, key)
    try:
        given = json.loads(of.stored)
    except ValueError as error:
        raise BadRequest("--stored không phải JSON hợp lệ.", detail=str(error)) from None
    if not isinstance(given, dict):
        raise BadRequest("--stored phải là một đối tượng JSON.")
    target = service.catalog.form(asked.form, member.locality)
    query = read_query(service.batches, member, given, target)
    return submit_stored(service.batches, member, replace(asked, stored=query), key)


def _operator(service: DocService, unit: str) -> Member:
    """Return whoever sits at this machine: an operator may do what an administrator may."""
    found = people.unit(service.database, unit_named(service.database, unit))
    return Member(found.id, found.name, found.locality, Role.ADMIN, "dòng lệnh")


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    """Open a file, or a folder as the ZIP of what is in it."""
    if source.is_file():
        with source.open("rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as packed:
        pack_folder(source, packed)
        packed.seek(0)
        yield packed


def _elsewhere() -> bool:
    """Tell that workers live whom somebody else looks after."""
    return True


def _watch(service: DocService, member: Member, batch_id: str, lives: Lives) -> Overview:
    """Show the progress until nothing more happens by itself.

    Raises:
        SettingsError: the workers are gone, so nothing ever will.
    """
    told_of = 0
    with click.progressbar(length=1, label="Đang đọc", file=sys.stderr, show_pos=True) as bar:
        while True:
            seen = find_batch(service.batches, member, batch_id)
            state, counts = seen.batch.state, seen.progress
            bar.label = {"checking": "Đang kiểm", "running": "Đang lập"}.get(state, bar.label)
            bar.length = max(counts.total, 1)
            ended = counts.total - counts.left
            checked = ended + counts.waiting if state == "checking" else ended
            bar.pos, bar.finished = checked, False
            bar.render_progress()
            told_of = _tell_failures(service, seen, told_of)
            if state not in _UNDER_WAY:
                return seen
            if not lives():
                said = "Các tiến trình lập văn bản đã dừng; xem lỗi ở trên, sửa rồi chạy lại lệnh."
                raise SettingsError(said)
            time.sleep(_LOOK)


def _tell_failures(service: DocService, seen: Overview, after: int) -> int:
    """Say what failed since; returns how many were said."""
    if seen.progress.failed <= after:
        return after
    failed = items_of(service.batches, seen.batch, state="failed", most=seen.progress.failed)
    for item in failed[after:]:
        said = "; ".join(one.message for one in told(item.problems))
        named = " ".join(dict.fromkeys((str(item.number), item.label, item.source))).rstrip()
        click.echo(f"\r  lỗi: {named}: {said}", err=True)
    return len(failed)


def _go_on(service: DocService, member: Member, seen: Overview, lives: Lives) -> Overview:
    good, bad = seen.progress.waiting, seen.progress.failed
    said = f"{nghin(good)} bản ghi đúng, {nghin(bad)} bản ghi sai. Lập các bản ghi đúng?"
    wished = seen.batch.then != "clean" and good > 0
    if not wished or (bad and not (sys.stdin.isatty() and click.confirm(said, err=True))):
        return seen
    act(service.batches, member, seen.batch.id, "go_on")
    return _watch(service, member, seen.batch.id, lives)


def _collect(service: DocService, seen: Overview, output: Path) -> None:
    """Write what there is: finished files, the list of everything, the marked bad part."""
    batches, batch = service.batches, seen.batch
    if output.suffix == ".zip":
        _write_all(output, archive(batches, batch))
    else:
        for entry in entries(batches, batch):
            for file in entry.files:
                write(output / file["name"], batches.storage.get(file["sha256"]), quiet=True)
    if seen.progress.failed:
        bad = failures(batches, batch)
        folder = output.parent if output.suffix == ".zip" else output
        write(folder / bad.name, bad.content)
    click.echo(f"{archive_name(batch)}: {nghin(seen.progress.done)} văn bản trong {output}.")


def _write_all(path: Path, chunks: Iterator[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    with half.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    half.replace(path)


def _end(seen: Overview) -> Any:
    """Leave with a status that says whether everything is made."""
    if seen.batch.state == "refused":
        click.echo(seen.batch.said, err=True)
    if seen.batch.state != "done" or seen.progress.failed:
        sys.exit(3)
