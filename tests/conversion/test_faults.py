"""What breaks, and that the clerk, the machine and the next document do not suffer for it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from doc_service.conversion import ConverterPool, Pdf, office
from doc_service.errors import (
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    ConverterMissing,
    ConverterStartFailed,
    OutOfDiskSpace,
)

from .conftest import FAKES, MakePool, options, real_soffice
from .documents import docx, table
from .traces import eventually, nothing_left, soffices, worker_folders, workers
from .ways import COMMAND, UNO, Way

ROOT = Path(__file__).parent.parent.parent

SLOW = docx(table(500))
QUICK = docx(text="văn bản sau")


def working_soffice(way: Way) -> Path:
    """A LibreOffice that converts: a fake where `uno` does not ask for the real one."""
    return real_soffice() if way is UNO else FAKES / COMMAND.obedient["soffice"]


def sentence(error: pytest.ExceptionInfo[ConversionError]) -> str:
    return str(error.value)


class Converting:
    """A slow document on its way, and the processes that convert it."""

    def __init__(self, pool: ConverterPool, work: Path, document: bytes = SLOW) -> None:
        self.result: Future[Pdf] = Future()
        self._work = work
        threading.Thread(target=self._run, args=(pool, document)).start()
        assert eventually(lambda: pool.health().busy)
        assert eventually(lambda: self._loading())

    def _run(self, pool: ConverterPool, document: bytes) -> None:
        try:
            self.result.set_result(pool.convert(document))
        except ConversionError as error:
            self.result.set_exception(error)

    def _loading(self) -> bool:
        """LibreOffice has the document open."""
        for link in Path(f"/proc/{soffices(self._work)[0]}/fd").glob("*"):
            with contextlib.suppress(OSError):  # closed meanwhile
                if link.readlink().name == "in.docx":
                    return True
        return False


@pytest.mark.parametrize(
    ("way", "setting"), [(UNO, "soffice"), (UNO, "uno_python"), (COMMAND, "soffice")]
)
def test_a_missing_program_is_named_with_its_packages_and_settings(
    make_pool: MakePool, tmp_path: Path, way: Way, setting: str
) -> None:
    with pytest.raises(ConverterMissing) as error:
        make_pool(way, **{setting: tmp_path / "absent"}).convert(QUICK)
    assert "VANTHU_SOFFICE" in sentence(error) and "VANTHU_UNO_PYTHON" in sentence(error)
    assert "libreoffice-writer-nogui" in sentence(error) and "python3-uno" in sentence(error)
    assert str(tmp_path / "absent") in error.value.detail


def test_a_python_without_uno_is_called_missing(make_pool: MakePool) -> None:
    with pytest.raises(ConverterMissing) as error:
        make_pool(uno_python="uno_python_without_uno").convert(QUICK)
    assert "No module named 'uno'" in error.value.detail


@pytest.mark.soffice
def test_a_libreoffice_without_a_python_of_its_own_is_called_missing(
    make_pool: MakePool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = Path(office.uno_worker.__file__).parent
    for name in ("uno_worker.py", "uno_desktop.py"):
        text = (scripts / name).read_text()
        (tmp_path / name).write_text(text.replace("star.loader.Python", "star.loader.Absent"))
    monkeypatch.setattr(office.uno_worker, "__file__", str(tmp_path / "uno_worker.py"))
    with pytest.raises(ConverterMissing) as error:
        make_pool().convert(QUICK)
    assert "python3-uno" in sentence(error)
    assert "components written in Python" in error.value.detail


@pytest.mark.soffice
def test_exit_81_at_the_first_start_is_normal(
    make_pool: MakePool, way: Way, tmp_path: Path
) -> None:
    soffice = tmp_path / "soffice_exits_81"
    shutil.copy(FAKES / soffice.name, soffice)
    soffice.with_name("real-soffice").symlink_to(working_soffice(way))
    assert make_pool(way, soffice=soffice).convert(QUICK).pages == 1


def test_exit_81_at_every_start_is_not(make_pool: MakePool, way: Way) -> None:
    with pytest.raises(ConverterStartFailed) as error:
        make_pool(way, soffice="soffice_always_exits_81").convert(QUICK)
    assert "code 81" in error.value.detail


def test_a_soffice_that_leaves_is_told_at_once_and_its_words_go_to_the_log_only(
    make_pool: MakePool,
    way: Way,
) -> None:
    with pytest.raises(ConverterStartFailed) as error:
        make_pool(way, soffice="soffice_leaves").convert(QUICK)
    assert "không khởi động được" in sentence(error)
    assert "cannot open shared object file" not in sentence(error)
    assert "cannot open shared object file" in error.value.detail


def test_a_soffice_that_never_gets_ready_is_given_up(
    make_pool: MakePool, way: Way, work: Path
) -> None:
    pool = make_pool(way, soffice="soffice_never_ready", start_timeout=0.5)
    with pytest.raises(ConverterStartFailed) as error:
        pool.convert(QUICK)
    assert "not ready in time" in error.value.detail
    assert not workers(work)


@pytest.mark.soffice
def test_a_failed_first_start_is_tried_again_by_the_next_caller(
    make_pool: MakePool, way: Way, tmp_path: Path
) -> None:
    soffice = tmp_path / "soffice"
    pool = make_pool(way, soffice=soffice)
    with pytest.raises(ConverterMissing):
        pool.convert(QUICK)
    assert "VANTHU_SOFFICE" in pool.health().message
    soffice.symlink_to(working_soffice(way))
    assert pool.convert(QUICK).pages == 1


@pytest.mark.soffice
def test_a_libreoffice_killed_in_mid_conversion_is_replaced_and_the_document_converts(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool()
    converting = Converting(pool, work)
    (first,) = soffices(work)
    os.kill(first, signal.SIGKILL)
    assert converting.result.result(20).pages > 5
    assert soffices(work) != [first]
    assert (pool.health().restarts, pool.health().quarantined) == (1, 0)


@pytest.mark.soffice
def test_a_killed_worker_script_takes_libreoffice_with_it_and_the_document_converts(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool()
    converting = Converting(pool, work)
    (script,), (soffice,) = workers(work), soffices(work)
    os.kill(script, signal.SIGKILL)
    assert eventually(lambda: soffice not in soffices(work))
    assert converting.result.result(20).pages > 5


@pytest.mark.soffice
def test_a_libreoffice_that_dies_while_it_is_free_harms_no_document(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool()
    pool.convert(QUICK)
    (first,) = soffices(work)
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: soffices(work) not in ([], [first]))
    assert pool.convert(QUICK).pages == 1
    assert (pool.health().restarts, pool.health().quarantined) == (1, 0)


@pytest.mark.soffice
def test_a_libreoffice_that_hangs_is_killed_at_the_deadline_and_not_tried_again(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(deadline=1.0)
    pool.convert(QUICK)
    pool.way.crew.give_back(pool.way.crew.take(0, 20.0))  # which has put the document away
    (first,) = soffices(work)
    os.kill(first, signal.SIGSTOP)
    with pytest.raises(ConversionTimeout) as error:
        pool.convert(QUICK)
    assert "quá lâu" in sentence(error) and "1 s" in error.value.detail
    assert pool.convert(QUICK).pages == 1
    assert first not in soffices(work)


PARENT = """
import sys, threading
from pathlib import Path
from doc_service.conversion import PoolOptions, open_converter

soffice, python, work, slow = map(Path, sys.argv[1:])
pool = open_converter(PoolOptions(soffice, python, work, workers=1))
pool.start()
pool.convert(slow.read_bytes())
"""


@pytest.mark.soffice
@pytest.mark.parametrize("hung", [False, True], ids=["working", "hung"])
def test_a_killed_parent_leaves_nothing(work: Path, tmp_path: Path, way: Way, hung: bool) -> None:
    slow = tmp_path / "slow.docx"
    slow.write_bytes(SLOW if way is UNO else b"PK\x03\x04word/ sleep 60")
    chosen = options(work, soffice=working_soffice(way), **way.always)
    arguments = map(str, (chosen.soffice, chosen.uno_python, work, slow))
    with subprocess.Popen([sys.executable, "-c", PARENT, *arguments], cwd=ROOT) as parent:
        assert eventually(lambda: list(work.glob(f"pool-*/worker-0/{way.source}")))
        folders = worker_folders(work)
        assert eventually(lambda: soffices(work))
        # the fake says when it is at work; before that it has not had time to leave anything
        assert way is UNO or eventually((tmp_path / "calls").exists)
        if hung:
            os.kill(soffices(work)[0], signal.SIGSTOP)
        parent.kill()
    assert eventually(lambda: nothing_left(work, folders))


def test_a_pool_removes_what_a_whole_killed_machine_has_left(
    make_pool: MakePool, way: Way, work: Path
) -> None:
    abandoned = work / "pool-abandoned" / "worker-0"
    abandoned.mkdir(parents=True)
    pool = make_pool(way, **way.faithful)
    pool.convert(QUICK)
    assert not abandoned.exists()
    make_pool(way, **way.faithful).convert(QUICK)
    assert pool.convert(QUICK).pages == 1  # its own folder is not taken for abandoned


@pytest.mark.parametrize(
    ("fake", "detail"),
    [
        ("uno_python_says_nothing", "no output"),
        ("uno_python_writes_half", "has no end"),
        ("uno_python_babbles", "while converting"),
    ],
)
def test_a_bad_output_is_never_taken_for_a_pdf(make_pool: MakePool, fake: str, detail: str) -> None:
    with pytest.raises(ConverterCrashed) as error:
        make_pool(uno_python=fake).convert(QUICK)
    assert "đã thử hai lần" in sentence(error)
    assert detail in error.value.detail


@pytest.mark.parametrize("fake", ["uno_python_never_free", "uno_python_dies_of_an_end"])
def test_what_goes_wrong_after_the_answer_harms_no_document(
    make_pool: MakePool, monkeypatch: pytest.MonkeyPatch, fake: str
) -> None:
    monkeypatch.setattr(office, "_PUT_AWAY_SECONDS", 0.2)
    pool = make_pool(uno_python=fake)
    for _ in range(3):
        assert pool.convert(QUICK).pages == 1
    assert eventually(lambda: pool.health().restarts >= 2)
    assert (pool.health().converted, pool.health().quarantined) == (3, 0)


@pytest.mark.soffice
def test_a_document_is_answered_before_it_is_put_away(
    make_pool: MakePool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = Path(office.uno_worker.__file__).parent
    for name in ("uno_worker.py", "uno_office.py", "uno_desktop.py"):
        text = (scripts / name).read_text()
        (tmp_path / name).write_text(text.replace("self._asked()\n", "raise RuntimeError\n"))
    monkeypatch.setattr(office.uno_worker, "__file__", str(tmp_path / "uno_worker.py"))
    pool = make_pool()
    assert [pool.convert(QUICK).pages for _ in range(2)] == [1, 1]
    assert eventually(lambda: pool.health().restarts >= 1)
    assert pool.health().quarantined == 0


def test_a_crash_is_tried_once_more_and_the_clerk_sees_nothing(
    make_pool: MakePool, way: Way
) -> None:
    fake = way.obedient if way is COMMAND else {"uno_python": "uno_python_crashes_once"}
    pool = make_pool(way, **fake)
    assert pool.convert(b"PK\x03\x04word/ crash-once").pages == 1
    assert (pool.health().restarts, pool.health().quarantined) == (1, 0)


def test_a_document_that_killed_two_processes_is_refused_without_a_third(
    make_pool: MakePool,
    way: Way,
) -> None:
    pool = make_pool(way, **way.obedient)
    for _ in range(2):
        with pytest.raises(ConverterCrashed):
            pool.convert(b"PK\x03\x04word/ crash")
    assert (pool.health().restarts, pool.health().quarantined) == (2, 1)
    assert pool.convert(b"PK\x03\x04word/ fine").pages == 1


def test_a_document_that_ran_out_of_time_twice_is_refused_at_once(
    make_pool: MakePool, way: Way
) -> None:
    pool = make_pool(way, **way.obedient, deadline=0.2)
    for _ in range(3):
        with pytest.raises(ConversionTimeout):
            pool.convert(b"PK\x03\x04word/ sleep 60")
    assert (pool.health().restarts, pool.health().quarantined) == (2, 1)


def test_a_libreoffice_that_cannot_live_does_not_eat_a_core(make_pool: MakePool) -> None:
    pool = make_pool(uno_python="uno_python_dies_when_ready")
    pool.start()
    assert eventually(lambda: pool.health().restarts >= 2)
    assert not eventually(lambda: pool.health().restarts > 8, seconds=1.0)


def test_a_full_disk_is_told_when_the_document_cannot_be_written(
    make_pool: MakePool, way: Way, work: Path
) -> None:
    pool = make_pool(way, **way.faithful)
    pool.convert(QUICK)
    (folder,) = worker_folders(work)
    (folder / way.source).symlink_to("/dev/full")
    with pytest.raises(OutOfDiskSpace) as error:
        pool.convert(QUICK)
    assert "đã đầy" in sentence(error) and "No space left" in error.value.detail
    assert pool.convert(QUICK).pages == 1
    assert pool.health().quarantined == 0


def test_a_full_disk_is_told_when_libreoffice_cannot_write(
    make_pool: MakePool, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage("/")._replace(free=100_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    fake = way.obedient if way is COMMAND else {"uno_python": "uno_python_says_nothing"}
    with pytest.raises(OutOfDiskSpace):
        make_pool(way, **fake).convert(b"PK\x03\x04word/ nothing")


def test_a_work_folder_that_cannot_be_made_is_told(
    make_pool: MakePool, way: Way, work: Path
) -> None:
    work.write_text("a file where the folder should be")
    with pytest.raises(ConverterStartFailed) as error:
        make_pool(way).convert(QUICK)
    assert str(work) in error.value.detail
    work.unlink()


def test_stopping_sends_away_who_converts_and_who_waits(make_pool: MakePool, way: Way) -> None:
    pool = make_pool(way, **way.obedient)
    with ThreadPoolExecutor(2) as callers:
        results = [callers.submit(pool.convert, b"PK\x03\x04word/ sleep 60")]
        assert eventually(lambda: pool.health().busy and not pool.health().waiting)
        results.append(callers.submit(pool.convert, b"PK\x03\x04word/ sleep 60"))
        assert eventually(lambda: pool.health().waiting)
        pool.stop()
        pool.stop()
        for result in results:
            with pytest.raises(ConverterStartFailed, match="đang dừng"):
                result.result(10)
    with pytest.raises(ConverterStartFailed, match="đang dừng"):
        pool.convert(QUICK)
    assert pool.health().message == "Dịch vụ tạo PDF đã dừng."


@pytest.mark.soffice
def test_a_pool_can_be_stopped_while_it_starts(make_pool: MakePool, work: Path) -> None:
    pool = make_pool()
    pool.start()
    assert eventually(lambda: workers(work))
    folders = worker_folders(work)
    pool.stop()
    assert nothing_left(work, folders)
