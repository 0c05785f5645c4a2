"""Large uploads stand beside the data while they come, and nowhere afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, request

from doc_service.http.spooling import spooling_request


def upload(app: Flask, size: int) -> str:
    """Send a file of so many bytes; return where it stood."""
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'
    body += b"y" * size + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    with app.test_request_context("/", method="POST", data=body, content_type=kind):
        stream = request.files["f"].stream
        assert len(stream.read()) == size
        try:
            return str(Path(f"/proc/self/fd/{stream.fileno()}").readlink())
        except OSError:
            return ""
        finally:
            stream.close()


@pytest.mark.parametrize(("size", "is_on_disk"), [(1000, False), (2_000_000, True)])
def test_a_large_file_is_kept_in_the_folder(tmp_path: Path, size: int, is_on_disk: bool) -> None:
    app = Flask("test")
    app.request_class = spooling_request(tmp_path)
    assert upload(app, size).startswith(str(tmp_path)) is is_on_disk
    assert list(tmp_path.iterdir()) == []
