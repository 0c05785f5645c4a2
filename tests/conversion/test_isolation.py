"""Documents reach nothing outside themselves."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from doc_service.conversion import ConverterPool, Pdf, crew
from doc_service.conversion.isolation import no_network

from .conftest import MakePool
from .documents import docx
from .traces import soffices
from .ways import COMMAND, Way

pytestmark = pytest.mark.soffice

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class Listener(http.server.ThreadingHTTPServer):
    """Counts who asks for the image."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/anh.png"


class Answer(http.server.BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.hits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(PNG)

    def do_OPTIONS(self) -> None:
        self.do_GET()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on the terminal."""


OURS = {"PATH", "HOME", "TMPDIR", "LANG", "SAL_USE_VCLPLUGIN"}


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def images(pdf: Pdf) -> int:
    return sum(len(page.images) for page in PdfReader(io.BytesIO(pdf.content)).pages)


def test_a_linked_image_is_not_fetched(pool: ConverterPool, listener: Listener) -> None:
    pdf = pool.convert(docx(text="x", image=listener.address))
    assert listener.hits == []
    assert images(pdf) == 0


def test_a_linked_image_is_not_fetched_even_where_there_is_a_network(
    make_pool: MakePool, way: Way, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "no_network", lambda: ())
    pdf = make_pool(way).convert(docx(text="x", image=listener.address))
    assert listener.hits == []
    assert images(pdf) == 0


def test_a_file_of_the_server_is_not_shown(pool: ConverterPool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    assert images(pool.convert(docx(text="x", image=secret.as_uri()))) == 0


def test_libreoffice_has_no_network_where_the_system_allows(
    uno_pool: ConverterPool, pool_folder: Path
) -> None:
    uno_pool.convert(docx(text="x"))
    (process,) = soffices(pool_folder)
    ours = Path("/proc/self/ns/net").readlink()
    assert (Path(f"/proc/{process}/ns/net").readlink() != ours) == bool(no_network())


def test_libreoffice_inherits_nothing_of_our_environment(
    uno_pool: ConverterPool, pool_folder: Path
) -> None:
    uno_pool.convert(docx(text="x"))
    (process,) = soffices(pool_folder)
    environment = Path(f"/proc/{process}/environ").read_text().split("\0")
    names = {variable.partition("=")[0] for variable in environment if variable}
    by_python = {"LC_CTYPE", "URE_BOOTSTRAP"}  # set at start-up, and by `import uno`
    assert names - by_python == {*OURS, "LD_PRELOAD"}


def test_a_libreoffice_of_one_call_has_no_network_and_inherits_nothing_either(
    make_pool: MakePool,
) -> None:
    pdf = make_pool(COMMAND, **COMMAND.obedient).convert(b"PK\x03\x04word/ tell")
    told = pdf.content.decode(errors="replace")
    ours = str(Path("/proc/self/ns/net").readlink())
    assert (ours not in told) == bool(no_network())
    names = sorted({*OURS, "LD_PRELOAD"})
    assert str(names) in told
