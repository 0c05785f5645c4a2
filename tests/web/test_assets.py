from __future__ import annotations

import hashlib
import io
import re
import tarfile
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from docs import assets

PUBLISHED = {"LICENSE": b"Do as you like.", "dist/tool.js": b"export const tool = 1;"}
FOLDER = "doc_service/web/static/vendor/tool"
TABLE = f"""# why this tool
["tool"]
version = "1.0.0"
licence = "0BSD"
purpose = "To try."
folder = "{FOLDER}"

["tool".files]
"LICENSE" = ""
"dist/tool.js" = ""
"""


def tarball(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def registry(files: dict[str, bytes]) -> Callable[[str, str], bytes]:
    return lambda name, version: tarball(files)


def no_network(name: str, version: str) -> bytes:
    raise AssertionError(f"{name} {version} was fetched")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose one package is brought and right."""
    table = tmp_path / assets.TABLE
    table.parent.mkdir(parents=True)
    table.write_text(TABLE, "utf-8")
    assets.bring(tmp_path, registry(PUBLISHED))
    return tmp_path


def test_every_vendored_file_of_the_project_is_the_listed_one_with_its_licence_beside() -> None:
    assert assets.complaints(assets.ROOT) == []


def test_bringing_writes_the_files_and_their_hashes_and_keeps_the_comments(project: Path) -> None:
    text = (project / assets.TABLE).read_text("utf-8")
    assert text.startswith("# why this tool\n")
    assert tomllib.loads(text)["tool"]["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in PUBLISHED.items()
    }
    assert (project / FOLDER / "tool.js").read_bytes() == PUBLISHED["dist/tool.js"]
    assert assets.complaints(project) == []


def test_nothing_is_fetched_or_changed_when_nothing_differs(project: Path) -> None:
    before = (project / assets.TABLE).read_bytes()
    assert assets.bring(project, no_network) == []
    assert (project / assets.TABLE).read_bytes() == before


def test_a_missing_file_is_said_and_brought_back(project: Path) -> None:
    (project / FOLDER / "tool.js").unlink()
    assert assets.complaints(project) == [f"{FOLDER}/tool.js: thiếu tệp; hãy chạy make assets."]
    assert assets.bring(project, registry(PUBLISHED)) == [f"{FOLDER}/tool.js"]
    assert assets.complaints(project) == []


def test_an_altered_file_is_said(project: Path) -> None:
    (project / FOLDER / "tool.js").write_bytes(b"export const tool = 2;")
    (complaint,) = assets.complaints(project)
    assert complaint.startswith(f"{FOLDER}/tool.js: không đúng mã băm")


def test_a_file_nobody_listed_is_said(project: Path) -> None:
    (project / FOLDER / "stray.js").write_bytes(b"")
    assert assets.complaints(project) == [f"{FOLDER}/stray.js: không có trong vendor.toml."]


def test_a_package_without_the_text_of_its_licence_is_said(project: Path) -> None:
    table = project / assets.TABLE
    table.write_text(re.sub(r'"LICENSE" = .*\n', "", table.read_text("utf-8")), "utf-8")
    (project / FOLDER / "LICENSE").unlink()
    assert assets.complaints(project) == ["tool: thiếu văn bản giấy phép 0BSD."]


def test_a_published_file_that_changed_is_refused_and_nothing_is_written(project: Path) -> None:
    (project / FOLDER / "tool.js").unlink()
    with pytest.raises(SystemExit, match="dist/tool.js tải về không đúng mã băm"):
        assets.bring(project, registry(PUBLISHED | {"dist/tool.js": b"evil()"}))
    assert not (project / FOLDER / "tool.js").exists()


def test_a_file_the_package_does_not_have_is_said(project: Path) -> None:
    (project / FOLDER / "tool.js").unlink()
    with pytest.raises(SystemExit, match=r"tool 1\.0\.0 không có tệp dist/tool\.js"):
        assets.bring(project, registry({"LICENSE": PUBLISHED["LICENSE"]}))


def test_the_fonts_style_sheet_names_every_vendored_font_once() -> None:
    static = assets.ROOT / "doc_service/web/static"
    named = re.findall(r'url\("([^"]+)"\)', (static / "fonts.css").read_text("utf-8"))
    there = [path.relative_to(static).as_posix() for path in static.rglob("*.woff2")]
    assert sorted(named) == sorted(there)


def test_no_vendored_file_of_the_screen_asks_for_a_source_map_elsewhere() -> None:
    # a map is fetched by developer tools only, and only from beside the file
    vendor = assets.ROOT / "doc_service/web/static/vendor"
    named = [
        name
        for path in vendor.rglob("*.*")
        if path.suffix in {".js", ".mjs", ".css"}
        for name in re.findall(r"[#@] sourceMappingURL=(\S+)", path.read_text("utf-8")[-300:])
    ]
    assert all("/" not in name for name in named), named
