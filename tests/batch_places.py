"""A place where batches are made: a data folder, a unit, and real workers beside it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdf
from sqlalchemy import select

from doc_service.accounts.members import Member, Role
from doc_service.batches.overview import Overview, find_batch
from doc_service.batches.submitting import Submission, submit
from doc_service.records import BatchItem
from doc_service.service import DocService
from doc_service.settings import ROOT, load_settings
from tests.ledgers import new_unit

FORM = "mau_03"
EXAMPLE = ROOT / "schemas" / "examples" / f"{FORM}.json"


def record(number: int) -> dict[str, Any]:
    """Return the data of one small document that can be told from the others."""
    data = json.loads(EXAMPLE.read_text("utf-8"))
    data["thanh_tich"] = [{**data["thanh_tich"][0], "ten": f"Mô hình số {number}"}]
    return dict(data)


def json_lines(records: Sequence[Mapping[str, Any]]) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in records).encode()


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@dataclass(slots=True)
class Place:
    """What tests hold of it."""

    service: DocService
    member: Member
    environ: dict[str, str]
    _mains: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def send(self, content: bytes, name: str = "dot.jsonl", **wishes: Any) -> str:
        """Ask for a batch, and return its id."""
        asked = Submission(**{"form": FORM, "outputs": ("pdf",), "then": "good", **wishes})
        return submit(self.service.batches, self.member, asked, io.BytesIO(content), name)[0].id

    def seen(self, batch_id: str) -> Overview:
        return find_batch(self.service.batches, self.member, batch_id)

    def start(
        self, count: int = 2, machine: str = "", within: Sequence[str] = (), **how: Any
    ) -> subprocess.Popen[bytes]:
        """Start workers in a process group of their own; another machine has its own folders.

        Args:
            count: workers.
            machine: on which machine; "" for that of this place.
            within: what to put before the command.
            how: further arguments of `Popen`.
        """
        worker = [sys.executable, "-m", "doc_service", "worker", "--count", str(count)]
        environ = dict(self.environ)
        if machine:
            environ["VANTHU_DATA_FOLDER"] = str(self.data_folder(machine))
            environ["VANTHU_WORK_FOLDER"] += f"-{machine}"
        how = {"env": environ, "cwd": ROOT, "start_new_session": True, **how}
        main = subprocess.Popen([*within, *worker], **how)
        self._mains.append(main)
        return main

    def data_folder(self, machine: str) -> Path:
        own = self.service.settings.data_folder
        return own.with_name(f"{own.name}-{machine}")

    def wait(
        self,
        batch_id: str,
        until: Callable[[Overview], bool] = lambda seen: seen.batch.state == "done",
        seconds: float = 180,
    ) -> Overview:
        limit = time.monotonic() + seconds
        while not until(seen := self.seen(batch_id)):
            assert time.monotonic() < limit, (seen.batch.state, seen.batch.said, seen.progress)
            time.sleep(0.1)
        return seen

    def items(self, batch_id: str) -> list[BatchItem]:
        with self.service.database.reading() as session:
            asked = select(BatchItem).where(BatchItem.batch_id == batch_id)
            return list(session.scalars(asked.order_by(BatchItem.number)))

    def stop(self) -> None:
        for main in self._mains:
            if main.poll() is None:
                main.terminate()
        for main in self._mains:
            main.wait(60)

    def processes(self, machine: str = "") -> dict[int, str]:
        """Return every living process that works in this place, or on one of its machines."""
        mark = str(self.service.settings.work_folder) + (f"-{machine}" if machine else "")
        found: dict[int, str] = {}
        for path in Path("/proc").glob("[0-9]*"):
            try:
                said = (path / "cmdline").read_bytes() + (path / "environ").read_bytes()
                is_dead = (path / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
            except OSError:
                continue
            if mark.encode() in said and not is_dead and int(path.name) != os.getpid():
                found[int(path.name)] = (path / "cmdline").read_bytes().decode()
        return found


@contextmanager
def place(folder: Path, **urls: str) -> Iterator[Place]:
    """Open a place in a folder, or on servers; its workers are stopped at the end."""
    own = {"data_folder": folder / "data", "work_folder": folder / "work", **urls}
    environ = {
        **os.environ,
        **{f"VANTHU_{name.upper()}": str(value) for name, value in own.items()},
        "VANTHU_LOG_LEVEL": "ERROR",
    }
    with DocService.open(load_settings({}, workers=1, **own)) as service:
        service.open_records()
        unit = new_unit(service.database, "Đảng ủy phường An Thịnh")
        member = Member(unit, "Đảng ủy phường An Thịnh", "mac_dinh", Role.CLERK, "Lê Thị Thư")
        held = Place(service, member, environ)
        try:
            yield held
        finally:
            for main in held._mains:
                if main.poll() is None:
                    os.killpg(main.pid, signal.SIGKILL)
                main.wait()
